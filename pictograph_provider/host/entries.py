"""Which other entries of the stack's state hold a project, where a run leaves some of them?

With `--target` or `--exclude`, and after an `up` that failed before its deletes, two entries of
the state may hold one project. A `destroy` runs no program, so nobody says that the project is
declared, and who takes out one of the two must leave it to the other. Tried with Pulumi 3.259: the
engine tells a provider nothing of its state. So the command that runs it is asked, which reads the
state without a lock. This can go when a delete is told what else the state holds.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from pictograph_provider.host.checkpoints import written_once
from pictograph_provider.host.command import Command
from pictograph_provider.lifecycle.claim import resource_of
from pictograph_provider.lifecycle.session import RefusedError

DYNAMIC = "pulumi-python:dynamic/pictograph:Project"
NATIVE = "pictograph:index:Project"

TIMEOUT = 60.0
"""Seconds to read the state."""


@dataclass(frozen=True)
class Entry:
    """An entry of the state.

    Attributes:
        key: its origin without the stack; empty where a dynamic resource has recorded none.
    """

    type: str
    key: str
    resource: str = field(compare=False, default="")


class Entries:
    """Looks into the state for who else holds a project. Safe to share between threads.

    Args:
        type: of the resources of this provider, as the engine has it.
    """

    def __init__(self, type: str) -> None:
        self._type = type
        self._lock = threading.Lock()
        self._gone: dict[str, Counter[Entry]] = {}
        self._protected: dict[str, str] | None = None

    @cached_property
    def _command(self) -> Command:
        # The same for as long as the process lives, and each delete asks for it several times.
        return Command.of_engine()

    def part(self) -> bool:
        """Whether this may be a run of a part of the stack. In others, what stays is claimed."""
        return not self._command.words or self._command.part

    def destroys(self) -> bool:
        """Whether this is a run that only deletes: then a program that it runs declares nothing."""
        return self._command.destroys

    def goes_on(self) -> bool:
        """Whether an `up` goes on to its deletes though something in it has failed.

        Tried with Pulumi 3.259: it does so after a create, an update or a read that has failed.
        """
        return self._command.goes_on

    def untold(self) -> bool:
        """Whether an `up` of a part leaves out what nobody tells of: a Python program does."""
        return self._type == NATIVE and self._command.part and not self._command.destroys

    def late(self) -> bool:
        """Whether the state tells what a run has done only when the run is over."""
        return written_once()

    def holders(self, project: str, origin: str) -> list[str]:
        """The names of other resources that hold the project, and that this run leaves alone.

        Args:
            origin: of the entry that is being deleted.

        Raises:
            RefusedError: it cannot be found out.
        """
        mine = Entry(self._type, resource_of(origin))
        with self._lock:
            # The state drops an entry after its delete has returned.
            gone = self._gone.setdefault(project, Counter())
            found = [*_holders(_state(self._command), project)]
            if not found:
                raise RefusedError(_unseen("it is another stack's"))
            # Counted: two entries can have one origin, since pulumi state rename keeps it.
            gone[mine] += 1
            left = Counter(found) - gone
            return sorted({entry.resource for entry in found if entry in left})

    def protected(self, project: str) -> str | None:
        """The name of a protected resource that holds the project, if any.

        The engine keeps the entry and deletes its twins, in a run of the whole stack as well. The
        state is looked at once: an entry that this run protects is claimed.
        """
        with self._lock:
            if self._protected is None:
                self._protected = {}
                with suppress(RefusedError):  # then a run of the whole stack does what it says
                    rows = [row for row in _state(self._command) if row.get("protect")]
                    for row in rows:
                        name = str(row["urn"]).split("::", 3)[-1]
                        self._protected[str(row.get("id"))] = name
            return self._protected.get(project)


def _state(command: Command) -> list[Mapping[str, object]]:
    """The entries of the stack that the command is about, as the state has them now."""
    program = command.program or shutil.which("pulumi")
    if program is None:
        raise RefusedError(_unseen("there is no pulumi on PATH"))
    words = [program, "stack", "export", *command.stack, "--non-interactive"]
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=TIMEOUT,
        )
        rows = json.loads(done.stdout)["deployment"]["resources"] if not done.returncode else None
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        raise RefusedError(_unseen(f"{type(error).__name__}: {error}")) from error
    if rows is None:
        raise RefusedError(_unseen(" ".join(done.stderr.split())))
    return list(rows)


def _holders(rows: Sequence[Mapping[str, object]], project: str) -> Iterator[Entry]:
    for row in rows:
        type_ = row.get("type")
        if row.get("id") != project or row.get("external") or type_ not in (DYNAMIC, NATIVE):
            continue
        *_, types, name = str(row["urn"]).split("::", 3)
        if type_ == NATIVE:
            key = "".join(f"{each}$" for each in types.split("$")[:-1]) + name
        else:
            outputs = row.get("outputs")
            origin = outputs.get("origin", "") if isinstance(outputs, Mapping) else ""
            key = resource_of(str(origin))
        yield Entry(str(type_), key, name)


def _unseen(reason: str) -> str:
    return (
        "this command does a part of the stack, and whether another resource of it holds the "
        f"project too could not be read from the state ({reason}). Nothing was changed. Take the "
        "resource out of the program, and run pulumi up for the whole stack."
    )
