"""A report in words, for every format that people read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from rich.filesize import decimal

from pictograph_provider.review.report import (
    Change,
    ClassLoss,
    Deletion,
    FieldChange,
    Report,
    Total,
)
from pictograph_provider.texts import plural, quoted_if_needed

MARKS = {
    "refused": "REFUSED",
    "permitted": "DESTROYS",
    "unknown": "UNKNOWN",
    "harmless": "ok",
}
"""A verdict as the first word of its line."""

INCOMPLETE = "INCOMPLETE"

MOST_PHRASES = 6
"""Changes without a loss that a table lists of one project."""

LONGEST_VALUE = 40
"""Characters of a value that a table shows."""

FAILS = {"up": "pulumi up fails", "destroy": "pulumi destroy fails", None: "pulumi fails"}
"""What a refusal comes to, by the command that is reviewed."""


class Row(NamedTuple):
    """One thing that happens, in four cells."""

    mark: str
    project: str
    change: str
    lost: str


def headline(report: Report) -> Iterator[tuple[str, str]]:
    """The report in a line or two: a mark and what it stands for, the worst first."""
    verdicts = {change.verdict for change in report.changes if change.destructive}
    refused = any(change.verdict == "refused" for change in report.changes)
    if refused:
        said = [] if report.refused == Total() else [_amount(report.refused)]
        yield MARKS["refused"], ": ".join([*said, FAILS[report.command]])
    if "permitted" in verdicts:
        counted = (
            _amount(report.permitted)
            if report.permitted != Total()
            else "classes without annotations"
        )
        yield MARKS["permitted"], f"{counted}, as permitted"
    if report.unknown:
        yield MARKS["unknown"], f"{plural(report.unknown, 'change')} not counted, may destroy"
    if not report.complete:
        yield INCOMPLETE, "there may be more than is listed here"
    elif not verdicts and not refused:
        changing = sum(change.action != "none" for change in report.changes)
        yield MARKS["harmless"], f"nothing is lost; {plural(changing, 'project')} would change"


def rows(change: Change) -> Iterator[Row]:
    """What happens to one project, a row each."""
    mark, project = MARKS[change.verdict], quoted_if_needed(change.project)
    if change.deletion is not None:
        what = {"archived": "archive", "kept": "stop managing"}.get(change.deletion.fate, "delete")
        verb = "replace" if change.action == "replace" else what
        yield Row(mark, project, f"{verb} project", _lost_with(change.deletion))
        return
    for loss in change.classes:
        lost = loss.effect.removeprefix("destroys ")
        yield Row(_mark(change, loss), project, _loss(loss), lost)
    if not change.classes and (change.verdict != "harmless" or not _phrases(change)):
        yield _whole(change)
    phrases = _phrases(change)
    for phrase in phrases[:MOST_PHRASES]:
        yield Row(MARKS["harmless"], project, phrase, "nothing")
    if len(phrases) > MOST_PHRASES:
        more = plural(len(phrases) - MOST_PHRASES, "more change")
        yield Row(MARKS["harmless"], project, more, "nothing")


def _whole(change: Change) -> Row:
    verb = "no change" if change.action == "none" else f"{change.action} project"
    lost = {"harmless": "nothing", "unknown": "not counted"}.get(change.verdict, "see below")
    return Row(MARKS[change.verdict], quoted_if_needed(change.project), verb, lost)


def _phrases(change: Change) -> list[str]:
    adopted = change.action == "adopt" and change.verdict == "harmless"
    first = ["adopt project"] if adopted else []
    return [*first, *map(field_phrase, change.fields), *change.class_changes]


def field_phrase(change: FieldChange) -> str:
    """`description: signs of 2024 -> signs of 2025`."""
    new = _value(change.new) if change.known else "not known yet, or secret"
    return f"{change.field}: {_value(change.old)} -> {new}"


def _value(value: object) -> str:
    if value in (None, "", [], {}):
        return "none"
    if isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return quoted_if_needed(text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…")


def consents(report: Report) -> Iterator[str]:
    """Which consents are in force, and which are stale, a line each."""
    for change in report.changes:
        for name in change.consents_in_force:
            yield f"in force: {quoted_if_needed(change.project)}: {quoted_if_needed(name)}"
    for change in report.changes:
        for name in change.consents_stale:
            yield (
                f"STALE: {quoted_if_needed(change.project)}: {quoted_if_needed(name)} (nothing "
                "removes it: take it out)"
            )


def _mark(change: Change, loss: ClassLoss) -> str:
    if loss.ruling == "harmless":
        return MARKS["harmless"]
    return MARKS["permitted" if change.verdict == "permitted" else "refused"]


def _loss(loss: ClassLoss) -> str:
    if loss.becomes is not None:
        return f"retype {quoted_if_needed(loss.name)} ({loss.type} -> {loss.becomes})"
    return f"remove {quoted_if_needed(loss.name)} ({loss.type})"


def _lost_with(deletion: Deletion) -> str:
    if deletion.fate == "unknown":
        return "not counted"
    if deletion.fate == "gone":
        return "nothing, it is gone already"
    if deletion.fate == "kept":
        return "nothing, the project stays"
    if deletion.images is None and not deletion.missing:
        return "nothing, it keeps all it holds"
    held = _amount(
        Total(
            annotations=deletion.annotations or 0,
            images=deletion.images or 0,
            bytes=deletion.bytes or 0,
            at_least=deletion.at_least,
            missing=deletion.missing,
        )
    )
    if deletion.fate == "archived":
        return f"nothing, it keeps {held}"
    empty = not (deletion.images or deletion.annotations or deletion.missing)
    return "nothing, it is empty" if empty else held


def _amount(total: Total) -> str:
    """`12 images (1.2 GB) and 1,204 annotations`, or what of it is not known."""
    if total.missing:
        unknown = f"the service did not give {' and '.join(total.missing)}"
        if not (total.images or total.annotations):
            return f"can't tell how much: {unknown}"
        return f"{_amount(total.model_copy(update={'missing': [], 'at_least': True}))}; {unknown}"
    least = "at least " if total.at_least else ""
    annotations = f"{least}{plural(total.annotations, 'annotation')}"
    if not total.images:
        return annotations
    return f"{plural(total.images, 'image')} ({least}{decimal(total.bytes)}) and {annotations}"
