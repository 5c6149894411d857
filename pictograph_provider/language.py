"""Which language is the program written in, so that texts suggest lines of it?"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from pictograph_provider.spelling import CAMEL_CASE, PYTHON, YAML, Spelling

FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")

PYTHON_SDK = replace(PYTHON, entry="{0}: {{{1}}}", field='"{0}": {1}')
"""The generated SDK for Python: keyword arguments, and `classes` as a map by name."""

BY_RUNTIME: dict[str, Spelling] = {"yaml": YAML, "python": PYTHON_SDK}
"""By the runtimes of Pulumi. In all others, the neutral spelling is plain enough."""


@cache
def spelling(folder: Path, program: str | None = None) -> Spelling:
    """How the program of a folder is spelt.

    Args:
        folder: that of the program, in which the engine starts its plugins. The project's file is
            in it, or in one that it is in.
        program: the name of the program that it has to be; of another one, nothing is known.
    """
    name, runtime = _project(folder.absolute())
    return BY_RUNTIME.get(runtime, CAMEL_CASE) if program in (None, name) else CAMEL_CASE


def _project(folder: Path) -> tuple[str, str]:
    for parent in (folder, *folder.parents):
        for file in (parent / name for name in FILES):
            if file.is_file():
                return _read(file)
    return "", ""


def _read(file: Path) -> tuple[str, str]:
    """The name and the runtime of a project."""
    from ruamel import yaml
    from ruamel.yaml.error import YAMLError

    try:
        project = yaml.YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, YAMLError):
        return "", ""  # the engine has read it, so this is no time to complain
    if not isinstance(project, dict):
        return "", ""
    runtime = project.get("runtime")
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    return str(project.get("name")), name if isinstance(name, str) else ""
