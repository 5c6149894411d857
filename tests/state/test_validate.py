"""A person's mistakes, each with the words that mend it; nothing is asked of the service."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from pictograph_provider.plan import UNKNOWN
from pictograph_provider.spelling import YAML
from pictograph_provider.state.class_map import encode
from pictograph_provider.state.declaration import Inputs, declaration
from pictograph_provider.state.validate import problems

STOP: dict[str, Any] = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}

MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "a class name used twice": ({"classes": [STOP, STOP]}, 'two classes are called "stop_sign"'),
    "a key of a class that is misspelt": (
        {"classes": [{"name": "a", "type": "bbox", "colour": "red"}]},
        'class "a": "colour" is not known: did you mean color?',
    ),
    "a key of a class that is nothing like one": (
        {"classes": [{"name": "a", "type": "bbox", "x": 1}]},
        "there are name, type, color, attributes and skeleton",
    ),
    "an unknown class type": ({"classes": [{**STOP, "type": "circle"}]}, 'the type "circle"'),
    "a class without a type": ({"classes": [{"name": "a"}]}, 'class "a" has no type'),
    "an unknown color": ({"classes": [{**STOP, "color": "reddish"}]}, "is not a CSS color"),
    "an unknown annotation type": ({"annotation_types": ["circle"]}, 'has "circle"'),
    "a slash in the project's name": ({"name": "a/b"}, "cannot hold a slash"),
    "a name like an id": ({"name": "d72dcf36-0852-4bb0-8848-1187e58ae294"}, "looks like an id"),
    "an unknown policy": ({"on_delete": "destroy"}, "on_delete is one of"),
    "classes that are no list": ({"classes": "stop_sign"}, "classes is a list"),
    "consent that is no list": ({"allow_class_removal": "stop"}, "allow_class_removal is"),
    "an attribute of the wrong shape": ({"adopt": "yes"}, "adopt is True or False"),
    "a class name that is too long": ({"classes": [{**STOP, "name": "a" * 121}]}, "has 121"),
    "a class that is a text": ({"classes": ["stop_sign"]}, "a class is a ProjectClass"),
    "a bound below zero": ({"allow_class_removal": {"a": -1}}, "allow_class_removal is"),
    "moves of classes not managed": ({"class_moves": {"a": "b"}}, "it needs classes"),
}


def inputs(**arguments: Any) -> dict[str, Any]:
    """Inputs as the program makes them of a project's arguments."""
    classes = arguments.pop("classes", None)
    if classes is None:
        return {"name": "road-signs", "annotation_types": ["bbox"], **arguments}
    found = encode(classes)
    given = {"classes": found.entries, "class_order": found.order}
    invalid = {"invalid_classes": found.invalid} if found.invalid else {}
    return {"name": "road-signs", **given, **invalid, **arguments}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_said_in_one_sentence(what: str) -> None:
    arguments, text = MISTAKES[what]
    (problem,) = problems(inputs(**arguments))
    assert text in problem


def test_a_sound_declaration_has_no_problems() -> None:
    assert problems(inputs(classes=[STOP], allow_class_removal=["a"], on_delete="archive")) == []


HAS = {"merge (bbox)": "#ff0000"}

NONSENSE: dict[str, tuple[dict[str, Any], str]] = {
    "classes that are a number": ({"classes": 5}, "classes is a list of ProjectClass in a program"),
    "classes as a list": ({"classes": [STOP]}, 'a map like {"merge (bbox)": "#ff0000"} in a tran'),
    "classes with something unknown": ({"classes": [UNKNOWN]}, "classes is a list of ProjectClass"),
    "a class without a type in its key": ({"classes": {"merge": "red"}}, "has the key 'merge'"),
    "a class that is a number": ({"classes": {"merge (bbox)": 5}}, "5 is not a CSS color"),
    "a class that is a list": ({"classes": {"merge (bbox)": [1]}}, "[1] is not a CSS color"),
    "one name with two types": (
        {"classes": {"merge (bbox)": "red", "merge (tag)": "red"}},
        'two classes are called "merge"',
    ),
    "attributes that are a number": (
        {"classes": {"merge (bbox)": {"attributes": 5}}},
        'class "merge": attributes is a list',
    ),
    "attributes that are texts": (
        {"classes": {"merge (bbox)": {"attributes": ["age"]}}},
        'class "merge": attributes is a list',
    ),
    "a skeleton that is a text": (
        {"classes": {"merge (bbox)": {"skeleton": "x"}}},
        'class "merge": skeleton is a mapping',
    ),
    "edges that are numbers": (
        {"classes": {"merge (bbox)": {"skeleton": {"edges": [1]}}}},
        'class "merge": skeleton is a mapping',
    ),
    "an order that is a number": ({"classes": HAS, "class_order": 3}, "class_order is a text"),
    "an order that is a list": ({"classes": HAS, "class_order": ["a"]}, "class_order is a text"),
    "an order that is a mapping": ({"classes": HAS, "class_order": {}}, "class_order is a text"),
    "an order that ends early": ({"classes": HAS, "class_order": '"a'}, "class_order is a text"),
    "moves as a list": ({"class_moves": ["a"]}, "class_moves is a mapping"),
    "consent bounded by a text": ({"allow_class_removal": {"a": "b"}}, "allow_class_removal is"),
    "annotation types that are numbers": ({"annotation_types": [5]}, "annotation_types is a list"),
    "annotation types that are lists": ({"annotation_types": [["a"]]}, "annotation_types is a lis"),
}
"""What only a transform of the program can hand in: the engine's inputs themselves."""


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_of_a_transform_is_said_in_one_sentence(what: str) -> None:
    arguments, text = NONSENSE[what]
    (problem,) = problems({"name": "road-signs", **arguments})
    assert text in problem


@pytest.mark.parametrize("key", sorted(Inputs.__annotations__))
def test_no_nonsense_under_any_key_is_a_fault_of_ours(key: str) -> None:
    values: list[Any] = [5, -1.5, True, None, "", "x", '"', [], [5], [None], [UNKNOWN], [["a"]]]
    values += [[{"a": 1}], {}, {"a": 5}, {"a": None}, {"(": "red"}, {"a (bbox)": {"color": 5}}]
    for value in values:
        given = {**inputs(classes=[STOP]), key: value}
        if not problems(given):
            declaration(given)


@pytest.mark.parametrize("key", ["name", "classes", "class_order", "allow_class_removal"])
def test_what_is_not_known_yet_is_no_problem(key: str) -> None:
    assert problems({**inputs(classes=[STOP]), key: UNKNOWN}) == []


def test_a_declaration_is_checked_without_an_http_client_and_without_pulumi() -> None:
    program = (
        "import sys, pictograph_provider.state.validate\n"
        "print(*{'httpx', 'tenacity', 'pulumi', 'grpc'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == []


def test_a_setting_is_named_as_the_program_spells_it() -> None:
    wrong = {"name": "a", "on_delete": "destroy", "class_moves": "a", "allow_class_removal": "a"}
    starts = [text.partition(" ")[0] for text in problems(wrong, YAML)]
    assert starts == ["onDelete", "classMoves", "allowClassRemoval"]
    (text,) = problems({"name": "a", "annotation_types": ["circle"]}, YAML)
    assert text.startswith('annotationTypes has "circle"')


def test_a_skeleton_with_nodes_and_edges_is_sound() -> None:
    skeleton = {"nodes": [{"name": "head"}, {"name": "tail"}], "edges": [[0, 1]]}
    classes = {"dog (keypoint)": {"color": "red", "skeleton": skeleton}}
    assert problems({"name": "x", "classes": classes, "class_order": "dog"}) == []


def test_a_name_that_comes_to_nothing_is_a_mistake() -> None:
    (text,) = problems({"classes": {}, "class_order": ""})
    assert text.startswith("name has no value")
