"""`make release`, on a clone that is thrown away, and archives that come out the same each time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.bare import ROOT, build

NOTES = "## Unreleased\n\n### Added\n- Something that a user notices.\n"
WHO = {
    f"GIT_{role}_{what}": "t@example.org"
    for role in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of this one as it is now, with something to release."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(ROOT), str(clone))
    for name in git(ROOT, "ls-files", "--others", "--modified", "--exclude-standard").splitlines():
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_bytes((ROOT / name).read_bytes())
    (clone / "CHANGELOG.md").write_text(f"# Changelog\n\n{NOTES}")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "What is to be released")
    return clone


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **WHO},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()


def release(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/release.py", *arguments],
        cwd=clone,
        env={**os.environ, **WHO},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_release_from_the_changelog_to_the_checksums(clone: Path) -> None:
    done = release(clone, "7.8.9")

    assert done.returncode == 0, done.stderr
    assert git(clone, "status", "--porcelain") == ""
    assert git(clone, "log", "-1", "--format=%s") == "Release 7.8.9"
    assert "### Added\n- Something" in git(clone, "tag", "--list", "--format=%(contents)", "v7.8.9")
    assert git(clone, "rev-parse", "v7.8.9^{commit}") == git(clone, "rev-parse", "HEAD")
    changelog = (clone / "CHANGELOG.md").read_text()
    assert changelog.index("## Unreleased") < changelog.index("## 7.8.9 - 2")
    names = {path.name for path in (clone / "dist").iterdir()}
    wheel, source = "pictograph_provider-7.8.9-py3-none-any.whl", "pictograph_provider-7.8.9.tar.gz"
    assert names == {wheel, source, "sbom.cdx.json", "SHA256SUMS"}
    for line in (clone / "dist/SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        names.remove(name)
        assert hashlib.sha256((clone / "dist" / name).read_bytes()).hexdigest() == digest
    assert names == {"SHA256SUMS"}
    bill = json.loads((clone / "dist/sbom.cdx.json").read_text())
    assert bill["metadata"]["component"]["version"] == "7.8.9"
    listed = {part["name"] for part in bill["components"]}
    assert {"pulumi", "httpx", "pydantic", "fastapi", "typer"} <= listed
    assert not {"pytest", "mypy", "hypothesis", "pictograph"} & listed


def test_a_dry_run_changes_nothing(clone: Path) -> None:
    before = git(clone, "rev-parse", "HEAD")

    done = release(clone, "7.8.9", "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "- Something that a user notices." in done.stdout
    assert (git(clone, "rev-parse", "HEAD"), git(clone, "tag")) == (before, "")
    assert git(clone, "status", "--porcelain", "--ignored") == ""


def test_what_forbids_a_release(clone: Path) -> None:
    def refused(version: str) -> str:
        before = git(clone, "rev-parse", "HEAD")
        done = release(clone, version)
        assert (done.returncode, done.stdout) == (1, "")
        assert git(clone, "rev-parse", "HEAD") == before
        return done.stderr

    assert "is no version" in refused("next")
    (clone / "notes.txt").touch()
    assert "not committed" in refused("7.8.9")
    assert "notes.txt" in refused("7.8.9")
    (clone / "notes.txt").unlink()
    git(clone, "tag", "v7.8.9")
    assert "exists already" in refused("7.8.9")
    (clone / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2020-01-01\nx\n"
    )
    git(clone, "commit", "--quiet", "--all", "--message", "Nothing new")
    assert "has nothing under" in refused("7.9.0")


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_an_archive_is_the_same_to_the_byte(kind: str, clone: Path, tmp_path: Path) -> None:
    env = {"SOURCE_DATE_EPOCH": "1700000000", "PATH": os.environ["PATH"]}
    first = build(tmp_path / "first", kind, clone, **env)
    for path in clone.rglob("*.py"):
        os.utime(path, (0, 1_000_000_000))  # another checkout has other times
    second = build(tmp_path / "second", kind, clone, **env)

    assert first.read_bytes() == second.read_bytes()
