"""A command that is stopped, by Ctrl-C or by SIGTERM: it tidies up, and says what is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

STATUS = 128
"""A shell adds it to the number of the signal that ended a command."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C within this: what cleans up behind itself does so."""
    if threading.current_thread() is not threading.main_thread():  # only there signals are heard
        yield
        return
    heard: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if heard:
            raise SystemExit(STATUS + heard[0]) from None
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def half_done(what: str) -> Iterator[None]:
    """Say what is left behind, and what to do next, if the command is stopped within this."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"pictograph-provider: interrupted: {what}", err=True)
        raise
