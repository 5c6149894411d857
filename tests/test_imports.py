"""What a process loads: each program and each provider process waits for it at every command."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from pictograph_provider.host.interrupt import PROGRAM_HOST

HEAVY = {"httpx", "pydantic", "rich", "tenacity", "tinycss2"}

CHECK = """\
from types import SimpleNamespace
from pulumi.dynamic import ConfigureRequest
from pictograph_provider.provider import ProjectProvider
provider = ProjectProvider()
settings = {"pictograph:apiKey": "KEY", "pictograph:baseUrl": ADDRESS}
provider.configure(ConfigureRequest(SimpleNamespace(get=settings.get)))
inputs = {
    "name": "signs", "origin": "o/p/s/signs", "class_order": "stop",
    "classes": {"stop (bbox)": "#ff0000"},
}
found = provider.check(OLD, inputs)
assert not found.failures, found.failures[0].reason
"""

DIFF = """
outputs = {
    "format": 1, "project_id": "d72dcf36-0852-4bb0-8848-1187e58ae294", "name": "signs",
    "classes": "stop box #ff0000", "managed": "class_order classes", "origin": "o/p/s/signs",
}
assert not provider.diff(outputs["project_id"], outputs, found.inputs).changes
"""


def _loaded(program: str) -> set[str]:
    script = textwrap.dedent(program) + "\nimport sys\nprint(*sys.modules)\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_a_program_loads_neither_client_nor_models_for_a_project() -> None:
    loaded = _loaded("import pictograph_provider.project")
    assert "pictograph_provider.project" in loaded
    assert not loaded & {*HEAVY, "pictograph_provider.client", "pictograph_provider.models"}


def test_declaring_a_class_builds_no_other_model() -> None:
    program = """\
    from pictograph_provider import ProjectClass
    ProjectClass(name="stop", type="bbox")
    from pictograph_provider import models
    print(*(name for name, kind in vars(models).items()
            if getattr(kind, "__pydantic_complete__", False)))
    """
    loaded = _loaded(program)
    assert "ProjectClass" in loaded
    assert not loaded & {"Project", "Insights", "Organization", "ProjectConfig", "httpx"}


def test_a_provider_with_nothing_to_do_loads_no_http_no_models_and_no_files() -> None:
    old = '{**inputs, "__provider": "path"}'
    check = CHECK.replace("ADDRESS", "'http://127.0.0.1:9'").replace("OLD", old)
    loaded = _loaded(check + DIFF)
    assert {"pictograph_provider.lifecycle.check", "pictograph_provider.lifecycle.diff"} < loaded
    # Colors are checked, so what reads them is there.
    unneeded = HEAVY - {"tinycss2"}
    assert not loaded & {*unneeded, "pictograph_provider.models", "pictograph_provider.saving.save"}


def test_a_provider_that_asks_loads_no_command_along_with_http(
    pictograph_emulator: Emulator,
) -> None:
    asks = CHECK.replace("ADDRESS", repr(pictograph_emulator.url)).replace("OLD", "{}")
    loaded = _loaded(asks.replace("KEY", pictograph_emulator.key))
    assert "httpx" in loaded
    assert not loaded & {"rich", "click", "pygments"}


IMPORTS = """\
import logging, os, pkgutil, signal, sys, threading, warnings
from importlib import import_module

# What others do when they are imported is theirs.
import fastapi, grpc, httpx, jinja2, obstore, pulumi.dynamic, pydantic, rich, ruamel.yaml
import tenacity, tinycss2, typer, uvicorn
import pulumi.runtime.proto.provider_pb2_grpc

def surroundings():
    loggers = [logging.root, *map(logging.getLogger, sorted(logging.root.manager.loggerDict))]
    return {
        "signal handlers": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "excepthook": (sys.excepthook, threading.excepthook, sys.unraisablehook),
        "tracebacklimit": getattr(sys, "tracebacklimit", None),
        "environment": dict(os.environ),
        "warnings": (list(warnings.filters), warnings.showwarning),
        "logging": {log.name: (log.level, log.handlers[:], log.filters[:]) for log in loggers},
        "threads": threading.enumerate(),
        "path": list(sys.path),
        "folder": os.getcwd(),
    }

before = surroundings()
import pictograph_provider

for module in pkgutil.walk_packages(pictograph_provider.__path__, "pictograph_provider."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
after = surroundings()
print(*(name for name in before if name != "logging" and before[name] != after[name]))
print(*(name for name, was in before["logging"].items() if after["logging"][name] != was))
print(len([name for name in sys.modules if name.startswith("pictograph_provider")]))
"""


def test_importing_the_package_changes_nothing(tmp_path: Path) -> None:
    # As in the process of a program, where an interrupt is to end it quietly later on.
    script = tmp_path / PROGRAM_HOST
    script.write_text(IMPORTS)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    changed, logs, modules = done.stdout.splitlines()
    assert (changed, logs, done.stderr) == ("", "", "")
    assert int(modules) > 100
