"""A person's mistakes: one clear sentence each, no traceback, and nothing changed."""

from __future__ import annotations

from typing import Any

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

STOP: dict[str, Any] = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}

MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "a class name used twice": ({"classes": [STOP, STOP]}, 'two classes are called "stop_sign"'),
    "an unknown class type": ({"classes": [{**STOP, "type": "circle"}]}, 'the type "circle"'),
    "an unknown color": ({"classes": [{**STOP, "color": "reddish"}]}, "is not a CSS color"),
}
"""Three of them through the engine; the tests of the state's rules know them all."""


def test_a_mistake_is_said_in_one_sentence_and_changes_nothing(stack: Stack) -> None:
    for arguments, text in MISTAKES.values():
        stack.declare(**arguments)
        assert text in stack.preview(ok=False)
    stack.up(ok=False)
    assert stack.client.projects.list() == []


def test_a_wrong_key(stack: Stack) -> None:
    stack.pulumi("config", "set", "--secret", "pictograph:apiKey", "pk_live_wrong").expect()
    stack.declare(classes=[STOP])
    said = stack.up(ok=False)
    assert "401" in said
    assert "pulumi config set --secret pictograph:apiKey" in said
    assert "pk_live_wrong" not in said


def test_no_key_at_all(stack: Stack) -> None:
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    stack.declare(classes=[STOP])
    assert "there is no API key" in stack.preview(ok=False)


def test_a_service_that_cannot_be_reached(stack: Stack, pictograph_emulator: Emulator) -> None:
    stack.provision(classes=[STOP])
    stack.pulumi("config", "set", "pictograph:baseUrl", "http://127.0.0.1:1").expect()
    stack.pulumi("config", "set", "pictograph:maxRetries", "0").expect()
    stack.declare(classes=[STOP, {**STOP, "name": "yield"}])
    assert "no answer came" in stack.preview(ok=False)


def test_a_rename_to_a_name_that_is_taken(stack: Stack) -> None:
    stack.provision(classes=[STOP])
    stack.client.projects.create("other")
    stack.declare(name="other", classes=[STOP])
    assert "cannot be renamed to other" in stack.up(ok=False)
    assert {p.name for p in stack.client.projects.list()} == {"other", "road-signs"}


def test_a_project_renamed_elsewhere_and_a_class_change_here(stack: Stack) -> None:
    stack.provision(classes=[STOP])
    stack.client.projects.update("road-signs", new_name="renamed")
    stack.declare(classes=[])
    assert "Run: pulumi refresh" in stack.preview(ok=False)
    stack.refresh()
    stack.up()
    assert stack.client.projects.get("road-signs").classes == []
