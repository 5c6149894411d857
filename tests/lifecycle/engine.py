"""The provider called as Pulumi's engine calls it, in this process, with its state kept."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

from pulumi.dynamic import ConfigureRequest, Resource

from pictograph_provider.project import Project
from pictograph_provider.provider import PROVIDER, ProjectProvider
from pictograph_provider.provider import _process as provider_process

Props = dict[str, Any]


class CheckFailedError(Exception):
    """A check gave reasons against the inputs.

    Attributes:
        reasons: a text each.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def declare(resource_name: str = "signs", /, **arguments: Any) -> Props:
    """The inputs that the engine is given for a `Project` of these arguments, without Outputs."""
    seen: list[Props] = []

    def record(self: Resource, provider: object, name: str, props: Props, opts: object) -> None:
        seen.append(props)

    with (
        mock.patch.object(Resource, "__init__", record),  # what it would send to the engine
        mock.patch("pictograph_provider.project.claim"),  # it waits for the id
        mock.patch("pulumi.get_project", return_value="signs"),
        mock.patch("pulumi.get_stack", return_value="dev"),
    ):
        Project(resource_name, **arguments)
    return _copied({**seen[0], PROVIDER: "the path of the class"})


class Engine:
    """One resource and what state holds of it; each command is a run of its own.

    Attributes:
        id: of the project; None while there is none.
        inputs, outputs: in state.
    """

    def __init__(self, key: str, url: str) -> None:
        self._settings = {
            "pictograph:apiKey": key,
            "pictograph:baseUrl": url,
            "pictograph:maxRetries": "0",
        }
        self.id: str | None = None
        self.inputs: Props = {}
        self.outputs: Props = {}

    def up(self, program: Props) -> None:
        """Make the project what the program declares.

        Raises:
            CheckFailedError: it was refused before.
        """
        with _run(self._settings) as provider:
            self._up(provider, program)

    def _up(self, provider: ProjectProvider, program: Props) -> None:
        checked = provider.check(_copied(self.inputs), _copied(program))
        if checked.failures:
            raise CheckFailedError([failure.reason for failure in checked.failures])
        inputs = _copied(checked.inputs)
        if self.id is None:
            created = provider.create(_copied(inputs))
            self.id, self.outputs = created.id, _copied(created.outs or {})
        elif provider.diff(self.id, _copied(self.outputs), _copied(inputs)).changes:
            updated = provider.update(self.id, _copied(self.outputs), _copied(inputs))
            self.outputs = _copied(updated.outs or {})
        self.inputs, self.outputs[PROVIDER] = inputs, program[PROVIDER]

    def refresh(self) -> None:
        """Bring state up to date with the service."""
        with _run(self._settings) as provider:
            found = provider.read(str(self.id), _copied(self.outputs))
        if found.id is None:
            self.id, self.inputs, self.outputs = None, {}, {}
            return
        of_class = self.outputs[PROVIDER]
        self.outputs = _copied(found.outs or {}) | {PROVIDER: of_class}
        self.inputs = _copied(found.inputs or {}) | {PROVIDER: of_class}

    def destroy(self) -> None:
        """Remove the resource."""
        with _run(self._settings) as provider:
            provider.delete(str(self.id), _copied(self.outputs))
        self.id, self.inputs, self.outputs = None, {}, {}


@contextlib.contextmanager
def _run(settings: Mapping[str, str]) -> Iterator[ProjectProvider]:
    provider_process.cache_clear()  # each run of the engine starts a process of its own
    provider = ProjectProvider()
    config = SimpleNamespace(get=settings.get)
    provider.configure(ConfigureRequest(cast("Any", config)))
    try:
        yield provider
    finally:
        # The provider sets it in its own process, and pytest's reports need it unset.
        if hasattr(sys, "tracebacklimit"):
            del sys.tracebacklimit


def _copied(props: Mapping[str, Any]) -> Props:
    # What goes to the engine and comes back is never the same object; a null is dropped.
    known = {key: value for key, value in props.items() if value is not None}
    return cast("Props", json.loads(json.dumps(known)))
