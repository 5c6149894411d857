"""What the steps of a lifecycle work with: a client, the stack's policy, a place to speak."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from pictograph_provider.client import Client, ConfigurationError, NotFoundError
from pictograph_provider.client.retry import Clock
from pictograph_provider.lifecycle.directory import Directory
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.models import Project
from pictograph_provider.settings import Settings, settings
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.texts import Paint


class Voice(Protocol):
    """Shows a person a text of one or more lines."""

    def __call__(self, text: str, /, *, warn: bool = False) -> None:
        """`warn`: as a warning, which the engine marks and counts."""


class Others(Protocol):
    """What of the stack a run leaves alone; see `host.entries`."""

    def part(self) -> bool:
        """Whether this may be a run of a part of the stack."""

    def holders(self, project: str, origin: str) -> list[str]:
        """The names of other resources that hold the project in the state, and stay."""


class Nobody:
    """Where there is no stack."""

    def part(self) -> bool:
        return False

    def holders(self, project: str, origin: str) -> list[str]:
        return []


NOBODY = Nobody()


class RefusedError(Exception):
    """The service is as it was: something was not permitted, or is not as it was taken for."""


class OtherOrganizationError(RefusedError):
    """The key belongs to another organisation than the project."""


Advice = Callable[[], str | None]
"""What a shell advises where MANY projects come or go in one process, or None."""

MANY = 100


def to_standard_error(text: str, /, *, warn: bool = False) -> None:
    """The voice where no shell hands in one."""
    sys.stderr.write(f"warning: {text}\n" if warn else f"{text}\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Session:
    """A configured provider process: one client for all its threads.

    Attributes:
        report_only: print what would be lost and refuse nothing.
        save_before_removal: where annotations are saved before they are removed, for projects
            that do not say.
        require_save: permit no removal without a save.
        review: leave the assessment of class lists to who reads the preview.
        run: which resource has which project in this run of the engine.
        directory: looks up projects where nothing is written by what it says.
        voice, paint, spelling: of the shell, which knows how to speak, what shows colors, and the
            program's language.
        advice: of the shell, for a run in which many projects come or go.
        others: of the shell, which knows whose stack this is.
    """

    client: Client
    report_only: bool = False
    save_before_removal: str | None = None
    require_save: bool = False
    review: bool = False
    run: Run = field(default_factory=Run)
    voice: Voice = to_standard_error
    paint: Paint = list
    spelling: Spelling = PYTHON
    others: Others = NOBODY
    directory: Directory = field(default=None)  # type: ignore[assignment]
    advice: Advice = lambda: None

    def __post_init__(self) -> None:
        if self.directory is None:
            object.__setattr__(self, "directory", Directory(self.client))

    @classmethod
    def open(
        cls,
        settings: Settings,
        run: Run | None = None,
        *,
        clock: Clock | None = None,
        voice: Voice = to_standard_error,
        paint: Paint = list,
        spelling: Spelling = PYTHON,
        advice: Advice = lambda: None,
        others: Others = NOBODY,
    ) -> Session:
        """Start a session; nothing is sent yet.

        Args:
            clock: by which its client waits between two tries.
        """
        return cls(
            Client.of(settings.client, clock),
            report_only=settings.report_only,
            save_before_removal=settings.save_before_removal,
            require_save=settings.require_save,
            review=settings.review,
            run=run or Run(),
            voice=voice,
            paint=paint,
            spelling=spelling,
            advice=advice,
            others=others,
        )

    def step(self) -> None:
        """One more project is created or deleted. The shell has advice when there are many."""
        if self.run.step() == MANY and (text := self.advice()):
            self.say([text])

    def find(self, name: str | None = None, *, id: str | None = None) -> Project | None:
        """The project of this name or this id; None where the service says that there is none."""
        try:
            return self.client.projects.get(name, id=id)
        except NotFoundError:
            return None

    def of_project(self, mask: Callable[[str], str], spelling: Spelling) -> Session:
        """The session with a voice that keeps a project's secrets, and the way it is written."""

        def speak(text: str, /, *, warn: bool = False) -> None:
            self.voice(mask(text), warn=warn)

        return replace(self, voice=speak, spelling=spelling)

    def say(self, lines: Iterable[str], *, warn: bool = False) -> None:
        """Show lines as one message; other projects are spoken of at the same time."""
        if text := self.text(lines):
            self.voice(text, warn=warn)

    def text(self, lines: Iterable[str]) -> str:
        """Lines as one text for the shell, painted."""
        return "\n".join(self.paint(lines))


class Process:
    """The one session of a provider process. The engine calls it from many threads.

    Args:
        address: the engine's, where there is one.
    """

    def __init__(
        self,
        address: str | None = None,
        voice: Voice = to_standard_error,
        paint: Paint = list,
        advice: Advice = lambda: None,
        others: Others = NOBODY,
    ) -> None:
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._problem: ConfigurationError | None = None
        self._address = address
        self._voice = voice
        self._advice = advice
        self._paint = paint
        self._others = others

    def configure(self, config: Callable[[str], str | None], keys: Iterable[str] = ()) -> None:
        """Start the session. Never raises: the engine would show a traceback for each resource.

        A second class of provider in one process is configured again, within the same run.

        Args:
            keys: all that the configuration has, to notice a misspelt one.
        """
        with self._lock:
            run = Run(self._address) if self._session is None else self._session.run
            try:
                read = settings(config, keys=keys)
                found = Session.open(
                    read,
                    run,
                    voice=self._voice,
                    paint=self._paint,
                    advice=self._advice,
                    others=self._others,
                )
                self._session, self._problem = found, None
            except ConfigurationError as error:
                self._session, self._problem = None, error

    @property
    def configured(self) -> Session | None:
        """The session, or None: for a call that must not fail where there is none."""
        return self._session

    @property
    def session(self) -> Session:
        """The session.

        Raises:
            ConfigurationError: what `configure` could not say.
        """
        if self._problem is not None:
            raise self._problem
        if self._session is None:
            raise ConfigurationError("the provider was not configured.")
        return self._session
