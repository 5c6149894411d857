"""The live service, as a review asks it: with one key, which may not be that of all projects."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pictograph_provider.client import Client, PictographError
from pictograph_provider.lifecycle.fence import find_in_organization
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.shell import Shell
from pictograph_provider.models import Organization, Project
from pictograph_provider.review.preview import Preview, Step
from pictograph_provider.settings import NAMESPACE
from pictograph_provider.state.recorded import Recorded, recorded
from pictograph_provider.texts import quoted_if_needed


class NotCountedError(Exception):
    """The key of the review cannot see this project, so what it holds is not known."""


class Service:
    """Finds the projects of a preview. Safe to share between threads.

    Args:
        connect: opens the client; called once, when something is to be counted.
    """

    def __init__(self, preview: Preview, connect: Callable[[], Client]) -> None:
        self._preview = preview
        self._connect = connect
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._organization: Organization | None = None
        self._failure: PictographError | None = None

    def session(self, step: Step) -> Session:
        """A session under the rules that hold for this project: its provider's, or the stack's."""
        rules = self._preview.providers.get(step.provider, self._preview.config)
        folder = rules.get(f"{NAMESPACE}:saveBeforeRemoval")
        return Session(
            self._open(),
            report_only=rules.get(f"{NAMESPACE}:classRemoval") == "report",
            save_before_removal=folder if isinstance(folder, str) else None,
            require_save=str(rules.get(f"{NAMESPACE}:requireSave")).lower() == "true",
            shell=Shell(spelling=step.spelling),
        )

    def find(self, session: Session, step: Step) -> Project | None:
        """The project of a step, or None when it is gone.

        Raises:
            NotCountedError: it belongs to another organization than the key.
        """
        before = recorded(step.outputs)
        self._same_organization(before)
        return find_in_organization(session, str(step.id), before)

    def require_this_key(self, step: Step) -> None:
        """Make sure that a project which is not in state yet would be found with this key.

        Raises:
            NotCountedError: it goes through a provider of its own, with a key of its own.
        """
        if step.provider in self._preview.providers:
            name = step.provider.rpartition("::")[2]
            raise NotCountedError(
                f"it goes through the provider {quoted_if_needed(name)}, which has a key of its own"
            )

    def _same_organization(self, before: Recorded) -> None:
        wanted = before.organization_id
        self._open()
        mine = self._organization
        if mine is not None and isinstance(wanted, str) and wanted != mine.id:
            name = f" ({quoted_if_needed(mine.name)})" if mine.name else ""
            raise NotCountedError(
                f"it belongs to organization {wanted}, the key to {mine.id}{name}. To count it, "
                "review again with PICTOGRAPH_API_KEY set to a key of that organization"
            )

    def _open(self) -> Client:
        with self._lock:
            if self._failure is not None:  # a service that is down is not asked for each project
                raise self._failure
            if self._client is None:
                try:
                    client = self._connect()
                    self._organization = client.organizations.me()
                except PictographError as error:
                    self._failure = error
                    raise
                self._client = client
            return self._client

    def close(self) -> None:
        """Close the client, if there ever was one."""
        if self._client is not None:
            self._client.close()
