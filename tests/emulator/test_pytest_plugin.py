"""The fixture that users get with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pictograph_provider.emulator import Emulator
from tests.emulator.conftest import Api


def test_loading_it_loads_nothing_heavy() -> None:
    script = (
        "import sys\nimport pictograph_provider.emulator.pytest_plugin\n"
        "print(*{'fastapi', 'uvicorn', 'pulumi', 'httpx', 'jinja2'} & set(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (loaded.returncode, loaded.stdout.strip()) == (0, "")


def test_it_is_an_empty_emulator_of_this_test_with_its_control_plane_on(
    pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    pictograph_emulator.control.set(dataset_limit=0)

    assert (tmp_path / "emulator.db").exists()
    with Api(pictograph_emulator.url, pictograph_emulator.key) as api:
        assert api.ok("GET", "/datasets/") == []
        assert api.post("/datasets/", json={"name": "road-signs"}).status_code == 402
        organization = api.get("/organizations/me").json()["organization"]
    assert organization["id"] == pictograph_emulator.organization_id
