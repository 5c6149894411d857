"""requirements.lock: exact, hashed, and silent about where packages come from."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

CLONE = Path(__file__).parents[2]
LOCK = (CLONE / "requirements.lock").read_text()
ENTRY = re.compile(
    r"^(?P<requirement>[a-z0-9][^#\\\n]*?) \\\n(?P<hashes>(?: +--hash=.*\n?)+)", re.M
)


def requirements() -> list[Requirement]:
    return [Requirement(entry["requirement"]) for entry in ENTRY.finditer(LOCK)]


def test_every_package_has_one_exact_version_and_a_hash() -> None:
    lines = [line for line in LOCK.splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(requirements()) > 50
    for requirement in requirements():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier))
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", LOCK)) == LOCK.count("--hash")


def test_it_names_no_index_and_no_place_on_anybodys_machine() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert not re.search(r"(^|\s)/", LOCK)


def test_it_serves_every_supported_python() -> None:
    for minor in range(10, 15):
        version = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.1"}
        names = [r.name for r in requirements() if _holds(r.marker, version)]
        assert len(names) == len(set(names))
        assert {"pulumi", "httpx", "pydantic", "pytest", "hatchling"} <= set(names)


def test_this_environment_is_what_it_says() -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    here = {"python_version": version.rsplit(".", 1)[0], "python_full_version": version}
    for requirement in requirements():
        if _holds(requirement.marker, here):
            assert metadata.version(requirement.name) in requirement.specifier


def _holds(marker: Marker | None, environment: dict[str, str]) -> bool:
    return marker is None or marker.evaluate(environment)
