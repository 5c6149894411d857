"""What each call of the engine does, from its plain dictionaries to its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import CheckFailure, CheckResult, CreateResult, ReadResult, UpdateResult

from pictograph_provider.lifecycle import process
from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.identity import confirm
from pictograph_provider.lifecycle.plain import plain_error
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.update import update
from pictograph_provider.state.changes import changed
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.outputs import inputs_after_refresh, outputs, without_request
from pictograph_provider.state.settle import settle
from pictograph_provider.state.unknowns import with_unknowns

Props = dict[str, Any]

NATIVE = (
    "its state was recorded by the native plugin (pictograph:index:Project), and a dynamic "
    "resource cannot go on from there. Nothing was changed. Leave the program as it was. Or, to "
    "come back all the same: take the entry out of the state (pulumi state delete URN, which "
    "deletes no project), take the alias out of the program, and add adopt=True."
)
"""Why a project does not move back from the native resource to a dynamic one."""


def checked(olds: Props, news: Props) -> CheckResult:
    known = with_unknowns(news)
    try:
        reasons = check(process.session(), with_unknowns(olds), known)
    except Exception as error:  # noqa: BLE001 - any failure reads best as a reason
        reasons = [str(plain_error(error))]
    # An empty property: with a name, the engine would print the whole value in front.
    failures = [CheckFailure("", reason) for reason in reasons]
    return CheckResult(news if failures else settle(olds, news), failures)


def differs(id: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> bool:
    known = with_unknowns(news)
    session = process.configured()
    if session is not None:
        name = known.get("name")
        called = name if isinstance(name, str) else None
        confirm(session, id, with_unknowns(olds), str(known.get("origin", "")), called)
    return changed(with_unknowns(olds), known)


def created(props: Props) -> CreateResult:
    project = create(process.session(), declaration(props))
    return CreateResult(project.id, outputs(project, props))


def seen(id: str, props: Props) -> ReadResult:
    project = read(process.session(), id, props)
    if project is None:
        return ReadResult(None, {})
    inputs = inputs_after_refresh(project, props)
    return ReadResult(project.id, outputs(project, inputs), inputs)


def updated(id: str, olds: Props, news: Props) -> UpdateResult:
    # The outputs are always whole: what is left out is lost.
    project = update(process.session(), id, olds, news)
    return UpdateResult(without_request(olds, news) if project is None else outputs(project, news))


def let_go(id: str, props: Props) -> None:
    delete(process.session(), id, props)
