"""A report as one page that needs nothing else: an artefact of a pipeline, or a printout."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pictograph_provider.review.report import Change, ClassLoss, Report, WayOut
from pictograph_provider.review.text import (
    INCOMPLETE,
    MARKS,
    Row,
    consents,
    headline,
    rows,
)
from pictograph_provider.texts import plural, quoted_if_needed

HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

THINNEST = 0.75
"""Per cent that can be seen: one annotation of a million is a loss, too."""

TONES = {"REFUSED": "bad", "DESTROYS": "bad", INCOMPLETE: "bad", "UNKNOWN": "doubt", "ok": "good"}


@dataclass(frozen=True)
class Bar:
    """What goes against what stays.

    Attributes:
        lost: per cent of all annotations of the project; None where that is not known.
    """

    words: str
    lost: float | None


@dataclass(frozen=True)
class Loss:
    """A class that goes."""

    mark: str
    name: str
    type: str
    color: str | None
    effect: str
    bar: Bar


@dataclass(frozen=True)
class Card:
    """A change that somebody has to look at."""

    mark: str
    project: str
    reason: str
    rows: tuple[Row, ...]
    losses: tuple[Loss, ...]
    bar: Bar | None
    ways_out: tuple[WayOut, ...]
    written_in: str
    plan: str
    notes: tuple[str, ...]


def html(report: Report) -> str:
    """The report as a page: no request leaves it, and nothing but its own script runs in it."""
    environment = Environment(
        loader=PackageLoader("pictograph_provider.review", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    loud = [change for change in report.changes if change.verdict != "harmless" or change.notes]
    quiet = [change for change in report.changes if change not in loud]
    style, script = (_asset(environment, name) for name in ("report.css", "report.js"))
    return environment.get_template("report.html").render(
        title=f"{report.program}/{report.stack}",
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        headline=[*headline(report)],
        cards=[_card(change) for change in loud],
        quiet=[row for change in quiet for row in rows(change)],
        quiet_title=f"{plural(len(quiet), 'other change')}: nothing is lost",
        consents=[*consents(report)],
        consent_setting=report.consent_setting,
        failures=report.failures,
        tones=TONES,
    )


def _card(change: Change) -> Card:
    told = [*rows(change)][len(change.classes) :]
    bar = None
    if change.deletion is not None and change.deletion.fate == "deleted" and change.destructive:
        bar = Bar("all that it holds goes", 100.0)
    return Card(
        mark=MARKS[change.verdict],
        project=quoted_if_needed(change.project),
        reason=change.reason,
        rows=tuple(told),
        losses=tuple(_losses(change)),
        bar=bar,
        ways_out=tuple(change.ways_out),
        written_in=change.written_in,
        plan="\n".join(change.plan),
        notes=tuple(change.notes),
    )


def _losses(change: Change) -> Iterator[Loss]:
    marks = [row.mark for row in rows(change)]
    for mark, loss in zip(marks, change.classes, strict=False):
        becomes = f" -> {loss.becomes}" if loss.becomes else ""
        yield Loss(
            mark=mark,
            name=quoted_if_needed(loss.name),
            type=loss.type + becomes,
            color=loss.color if loss.color and HEX.fullmatch(loss.color) else None,
            effect=loss.effect,
            bar=_bar(loss, change.total_annotations),
        )


def _bar(loss: ClassLoss, total: int | None) -> Bar:
    going, least = loss.annotations, "at least " if loss.at_least else ""
    if going is None or total is None:
        return Bar("how much of the project that is, is not known", None)
    total = max(total, going)
    lost = max(100 * going / total, THINNEST) if going else 0.0
    return Bar(f"{least}{going:,} of the project's {plural(total, 'annotation')}", lost)


def _asset(environment: Environment, name: str) -> Markup:
    loader = environment.loader
    assert loader is not None  # noqa: S101 - it was given above
    return Markup(loader.get_source(environment, name)[0])  # noqa: S704 - a file of this package


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
