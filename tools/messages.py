"""`python -m tools.messages`: the messages of the product, from its code into `docs/messages.md`.

A message is a text that a person may read: in an exception, in a reason why a declaration is
refused, or in a line that is said while Pulumi runs. What it means and what to do stands in
`message_meanings.yaml`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "messages.md"
MEANINGS = Path(__file__).with_name("message_meanings.yaml")
PACKAGE = "pictograph_provider"

SPOKEN = frozenset({"say", "voice", "warn", "append", "Finding", "CheckFailure", "echo", "print"})
"""Functions whose arguments a person reads."""

DESCRIPTIONS = ("emulator/", "catalog/schema", "catalog/json_schema", "review/report")
"""Files whose texts describe fields: no message of a run."""

FEWEST_WORDS = 4
"""A shorter text is a part of another one."""

HEAD = """\
# Messages

What the provider and its commands say, as it stands in the code: `…` is a place that is filled
in. Below the messages of one cause stands what they mean, and what to do. Search this page for a
few words of what you have read.
"""


@dataclass(frozen=True)
class Entry:
    """Messages of one cause.

    Attributes:
        has: parts of messages; one that has any of them belongs here.
        do: empty where there is nothing to do.
    """

    has: Sequence[str]
    means: str
    do: str = ""


@dataclass(frozen=True)
class Section:
    """Messages of some files.

    Attributes:
        paths: beginnings of the files' paths in the package; the first section that fits has it.
    """

    title: str
    paths: tuple[str, ...]
    about: str
    entries: Sequence[Entry]


def sections() -> list[Section]:
    """What there is to say of all messages."""
    return [
        Section(
            row["section"],
            tuple(row["paths"]),
            row["about"],
            [Entry(**each) for each in row["entries"]],
        )
        for row in YAML(typ="safe").load(MEANINGS)
    ]


def messages(path: Path) -> list[str]:
    """The messages in a file, in their order, each once."""
    return [*dict.fromkeys(text for text, _ in located(path))]


def located(path: Path) -> Iterator[tuple[str, range]]:
    """The messages in a file, each with the lines of the statement that says it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for value in _spoken(node):
            for text in _texts(value):
                words = [word for word in text.split() if re.search(r"[A-Za-z]{2}", word)]
                if len(words) >= FEWEST_WORDS and not text.startswith(("import ", "#", "<", "|")):
                    yield text, range(value.lineno, (value.end_lineno or value.lineno) + 1)


def files() -> Iterator[tuple[Section, Path]]:
    """The files with messages, each with the section that it belongs to."""
    found = sections()
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = path.relative_to(ROOT / PACKAGE).as_posix()
        section = next((one for one in found if name.startswith(one.paths)), None)
        if section is not None and not name.startswith(DESCRIPTIONS):
            yield section, path


def explained() -> list[tuple[Section, dict[int, list[str]], list[str]]]:
    """All messages, by section: those of each entry, by its place, and those that none explains."""
    said: dict[str, list[str]] = {}
    for section, path in files():
        said.setdefault(section.title, []).extend(messages(path))
    return [
        (section, *_sorted(section, dict.fromkeys(said.get(section.title, ()))))
        for section in sections()
    ]


def _sorted(section: Section, texts: Iterable[str]) -> tuple[dict[int, list[str]], list[str]]:
    by_entry: dict[int, list[str]] = {place: [] for place in range(len(section.entries))}
    rest = []
    for text in texts:
        for place, entry in enumerate(section.entries):
            if any(part in text for part in entry.has):
                by_entry[place].append(text)
                break
        else:
            rest.append(text)
    return by_entry, rest


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for section, by_entry, _ in explained():
        parts.append(f"\n## {section.title}\n\n{section.about}\n")
        for place, texts in by_entry.items():
            entry = section.entries[place]
            listed = "".join(f"- `{text}`\n" for text in texts)
            do = f" **What to do:** {entry.do}" if entry.do else ""
            parts.append(f"\n{listed}\n{entry.means}{do}\n")
    return "".join(parts)


def _spoken(node: ast.AST) -> Iterator[ast.expr]:
    """The parts of a node whose texts a person may read."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield from (*node.exc.args, *(one.value for one in node.exc.keywords))
    elif isinstance(node, ast.Call) and _called(node).endswith((*SPOKEN, "Error")):
        yield from (*node.args, *(one.value for one in node.keywords))
    elif isinstance(node, (ast.Return, ast.Yield, ast.Assign, ast.AnnAssign)) and node.value:
        yield node.value


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in an expression; what is filled in is a `…`."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield _line(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield _line("".join(map(_part, node.values)))
    elif not isinstance(node, (ast.Lambda, ast.Compare)):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def _part(node: ast.AST) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "…"


def _line(text: str) -> str:
    return " ".join(text.replace("`", "'").split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
