"""The catalog that declares what is there, as one environment."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TypedDict, cast

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from pictograph_provider.adoption.declare import DECLARED_FIELDS, Adopted
from pictograph_provider.adoption.source import WIDTH
from pictograph_provider.catalog.entries import CatalogClass
from pictograph_provider.catalog.resolve import Arguments, resolve
from pictograph_provider.catalog.schema import CatalogFile
from pictograph_provider.classes import ClassRow
from pictograph_provider.texts import python_literal, quoted_if_needed

PROGRAM = """\
import pulumi
from pictograph_provider import Catalog

Catalog.load("catalog.yaml").provision(environment=pulumi.get_stack())
"""


@dataclass(frozen=True)
class CatalogAdoption:
    """A catalog, and what a stack of its environment records.

    Attributes:
        text: of `catalog.yaml`.
    """

    text: str
    adopted: tuple[Adopted, ...]


def same_names(projects: Iterable[str]) -> Mapping[str, str]:
    """Resource names for a catalog: its key is both, so the project's own name is the only one."""
    return {name: name for name in sorted(projects)}


class _Content(TypedDict):
    projects: dict[str, Mapping[str, object]]
    environments: dict[str, Mapping[str, object]]


def as_catalog(adopted: Sequence[Adopted], environment: str) -> CatalogAdoption:
    """Declare projects as an environment of a catalog.

    Args:
        adopted: resources called like their projects, as `same_names` does it.
    """
    fitting = [_fitting(item) for item in adopted]
    content: _Content = {
        "projects": {item.project.name: _entry(item) for item in fitting},
        "environments": {environment: {"name_pattern": "{name}", "protect": True}},
    }
    resolved = resolve(CatalogFile.model_validate(content), environment)
    outcome = {project.key: project.arguments for project in resolved.projects}
    notes = [line for item in fitting if item.note for line in _comment(item)]
    return CatalogAdoption(
        "\n".join(["# Written by: pictograph-provider adopt", *notes, _yaml(content)]),
        tuple(_as_resolved(item, outcome[item.project.name]) for item in fitting),
    )


def _as_resolved(item: Adopted, arguments: Arguments) -> Adopted:
    classes = arguments.get("classes")
    return replace(
        item,
        classes=None if classes is None else tuple(classes),
        on_delete=arguments.get("on_delete", item.on_delete),
    )


def _fitting(item: Adopted) -> Adopted:
    """The project without those fields of classes that a catalog refuses to say."""
    classes, dropped = [], []
    for cls in item.classes or ():
        try:
            CatalogClass.model_validate(cls)
        except ValidationError:
            dropped.append(python_literal(str(cls["name"])))
            cls = {key: value for key, value in cls.items() if key not in DECLARED_FIELDS}
        classes.append(cls)
    if not dropped:
        return item
    fields = " and ".join(DECLARED_FIELDS)
    note = f"a catalog cannot say the {fields} of {', '.join(dropped)}: they stay as they are."
    return replace(item, classes=tuple(classes), note=note)


def _comment(item: Adopted) -> list[str]:
    lines = wrap(f"{quoted_if_needed(item.project.name)}: {item.note}", WIDTH - 2)
    return [f"# {line}" for line in lines]


def _entry(item: Adopted) -> dict[str, object]:
    classes = {} if item.classes is None else {"classes": [dict(cls) for cls in item.classes]}
    return {**item.arguments, **classes}


class _Representer(RoundTripRepresenter):
    """Quotes a text that is not read back as it was written.

    What YAML would fold is one: in single quotes, U+0085 is read back as a space. And a `?` in
    front, which the parser takes for a complex key where the emitter sees plain text.
    """

    def text(self, value: str) -> ScalarNode:
        style = '"' if value and (value.splitlines() != [value] or value[0] == "?") else None
        return self.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Representer.add_representer(str, _Representer.text)


def _yaml(content: _Content) -> str:
    projects = {name: _laid_out(entry) for name, entry in content["projects"].items()}
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    yaml.dump({"projects": projects, "environments": content["environments"]}, buffer)
    return buffer.getvalue()


def _laid_out(entry: Mapping[str, object]) -> dict[str, object]:
    """As people write it: a class on a line of its own, unless it has more to say."""
    laid_out = {**entry, "annotation_types": _on_a_line(entry["annotation_types"])}
    if "classes" in entry:
        laid_out["classes"] = [_class(cls) for cls in cast("list[ClassRow]", entry["classes"])]
    return laid_out


def _class(cls: ClassRow) -> object:
    if not any(key in cls for key in DECLARED_FIELDS):
        return _on_a_line(cls)
    laid_out = dict(cls)
    if attributes := cls.get("attributes"):
        laid_out["attributes"] = [*map(_on_a_line, attributes)]
    if skeleton := cls.get("skeleton"):
        nodes = cast("list[object]", skeleton["nodes"])
        edges = {key: _on_a_line(skeleton[key]) for key in ("edges",) if key in skeleton}
        laid_out["skeleton"] = {**skeleton, "nodes": [*map(_on_a_line, nodes)], **edges}
    return laid_out


def _on_a_line(value: object) -> object:
    """The value in YAML's flow style, all that is in it too."""
    styled: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        styled = CommentedMap((key, _on_a_line(item)) for key, item in value.items())
    elif isinstance(value, (list, tuple)):
        styled = CommentedSeq(map(_on_a_line, value))
    else:
        return value
    styled.fa.set_flow_style()
    return styled
