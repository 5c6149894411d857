"""Read what `pulumi preview --json` printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pictograph_provider.host.language import language_of
from pictograph_provider.language import spelling
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.review.lines import in_diagnostic
from pictograph_provider.review.plugin import as_python_has_it
from pictograph_provider.settings import NAMESPACE
from pictograph_provider.spelling import CAMEL_CASE, PYTHON, Spelling

PROJECT = "pulumi-python:dynamic/pictograph:Project"
PLUGIN_PROJECT = "pictograph:index:Project"
PROVIDER = "pulumi:providers:pulumi-python"
PLUGIN_PROVIDER = "pulumi:providers:pictograph"
STACK = "pulumi:pulumi:Stack"

Command = Literal["up", "destroy"]

UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""How the engine writes a value that it does not know yet."""

SECRET_TEXT = "[secret]"  # noqa: S105 - what stands in its place
"""How the engine writes a secret. What it was is not known, as with an unknown value."""


class PreviewError(Exception):
    """What was read is no preview."""


@dataclass(frozen=True)
class Step:
    """What the engine would do with one resource.

    Attributes:
        old, new: the inputs in state and of the program, empty where there are none. Values
            that the preview does not tell are UNKNOWN. Those of the plugin's projects are as the
            Python resource has them.
        outputs: in state.
        provider: the URN of its provider.
        spelling: how its program writes what a text suggests.
    """

    op: str
    urn: str
    id: str | None = None
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    outputs: Mapping[str, object] = field(default_factory=dict)
    provider: str = ""
    protected: bool = False
    stays_protected: bool = False
    retained: bool = False
    spelling: Spelling = PYTHON

    @property
    def resource(self) -> str:
        return _resource(self.urn)


@dataclass(frozen=True)
class Preview:
    """A preview, or as much of one as the engine made before it failed.

    Attributes:
        config: the stack's, secrets left out.
        providers: the inputs of explicit providers, by URN.
        errors: the text of each error, by the URN of its resource or with None.
        command: what the preview is of, None where it does not tell.
    """

    program: str
    stack: str
    config: Mapping[str, str]
    steps: tuple[Step, ...]
    providers: Mapping[str, Mapping[str, object]]
    errors: tuple[tuple[str | None, str], ...]
    command: Command | None = "up"


def read_preview(text: str, folder: Path | None = None) -> Preview:
    """The preview in a text.

    Args:
        folder: where the program is, if it is at hand, to spell what a report suggests.

    Raises:
        PreviewError: it is not a preview.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise PreviewError(f"it is not JSON: {error}") from None
    # The summary is left out where there is nothing to sum up, as where one step is refused.
    if not isinstance(document, Mapping) or not document.keys() & {"changeSummary", "duration"}:
        raise PreviewError("it is not the output of: pulumi preview --json")
    rows = [row for row in document.get("steps") or [] if isinstance(row, Mapping)]
    urns = [str(row.get("urn")) for row in rows]
    said = document.get("diagnostics") or []
    found = [str(row.get("urn") or "") for row in said]
    lines = dict(filter(None, (in_diagnostic(str(row.get("message", ""))) for row in said)))
    stack, program = _names(next((urn for urn in (*urns, *found) if urn), ""))
    spelt = CAMEL_CASE if folder is None else spelling(folder, program)
    return Preview(
        program=program,
        stack=stack,
        config={
            key: value
            for key, value in (document.get("config") or {}).items()
            if isinstance(value, str) and value != SECRET_TEXT
        },
        steps=tuple(_step(row, spelt, lines) for row in rows if is_project(str(row.get("urn")))),
        providers={str(row["urn"]): _settings(row) for row in rows if _is_explicit(row)},
        errors=tuple(
            (row.get("urn"), str(row.get("message", "")).removeprefix("error: ").strip())
            for row in said
            if row.get("severity") == "error"
        ),
        command=_command(rows),
    )


def _is_explicit(row: Mapping[str, object]) -> bool:
    """Whether it is a provider with settings of its own."""
    # The engine calls those that take the stack's like this, and no other may be.
    default = _type(row) == PLUGIN_PROVIDER and _resource(str(row["urn"])).startswith("default")
    return _type(row) in (PROVIDER, PLUGIN_PROVIDER) and not default


def _settings(row: Mapping[str, object]) -> dict[str, object]:
    """A provider's inputs, called as those of a stack's configuration."""
    given = _state(row, "newState", "inputs") or _state(row, "oldState", "inputs")
    if _type(row) == PLUGIN_PROVIDER:
        return {f"{NAMESPACE}:{name}": value for name, value in given.items()}
    return given


def _command(rows: Sequence[Mapping[str, object]]) -> Command | None:
    # The engine does not write it down. A destroy takes the stack's own entry out at its end, and
    # shows none where it fails before; but one of some targets looks like an up that deletes them.
    entries = [row.get("op") for row in rows if _type(row) == STACK]
    others = [row.get("op") for row in rows if _type(row) != STACK]
    if "delete" in entries:
        return "destroy"
    if not others or set(others) != {"delete"}:
        return "up"
    return None if entries else "destroy"


def _step(
    row: Mapping[str, object], spelt: Spelling, lines: Mapping[str, Mapping[str, object]]
) -> Step:
    old, new = _side(row, "oldState"), _side(row, "newState")
    plugin = _type(row) == PLUGIN_PROJECT
    before, after = _state(row, "oldState", "inputs"), _state(row, "newState", "inputs")
    recorded = _state(row, "oldState", "outputs")
    origin = str((after or before).get("origin", ""))
    if plugin:
        before, after, recorded = as_python_has_it(str(row["urn"]), before, after, recorded)
    return Step(
        op=str(row.get("op")),
        urn=str(row["urn"]),
        id=old.get("id"),
        old=before,
        new=after,
        outputs=recorded,
        provider=str(row.get("provider") or old.get("provider") or "").rpartition("::")[0],
        protected=bool(old.get("protect")),
        stays_protected=bool(new.get("protect")),
        retained=bool(old.get("retainOnDelete")),
        spelling=spelt if plugin else language_of(lines.get, origin),
    )


def _state(row: Mapping[str, object], state: str, side: str) -> dict[str, object]:
    values = _side(row, state).get(side) or {}
    return {key: _told(value) for key, value in values.items()}


def _side(row: Mapping[str, Any], state: str) -> Mapping[str, Any]:
    return row.get(state) or {}


def _told(value: object) -> object:
    if value in (UNKNOWN_TEXT, SECRET_TEXT):
        return UNKNOWN
    if isinstance(value, Mapping):
        return {key: _told(item) for key, item in value.items()}
    return [_told(item) for item in value] if isinstance(value, list) else value


def is_project(urn: str) -> bool:
    """Whether a URN is that of a project, managed by the Python resource or by the plugin."""
    return _type_of(urn) in (PROJECT, PLUGIN_PROJECT)


def _type(row: Mapping[str, object]) -> str:
    return _type_of(str(row.get("urn")))


def _type_of(urn: str) -> str:
    parts = urn.split("::", 3)
    # With a parent, the type is a path: the last one is the resource's own.
    return parts[2].rpartition("$")[2] if len(parts) == 4 else ""


def _resource(urn: str) -> str:
    return urn.split("::", 3)[-1]


def _names(urn: str) -> tuple[str, str]:
    parts = urn.removeprefix("urn:pulumi:").split("::")
    return (parts[0], parts[1]) if len(parts) > 1 else ("", "")
