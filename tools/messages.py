"""The messages of the product, collected from its code into `docs/messages.md`.

    python -m tools.messages            writes the page
    python -m tools.messages --check    fails where the page is not what would be written

A message is a text that a person may read: in an exception, in a reason why a declaration is
refused, or in a line that is said while Pulumi runs.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "messages.md"
PACKAGE = "pictograph_provider"

SPOKEN = frozenset({"say", "warn", "append", "Finding", "CheckFailure", "echo", "print"})
"""Functions whose arguments a person reads."""

DESCRIPTIONS = ("emulator/", "catalog/schema", "catalog/json_schema", "review/report")
"""Files whose texts describe fields: no message of a run."""

FEWEST_WORDS = 4
"""A shorter text is a part of another one."""

HEAD = """\
# Messages

What the provider and its commands say, as it stands in the code: `…` is a place that is filled
in. This page is made by `python -m tools.messages`; `make check` compares it with the code. A
message ends with what to do wherever there is something to do; each section says the rest.
"""


@dataclass(frozen=True)
class Group:
    """Messages of some files, explained together.

    Attributes:
        paths: beginnings of the files' paths in the package; the first group that fits has it.
        meaning, way_out: of all its messages.
    """

    title: str
    paths: tuple[str, ...]
    meaning: str
    way_out: str


GROUPS = (
    Group(
        "A declaration that is not valid",
        ("state/", "plan/moves", "names", "classes", "models", "inputs"),
        "The program declares something that no project can be. Nothing was asked of the service.",
        "Correct the program at the named argument or class, and run the preview again.",
    ),
    Group(
        "What a change of classes would do",
        ("plan/", "guard/", "spelling", "texts"),
        "The plan for the class list: what is added, moved or removed, and how many annotations "
        "go with it. A loss that the program does not permit ends the preview.",
        "Paste one of the printed ways out: class_moves keeps the annotations, "
        "allow_class_removal destroys them.",
    ),
    Group(
        "Creating, changing and deleting",
        ("lifecycle/", "provider", "project", "host/", "native/"),
        "The project in the service is not what the program or the state took it for, or a step "
        "was done. A refusal says whether anything was changed.",
        "Do what the last sentence says. Where it says nothing, the line is a report.",
    ),
    Group(
        "Settings and configuration",
        ("settings", "setting_names", "client/config"),
        "A setting of the stack, the program's Provider or the environment is missing, misspelt "
        "or makes no sense. Nothing was sent.",
        "Set it as the message says. After a change of configuration, run pulumi up once.",
    ),
    Group(
        "Requests to the service",
        ("client/",),
        "The service could not be reached, refused a request, or gave an answer that cannot be "
        "read. The request stands last, in brackets.",
        "Follow the advice in the message. Running a command again repeats nothing that was done.",
    ),
    Group(
        "Saving and restoring",
        ("saving/", "cli/restore"),
        "Annotations are saved before they go, or put back from a receipt.",
        "If a save fails, nothing is removed: correct the place that is named, and run it again.",
    ),
    Group(
        "The catalog",
        ("catalog/", "cli/catalog"),
        "The catalog's file is not valid. Each line begins with the file, the line and the key.",
        "Correct the named line; pictograph-provider catalog check reads the file alone.",
    ),
    Group(
        "Taking projects over",
        ("adoption/", "cli/adopt"),
        "A project cannot be taken over as it is, or a file is in the way. Nothing was changed.",
        "Correct the project in the service, or give another folder.",
    ),
    Group(
        "Reviews",
        ("review/", "cli/review"),
        "The report on a preview: what an up would destroy, and what could not be looked at.",
        "Read the verdict first. What was not looked at counts as a failure.",
    ),
    Group(
        "Doctor and the other commands",
        ("doctor/", "cli/"),
        "The command could not do what it was asked to.",
        "Run the command that the message names.",
    ),
)


def messages(path: Path) -> list[str]:
    """The messages in a file, in their order, each once."""
    return [*dict.fromkeys(_found(ast.parse(path.read_text(encoding="utf-8"))))]


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    named = [(path.relative_to(ROOT / PACKAGE).as_posix(), path) for path in files]
    rows: dict[str, list[str]] = {group.title: [] for group in GROUPS}
    for name, path in named:
        group = next((one for one in GROUPS if name.startswith(one.paths)), None)
        if group is not None and not name.startswith(DESCRIPTIONS):
            rows[group.title] += messages(path)
    for group in GROUPS:
        parts.append(f"\n## {group.title}\n\n{group.meaning} **What to do:** {group.way_out}\n\n")
        parts += [f"- `{text}`\n" for text in dict.fromkeys(rows[group.title])]
    return "".join(parts)


def _found(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for value in _spoken(node):
            for text in _texts(value):
                words = [word for word in text.split() if re.search(r"[A-Za-z]{2}", word)]
                if len(words) >= FEWEST_WORDS and not text.startswith(("import ", "#", "<", "|")):
                    yield text


def _spoken(node: ast.AST) -> Iterator[ast.AST]:
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


def main(arguments: list[str]) -> int:
    """Write the page, or compare it with the code."""
    wanted = page()
    if arguments == ["--check"]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        sys.stderr.write(
            "docs/messages.md differs from the code. Write it anew: python -m tools.messages\n"
        )
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
