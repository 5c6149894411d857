"""What the steps of a lifecycle work with: a client, the stack's policy, a place to speak."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from pictograph_provider.client import Client
from pictograph_provider.settings import Settings


class RefusedError(Exception):
    """The service is as it was: something was not permitted, or is not as it was taken for."""


@dataclass(frozen=True)
class Session:
    """A configured provider process: one client for all its threads."""

    client: Client
    report_only: bool = False

    @classmethod
    def open(cls, settings: Settings) -> Session:
        """Start a session; nothing is sent yet."""
        return cls(Client.of(settings.client), settings.report_only)

    @staticmethod
    def say(lines: Iterable[str]) -> None:
        """Print lines, in one piece: other projects are spoken of at the same time.

        The engine shows what a provider process prints under the stack.
        """
        text = "\n".join(lines)
        if text:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
