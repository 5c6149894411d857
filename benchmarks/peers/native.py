"""This provider as a plugin: the same projects, from a program in YAML."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.pulumi import Stack
from benchmarks.service import names
from tools.engine import Engine, hosts

PROJECT = """\
name: benchmark
runtime: yaml
plugins:
  providers:
    - name: pictograph
      path: {plugin}
"""


class Native(Stack):
    """A stack whose program has no process of its own that speaks to the service."""

    look_for = "pulumi-resource-pictograph"

    def __init__(self, engine: Engine, name: str, flags: Sequence[str] = ()) -> None:
        super().__init__(engine, name, "", flags=flags)
        self._host = hosts.find("pulumi-language-yaml", engine)

    def write(self) -> None:
        self.env["PATH"] = f"{self.env['PATH']}:{self._host}"
        plugin = Path(sys.executable).parent
        (self.folder / "Pulumi.yaml").write_text(PROJECT.format(plugin=plugin))

    def declare(self, projects: int, classes: list[dict[str, str]]) -> None:
        given = {
            "onDelete": "delete",
            "classes": {
                cls["name"]: {"type": cls["type"], "color": cls["color"]} for cls in classes
            },
            "classOrder": [cls["name"] for cls in classes],
        }
        project = {"type": "pictograph:Project", "properties": given}
        resources = dict.fromkeys(names(projects), project)
        (self.folder / "Main.yaml").write_text(json.dumps({"resources": resources}))
