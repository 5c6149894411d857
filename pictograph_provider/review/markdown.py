"""A report as a comment on a pull request, in the Markdown of GitHub and GitLab."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pictograph_provider.review.report import Change, Report
from pictograph_provider.review.text import MARKS, consents, headline, rows
from pictograph_provider.texts import plural

LONGEST = 60_000
"""Characters. GitHub refuses a comment of more than 65,536."""


def markdown(report: Report) -> str:
    """The report. Names stand as code, so that no name becomes a link or a mention."""
    alarm = not report.complete or any(
        change.destructive or change.verdict == "refused" for change in report.changes
    )
    blocks = [
        f"<!-- pictograph-provider review {_plain(report.program)}/{_plain(report.stack)} -->",
        f"### Pictograph review of {_code(f'{report.program}/{report.stack}')}",
        f"> [!{'CAUTION' if alarm else 'NOTE'}]\n"
        + "\n".join(f"> - **{mark}** {line}" for mark, line in headline(report)),
    ]
    blocks += [f"**Incomplete, because:**\n\n{_fenced([failure])}" for failure in report.failures]
    loud = [change for change in report.changes if change.verdict != "harmless" or change.notes]
    quiet = [change for change in report.changes if change not in loud]
    if loud:
        blocks.append(_table(loud))
    said = [*consents(report)]
    if said:
        blocks.append(f"**Consents** (`{report.consent_setting}`)\n\n{_fenced(said)}")
    if quiet:
        title = f"{plural(len(quiet), 'other change')}: nothing is lost"
        blocks.append(_folded(title, _table(quiet)))
    details = [block for change in loud if (block := _details(change))]
    return "\n\n".join(_as_many_as_fit(blocks, details)) + "\n"


def _as_many_as_fit(blocks: list[str], details: list[str]) -> Iterator[str]:
    length = 0
    for number, block in enumerate([*blocks, *details]):
        length += len(block) + 2
        if length > LONGEST:
            left = len(blocks) + len(details) - number
            yield f"**{plural(left, 'section')} left out: the comment would be too long.**"
            return
        yield block


def _table(changes: Iterable[Change]) -> str:
    lines = ["| | project | change | at stake | why |", "|---|---|---|---|---|"]
    for change in changes:
        for row in rows(change):
            mark = row.mark if row.mark == MARKS["harmless"] else f"**{row.mark}**"
            cells = [mark, _code(row.project), _code(row.change), row.lost]
            # What goes along with a loss and loses nothing needs no reason.
            tells = row.mark != MARKS["harmless"] or change.verdict == "harmless"
            cells.append(_code(change.reason) if change.reason and tells else "")
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _details(change: Change) -> str:
    lines = [*change.plan] if change.verdict != "harmless" else []
    lines += [f"note: {note}" for note in change.notes]
    title = f"**{MARKS[change.verdict]}** {_code(change.project)}"
    return f"{title}\n\n{_fenced(lines)}" if lines else ""


def _fenced(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text}\n{fence}" if text else ""


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{' '.join(text.splitlines())}{space}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall(r"`+", text)), default=0)


def _plain(text: str) -> str:
    # Two dashes would end the HTML comment.
    return re.sub(r"[^\w.-]|-(?=-)", "", text)
