"""A stack of the native plugin: the same declarations, as a program in YAML."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pictograph_provider.models import ProjectClass
from pictograph_provider.spelling import YAML, Spelling
from tests.engine.stack import Stack
from tools.engine import hosts

PROJECT = """\
name: signs
runtime: yaml
plugins:
  providers:
    - name: pictograph
      path: {plugin}
"""

PLUGIN = Path(sys.executable).parent
"""The folder of the console script, as `pip install` makes it."""


def camel(name: str) -> str:
    """`class_moves` as the schema has it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def properties(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a Python program as properties of the schema."""
    given = {camel(key): value for key, value in arguments.items()}
    if given.get("classes") is not None:
        classes = given["classes"]
        given["classes"] = {cls["name"]: {**cls} for cls in classes}
        for cls in given["classes"].values():
            del cls["name"]
        # A list has an order; in a map, it has to be said.
        given["classOrder"] = [cls["name"] for cls in classes]
    return given


@dataclass
class NativeStack(Stack):
    """A stack called `dev` of a program in YAML."""

    shell: ClassVar[str] = "native"
    type: ClassVar[str] = "pictograph:index:Project"
    source: ClassVar[str] = "Main.yaml"
    spelling: ClassVar[Spelling] = YAML
    plugin: ClassVar[Path] = PLUGIN

    def prepare(self) -> None:
        (self.folder / "Pulumi.yaml").write_text(PROJECT.format(plugin=self.plugin))
        self.program("{}")

    @staticmethod
    def classes_in(outputs: Mapping[str, Any]) -> list[ProjectClass]:
        classes = outputs["classes"]
        rows = [{"name": name, **classes[name]} for name in outputs["classOrder"]]
        return [ProjectClass.of_service(row) for row in rows]

    def arrange(self) -> None:
        folder = hosts.find("pulumi-language-yaml", self.engine)
        self.env["PATH"] = f"{self.env['PATH']}:{folder}"

    def program(self, body: str) -> None:
        """Make this the program: YAML, which JSON is as well."""
        (self.folder / self.source).write_text(body)

    def declare(self, resource: str = "road-signs", **arguments: Any) -> None:
        """Make the program one that declares a single project; `classes` as mappings."""
        self.resources({resource: properties(arguments)})

    def declare_all(
        self, projects: Mapping[str, Mapping[str, Any]], **options: Mapping[str, Any]
    ) -> None:
        given = {name: properties({**arguments}) for name, arguments in projects.items()}
        spelt = {
            name: {camel(key): value for key, value in found.items()}
            for name, found in options.items()
        }
        self.resources(given, **spelt)

    def declare_nothing(self) -> None:
        self.program("{}")

    def resources(self, projects: dict[str, dict[str, Any]], **options: dict[str, Any]) -> None:
        """Make the program these projects, by resource names, with their properties.

        Args:
            options: of each resource, by its name with underscores.
        """
        declared = {
            name: {
                "type": "pictograph:Project",
                "properties": given,
                **({"options": found} if (found := options.get(name.replace("-", "_"))) else {}),
            }
            for name, given in projects.items()
        }
        self.program(json.dumps({"resources": declared}, indent=2))
