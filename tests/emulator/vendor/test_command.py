"""The vendor's command line against the emulator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.png import png

COMMAND = Path(sys.executable).with_name("pictograph")


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the older packages that the command needs, for its process alone."""
    folder = tmp_path_factory.mktemp("older")
    needs = Path(__file__).with_name("command.txt")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "--target", folder, "-r", needs], check=True)
    return folder


def run(emulator: Emulator, older: Path, folder: Path, line: str) -> Any:
    done = subprocess.run(
        [COMMAND, *line.split(), "--json"],
        env={
            "PICTOGRAPH_API_KEY": emulator.key,
            "PICTOGRAPH_BASE_URL": emulator.url,
            "HOME": str(folder),
            "PYTHONPATH": str(older),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_takes_a_dataset_through_its_life(
    emulator: Emulator, older: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(png(4, 3))
    box = {"id": "1", "name": "stop", "type": "bbox"}
    label = {**box, "bounding_box": {"x": 1.0, "y": 1.0, "w": 1.0, "h": 1.0}}
    (tmp_path / "a.json").write_text(json.dumps([label]))

    def command(line: str) -> Any:
        return run(emulator, older, tmp_path, line)

    command("datasets create road-signs")
    command("classes add road-signs stop --type box")
    assert command("images upload road-signs a.png")["width"] == 4
    command("annotations save road-signs a.png --file a.json")
    assert command("annotations get road-signs a.png")[0]["bounding_box"] == label["bounding_box"]
    assert [item["name"] for item in command("classes list road-signs")] == ["stop"]
    assert command("exports create road-signs --name nightly")["status"] == "completed"
    command("datasets delete road-signs --yes")
    assert command("datasets list") == []
