"""What is secret stays so, under every name, and the key is ciphertext however it is given."""

from __future__ import annotations

import json

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.leaks import lines_with, places_of
from tests.engine.native import NativeStack

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)

STATE = "state/.pulumi/stacks/signs/dev.json"


def test_a_plain_key_is_ciphertext_in_the_state(
    stack: NativeStack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "set", "--plaintext", "pictograph:apiKey", key).expect()
    stack.declare()
    said = stack.up()
    assert lines_with(key, said) == []
    assert set(places_of(key, stack.root / "state")) <= {
        path for path in places_of(key, stack.root / "state") if "/history/" in path
    }
    assert STATE not in places_of(key, stack.root)


def test_a_key_of_the_environment_is_not_taken_into_the_state(
    stack: NativeStack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    stack.declare()
    said = stack.up(PICTOGRAPH_API_KEY=key)
    assert lines_with(key, said) == []
    assert places_of(key, stack.root) == []
    provider = next(
        entry
        for entry in stack.exported()["deployment"]["resources"]
        if entry["type"] == "pulumi:providers:pictograph"
    )
    assert "apiKey" not in {**provider["inputs"], **provider["outputs"]}


def test_without_a_key_it_says_once_what_to_write(stack: NativeStack) -> None:
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    stack.declare()
    said = stack.preview(ok=False)
    assert "pulumi config set --secret pictograph:apiKey" in said
    assert "rpc error" not in said


def test_a_secret_stays_one_under_every_name(stack: NativeStack) -> None:
    program = {
        "configuration": {"hidden": {"type": "string", "secret": True}},
        "resources": {
            "road-signs": {
                "type": "pictograph:Project",
                "properties": {
                    "name": "${hidden}",
                    "classes": {"fn::secret": {"velvet": {"type": "bbox", "color": "#123456"}}},
                    "description": "about ${hidden}",
                },
            }
        },
        "outputs": {"order": "${road-signs.classOrder}"},
    }
    stack.pulumi("config", "set", "--secret", "hidden", "moonlight").expect()
    stack.program(json.dumps(program))
    for word in ("preview", "up", "up", "refresh", "up"):
        said = (
            stack.pulumi(word, *(() if word == "preview" else ("--yes",)), "--diff").expect().output
        )
        assert not [
            line for line in said.splitlines() if "moonlight" in line and "[secret]" in line
        ]
    for word in ("moonlight", "velvet", "#123456"):
        assert STATE not in places_of(word, stack.root), word
    assert stack.client.projects.get("moonlight").classes[0].name == "velvet"
