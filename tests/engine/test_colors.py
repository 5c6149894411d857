"""What is destroyed and the ways out stand out on a terminal, and are plain text elsewhere."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.labels import Labels
from tests.engine.running import TIMEOUT, Run
from tests.engine.stack import Stack

RED, BOLD, RESET = "\x1b[38;5;9m", "\x1b[1m", "\x1b[0m"
TAGGED = re.compile(r"<\{%|\x1b\[")
CLASSES = [{"name": name, "type": "bbox", "color": "#ff0000"} for name in ("stop", "merge")]

AUTOMATED = """\
import sys
from pulumi import automation

seen = []
stack = automation.select_stack("dev", work_dir=sys.argv[1])
try:
    stack.preview(on_event=seen.append, color=sys.argv[2])
except automation.CommandError as error:
    print(error)
for event in seen:
    if event.diagnostic_event:
        print("EVENT", event.diagnostic_event.severity, event.diagnostic_event.message)
"""


def refused(stack: Stack, labels: Labels, resource: str = "road-signs", **more: object) -> None:
    """A program that leaves a class out, and the project that has it."""
    stack.provision(resource, classes=CLASSES, **more)
    labels.add("road-signs", {"merge": 3})
    stack.declare(resource, classes=CLASSES[:1], **more)


def on_a_terminal(stack: Stack, *args: str) -> Run:
    """Run a command as somebody would who sits at a terminal."""
    ours, theirs = pty.openpty()
    command = [str(stack.engine.pulumi), *args]
    with subprocess.Popen(
        command,
        cwd=stack.folder,
        env=stack.env | {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as done:
        os.close(theirs)
        said = bytearray()
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
        finally:
            os.close(ours)
        status = done.wait(TIMEOUT)
    return Run(args, status, said.decode().replace("\r\n", "\n"))


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
def test_a_refusal_is_marked_on_a_terminal_and_plain_elsewhere(
    stack: Stack, labels: Labels
) -> None:
    refused(stack, labels)
    plain = stack.preview(ok=False)
    lost = next(line for line in plain.splitlines() if "- remove  merge" in line)
    (way,) = [line for line in plain.splitlines() if line.startswith("      destroy it")]
    assert not TAGGED.search(plain)

    seen = on_a_terminal(stack, "preview").expect(ok=False).output

    assert f"{RED}{lost.removeprefix('    ')}{RESET}" in seen
    assert f"{BOLD}{way.removeprefix('    ')}{RESET}" in seen
    assert re.sub(r"\x1b\[[\d;]*m", "", seen).count(lost) == 1
    assert "<{%" not in seen


@pytest.mark.parametrize("color", ["never", "always"])
def test_what_programs_read_is_plain(
    stack: Stack, labels: Labels, tmp_path: Path, color: str
) -> None:
    refused(stack, labels)
    printed = json.loads(stack.preview("--json", ok=False))
    (error,) = [row["message"] for row in printed["diagnostics"] if "merge" in row["message"]]
    assert not TAGGED.search(error)

    script = tmp_path / "automated.py"
    script.write_text(AUTOMATED)
    done = subprocess.run(
        [sys.executable, script, stack.folder, color],
        env=stack.env,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    thrown, *events = done.stdout.split("EVENT ")
    assert "\n      - remove  merge" in thrown  # what it asked to be colored is the engine's own
    assert "<{%" not in thrown
    (event,) = [event for event in events if "- remove  merge" in event]
    # Around the whole, the engine has its own tags, where colors are asked for.
    assert not TAGGED.search(event[event.index("road-signs: 1 change") : event.index("destroy it")])


def test_a_permitted_loss_and_a_name_that_is_taken_are_marked(stack: Stack, labels: Labels) -> None:
    refused(stack, labels)
    stack.declare(classes=CLASSES[:1], allow_class_removal=["merge"])
    said = on_a_terminal(stack, "preview").expect().output
    assert re.search(rf"{re.escape(RED)}permitted by .*{re.escape(RESET)}", said)

    stack.declare("other", name="road-signs", classes=CLASSES)
    said = on_a_terminal(stack, "preview").expect(ok=False).output
    assert re.search(rf"{re.escape(BOLD)} *take it over +adopt=True{re.escape(RESET)}", said)


def test_a_secret_that_is_called_like_a_color_breaks_no_tag(stack: Stack, labels: Labels) -> None:
    stack.program(
        'Project("road-signs", description=pulumi.Output.secret("reset"), '
        'classes=[{"name": "stop", "type": "bbox"}, {"name": "merge", "type": "bbox"}])'
    )
    stack.up()
    labels.add("road-signs", {"merge": 3})
    stack.program(
        'Project("road-signs", description=pulumi.Output.secret("reset"), '
        'classes=[{"name": "stop", "type": "bbox"}])'
    )
    said = on_a_terminal(stack, "preview").expect(ok=False).output
    assert f"{RED}  - remove  merge (bbox)  destroys 3 annotations" in said
    assert "panic" not in said
