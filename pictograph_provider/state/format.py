"""The number of the stored format, and what becomes of a state that cannot be read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Read = TypeVar("_Read")

FORMAT = 1
"""Of the outputs. A state of each format that was ever released must still be read."""


class StateError(Exception):
    """The state cannot be read, so nothing is done by it."""


class DamagedStateError(StateError):
    """Somebody has changed it, or it is broken."""


class NewerStateError(StateError):
    """A later version has recorded the project, and may have meant something else."""


def require_known_format(outputs: Mapping[str, object]) -> None:
    """Make sure that this version can read the outputs.

    What it does not know, it would take for a setting that is left out: so a policy that keeps a
    project would be lost, or a class list would read as empty.

    Raises:
        NewerStateError: it cannot.
    """
    found = outputs.get("format", FORMAT)
    if isinstance(found, (int, float)) and found > FORMAT:
        raise NewerStateError(
            f"the state of project {outputs.get('name')} was written by a later version of "
            f"pictograph-provider (format {found:g}, and this one reads {FORMAT}). Nothing was "
            "changed. Go on with the later one: pip install --upgrade pictograph-provider"
        )


def readable(read: Callable[_Arguments, _Read]) -> Callable[_Arguments, _Read]:
    """Let what reads values of the state say plainly that it can't. They come first."""

    @functools.wraps(read)
    def reads(*args: _Arguments.args, **named: _Arguments.kwargs) -> _Read:
        try:
            return read(*args, **named)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            values = args[0] if args and isinstance(args[0], Mapping) else {}
            raise DamagedStateError(
                f"what the state records of project {values.get('name')} cannot be read, so it was "
                f"changed by hand, or is damaged ({type(error).__name__}: {error}). Nothing was "
                "changed. If it was changed by hand, take that back. Else take the entry out of "
                "the state, which deletes no project (pulumi state delete URN; pulumi stack "
                "--show-urns shows the URN), set adopt for this project, and run pulumi up."
            ) from error

    return reads
