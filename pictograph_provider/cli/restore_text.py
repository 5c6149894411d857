"""What a restore did, in words, and what the program has to say from now on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from textwrap import wrap

from pictograph_provider.adoption.source import Call, statement
from pictograph_provider.choices import CLASS_KEYS
from pictograph_provider.classes import ClassRow, canonical_type
from pictograph_provider.host.language import CATALOG_TYPE
from pictograph_provider.language import spelling as program_spelling
from pictograph_provider.names import is_id
from pictograph_provider.saving.restore import Report
from pictograph_provider.spelling import CATALOG, PYTHON, Spelling
from pictograph_provider.texts import WIDTH, plural, python_literal, quoted_if_needed, table

MOST_NAMES = 3


def report_lines(report: Report) -> list[str]:
    """A restore's report, as lines of text."""
    back = f"{plural(report.restored, 'annotation')} back on {plural(report.images, 'image')}"
    rows = [("already there", plural(report.present, "annotation"))]
    if report.gone:
        rows.append(("images gone", _lost(report.gone, "image")))
    if report.classless:
        rows.append(("class missing", _lost(report.classless, "class")))
    rows += [("refused", f"{quoted_if_needed(path)}: {why}") for path, why in report.failed.items()]
    if report.alike:
        names = f"{plural(report.alike, 'image')} with the same directory and file name"
        rows.append(("left alone", f"{names}: add --by-file-name if they are the same"))
    if report.overlapped:
        images = f"{plural(len(report.overlapped), 'image')} ({_some(report.overlapped)})"
        rows.append(("look at", f"{images}: somebody else saved in the same moment"))
    name = quoted_if_needed(report.project.name)
    if report.dry_run:
        classes = [str(entry["name"]) for entry in report.created]
        created = [("classes", f"creates {_some(classes)}")] if classes else []
        end = "nothing was changed: run it again without --dry-run to put them back"
        return [f"{name}: would put {back}", *table([*created, *rows]), end]
    return [f"{name}: put {back}", *table(rows), *_program(report)]


def report_document(report: Report) -> dict[str, object]:
    """A restore's report, as data."""
    return {
        "project": {"id": report.project.id, "name": report.project.name},
        "dry_run": report.dry_run,
        "complete": report.complete,
        "annotations_restored": report.restored,
        "annotations_present": report.present,
        "images": report.images,
        "classes_created": [_as_declared(entry) for entry in report.created],
        "images_gone": report.gone,
        "images_alike": report.alike,
        "classes_missing": report.classless,
        "images_refused": report.failed,
        "images_overlapped": report.overlapped,
    }


def _lost(counts: Mapping[str, int], thing: str) -> str:
    annotations = plural(sum(counts.values()), "annotation")
    return f"{plural(len(counts), thing)} with {annotations}: {_some(counts)}"


def _some(names: Collection[str]) -> str:
    first = [quoted_if_needed(name) for name in [*names][:MOST_NAMES]]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")


def _program(report: Report) -> list[str]:
    """A class that the program does not declare is foreign in its next preview."""
    receipt = report.receipt
    entries: list[ClassRow] = [*report.created]
    if receipt.removal == "classes":
        entries = [cls.row for cls in receipt.classes if cls.annotations]
    if not entries:
        return []
    names = ", ".join(python_literal(str(entry["name"])) for entry in entries)
    spelling = spelling_of(receipt.origin)
    advice = (
        f"Classes that are back: {names}. Until the program declares them, its preview calls them "
        "foreign. Before the next pulumi up, put them into classes and take their names out of "
        f"{spelling.setting('allow_class_removal')}, or they are removed again:"
    )
    if spelling is PYTHON:
        lines = [line for entry in entries for line in declared(entry).splitlines()]
    else:
        # Attributes and skeletons that are not declared stay as they are.
        rows = [
            (str(entry["name"]), canonical_type(entry.get("type")), entry.get("color"))
            for entry in entries
        ]
        lines = spelling.classes(rows)
    return [*wrap(advice, WIDTH), *(f"    {line}" for line in lines)]


def spelling_of(origin: str, folder: Path | None = None) -> Spelling:
    """How the program is written whose removal a receipt is of.

    Args:
        folder: where the program is; the current one, unless it is given.
    """
    if f"{CATALOG_TYPE}$" in origin:
        return CATALOG
    # A plugin names the provider of the stack first, by its id, and no organization.
    provider, _, rest = origin.partition("/")
    if not is_id(provider):
        return PYTHON
    return program_spelling(folder or Path.cwd(), rest.partition("/")[0])


def declared(entry: ClassRow) -> str:
    """A class as a program declares it."""
    fields = _as_declared(entry)
    given = {key: fields[key] for key in CLASS_KEYS if fields.get(key)}
    return statement(Call("ProjectClass", (), given)).rstrip("\n") + ","


def _as_declared(entry: ClassRow) -> dict[str, object]:
    """A class with the type's one name, and not the service's word for it."""
    type_ = entry.get("type")
    return {**entry, "type": type_ and canonical_type(type_)}
