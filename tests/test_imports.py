"""What a process loads: each program and each provider process waits for it at every command."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from pictograph_provider.emulator.server import Emulator

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


def test_a_provider_with_nothing_to_do_loads_no_http_and_no_files() -> None:
    old = '{**inputs, "__provider": "path"}'
    loaded = _loaded(CHECK.replace("ADDRESS", "'http://127.0.0.1:9'").replace("OLD", old))
    assert "pictograph_provider.lifecycle.check" in loaded
    assert not loaded & {"httpx", "rich", "pictograph_provider.saving.save"}


def test_a_provider_that_asks_loads_no_command_along_with_http(
    pictograph_emulator: Emulator,
) -> None:
    asks = CHECK.replace("ADDRESS", repr(pictograph_emulator.url)).replace("OLD", "{}")
    loaded = _loaded(asks.replace("KEY", pictograph_emulator.key))
    assert "httpx" in loaded
    assert not loaded & {"rich", "click", "pygments"}
