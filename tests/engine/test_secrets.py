"""The key is nowhere but where it was put: grepped for after a whole life, mistakes included."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.leaks import files, lines_with, places_of
from tests.engine.stack import Run, Stack

VERBOSE = ("--logtostderr", "-v=9")
STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
WARNING = "warning: pictograph:apiKey is plain text in the configuration of stack dev"


@pytest.fixture
def stack(stack: Stack) -> Stack:
    """One whose temporary files are looked at as well."""
    folder = stack.root / "tmp"
    folder.mkdir()
    stack.env["TMPDIR"] = str(folder)
    return stack


def live(stack: Stack, emulator: Emulator, **env: str) -> str:
    """A project's life with a mistake and a failure in it; all that was printed, at `-v=9`."""

    def run(*command: str, ok: bool = True, **more: str) -> Run:
        done = stack.pulumi(*command, *VERBOSE, **env, **more)
        assert done.ok is ok, done.output
        return done

    stack.declare(classes=[STOP])
    runs = [run("up", "--yes")]
    stack.declare(classes=[{**STOP, "color": "reddish"}])
    runs.append(run("preview", "--diff", ok=False))
    stack.declare(classes=[STOP], description="new")
    emulator.control.fault("status", method="PATCH", status=500, times=None)
    runs.append(run("up", "--yes", "--skip-preview", ok=False, PICTOGRAPH_DEBUG="1"))
    assert "Traceback" in runs[-1].output  # what the debug variable is for
    emulator.control.clear_faults()
    runs.append(run("refresh", "--yes", "--skip-preview"))
    runs.append(stack.pulumi("stack", "export").expect())
    assert "::road-signs" in runs[-1].output
    runs.append(run("destroy", "--yes", "--skip-preview"))
    return "\n".join(run.output for run in runs)


def kept(stack: Stack) -> set[str]:
    """Which kinds of files a life leaves behind."""
    kinds = {
        "backups": "/backups/",
        "checkpoints": ".checkpoint.json",
        "histories": ".history.json",
    }
    kinds |= {"the state": "/dev.json", "its backup": "/dev.json.bak", "logs": "pulumi/logs/"}
    names = [path.as_posix() for path in files(stack.root)]
    return {kind for kind, part in kinds.items() if any(part in name for name in names)}


KINDS = {"backups", "checkpoints", "histories", "its backup", "logs", "the state"}


def test_the_key_is_in_no_file_and_no_output(stack: Stack, pictograph_emulator: Emulator) -> None:
    key = pictograph_emulator.key
    said = live(stack, pictograph_emulator)
    assert lines_with(key, said) == []
    assert places_of(key, stack.root) == []
    assert kept(stack) == KINDS  # so there was something to look at
    assert WARNING not in said


def test_a_key_from_the_environment_is_kept_out_even_of_the_engines_log(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    said = live(stack, pictograph_emulator, PICTOGRAPH_API_KEY=key)
    assert key not in said
    assert lines_with(key, said) == []
    assert places_of(key, stack.root) == []
    assert WARNING not in said


def test_a_plain_key_is_warned_of_once_and_the_warning_mends_it(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "set", "--plaintext", "pictograph:apiKey", key).expect()
    stack.program('Project("road-signs")\nProject("cracks")')
    said = stack.up()
    _, _, diagnostics = said.partition("Diagnostics:")
    assert diagnostics.count(WARNING) == 1
    assert "pulumi config set --secret pictograph:apiKey (it asks" in said
    state = "state/.pulumi/stacks/signs/dev.json"
    assert {"program/Pulumi.dev.yaml", state} <= set(places_of(key, stack.root))

    stack.pulumi("config", "set", "--secret", "pictograph:apiKey", key).expect()
    assert WARNING not in stack.up()
    left = places_of(key, stack.root)
    assert state not in left
    assert "program/Pulumi.dev.yaml" not in left
    # Which is why the warning speaks of replacing it.
    assert any("/history/" in place for place in left)
