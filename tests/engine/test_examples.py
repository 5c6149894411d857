"""The examples, run as their READMEs say, through the real engine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.engine.organization import Organization
from tests.engine.running import run
from tools.engine import Engine

EXAMPLES = Path(__file__).parents[2] / "examples"


class Example:
    """A copy of an example, so that what Pulumi writes beside a program is not in the clone."""

    def __init__(self, engine: Engine, env: Mapping[str, str], root: Path, name: str) -> None:
        self.folder = shutil.copytree(EXAMPLES / name, root / name)
        self.env = env
        self.pulumi = str(engine.pulumi)

    def run(self, *command: str, ok: bool = True, env: Mapping[str, str] | None = None) -> str:
        said = run(command, self.folder, {**self.env, **(env or {})}).expect(ok=ok).output
        assert "pk_live_" not in said, said
        return said

    def python(self, *arguments: str, ok: bool = True, env: Mapping[str, str] | None = None) -> str:
        return self.run(sys.executable, "run.py", *arguments, ok=ok, env=env)


@pytest.fixture
def copied(
    engine: Engine, engine_env: Mapping[str, str], tmp_path: Path
) -> Callable[[str], Example]:
    """Copies the example of that name."""
    return partial(Example, engine, engine_env, tmp_path)


def names(client: Client) -> list[str]:
    return sorted(project.name for project in client.projects.iter())


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        yield client


@pytest.fixture
def two_organizations(pictograph_emulator: Emulator) -> Iterator[Mapping[str, Organization]]:
    found = {name: Organization(pictograph_emulator, name) for name in ("dev", "prod")}
    with found["dev"].client, found["prod"].client:
        yield found


def test_single_file_is_one_project_in_fifteen_lines(
    copied: Callable[[str], Example], pictograph_emulator: Emulator, client: Client
) -> None:
    example = copied("single_file")
    assert len((example.folder / "__main__.py").read_text().splitlines()) <= 15
    service = {
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
    }
    example.run(example.pulumi, "stack", "init", "dev")
    example.run(example.pulumi, "up", "--yes", "--skip-preview", env=service)
    assert names(client) == ["parking"]
    example.run(example.pulumi, "preview", "--expect-no-changes", env=service)
    example.run(example.pulumi, "destroy", "--yes", "--skip-preview", env=service)
    assert names(client) == []


def test_multi_environment_brings_ten_up_in_one_command(copied: Callable[[str], Example]) -> None:
    example = copied("multi_environment")
    before = sorted(example.folder.iterdir())
    said = example.python("--emulator", env={"PULUMI_BACKEND_URL": "file:///nowhere"})
    assert said.endswith(
        "the organization dev holds\n"
        "  intersections-dev\n"
        "  intersections-staging\n"
        "  intersections-test\n"
        "  intersections-training\n"
        "  parking-demo\n"
        "  parking-dev\n"
        "  parking-test\n"
        "  road-signs-dev\n"
        "  road-signs-nightly\n"
        "  road-signs-review-1\n"
        "  road-signs-review-2\n"
        "  road-signs-review-3\n"
        "  road-signs-staging\n"
        "  road-signs-test\n"
        "the organization prod holds\n"
        "  intersections\n"
        "  road-signs\n"
        "the emulator and all that was in it are gone\n"
    )
    assert sorted(example.folder.iterdir()) == before


def test_multi_environment_provisions_three_stacks_in_two_organizations(
    copied: Callable[[str], Example],
    pictograph_emulator: Emulator,
    two_organizations: Mapping[str, Organization],
) -> None:
    dev, prod = two_organizations["dev"], two_organizations["prod"]
    example = copied("multi_environment")
    env = {
        "PICTOGRAPH_DEV_KEY": dev.key,
        "PICTOGRAPH_PROD_KEY": prod.key,
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
    }
    assert "+ 5 created" in example.python("dev", "staging", "prod", env=env)
    assert len(names(dev.client)) == 5
    assert names(prod.client) == ["intersections", "road-signs"]
    tried_out = [cls.name for cls in dev.client.projects.get("road-signs-dev").classes]
    assert tried_out == ["stop_sign", "yield", "speed_limit"]
    settled = [cls.name for cls in prod.client.projects.get("road-signs").classes]
    assert settled == ["stop_sign", "yield"]
    # Production is protected; the others are not.
    destroy = (example.pulumi, "destroy", "--yes", "--skip-preview", "--stack")
    refused = example.run(*destroy, "prod", ok=False, env=env | {"PICTOGRAPH_API_KEY": prod.key})
    assert "cannot be deleted" in refused
    example.run(*destroy, "dev", env=env | {"PICTOGRAPH_API_KEY": dev.key})
    assert names(dev.client) == ["intersections-staging", "road-signs-staging"]
    assert names(prod.client) == ["intersections", "road-signs"]


def test_multi_environment_says_which_keys_it_needs(copied: Callable[[str], Example]) -> None:
    example = copied("multi_environment")
    said = example.python(ok=False, env={"PICTOGRAPH_DEV_KEY": "x"})
    assert said == "set PICTOGRAPH_PROD_KEY, or try it with --emulator\n"
    env = {"PICTOGRAPH_DEV_KEY": "x", "PICTOGRAPH_PROD_KEY": "y"}
    said = example.python("stagin", ok=False, env=env)
    assert said.startswith("the catalog has no environment stagin: it has dev, test, staging, ")


def test_automation_api_brings_all_sites_up_in_one_command(
    copied: Callable[[str], Example],
) -> None:
    example = copied("automation_api")
    said = example.python("--emulator", env={"PULUMI_BACKEND_URL": "file:///nowhere"})
    assert said.endswith("harbour: 2 created\nairport: 2 created\ndepot: 2 created\n")


def test_automation_api_says_why_a_site_failed(
    copied: Callable[[str], Example], pictograph_emulator: Emulator, client: Client
) -> None:
    example = copied("automation_api")
    client.projects.create("intrusion-airport")
    env = {
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
    }
    said = example.python(ok=False, env=env)
    assert "harbour: 2 created" in said
    assert "airport: failed\n" in said
    assert "a project called intrusion-airport exists already" in said
    client.projects.delete("intrusion-airport")
    again = example.python(env=env)
    assert "harbour: unchanged" in again
    assert names(client) == ["intrusion-airport", "intrusion-depot", "intrusion-harbour"]
