"""`pictograph-provider restore`, as a person at a terminal meets it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.cli import main
from pictograph_provider.emulator.server import Emulator
from tests.saving.album import Album
from tests.saving.removals import save_classes

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pictograph_emulator: Emulator,
) -> Command:
    """Run the command; its exit status and what it printed on either stream."""
    monkeypatch.setenv("PICTOGRAPH_API_KEY", pictograph_emulator.key)
    monkeypatch.setenv("PICTOGRAPH_BASE_URL", pictograph_emulator.url)
    monkeypatch.setenv("PICTOGRAPH_MAX_RETRIES", "0")

    def run(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["pictograph-provider", "restore", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return int(left.value.code or 0), out, err

    return run


@pytest.fixture
def receipt(client: Client, album: Album, tmp_path: Path) -> Path:
    path = save_classes(client, tmp_path, "merge").path
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[cls for cls in live if cls["name"] != "merge"])
    return path


def test_it_reports_on_standard_output(command: Command, receipt: Path) -> None:
    status, out, err = command(receipt)
    assert (status, err) == (0, "")
    assert out.startswith("road-signs: put 6 annotations back on 3 images\n")


def test_a_dry_run_shows_the_plan(command: Command, client: Client, receipt: Path) -> None:
    status, out, err = command(receipt, "--dry-run")
    assert (status, err) == (0, "")
    assert out == (
        "road-signs: would put 6 annotations back on 3 images\n"
        "  classes        creates merge\n"
        "  already there  0 annotations\n"
        "nothing was changed: run it again without --dry-run to put them back\n"
    )
    assert "merge" not in [cls.name for cls in client.projects.get("road-signs").classes]


@pytest.mark.parametrize(
    ("option", "said"), [((), "restoring images"), (("--dry-run",), "looking at images")]
)
def test_a_bar_says_what_is_done(
    command: Command,
    receipt: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, ...],
    said: str,
) -> None:
    shown = []

    @contextmanager
    def bar(what: str) -> Iterator[Callable[[int, int | None], None]]:
        shown.append(what)
        yield lambda done, total: None

    monkeypatch.setattr("pictograph_provider.cli.restore.progress", bar)
    command(receipt, *option)
    assert shown == [said]


def test_the_result_as_json(command: Command, receipt: Path) -> None:
    status, out, err = command(receipt, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert (found["complete"], found["dry_run"]) == (True, False)
    assert (found["annotations_restored"], found["images"]) == (6, 3)
    # As a program would declare it, and not as the service stores it.
    assert [(entry["name"], entry["type"]) for entry in found["classes_created"]] == [
        ("merge", "bbox")
    ]


def test_what_could_not_be_put_back_is_the_exit_status(
    command: Command, album: Album, receipt: Path
) -> None:
    album.delete("a.png")
    status, out, _ = command(receipt)
    assert status == 1
    assert "1 image with 2 annotations: a.png" in out


def test_a_file_that_is_no_receipt_is_one_line(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "Pulumi.yaml"
    other.write_text("name: signs\n")
    assert command(other) == (
        1,
        "",
        f"pictograph-provider: {other} is not a receipt: it is not JSON. Give the file that ends "
        "in .receipt.json.\n",
    )


def test_without_a_key_it_says_what_to_set(
    command: Command, receipt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PICTOGRAPH_API_KEY")
    assert command(receipt)[2] == (
        "pictograph-provider: there is no API key: set PICTOGRAPH_API_KEY.\n"
    )


def test_a_service_that_fails_midway_is_one_line_with_what_to_do(
    command: Command, receipt: Path, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.fault("status", status=503, path="/annotations/bulk$")
    status, out, err = command(receipt)
    assert (status, out) == (1, "")
    assert err.endswith(" Run it again: what was put back is not repeated.\n")
    assert err.count("\n") == 1


def test_a_receipt_without_its_archive_is_one_line(command: Command, receipt: Path) -> None:
    receipt.with_name(receipt.name.replace(".receipt.json", ".zip")).unlink()
    status, _, err = command(receipt)
    assert status == 1
    assert err.endswith("cannot be read: No such file or directory. Keep the two in one folder.\n")


def test_an_archive_that_is_none_is_one_line(command: Command, receipt: Path) -> None:
    archive = receipt.with_name(receipt.name.replace(".receipt.json", ".zip"))
    archive.write_bytes(b"no archive")
    document = json.loads(receipt.read_text())
    document["files"][0]["sha256"] = sha256(b"no archive").hexdigest()
    receipt.write_text(json.dumps(document))
    status, out, err = command(receipt)
    assert (status, out) == (1, "")
    assert err.startswith(f"pictograph-provider: the archive of {receipt} cannot be read: it is no")
    assert err.count("\n") == 1
