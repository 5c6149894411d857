"""A stack that an earlier version made goes on with this one, unchanged."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack
from tests.packaging.bare import build
from tests.test_documentation import ROOT

EARLIER = "d8f4e6e3cbd730eed3af0c6dd21d66ad201f5042"
"""Before the id was recorded: no version was released yet, so a commit stands for one."""

CLASSES = [
    {"name": "stop_sign", "type": "bbox", "color": "red"},
    {"name": "give way", "type": "polygon"},
    {"name": "merge", "type": "box", "color": "#00AAFF"},
]
DECLARED: dict[str, Any] = {
    "classes": CLASSES,
    "description": "Signs",
    "annotation_types": ["bbox", "polygon"],
    "class_moves": {"yield": "give way"},
    "allow_class_removal": {"bus": 5},
    "foreign_classes": "keep",
    "on_delete": "archive",
}


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the earlier version, from its own wheel, as a folder to import from."""
    archived = subprocess.run(
        ["git", "archive", EARLIER], cwd=ROOT, capture_output=True, check=False
    )
    if archived.returncode:
        pytest.skip(f"the clone does not reach back to {EARLIER[:9]}: git fetch --unshallow")
    source = tmp_path_factory.mktemp("earlier")
    with tarfile.open(fileobj=io.BytesIO(archived.stdout)) as files:
        files.extractall(source, filter="data")
    wheel = build(tmp_path_factory.mktemp("wheel"), "wheel", source)
    folder = tmp_path_factory.mktemp("package")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", folder, wheel], check=True)
    return folder


def writes(emulator: Emulator) -> list[str]:
    seen = emulator.control.requests()
    return [f"{each.method} {each.path}" for each in seen if each.method != "GET"]


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
def test_a_stack_of_an_earlier_version_goes_on_unchanged(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator, earlier: Path
) -> None:
    stack.memory = None  # what other tests made is of this version
    stack.declare(**DECLARED)
    stack.up(PYTHONPATH=str(earlier))
    labels.add("road-signs", {"merge": 3})
    made = stack.resource()
    assert "project_id" not in made["outputs"] or stack.shell == "native"
    pictograph_emulator.control.forget_requests()

    stack.preview("--expect-no-changes", "--diff")
    stack.refresh("--expect-no-changes")
    assert "1 unchanged" in stack.up() or "2 unchanged" in stack.up()
    assert stack.resource()["id"] == made["id"]
    assert writes(pictograph_emulator) == []

    stack.declare(**{**DECLARED, "classes": CLASSES[:2]})
    assert "destroys 3 annotations on 1 image" in stack.preview(ok=False)
    stack.declare(**{**DECLARED, "classes": CLASSES[:2], "allow_class_removal": ["merge"]})
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("road-signs") == {}


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
def test_a_stack_of_an_earlier_version_is_destroyed(stack: Stack, earlier: Path) -> None:
    stack.memory = None
    stack.declare(**DECLARED)
    stack.up(PYTHONPATH=str(earlier))
    stack.destroy()
    (archived,) = stack.client.projects.iter(archived=True)
    assert archived.name == "road-signs"
