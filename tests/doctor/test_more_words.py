"""What the doctor says of a project and a stack that are not set up yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.doctor import examine
from tests.doctor.test_words import doctor

NEW = {"version": "v3.259.0"}
SECRET = '{"pictograph:apiKey": {"secret": true}}'


def test_an_engine_that_is_too_old(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "v3.100.0"})["engine"]
    assert found.mend == "Update it: 3.254.0 or newer is needed."


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    doctor(tmp_path, NEW)
    (tmp_path / "Pulumi.yaml").unlink()
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    found = {one.check: one for one in examine(tmp_path, None, env)}["python"]
    assert found.found == f"there is no Pulumi.yaml in {tmp_path}"
    assert found.mend == "Run this where Pulumi.yaml is, or name that folder with --cwd."


def test_an_environment_that_was_never_made(tmp_path: Path) -> None:
    runtime = "runtime: {name: python, options: {virtualenv: venv}}"
    found = doctor(tmp_path, NEW, runtime)["python"]
    assert found.found.endswith(f"names venv, and {tmp_path}/venv/bin/python is missing")
    assert found.mend == "Run: python3 -m venv venv; venv/bin/pip install pictograph-provider"


def test_no_stack_is_selected(tmp_path: Path) -> None:
    found = doctor(tmp_path, {**NEW, "config --json": "!error: no stack selected"})["stack"]
    assert found.found == "no stack selected"
    assert found.mend == "Run: pulumi stack select (or pulumi stack init dev)"


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        (SECRET, "!error: bad passphrase", "the stack's pictograph:apiKey cannot be read: bad"),
        (SECRET, "pk_live_x", "a secret in the stack's configuration"),
        (
            SECRET.replace("true", "false"),
            "pk_live_x",
            "pictograph:apiKey is plain text in the stack's configuration",
        ),
    ],
)
def test_the_key_of_a_stack(tmp_path: Path, config: str, key: str, said: str) -> None:
    base = '"pictograph:baseUrl": {"value": "http://127.0.0.1:1"}, '
    config = config.replace("{", "{" + base, 1)
    found = doctor(tmp_path, {**NEW, "config --json": config, "config get": key})["key"]
    assert found.found.startswith(said)
    assert "pk_live_x" not in found.found + found.mend


def test_a_setting_that_makes_no_sense(tmp_path: Path) -> None:
    config = '{"pictograph:classRemoval": {"value": "often"}}'
    found = doctor(tmp_path, {**NEW, "config --json": config})["settings"]
    assert found.mend == "Write: pulumi config set pictograph:classRemoval refuse"
