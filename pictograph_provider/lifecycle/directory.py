"""Which projects are there? One listing answers for many, and a few are asked for one by one.

A listing carries whole projects, up to a thousand in one answer. By what it says nothing is ever
written: who writes reads the project again.
"""

from __future__ import annotations

import itertools
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
    """The projects of an organization at a moment."""

    by_id: dict[str, Project]
    by_name: dict[str, Project]
    at: float


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
            listing = self._listing(archived=archived, counts=not archived)
            if listing is None:
                break
            if name in listing.by_name:
                return listing.by_name[name]
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
        return None if listing is None else listing.by_id.get(id)

    def gone(self, id: str) -> bool:
        """Whether no listing has the project; False as well where no listing is fetched.

        A listing may lag behind, so what follows from this has to be safe where it is wrong.
        """
        for archived in (False, True):
            listing = self._listing(archived=archived, counts=not archived)
            if listing is None or id in listing.by_id:
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

        projects = self._client.projects.iter(LARGEST_PAGE, archived=archived)
        rows = list(itertools.islice(projects, LARGEST + 1))
        if len(rows) > LARGEST:
            self._too_large = True
            return None
        listing = Listing(
            {row.id: row for row in rows}, {row.name: row for row in rows}, self._now()
        )
        self._listings[archived] = listing
        return listing
