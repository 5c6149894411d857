"""Which other entries of the stack's state hold a project, where a run leaves some of them?

With `--target` or `--exclude`, and after an `up` that failed before its deletes, two entries of
the state may hold one project. A `destroy` runs no program, so nobody says that the project is
declared, and who takes out one of the two must leave it to the other. Tried with Pulumi 3.259: the
engine tells a provider nothing of its state. So the command that runs it is asked, which reads the
state without a lock. This can go when a delete is told what else the state holds.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pictograph_provider.host.checkpoints import written_once
from pictograph_provider.lifecycle.claim import resource_of
from pictograph_provider.lifecycle.session import RefusedError

DYNAMIC = "pulumi-python:dynamic/pictograph:Project"
NATIVE = "pictograph:index:Project"

PART = re.compile(r"--(target|exclude)|-\w*[tx]")
"""How options begin that make a run do a part of the stack, and few others."""

OPTIONS = ("PULUMI_OPTION_TARGET", "PULUMI_OPTION_EXCLUDE")
"""The same in the environment."""

GOES_ON = "--continue-on-error"
GOES_ON_OPTIONS = ("PULUMI_CONTINUE_ON_ERROR", "PULUMI_OPTION_CONTINUE_ON_ERROR")
"""The same in the environment."""

DESTROYS = frozenset({"destroy", "down", "dn"})
UPS = frozenset({"up", "update"})

ANCESTORS = 8
"""The engine is the parent of a plugin's process, and further up where a script starts it."""

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
    def _command(self) -> list[str] | None:
        # The same for as long as the process lives, and each delete asks for it several times.
        return engine_command()

    def part(self) -> bool:
        """Whether this may be a run of a part of the stack. In others, what stays is claimed."""
        return self._command is None or is_part(self._command)

    def destroys(self) -> bool:
        """Whether this is a run that only deletes: then a program that it runs declares nothing."""
        return does_destroy(self._command or [])

    def goes_on(self) -> bool:
        """Whether an `up` goes on to its deletes though something in it has failed.

        Tried with Pulumi 3.259: it does so after a create, an update or a read that has failed.
        """
        return does_go_on(self._command or [])

    def untold(self) -> bool:
        """Whether an `up` of a part leaves out what nobody tells of: a Python program does."""
        command = self._command or []
        return self._type == NATIVE and is_part(command) and not does_destroy(command)

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
            found = [*_holders(_state(self._command or []), project)]
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
                    rows = [row for row in _state(self._command or []) if row.get("protect")]
                    for row in rows:
                        name = str(row["urn"]).split("::", 3)[-1]
                        self._protected[str(row.get("id"))] = name
            return self._protected.get(project)


def is_part(command: Sequence[str]) -> bool:
    """Whether a command of Pulumi does a part of its stack."""
    return any(map(PART.match, command[1:])) or any(name.startswith(OPTIONS) for name in os.environ)


def does_destroy(command: Sequence[str]) -> bool:
    """Whether a command of Pulumi only deletes."""
    words = {*command[1:]}
    # A folder or a stack may be called so, too: then it is not sure.
    return bool(words & DESTROYS) and not words & UPS


def does_go_on(command: Sequence[str]) -> bool:
    """Whether a command of Pulumi goes on past errors, and not only to delete all there is."""
    words = (word.partition("=") for word in command)
    said = [value for name, _, value in words if name == GOES_ON]
    said += filter(None, (os.environ.get(name, "") for name in GOES_ON_OPTIONS))
    return any(word.lower() not in ("false", "f", "0") for word in said) and not does_destroy(
        command
    )


def engine_command() -> list[str] | None:
    """The command line of the engine that started this process; None where it can't be found."""
    process = os.getppid()
    for _ in range(ANCESTORS):
        found = _process(process)
        if found is None:
            return None
        process, words = found
        if words and Path(words[0]).name == "pulumi":
            return words
    return None


def _process(number: int) -> tuple[int, list[str]] | None:
    """A process's parent and its command line."""
    folder = Path("/proc") / str(number)
    try:
        if folder.is_dir():
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            # After the name, which is in brackets and may hold anything.
            return int((folder / "stat").read_text().rpartition(")")[2].split()[1]), words
        done = subprocess.run(
            ["ps", "-o", "ppid=,args=", "-p", str(number)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=TIMEOUT,
        )
        parent, *words = done.stdout.split()
        return int(parent), words
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None


def _state(command: Sequence[str]) -> list[Mapping[str, object]]:
    """The entries of the stack that the command is about, as the state has them now."""
    beside = command[0] if command and os.sep in command[0] else None
    program = beside or shutil.which("pulumi")
    if program is None:
        raise RefusedError(_unseen("there is no pulumi on PATH"))
    words = [program, "stack", "export", *_selection(command), "--non-interactive"]
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


def _selection(command: Sequence[str]) -> Iterator[str]:
    """What of a command selects the stack. The folder is the one that this process is in."""
    for place, word in enumerate(command):
        if word in ("-s", "--stack"):
            yield from command[place : place + 2]
        elif word.startswith(("--stack=", "-s")) and word != "-s":
            yield word


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
