"""A person's mistakes, each with the words that mend it; nothing is asked of the service."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.class_map import encode
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
    "a colour that is none": ({"classes": [{**STOP, "color": "reddish"}]}, "is no CSS colour"),
    "an unknown annotation type": ({"annotation_types": ["circle"]}, 'has "circle"'),
    "a slash in the project's name": ({"name": "a/b"}, "no slash"),
    "a name like an id": ({"name": "d72dcf36-0852-4bb0-8848-1187e58ae294"}, "looks like an id"),
    "an unknown policy": ({"on_delete": "destroy"}, "on_delete is one of"),
    "classes that are no list": ({"classes": "stop_sign"}, "classes is a list"),
    "consent that is no list": ({"allow_class_removal": "stop"}, "allow_class_removal is"),
    "an attribute of the wrong shape": ({"adopt": "yes"}, "adopt is True or False"),
    "a class name that is too long": ({"classes": [{**STOP, "name": "a" * 121}]}, "has 121"),
    "a class that is a text": ({"classes": ["stop_sign"]}, "a class is a ProjectClass"),
    "a bound below nought": ({"allow_class_removal": {"a": -1}}, "allow_class_removal is"),
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
