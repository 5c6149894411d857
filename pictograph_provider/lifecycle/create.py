"""Create a project, once: whatever became of an earlier try, and never over somebody else's."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypedDict, cast

from pictograph_provider.classes import ClassRow
from pictograph_provider.client import ConflictError
from pictograph_provider.client.projects import Created
from pictograph_provider.lifecycle import occupied
from pictograph_provider.lifecycle.apply import apply
from pictograph_provider.lifecycle.claim import Claim, How
from pictograph_provider.lifecycle.differences import ALL_FIELDS
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import make_plan
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import quoted_if_needed


def create(session: Session, wanted: Declaration) -> Project:
    """Create the project, or take over the one of that name where `adopt` says so.

    Raises:
        RefusedError: the name is taken, or taking over would lose something.
        PictographError: the service failed; repeating it has its effect once.
    """
    name = str(wanted.name)
    if spared := session.run.spared(wanted.origin):
        # Its own delete came first, and left the project alone since it is declared.
        found = session.find(id=spared)
        if found is not None:
            return _adopt(session, wanted, found)
    if wanted.adopt:
        found = session.find(name)
        if found is not None:
            if session.run.counted_project(wanted.origin) not in (None, found.id):
                raise RefusedError(
                    f"project {quoted_if_needed(name)} ({found.id}) was made, or has got this "
                    "name, since the preview of this resource. So what taking it over would "
                    "change was not shown. Nothing was changed. Run pulumi up again."
                )
            return _adopt(session, wanted, found)
    body = _body(wanted)
    key = _key(wanted.origin, body)
    unlisted: str | None = None
    while True:
        sent = time.monotonic()
        try:
            created = session.client.projects.create_with_date(**body, idempotency_key=key)
        except ConflictError as error:
            # A listing that lags behind may have said that it is gone.
            live = session.find(id=unlisted) if unlisted else None
            if live is None or live.name != name:
                raise RefusedError(_taken(session, wanted, error)) from error
            _take_again(session, wanted, live)
            project = live
            break
        project = created.project
        if _is_new(created, time.monotonic() - sent):
            break
        unlisted = project.id if session.directory.gone(project.id) else None
        live = None if unlisted else session.find(id=project.id)
        if live is not None and live.name == name:
            _take_again(session, wanted, live)
            project = live
            break
        # The answer is an old one, and its project was deleted or has another name since: this
        # create is a new one. Its key follows from the old answer, so that a repeat finds it.
        key = _key(key, {"after": project.id})
    _own(session, wanted, project, "created")
    return project


def _is_new(created: Created, seconds: float) -> bool:
    """Whether this very request has made the project, by the service's own clock.

    The service brings the answer to a create again for 24 hours, and does not say that it is an
    old one. Without a `Date` nobody knows, so it is taken for an old one.

    Args:
        seconds: since the request was sent for the first time.
    """
    if created.answered_at is None:
        return False
    # A `Date` is cut to the second, so it is never later than the answer.
    return created.project.created_at >= created.answered_at - timedelta(seconds=seconds)


def _take_again(session: Session, wanted: Declaration, live: Project) -> None:
    """Take a project that an earlier `up` made, if nothing has become of it since.

    Raises:
        RefusedError: it was changed or archived, or holds images: it may be in use elsewhere.
    """
    if live.is_archived is not False:
        raise RefusedError(occupied.archived(live, session.spelling))
    if not occupied.untouched(wanted, live):
        raise RefusedError(occupied.taken(session, live))
    session.say(
        [
            f"{quoted_if_needed(live.name)}: goes on with the project that an earlier up of this "
            f"stack made ({occupied.facts(live)}). Nobody has changed it since."
        ],
        warn=True,
    )


def _taken(session: Session, wanted: Declaration, error: ConflictError) -> str:
    found = session.find(str(wanted.name))
    if found is None:  # a name can be taken that another key of the organization only sees
        return (
            f"a project called {quoted_if_needed(str(wanted.name))} exists already. Nothing was "
            f"changed. Choose another name. ({error})"
        )
    owner = session.run.owner(found.id)
    if owner is not None and owner.origin != wanted.origin:
        return occupied.held(found, owner, wanted, session.spelling)
    if found.is_archived is not False:
        return occupied.archived(found, session.spelling)
    return occupied.taken(session, found)


class _Body(TypedDict, total=False):
    name: str
    annotation_types: Sequence[str]
    description: str
    classes: Sequence[ClassRow]


def _key(origin: str, body: Mapping[str, object]) -> str:
    """Names this very create, so that repeating it after a crash brings its first answer.

    32 hexadecimal characters, the form the vendor's SDK uses.
    """
    text = json.dumps([origin, body], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _body(wanted: Declaration) -> _Body:
    # All values are known by now, or the engine would not ask for a create.
    types = occupied.DEFAULT_TYPES if wanted.annotation_types is None else wanted.annotation_types
    body: _Body = {"name": cast(str, wanted.name), "annotation_types": cast("list[str]", types)}
    if wanted.description is not None:
        body["description"] = cast(str, wanted.description)
    classes = wanted.classes if isinstance(wanted.classes, tuple) else ()
    plan = make_plan(str(wanted.name), recorded=(), declared=classes, live=())
    # The engine keeps no order of keys, and a repeat under one idempotency key has to be the
    # same to the byte, or the service takes it for another request.
    body["classes"] = json.loads(json.dumps(plan.result, sort_keys=True))
    return body


def _adopt(session: Session, wanted: Declaration, project: Project) -> Project:
    if project.is_archived is not False:
        raise RefusedError(occupied.archived(project, session.spelling))
    _own(session, wanted, project, "took over")
    try:
        return apply(session, wanted, project, recorded=(), done={}, fields=ALL_FIELDS)
    except Exception:
        # The delete of an old entry of this project comes after this, and must spare it.
        session.run.claim(Claim(project.id, wanted.origin, "failed"))
        raise


def _own(session: Session, wanted: Declaration, project: Project, how: How) -> None:
    claim = Claim(project.id, wanted.origin, how, str(wanted.name))
    if other := session.run.claim(claim):
        raise RefusedError(occupied.held(project, other, wanted, session.spelling))
