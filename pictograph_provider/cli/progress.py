"""How far a command is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import typer

from pictograph_provider.progress import throttled

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")

QUIET = 5.0
"""Seconds between two lines where there is no terminal to draw a bar on."""


@contextmanager
def progress(what: str, *, lines: bool = True) -> Iterator[Callable[[int, int | None], None]]:
    """Give a function that is told how much of how much is done.

    A terminal gets a bar, which is gone at the end; a log gets a line every few seconds.

    Args:
        lines: False keeps a log free of them.
    """
    # Not rich's own idea of a terminal: pipelines that set FORCE_COLOR want no bars in their logs.
    if not sys.stderr.isatty():
        line = throttled(lambda text: typer.echo(text, err=True), QUIET)
        show = line if lines else lambda text: None
        yield lambda done, total: show(f"{what}: {_count(done, total)}")
        return
    with _bar() as bar:
        task = bar.add_task(what, total=None, count="")

        def advance(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total, count=_count(done, total))

        yield advance


def tracked(items: Iterable[_Item], total: int | None, what: str) -> Iterator[_Item]:
    """The items as they come, with a bar where a terminal shows one.

    Args:
        total: how many there are; None where that is not known.
    """
    with progress(what, lines=False) as advance:
        for number, item in enumerate(items, 1):
            yield item
            advance(number, total)


def _count(done: int, total: int | None) -> str:
    return f"{done:,}" if total is None else f"{done:,} of {total:,}"


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
