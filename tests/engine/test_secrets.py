"""The key is nowhere but where it was put: grepped for after a whole life, mistakes included."""

from __future__ import annotations

from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

VERBOSE = ("--logtostderr", "-v=9")
STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}


def test_the_key_is_in_no_file_and_no_output(stack: Stack, pictograph_emulator: Emulator) -> None:
    key = pictograph_emulator.key
    said = []
    stack.declare(classes=[STOP])
    said.append(without_the_engines_own_lines(stack.pulumi("up", "--yes", *VERBOSE).output))
    said.append(stack.preview())
    stack.declare(classes=[{**STOP, "color": "reddish"}])
    said.append(stack.preview(ok=False))
    stack.declare(classes=[STOP], description="new")
    pictograph_emulator.control.fault("status", method="PATCH", status=500, times=None)
    run = stack.pulumi("up", "--yes", "--skip-preview", PICTOGRAPH_DEBUG="1")
    assert not run.ok
    assert "Traceback" in run.output  # what the debug variable is for
    said.append(run.output)
    pictograph_emulator.control.clear_faults()
    said.append(stack.refresh())
    said.append(str(stack.exported()))
    said.append(stack.destroy())
    assert not [text for text in said if key in text]
    holding = [path for path in stack.root.rglob("*") if path.is_file() and _holds(path, key)]
    assert not holding


def without_the_engines_own_lines(output: str) -> str:
    """At `-v=9` the engine writes down what it hands to a provider, whichever provider it is.

    No provider can change that; a key in the environment does not pass through the engine.
    """
    lines = output.splitlines()
    return "\n".join(line for line in lines if "Configure().inputs]: value=" not in line)


def _holds(path: Path, key: str) -> bool:
    return key.encode() in path.read_bytes()


def test_a_key_from_the_environment_is_kept_out_as_well(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    stack.declare(classes=[STOP])
    run = stack.pulumi("up", "--yes", *VERBOSE, PICTOGRAPH_API_KEY=key)
    assert run.ok
    assert key not in run.output
    stack.declare(classes=[STOP], description="new")
    pictograph_emulator.control.fault("html", method="PATCH")
    assert key not in stack.up(ok=False, PICTOGRAPH_API_KEY=key)
    stack.refresh(PICTOGRAPH_API_KEY=key)
    assert key not in str(stack.exported())
    stack.destroy(PICTOGRAPH_API_KEY=key)
