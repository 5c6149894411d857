"""Create a project, once: whatever became of an earlier try, and never over a stranger's."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import datetime, timedelta, timezone
from typing import Any

from pictograph_provider.client import ConflictError, PictographError
from pictograph_provider.lifecycle.apply import apply
from pictograph_provider.lifecycle.check import archived_words
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import make_plan
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import shown

ALL_FIELDS = frozenset({"name", "description", "annotation_types", "classes"})
PATIENCE = 2.0
"""Seconds for which a project just created may not be found yet (service contract, 12)."""

CLOCKS = timedelta(seconds=2)
"""How far this machine's clock and the service's may be apart."""


def create(session: Session, wanted: Declaration) -> Project:
    """Create the project, or take over the one of that name where `adopt` says so.

    Raises:
        RefusedError: the name is taken, or taking over would lose something.
        PictographError: the service failed; repeating it has its effect once.
    """
    name = str(wanted.name)
    if wanted.adopt:
        found = session.find(name)
        if found is not None:
            return _adopt(session, wanted, found)
    body = _body(wanted)
    key = _key(wanted.origin, body)
    asked = datetime.now(timezone.utc)
    while True:
        try:
            project = session.client.projects.create(**body, idempotency_key=key)
        except ConflictError as error:
            raise RefusedError(
                f"a project called {shown(name)} exists already. Nothing was changed. "
                "Choose another name, or take that project over with adopt=True. "
                f"({error})"
            ) from error
        try:
            live = _alive(session, project)
        except PictographError as error:
            if project.created_at < asked - CLOCKS:
                # An answer to an earlier create: its project may be gone. A repeat finds out.
                raise
            # It was created, by the service's own answer. Not recorded, it would be nobody's: a
            # repeat brings the answer again for 24 hours only, and only to the same key.
            session.say([_unseen(project, error)], warn=True)
            return project
        if live is None:
            # The answer was an old one, of a project deleted since: this create is a new one.
            key = _key(key, {"after": project.id})
            continue
        _unchanged(project, live)
        return live


def _unseen(project: Project, error: Exception) -> str:
    return (
        f"{shown(project.name)}: created, but it could not be read back, so what somebody else "
        f"changed since is not seen. To see it: pulumi refresh. ({error})"
    )


def _key(origin: str, body: dict[str, Any]) -> str:
    """Names this very create, so that repeating it after a crash brings its first answer.

    32 hexadecimal characters, the form the vendor's SDK uses.
    """
    text = json.dumps([origin, body], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _body(wanted: Declaration) -> dict[str, Any]:
    body: dict[str, Any] = {"name": wanted.name, "annotation_types": wanted.annotation_types}
    if wanted.description is not None:
        body["description"] = wanted.description
    classes = wanted.classes if isinstance(wanted.classes, tuple) else ()
    plan = make_plan(str(wanted.name), recorded=(), declared=classes, live=())
    # The engine keeps no order of keys, and a repeat under one idempotency key has to be the
    # same to the byte, or the service takes it for another request.
    body["classes"] = json.loads(json.dumps(plan.result, sort_keys=True))
    return body


def _alive(session: Session, project: Project) -> Project | None:
    """The project as it is now, or None when it is gone."""
    deadline = time.monotonic() + PATIENCE
    while True:
        live = session.find(id=project.id)
        if live is not None or time.monotonic() > deadline:
            return live
        time.sleep(0.2)


def _adopt(session: Session, wanted: Declaration, project: Project) -> Project:
    if project.is_archived:
        raise RefusedError(archived_words(project))
    return apply(session, wanted, project, recorded=(), fields=ALL_FIELDS)


def _unchanged(created: Project, live: Project) -> None:
    """A create that is repeated brings its first answer, and somebody may have worked since.

    Raises:
        RefusedError: the project is no longer what was created, so it is not taken silently.
    """
    if _facts(created) != _facts(live):
        raise RefusedError(
            f"this stack created project {shown(created.name)} ({live.id}) before, and it was "
            "changed since. Nothing was changed now. Take it over with adopt=True: the preview "
            "then shows the differences."
        )


def _facts(project: Project) -> list[Any]:
    classes = [cls.fields() for cls in project.classes]
    return [project.name, project.description, project.annotation_types, classes]
