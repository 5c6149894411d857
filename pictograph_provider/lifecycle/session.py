"""What the steps of a lifecycle work with: a client, the stack's policy, a place to speak."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pictograph_provider.client import Client, ConfigurationError, NotFoundError
from pictograph_provider.lifecycle.directory import Directory
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.lifecycle.shell import Shell, Voice
from pictograph_provider.settings import Settings, settings
from pictograph_provider.spelling import Spelling

if TYPE_CHECKING:
    from pictograph_provider.client.retry import Clock
    from pictograph_provider.models import Project


class RefusedError(Exception):
    """The service is as it was: something was not permitted, or is not as it was taken for."""


class OtherOrganizationError(RefusedError):
    """The key belongs to another organization than the project."""


MANY = 100
"""Projects that come or go in one process, from which on a shell has advice."""


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
        shell: who calls, and speaks to the person.
    """

    client: Client
    report_only: bool = False
    save_before_removal: str | None = None
    require_save: bool = False
    review: bool = False
    run: Run = field(default_factory=Run)
    shell: Shell = field(default_factory=Shell)
    directory: Directory = field(default=None)  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if self.directory is None:
            object.__setattr__(self, "directory", Directory(self.client))

    @classmethod
    def open(
        cls,
        settings: Settings,
        run: Run | None = None,
        shell: Shell | None = None,
        *,
        clock: Clock | None = None,
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
            shell=shell or Shell(),
        )

    @property
    def spelling(self) -> Spelling:
        """How the program writes what a text suggests."""
        return self.shell.spelling

    def step(self) -> None:
        """One more project is created or deleted. The shell has advice when there are many."""
        if self.run.step() == MANY and (text := self.shell.advice()):
            self.say([text])

    def find(self, name: str | None = None, *, id: str | None = None) -> Project | None:
        """The project of this name or this id; None where the service says that there is none."""
        try:
            return self.client.projects.get(name, id=id)
        except NotFoundError:
            return None

    def of_project(
        self, mask: Callable[[str], str], spelling: Spelling, voice: Voice | None = None
    ) -> Session:
        """The session with a voice that keeps a project's secrets, and the way it is written.

        Args:
            voice: of the project, where the shell speaks of each in another place.
        """
        spoken = voice or self.shell.voice

        def speak(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
            spoken(mask(text), warn=warn, passing=passing)

        return replace(self, shell=replace(self.shell, voice=speak, spelling=spelling))

    def say(self, lines: Iterable[str], *, warn: bool = False, passing: bool = False) -> None:
        """Show lines as one message; other projects are spoken of at the same time."""
        if text := self.text(lines):
            self.shell.voice(text, warn=warn, passing=passing)

    def text(self, lines: Iterable[str]) -> str:
        """Lines as one text for the shell, painted."""
        return "\n".join(self.shell.paint(lines))


class Process:
    """The one session of a provider process. The engine calls it from many threads.

    Args:
        address: the engine's, where there is one.
        shell: who calls.
    """

    def __init__(self, address: str | None = None, shell: Shell | None = None) -> None:
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._problem: ConfigurationError | None = None
        self._address = address
        self._shell = shell or Shell()

    def configure(self, config: Callable[[str], str | None], keys: Iterable[str] = ()) -> None:
        """Start the session. Never raises: the engine would show a traceback for each resource.

        A second class of provider in one process is configured again, within the same run.

        Args:
            keys: all that the configuration has, to notice a misspelt one.
        """
        with self._lock:
            run = Run(self._address) if self._session is None else self._session.run
            try:
                found = Session.open(settings(config, keys=keys), run, self._shell)
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
