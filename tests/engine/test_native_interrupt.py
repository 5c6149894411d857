"""^C while the service is slow: it ends soon, and the state is true."""

from __future__ import annotations

import signal
import subprocess
import time

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.native import NativeStack
from tests.engine.running import TIMEOUT
from tests.waiting import until

pytestmark = [pytest.mark.plain, pytest.mark.parametrize("shell", ["native"], indirect=True)]

SOON = 2.0
"""Seconds from ^C to the end."""


def interrupted(stack: NativeStack, emulator: Emulator, method: str) -> tuple[float, str]:
    """Run an up, press ^C when the service gets a request; how long it took, and the output."""
    emulator.control.forget_requests()
    process = subprocess.Popen(
        stack.command("up", "--yes", "--skip-preview"),
        cwd=stack.folder,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        until(lambda: any(row.method == method for row in emulator.control.requests()))
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=TIMEOUT)
        return time.monotonic() - pressed, said
    finally:
        process.kill()
        process.wait()


def test_in_the_middle_of_a_slow_create(stack: NativeStack, pictograph_emulator: Emulator) -> None:
    control = pictograph_emulator.control
    control.fault("latency", method="POST", seconds=30)
    stack.declare(classes=[{"name": "stop", "type": "bbox"}])
    took, said = interrupted(stack, pictograph_emulator, "POST")
    assert took < SOON, said
    assert "whether that has had its effect is not known" in said
    types = [entry["type"] for entry in stack.exported()["deployment"]["resources"]]
    assert "pictograph:index:Project" not in types
    control.clear_faults()
    stack.up()
    assert len(stack.client.projects.list()) == 1
    stack.preview("--expect-no-changes")


def test_while_it_waits_to_ask_again(stack: NativeStack, pictograph_emulator: Emulator) -> None:
    control = pictograph_emulator.control
    control.fault("status", method="POST", status=503, retry_after="60", times=None)
    stack.declare()
    took, said = interrupted(stack, pictograph_emulator, "POST")
    assert took < SOON, said
    assert "cancelled while waiting to ask the service again" in said
    control.clear_faults()
    stack.up()
    assert len(stack.client.projects.list()) == 1
