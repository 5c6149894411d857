"""A report for a terminal or a log: a table first, then each plan and the ways out."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from pictograph_provider.review.report import Change, Report
from pictograph_provider.review.text import INCOMPLETE, MARKS, consents, headline, rows
from pictograph_provider.texts import quoted_if_needed

LOUD = "bold red"
STYLES = {"UNKNOWN": "bold yellow", "ok": "green"} | dict.fromkeys(
    ("REFUSED", "DESTROYS", INCOMPLETE), LOUD
)


def show(report: Report, console: Console) -> None:
    """Print the report. Color only repeats what the words say."""
    with console.capture() as capture:
        console.print(_rendered(report), highlight=False)
    # Cells are filled up with spaces, which a log or a diff would keep.
    for line in capture.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def _rendered(report: Report) -> RenderableType:
    """The report as something that rich prints; nothing in it is taken for markup."""
    parts: list[RenderableType] = [Text(f"{report.program}/{report.stack}", style="bold")]
    parts += [Text(f"  {mark:<10}  {line}", style=STYLES[mark]) for mark, line in headline(report)]
    if report.changes:
        parts += [Text(), _table(report)]
    for change in report.changes:
        parts += _details(change)
    said = [*consents(report)]
    if said:
        parts += [Text(f"\nconsents ({report.consent_setting})", style="bold")]
        parts += [Text(f"  {line}") for line in said]
    for failure in report.failures:
        parts += [Text(f"\n{INCOMPLETE}:", style=LOUD), Text(failure)]
    return Group(*parts)


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    table.add_column("verdict", no_wrap=True)
    for column, widest in (("project", 24), ("change", 30), ("at stake", None)):
        table.add_column(column, overflow="fold", max_width=widest)
    for change in report.changes:
        for row in rows(change):
            mark = Text(row.mark, style=STYLES[row.mark])
            table.add_row(mark, *map(Text, row[1:]))
    return table


def _details(change: Change) -> list[RenderableType]:
    telling = change.verdict != "harmless" or change.notes
    if not telling:
        return []
    title = f"{quoted_if_needed(change.project)}: {MARKS[change.verdict]}"
    title += f": {change.reason}" if change.reason else ""
    parts: list[RenderableType] = [Text(), Text(title, style="bold")]
    parts += [Text(f"note: {note}") for note in change.notes]
    if change.verdict != "harmless":
        parts += [Text(line) for line in change.plan]
    return parts
