"""``pictograph-provider emulator``: how it fails, and what seeding adds."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator import Emulator

COMMAND = Path(sys.executable).with_name("pictograph-provider")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def refused(*arguments: str, **environment: str) -> str:
    """The one line that a failing command prints."""
    done = run(*arguments, **environment)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


def test_it_says_its_version() -> None:
    assert run("--version").stdout.startswith("pictograph-provider ")


@pytest.mark.parametrize("arguments", [["--help"], ["emulator", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom pictograph_provider.cli import app\n"
        f"app({arguments}, standalone_mode=False)\n"
        "print(*{'fastapi', 'uvicorn', 'pulumi', 'httpx'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == ""


def test_a_wrong_call_is_status_2() -> None:
    done = run("emulator", "serve")

    assert done.returncode == 2
    assert "--db" in done.stderr


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = refused("emulator", "serve", "--port", port, "--db", str(tmp_path / "e.db"))

    assert line == f"pictograph-provider: can't listen on port {port}: Address already in use"


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and no database at all" * 100)

    assert refused("emulator", "serve", "--db", str(path)).endswith("file is not a database")


def test_a_file_of_another_version_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "e.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")

    assert "another version" in refused("emulator", "serve", "--db", str(path))


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    line = refused("emulator", "serve", "--db", str(tmp_path / "file" / "e.db"))

    assert line.startswith(f"pictograph-provider: can't open {tmp_path}")


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Client:
    """A client of an emulator with a project that has one class of each type."""
    client = Client(api_key=pictograph_emulator.key, base_url=pictograph_emulator.url)
    types = ("bbox", "polygon", "polyline", "keypoint")
    client.projects.create("road-signs", classes=[{"name": f"a {t}", "type": t} for t in types])
    return client


def seed(emulator: Emulator, *arguments: str) -> str:
    done = run(
        *("emulator", "seed", "road-signs", *arguments),
        PICTOGRAPH_BASE_URL=emulator.url,
        PICTOGRAPH_API_KEY=emulator.key,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_seeding_spreads_annotations_over_images(
    pictograph_emulator: Emulator, client: Client
) -> None:
    counts = ["--annotations", "a bbox=7", "--annotations", "a polygon=2", "--annotations"]
    counts += ["a polyline=2", "--annotations", "a keypoint=1"]

    assert "4 images and 12 annotations added" in seed(
        pictograph_emulator, "--images", "4", *counts
    )

    with client:
        insights = client.projects.insights("road-signs")
    assert insights.total_images == 4
    assert insights.class_annotation_counts == {
        "a bbox": 7,
        "a polygon": 2,
        "a polyline": 2,
        "a keypoint": 1,
    }
    assert insights.annotated_images == 4


def test_seeding_twice_adds_nothing(pictograph_emulator: Emulator, client: Client) -> None:
    arguments = ["--images", "3", "--annotations", "a bbox=5"]
    seed(pictograph_emulator, *arguments)

    assert "0 images and 0 annotations added" in seed(pictograph_emulator, *arguments)
    with client:
        assert client.projects.insights("road-signs").total_annotations == 5


def test_an_interrupted_seeding_is_completed(pictograph_emulator: Emulator, client: Client) -> None:
    seed(pictograph_emulator, "--images", "2")

    assert "1 images and 6 annotations added" in seed(
        pictograph_emulator, "--images", "3", "--annotations", "a bbox=6"
    )
    with client:
        assert client.projects.insights("road-signs").total_annotations == 6


def test_what_does_not_fit_is_one_line(pictograph_emulator: Emulator, client: Client) -> None:
    service = {
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
    }
    with client:
        assert "no class truck" in refused(
            "emulator", "seed", "road-signs", "--annotations", "truck=1", **service
        )
        assert "404" in refused("emulator", "seed", "nothing", **service)
    assert "--base-url" in refused("emulator", "seed", "road-signs", PICTOGRAPH_API_KEY="x")
    assert (
        run("emulator", "seed", "road-signs", "--annotations", "truck", **service).returncode == 2
    )
