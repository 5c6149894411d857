"""What the steps of a lifecycle work with: a client, the stack's policy, a place to speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pictograph_provider.client import Client, NotFoundError
from pictograph_provider.client.retry import Clock
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.lifecycle.voice import Voice, say
from pictograph_provider.models import Project
from pictograph_provider.settings import Settings


class RefusedError(Exception):
    """The service is as it was: something was not permitted, or is not as it was taken for."""


@dataclass(frozen=True)
class Session:
    """A configured provider process: one client for all its threads.

    Attributes:
        voice: shows a text to the person at the terminal.
    """

    client: Client
    report_only: bool = False
    save_before_removal: str | None = None
    require_save: bool = False
    review: bool = False
    run: Run = field(default_factory=Run)
    voice: Voice = say

    @classmethod
    def open(
        cls, settings: Settings, run: Run | None = None, clock: Clock | None = None
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
        )

    def find(self, name: str | None = None, *, id: str | None = None) -> Project | None:
        """The project of this name or this id; None where the service says that there is none."""
        try:
            return self.client.projects.get(name, id=id)
        except NotFoundError:
            return None

    def say(self, lines: Iterable[str], *, warn: bool = False) -> None:
        """Show lines as one message; other projects are spoken of at the same time."""
        text = "\n".join(lines)
        if text:
            self.voice(text, warn=warn)
