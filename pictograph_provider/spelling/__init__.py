"""How a person writes what a text tells them to write: in Python, in YAML, in TypeScript.

The core knows no shell and no language; who speaks to a person hands in one of these.
"""

from __future__ import annotations

from pictograph_provider.spelling.bracketed import Bracketed
from pictograph_provider.spelling.indented import Indented
from pictograph_provider.spelling.protocol import Consent, Entry, Spelling

__all__ = ["CAMEL_CASE", "CATALOG", "PYTHON", "YAML", "Consent", "Entry", "Spelling"]


def _snake(name: str) -> str:
    return name


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


PYTHON = Bracketed(
    "#",
    _snake,
    "=",
    "ProjectClass(name={0}, {1})",
    "{0}={1}",
    renamed='opts=ResourceOptions(aliases=[Alias(name="OLD NAME")])',
    reparented="opts=ResourceOptions(parent=..., aliases=[Alias(parent=ROOT_STACK_RESOURCE)])",
    provider="Provider",
    python=True,
)
"""Keyword arguments of `Project`."""

CAMEL_CASE = Bracketed(
    "//",
    _camel,
    ": ",
    "{0}: {{{1}}}",
    "{0}: {1}",
    renamed='{ aliases: [{ name: "OLD NAME" }] }',
    reparented="{ parent: ..., aliases: [{ parent: pulumi.rootStackResource }] }",
    surrogates=True,
)
"""TypeScript, and plain enough for who writes Go, C# or Java; `classes` is a map by name."""

YAML = Indented(_camel, by_name=True)
"""Properties in a Pulumi YAML program."""

CATALOG = Indented(
    _snake, by_name=False, source="the catalog", provider="Provider", get="Project.get", python=True
)
"""Settings of a project in a catalog file."""
