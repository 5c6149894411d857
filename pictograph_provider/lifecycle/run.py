"""What this run of the engine knows: which resource has which project?

Two entries of a state must never hold one project, and no delete may touch a project that the
program still declares. The engine tells a provider neither: a resource that was renamed, moved
or replaced is created under its new name, and after all creates the old entry is deleted, which
may be the same project. So whoever declares, creates, takes over or looks at a project claims
it, for as long as the run lasts.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict

from pictograph_provider.lifecycle.claim import ANEW, Claim, How
from pictograph_provider.lifecycle.ledger import Ledger


class Run:
    """The claims of a run, and what the checks of this process have seen. Safe to share.

    Args:
        address: the engine's, which is the same in all processes of a run; None where there is
            no engine, as in a test.
    """

    def __init__(self, address: str | None = None) -> None:
        self._lock = threading.Lock()
        self._ledger = None if address is None else Ledger(address)
        self._claims: dict[str, dict[tuple[str, How], Claim]] = {}
        self._checked: dict[str, bool] = {}
        self._counted: dict[str, str] = {}
        self._names: dict[tuple[str | None, str], str] = {}
        self._named: dict[str, dict[str, str | None]] = {}
        self._spared: dict[str, str] = {}
        self._steps = 0
        self._lines: dict[str, Mapping[str, object]] = {}
        self.organization: str | None = None

    @property
    def unshared(self) -> str | None:
        """Why other processes of the run do not see these claims; None where they do."""
        return None if self._ledger is None else self._ledger.problem

    def step(self) -> int:
        """Note that one more project is created or deleted: how many it were in this process."""
        with self._lock:
            self._steps += 1
            return self._steps

    def claim(self, claim: Claim) -> Claim | None:
        """Claim a project for a resource.

        Returns:
            The claim of another resource that stands against it. This one is then not made.
        """
        with self._lock:
            other = self._other_owner(claim) if claim.owns else None
            if other is None and claim.origin:
                self._keep(claim)
                if self._ledger is not None:
                    self._ledger.add(asdict(claim))
            return other

    def _other_owner(self, claim: Claim) -> Claim | None:
        # What the program names, the engine may be moving: only who takes a project over can't be
        # who it was.
        takes = claim.how in ANEW
        for each in self._of(claim.project):
            if each.owns and each.origin != claim.origin and (takes or each.how != "program"):
                return each
        return None

    def keeper(self, project: str, origin: str) -> Claim | None:
        """Who keeps a project from being deleted as the entry of `origin`; None if nobody.

        That the program names the very resource is not enough: so it does where a `destroy`
        runs the program. Then it goes although the program looks at its project, too. What was
        done says more than what was going to be.
        """
        with self._lock:
            claims = self._of(project)
            named = any(each.how == "program" and each.origin == origin for each in claims)
            for claim in sorted(claims, key=lambda each: each.how == "takes over"):
                if claim.how == "looks at" and named:
                    continue
                if claim.how != "program" or claim.origin != origin:
                    return claim
            return Claim(project, origin, "declares") if origin in self._checked else None

    def owner(self, project: str) -> Claim | None:
        """A claim of a resource that owns the project, or is going to."""
        with self._lock:
            return next((claim for claim in self._of(project) if claim.owns), None)

    def held(self, origin: str) -> Claim | None:
        """What the resource creates or takes over in this process, if anything."""
        with self._lock:
            every = (each for claims in self._claims.values() for each in claims.values())
            mine = (each for each in every if each.origin == origin and each.how in ANEW)
            return next(mine, None)

    def failed(self, project: str) -> Claim | None:
        """Who could not take the project over to the end, if anybody."""
        with self._lock:
            return next((each for each in self._of(project) if each.how == "failed"), None)

    def _of(self, project: str) -> list[Claim]:
        self._hear()
        return list(self._claims.get(project, {}).values())

    def _hear(self) -> None:
        """Take in what all processes of the run have said since the last time."""
        for entry in self._ledger.news() if self._ledger is not None else ():
            if "named" in entry:
                resources = self._named.setdefault(entry["named"], {})
                resources[entry["origin"]] = entry["recorded"] or resources.get(entry["origin"])
            elif "wants" in entry:
                self._names.setdefault((entry["organization"], entry["wants"]), entry["origin"])
            elif "lines" in entry:
                self._lines[entry["resource"]] = entry["lines"]
            else:
                self._keep(Claim(**entry))

    def stands_in(self, resource: str, lines: Mapping[str, object]) -> None:
        """Note where a resource is written, for who tells a person to change it there."""
        with self._lock:
            self._lines[resource] = lines
            if self._ledger is not None:
                self._ledger.add({"resource": resource, "lines": lines})

    def lines(self, resource: str) -> Mapping[str, object] | None:
        """Where a resource is written, if the program has told."""
        with self._lock:
            self._hear()
            return self._lines.get(resource)

    def _keep(self, claim: Claim) -> None:
        self._claims.setdefault(claim.project, {})[claim.origin, claim.how] = claim

    def checked(self, origin: str, *, exists: bool) -> None:
        """The program declares the resource: only previews and ups check, and only declared ones.

        Args:
            exists: whether the state has an entry of it.
        """
        if origin:
            with self._lock:
                self._checked[origin] = exists

    def declares(self, origin: str) -> bool:
        """Whether a check of this process has seen the resource, with an entry in the state."""
        with self._lock:
            return self._checked.get(origin, False)

    def wants_name(self, name: str, origin: str, organization: str | None = None) -> str | None:
        """Note that a resource is going to create a project of that name.

        Args:
            organization: of the key. Where it is given, other processes of the run are told, too.

        Returns:
            The resource that has said so before, if there is another one.
        """
        with self._lock:
            if organization is not None and self._ledger is not None:
                # Written first and read then: of two processes that do so, one has come second.
                said = {"wants": name, "origin": origin, "organization": organization}
                self._ledger.add(said)
                self._hear()
            first = self._names.setdefault((organization, name), origin)
            return first if first != origin else None

    def name(self, name: str, origin: str, recorded: str | None = None) -> None:
        """Note that the program declares a project of that name, whether or not it is done now.

        Args:
            recorded: the origin that the state has of the resource, once that is known.
        """
        with self._lock:
            if self._ledger is not None:
                self._ledger.add({"named": name, "origin": origin, "recorded": recorded})

    def named(self, name: str, origin: str) -> str | None:
        """Another resource of the program that declares a project of that name, if any.

        It may be another project, of another organization: a run of the whole stack knows better.
        """
        with self._lock:
            self._hear()
            for declared, recorded in self._named.get(name, {}).items():
                if (recorded or declared) != origin:
                    return declared
            return None

    def counted(self, origin: str, project: str, organization: str | None = None) -> None:
        """Note which project a check has found by its name: what was said is of that one.

        Args:
            project: its id, or NONE where there was no such project.
        """
        with self._lock:
            self._counted[origin] = project
            if organization is not None:
                self.organization = organization

    def counted_project(self, origin: str) -> str | None:
        """The project that a check of this process found for the resource."""
        with self._lock:
            return self._counted.get(origin)

    def spare(self, origin: str, project: str) -> None:
        """Note that a delete left the project alone, since its resource is being replaced."""
        with self._lock:
            self._spared[origin] = project

    def spared(self, origin: str) -> str | None:
        """The project that a delete of this resource's old entry has left alone, if any."""
        with self._lock:
            return self._spared.get(origin)
