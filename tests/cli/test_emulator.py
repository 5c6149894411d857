"""``pictograph-provider emulator``: how it fails, and what seeding adds."""

from __future__ import annotations

import os
import pty
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from pictograph_provider import Client
from pictograph_provider.emulator import Emulator

COMMAND = Path(sys.executable).with_name("pictograph-provider")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # Of this process's environment, only what lets the command be measured.
    measured = {name: text for name, text in os.environ.items() if name.startswith("COVERAGE")}
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment | measured,
        capture_output=True,
        text=True,
        check=False,
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
        "print(*{'fastapi', 'uvicorn', 'pulumi', 'httpx', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == ""


def test_a_wrong_call_is_status_2() -> None:
    done = run("emulator", "serve", "--port", "many")

    assert done.returncode == 2
    assert "--port" in done.stderr


def test_serve_tells_a_person_what_to_do_with_its_lines(tmp_path: Path) -> None:
    # A terminal of its own, as a person has it.
    ours, theirs = pty.openpty()
    command: list[str | Path] = [COMMAND, "emulator", "serve"]
    with subprocess.Popen(command, stdout=theirs, cwd=tmp_path) as served:
        os.close(theirs)
        try:
            with open(ours, encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
                lines = [line.strip() for line in iter(terminal.readline, "Ctrl+C ends it.\n")]
            pasted = [line for line in lines if line.startswith("export ")]
            see = "$PICTOGRAPH_BASE_URL $PICTOGRAPH_API_KEY"
            shell = "\n".join([*pasted, f"echo {see}"])
            url, key = subprocess.check_output(["sh", "-c", shell], text=True).split()
            with Client(key, url) as client:
                assert client.projects.list() == []
            assert httpx.get(url).headers["content-type"].startswith("text/html")
        finally:
            served.terminate()

    assert f"console  {url}/  (open it in a browser)" in lines
    # Where nothing was said, the file is in the folder that it was started in.
    assert f"file     {tmp_path / 'pictograph-emulator.db'}" in lines
    assert (tmp_path / "pictograph-emulator.db").exists()


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


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "emulatr" / "e.db"
    line = refused("emulator", "serve", "--db", str(path))

    assert line == (
        f"pictograph-provider: can't open {path}: there is no folder {path.parent};"
        " make it, or correct --db"
    )
    assert list(tmp_path.iterdir()) == []


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

    assert "1 image and 6 annotations added" in seed(
        pictograph_emulator, "--images", "3", "--annotations", "a bbox=6"
    )
    with client:
        assert client.projects.insights("road-signs").total_annotations == 6


def test_as_many_are_added_as_were_asked_for(pictograph_emulator: Emulator, client: Client) -> None:
    seed(pictograph_emulator, "--images", "2", "a bbox=3")

    assert "0 images and 7 annotations added" in seed(
        pictograph_emulator, "--images", "2", "a bbox=5", "a polygon=5"
    )
    with client:
        insights = client.projects.insights("road-signs")
    assert insights.class_annotation_counts == {"a bbox": 5, "a polygon": 5}


def test_nothing_is_added_to_archived_images(pictograph_emulator: Emulator, client: Client) -> None:
    seed(pictograph_emulator, "--images", "1", "a bbox=3")
    service = {"X-API-Key": pictograph_emulator.key}
    path = "/api/v1/developer/images/road-signs/seed-00000.png"
    httpx.delete(pictograph_emulator.url + path, headers=service).raise_for_status()

    line = refused(
        *("emulator", "seed", "road-signs", "--images", "1", "a bbox=3"),
        PICTOGRAPH_BASE_URL=pictograph_emulator.url,
        PICTOGRAPH_API_KEY=pictograph_emulator.key,
    )
    assert "ask for more --images" in line
    assert "1 image and 3 annotations added" in seed(
        pictograph_emulator, "--images", "2", "a bbox=3"
    )
    client.close()


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
