"""Which projects are there? One listing answers for many, and a few are asked for one by one.

A listing carries whole projects, up to a thousand in one answer. By what it says nothing is ever
written: who writes reads the project again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictograph_provider.client import Client, NotFoundError

if TYPE_CHECKING:
    from pictograph_provider.models import Project

FEW = 2
"""Questions that are asked one by one before a listing is fetched."""

FRESH = 30.0
"""Seconds for which a listing answers."""

LARGEST = 5000
"""Projects. In an organization that holds more, each is asked for by itself."""


@dataclass(frozen=True)
class Listing:
    """The projects of an organization at a moment.

    Kept as JSON: as objects, those of a large organization take ten times the memory.

    Attributes:
        texts: by id.
        ids: by name.
    """

    texts: dict[str, bytes]
    ids: dict[str, str]
    at: float

    def project(self, id: str | None) -> Project | None:
        """The project of this id."""
        from pictograph_provider.models import Project

        text = self.texts.get(id or "")
        return None if text is None else Project.model_validate_json(text)


class Directory:
    """Looks projects up for many callers at once. Safe to share between threads.

    Args:
        now: seconds, for tests.
    """

    def __init__(self, client: Client, now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        self._lock = threading.Lock()
        self._asked = 0
        self._too_large = False
        self._listings: dict[bool, Listing] = {}
        self._organization: str | None = None

    def organization(self) -> str:
        """The id of the key's organization. An answer proves the key and the address, too."""
        with self._lock:
            if self._organization is None:
                self._organization = self._client.organizations.me().id
            return self._organization

    def named(self, name: str) -> Project | None:
        """The project of this name, archived or not; None where the name is free.

        Only the service itself is believed when it says that there is no such project: any
        server can answer 404.
        """
        for archived in (False, True):
            # One question, although it may look into two listings.
            listing = self._listing(archived=archived, counts=not archived)
            if listing is None:
                break
            if project := listing.project(listing.ids.get(name)):
                return project
        else:
            return None
        try:
            return self._client.projects.get(name)
        except NotFoundError:
            self.organization()
            return None

    def known(self, id: str) -> Project | None:
        """The project of this id as a listing has it; None where none does, or none is fetched."""
        listing = self._listing(archived=False, counts=True)
        return None if listing is None else listing.project(id)

    def gone(self, id: str) -> bool:
        """Whether no listing has the project; False as well where no listing is fetched.

        A listing may lag behind, so what follows from this has to be safe where it is wrong.
        """
        for archived in (False, True):
            listing = self._listing(archived=archived, counts=not archived)
            if listing is None or id in listing.texts:
                return False
        return True

    def _listing(self, *, archived: bool, counts: bool) -> Listing | None:
        # Whoever comes while it is fetched waits for it: one request serves them all.
        with self._lock:
            self._asked += counts
            if self._asked <= FEW or self._too_large:
                return None
            found = self._listings.get(archived)
            if found is None or self._now() - found.at > FRESH:
                found = self._fetch(archived)
            return found

    def _fetch(self, archived: bool) -> Listing | None:
        from pictograph_provider.client.pages import LARGEST_PAGE

        texts: dict[str, bytes] = {}
        ids: dict[str, str] = {}
        for project in self._client.projects.iter(LARGEST_PAGE, archived=archived):
            texts[project.id] = project.model_dump_json(exclude_unset=True).encode()
            ids[project.name] = project.id
            if len(texts) > LARGEST:
                self._too_large = True
                return None
        listing = self._listings[archived] = Listing(texts, ids, self._now())
        return listing
