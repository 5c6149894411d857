"""The vendor's command line against the emulator, where it starts."""

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


def starts() -> bool:
    return subprocess.run([COMMAND, "--version"], capture_output=True, check=False).returncode == 0


def run(emulator: Emulator, folder: Path, line: str) -> Any:
    done = subprocess.run(
        [COMMAND, *line.split(), "--json"],
        env={
            "PICTOGRAPH_API_KEY": emulator.key,
            "PICTOGRAPH_BASE_URL": emulator.url,
            "HOME": str(folder),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(not starts(), reason="it does not start with this typer")
def test_it_takes_a_dataset_through_its_life(emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(4, 3))
    box = {"id": "1", "name": "stop", "type": "bbox"}
    label = {**box, "bounding_box": {"x": 1.0, "y": 1.0, "w": 1.0, "h": 1.0}}
    (tmp_path / "a.json").write_text(json.dumps([label]))

    def command(line: str) -> Any:
        return run(emulator, tmp_path, line)

    command("datasets create road-signs")
    command("classes add road-signs stop --type box")
    command("classes add road-signs lane --type polyline --color #ff0000")
    assert command("images upload road-signs a.png")["width"] == 4
    command("annotations save road-signs a.png --file a.json")
    assert command("annotations get road-signs a.png")[0]["bounding_box"] == label["bounding_box"]
    command("classes remove road-signs lane --yes")
    assert [item["name"] for item in command("classes list road-signs")] == ["stop"]
    assert command("exports create road-signs --name nightly")["status"] == "completed"
    assert command("datasets archive road-signs")["is_archived"]
    command("datasets delete road-signs --yes")
    assert command("datasets list") == []
