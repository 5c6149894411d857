"""How far a command is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import typer

from pictograph_provider.progress import throttled

_Item = TypeVar("_Item")

QUIET = 5.0
"""Seconds between two lines where there is no terminal to draw a bar on."""


@contextmanager
def progress(what: str, *, lines: bool = True) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much of how much is done.

    A terminal gets a bar, which is gone at the end; a log gets a line every few seconds.

    Args:
        lines: False keeps a log free of them.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    # Not rich's own idea of a terminal: pipelines that set FORCE_COLOR want no bars in their logs.
    if not sys.stderr.isatty():
        line = throttled(lambda text: typer.echo(text, err=True), QUIET)
        show = line if lines else lambda text: None
        yield lambda done, total: show(f"{what}: {done:,} of {total:,}")
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def tracked(items: Iterable[_Item], total: int | None, what: str) -> Iterable[_Item]:
    """The items as they come, with a bar where a terminal shows one.

    Args:
        total: how many there are; None where that is not known.
    """
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = not sys.stderr.isatty()
    return track(
        items, description=what, total=total, console=console, transient=True, disable=hidden
    )
