"""The dynamic provider: Pulumi's side of a project's life.

STORED DATA. State holds the path of the class below, and the engine loads it by that path
at refresh and destroy. The module and the class keep their names for ever, the class has no
attributes and no arguments.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

from pictograph_provider.lifecycle import process
from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.plain import PictographError, plain_error
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.update import update
from pictograph_provider.state.changes import changed
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.outputs import inputs_after_refresh, outputs, without_request
from pictograph_provider.state.settle import settle
from pictograph_provider.state.unknowns import with_unknowns

PROVIDER = "__provider"
"""The input in which the engine carries the path of the class."""

_Method = TypeVar("_Method", bound=Callable[..., Any])


def _plainly(method: _Method) -> _Method:
    """Let nothing out but one clear error.

    Not even a SystemExit: the engine would wait for its answer for ever.
    """

    @functools.wraps(method)
    def run(*args: Any) -> Any:
        try:
            return method(*args)
        except BaseException as error:  # noqa: BLE001
            raise plain_error(error) from None

    return run  # type: ignore[return-value]


class ProjectProvider(ResourceProvider):
    """Creates, reads, changes and deletes the projects of a stack."""

    serialize_as_secret_always = False  # a path and nothing else: there is nothing to hide

    def configure(self, req: ConfigureRequest) -> None:
        """Read the stack's configuration; what is wrong with it is said by the next call."""
        process.configure(req.config.get)

    @_plainly
    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Validate, and refuse what would destroy annotations without consent."""
        olds, known = with_unknowns(_olds), with_unknowns(news)
        try:
            reasons = check(process.session(), olds, known)
        except Exception as error:  # noqa: BLE001 - any failure reads best as a reason
            reasons = [str(plain_error(error))]
        # An empty property: with a name, the engine would print the whole value in front.
        failures = [CheckFailure("", reason) for reason in reasons]
        return CheckResult(news if failures else settle(_olds, news), failures)

    @_plainly
    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Compare state and program, silently. A refresh asks this with the sides swapped."""
        moved = _olds.get(PROVIDER) != _news.get(PROVIDER)
        return DiffResult(
            changes=moved or changed(with_unknowns(_olds), with_unknowns(_news)),
            replaces=[],  # a replacement would delete the images
            delete_before_replace=False,
        )

    @_plainly
    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create the project, or adopt it."""
        project = create(process.session(), declaration(props))
        return CreateResult(project.id, outputs(project, props))

    @_plainly
    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read the project; only a project that is truly gone leaves the state."""
        project = read(process.session(), id_, props)
        if project is None:
            return ReadResult(None, {})
        inputs = inputs_after_refresh(project, props)
        return ReadResult(project.id, outputs(project, inputs), inputs)

    @_plainly
    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Change the project in place. The outputs are always whole: what is left out is lost."""
        project = update(process.session(), _id, _olds, _news)
        if project is None:
            return UpdateResult(without_request(_olds, _news))
        return UpdateResult(outputs(project, _news))

    @_plainly
    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Do what `on_delete` says."""
        delete(process.session(), _id, _props)


__all__ = ["PictographError", "ProjectProvider"]
