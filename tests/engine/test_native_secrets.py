"""What is secret stays so, under every name, and the key is ciphertext however it is given."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
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
    program: dict[str, Any] = {
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
        assert not [line for line in said.splitlines() if re.search("moonlight|velvet", line)]
    # What is said of a change of them tells none of them either.
    Labels(stack.client).add("moonlight", {"velvet": 2})
    signs = program["resources"]["road-signs"]["properties"]
    signs["classes"] = {"fn::secret": {"silk": {"type": "bbox", "color": "#123456"}}}
    stack.program(json.dumps(program))
    for said in (stack.preview("--diff", ok=False), stack.up(ok=False)):
        assert "destroys 2 annotations" in said
        assert not re.search("moonlight|velvet|silk", said)
    for word in ("moonlight", "velvet", "#123456"):
        assert STATE not in places_of(word, stack.root), word
    assert stack.client.projects.get("moonlight").classes[0].name == "velvet"


HIDDEN = {"velvet": {"type": "bbox", "color": "#123456"}, "stop": {"type": "bbox"}}
WORDS = ("moonlight", "velvet", "#123456", "old moon")


def secret(value: object) -> dict[str, object]:
    return {"fn::secret": value}


def declare(stack: NativeStack, classes: object, **more: object) -> None:
    given = {"name": secret("moonlight"), "classes": secret(classes), "onDelete": "delete", **more}
    project = {"type": "pictograph:Project", "properties": given}
    stack.program(json.dumps({"resources": {"road-signs": project}}))


def test_no_text_tells_what_is_secret(
    stack: NativeStack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    said = []

    def run(*command: str, ok: bool = True, **env: str) -> str:
        done = stack.pulumi(*command, "--diff", **env)
        assert done.ok is ok, done.output
        said.append(done.output)
        for word in WORDS:
            assert lines_with(word, done.output) == [], done.output
        return done.output

    declare(stack, HIDDEN)
    run("up", "--yes", "--skip-preview")
    labels.add("moonlight", {"velvet": 3})
    kept = {"stop": HIDDEN["stop"]}
    declare(stack, kept)
    refused = run("preview", ok=False)
    assert "- remove  [secret] (bbox)  destroys 3 annotations on 1 image" in refused
    run("up", "--yes", "--skip-preview", ok=False)
    declare(stack, {**HIDDEN, "stop": {"type": "bbox", "color": "old moon"}})
    assert "[secret]" in run("preview", ok=False)
    declare(stack, HIDDEN, description="new")
    control = pictograph_emulator.control
    control.fault("status", method="PATCH", status=500, times=None)
    assert "Traceback" in run("up", "--yes", "--skip-preview", ok=False, PICTOGRAPH_DEBUG="1")
    control.clear_faults()
    declare(stack, kept, allowClassRemoval=secret(["velvet"]))
    run("preview")
    done = run("up", "--yes", "--skip-preview")
    assert "[secret]: removed 1 of its classes, as permitted" in done
    stack.client.projects.update("moonlight", new_name="old moon")
    run("refresh", "--yes", "--skip-preview")
    assert "[secret]: deleted, with" in run("destroy", "--yes", "--skip-preview")
