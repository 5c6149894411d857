"""A program's class list, with Outputs anywhere in it, and what of it is unknown or secret."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from pulumi.output import Unknown as EngineUnknown

from pictograph_provider import ProjectClass
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.program import class_inputs, listed, secret_names
from pictograph_provider.state.unknowns import with_unknowns

UNKNOWN_TO_ENGINE = EngineUnknown()  # type: ignore[no-untyped-call]

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}


def given(make: Callable[[], Any]) -> Any:
    """What a program's value is once it is known; Outputs live in an event loop."""

    async def value() -> Any:
        found = make()
        return await found.future() if isinstance(found, pulumi.Output) else found

    return asyncio.run(value())


def output(value: Any) -> Any:
    return pulumi.Output.from_input(value)


@pytest.mark.parametrize(
    "classes",
    [
        lambda: [STOP],
        lambda: [ProjectClass(name="stop", type="bbox", color="#ff0000")],
        lambda: output([STOP]),
        lambda: [output(STOP)],
        lambda: [{**STOP, "name": output("stop")}],
        lambda: [{**STOP, "type": output("bbox")}],
    ],
)
def test_a_list_is_read_wherever_an_output_stands(classes: Callable[[], Any]) -> None:
    def read(key: str) -> Any:
        return given(lambda: class_inputs(classes())[key])

    assert read("classes") == {"stop (bbox)": "#ff0000"}
    assert read("class_order") == "stop"
    assert read("invalid_classes") is None


def test_a_list_that_is_none_is_no_input_and_what_is_no_list_is_said() -> None:
    assert class_inputs(None) == {}
    said = given(lambda: class_inputs("stop")["invalid_classes"])
    assert said == "classes is a list of ProjectClass, not 'stop'."
    said = given(lambda: class_inputs([5])["invalid_classes"])
    assert said == "a class is a ProjectClass or a mapping, not 5."
    said = given(lambda: class_inputs([{"name": 5, "type": "bbox"}])["invalid_classes"])
    assert said == "a class needs a name and a type, both texts: {'name': 5, 'type': 'bbox'}."


def test_the_names_of_secret_inputs_are_given_and_none_where_there_is_none() -> None:
    def names(inputs: Callable[[], dict[str, Any]]) -> Any:
        return given(lambda: secret_names("signs", inputs()))

    assert names(lambda: {"name": "signs", "classes": [STOP]}) is None
    assert names(lambda: {"name": output("signs")}) is None
    assert names(
        lambda: {"name": output("signs"), "description": pulumi.Output.secret("velvet")}
    ) == ["description"]
    assert names(
        lambda: {
            "classes": [{**STOP, "name": pulumi.Output.secret("velvet")}],
            "name": pulumi.Output.secret("velvet"),
        }
    ) == [
        "classes",
        "name",
    ]


def fails(_: object) -> str:
    raise ValueError("of the program")


@pytest.mark.skipif(not hasattr(ValueError, "add_note"), reason="needs Python 3.11")
def test_an_error_keeps_the_place_where_an_input_was_made() -> None:
    with pytest.raises(ValueError, match="of the program") as caught:
        given(lambda: secret_names("signs", {"name": output("x").apply(fails)}))
    (note,) = caught.value.__notes__  # type: ignore[attr-defined]
    first, place, line = note.splitlines()
    assert first == "This is where the program makes the name of signs:"
    assert place.endswith("in fails")
    assert line == '    raise ValueError("of the program")'


def test_an_error_that_nothing_of_the_program_raised_has_no_place() -> None:
    def given_up() -> object:
        failed, known = asyncio.Future[str](), asyncio.Future[bool]()
        failed.set_exception(ValueError("of the engine"))
        known.set_result(True)
        return secret_names("signs", {"name": pulumi.Output(set(), failed, known)})

    with pytest.raises(ValueError, match="of the engine") as caught:
        given(given_up)
    assert not hasattr(caught.value, "__notes__")


def test_classes_are_listed_from_state_and_from_the_inputs_of_a_preview() -> None:
    assert listed("stop box #ff0000", None) == [{"name": "stop", "type": "box", "color": "#ff0000"}]
    entries = {"stop (bbox)": "#ff0000", "any (bbox)": "any color"}
    assert listed(entries, "any, stop") == [{"name": "any", "type": "bbox"}, STOP]
    assert listed(None, None) == []


def test_what_the_engine_does_not_know_is_unknown_at_any_depth() -> None:
    found = with_unknowns({"a": [UNKNOWN_TO_ENGINE, "x"], "b": {"c": UNKNOWN_TO_ENGINE}})
    assert found == {"a": [UNKNOWN, "x"], "b": {"c": UNKNOWN}}
