"""The dynamic provider: Pulumi's side of a project's life.

STORED DATA. State holds the path of the class below, and the engine loads it by that path
at refresh and destroy. The module and the class keep their names for ever, the class has no
attributes and no arguments.

A program imports this module too, only to name the class: what the calls do is loaded by the
first of them, in the provider's own process.
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
            from pictograph_provider.lifecycle.plain import plain_error

            raise plain_error(error) from None

    return run  # type: ignore[return-value]


def _calls() -> Any:
    from pictograph_provider.lifecycle import calls

    return calls


class ProjectProvider(ResourceProvider):
    """Creates, reads, changes and deletes the projects of a stack."""

    serialize_as_secret_always = False  # a path and nothing else: there is nothing to hide

    def configure(self, req: ConfigureRequest) -> None:
        """Read the stack's configuration; what is wrong with it is said by the next call."""
        from pictograph_provider.lifecycle import process

        # The SDK's Config gives a value by its key; which keys there are, only its inside knows.
        process.configure(req.config.get, getattr(req.config, "_props", ()))

    @_plainly
    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Validate, and refuse what would destroy annotations without consent."""
        if _olds and PROVIDER not in _olds:
            return CheckResult(news, [CheckFailure("", _calls().NATIVE)])
        result: CheckResult = _calls().checked(_olds, news)
        return result

    @_plainly
    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Compare state and program. A refresh asks this with the sides swapped.

        Only where a check came before, which no refresh makes, it may fail: when the project in
        state is not the one that was checked.
        """
        differs = _calls().differs(_id, _olds, _news)
        moved = _olds.get(PROVIDER) != _news.get(PROVIDER)
        return DiffResult(
            changes=moved or differs,
            replaces=[],  # a replacement would delete the images
            delete_before_replace=False,
        )

    @_plainly
    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create the project, or adopt it."""
        result: CreateResult = _calls().created(props)
        return result

    @_plainly
    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read the project; only a project that is truly gone leaves the state."""
        result: ReadResult = _calls().seen(id_, props)
        return result

    @_plainly
    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Change the project in place."""
        result: UpdateResult = _calls().updated(_id, _olds, _news)
        return result

    @_plainly
    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Do what `on_delete` says."""
        _calls().let_go(_id, _props)
