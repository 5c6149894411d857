"""`make release VERSION=1.2.3`: the version, the changelog, a commit, a tag, and what is published.

Nothing leaves this machine: docs/releasing.md says what to push and upload afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class ReleaseError(Exception):
    """Why there is no release; nothing was changed."""


def main() -> int:
    """Make a release, or with --dry-run only say what it would be; 0 when it is made."""
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("version", help="such as 0.2.0 or 1.0.0rc1")
    parser.add_argument("--dry-run", action="store_true", help="check everything, change nothing")
    arguments = parser.parse_args()
    try:
        section = check(arguments.version)
    except ReleaseError as error:
        print(f"no release: {error}", file=sys.stderr)
        return 1
    if arguments.dry_run:
        print(f"v{arguments.version} can be released. Its section of the changelog:\n\n{section}")
        return 0
    write(arguments.version)
    git("commit", "--quiet", "--all", "--message", f"Release {arguments.version}")
    # The files are made from the commit, so they are made before the tag: a tag means all is there.
    for path in build(CLONE / "dist"):
        print(path.relative_to(CLONE))
    message = f"Release {arguments.version}\n\n{section}"
    git("tag", "--annotate", "--cleanup=verbatim", "--message", message, f"v{arguments.version}")
    print(f"v{arguments.version} is tagged. docs/releasing.md says what to push.")
    return 0


def check(version: str) -> str:
    """The section of the changelog.

    Raises:
        ReleaseError: something forbids a release.
    """
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"{version} is no version: write it like 0.2.0 or 1.0.0rc1")
    if dirty := git("status", "--porcelain"):
        raise ReleaseError(f"there are changes that are not committed:\n{dirty}")
    if git("tag", "--list", f"v{version}"):
        raise ReleaseError(f"the tag v{version} exists already")
    found = UNRELEASED.search((CLONE / "CHANGELOG.md").read_text(encoding="utf-8"))
    if found is None or not found[1].strip():
        raise ReleaseError('the changelog has nothing under "## Unreleased"')
    return found[1].strip()


def write(version: str) -> None:
    """Put the version into pyproject.toml, and give the changelog's section its name."""
    project = CLONE / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    text = re.sub(r'^version = ".*"$', f'version = "{version}"', text, count=1, flags=re.MULTILINE)
    project.write_text(text, encoding="utf-8")
    changelog = CLONE / "CHANGELOG.md"
    today = datetime.now(timezone.utc).date().isoformat()
    text = changelog.read_text(encoding="utf-8")
    heading = f"## Unreleased\n\n## {version} - {today}\n"
    changelog.write_text(text.replace("## Unreleased\n", heading, 1), encoding="utf-8")


def build(folder: Path) -> list[Path]:
    """The wheel, the source archive, the bill of materials, and their checksums.

    Whoever builds the same commit gets the same bytes: times in the archives are the commit's.
    """
    env = {**os.environ, "SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct")}
    command = [sys.executable, "-m", "hatchling", "build", "--clean", "--directory", str(folder)]
    subprocess.run(command, cwd=CLONE, env=env, check=True, capture_output=True)
    bill = [sys.executable, str(CLONE / "tools" / "bill_of_materials.py")]
    made = subprocess.run(bill, cwd=CLONE, env=env, check=True, stdout=subprocess.PIPE)
    (folder / "sbom.cdx.json").write_bytes(made.stdout)
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(sums))
    return [*files, folder / "SHA256SUMS"]


def git(*arguments: str) -> str:
    """What git answers."""
    done = subprocess.run(
        ["git", *arguments], cwd=CLONE, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
