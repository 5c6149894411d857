"""``pictograph-provider plugin``: through the real `pulumi`, into a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.engine import find

PLUGIN = "pulumi-resource-pictograph"
COMMAND = Path(sys.executable).with_name("pictograph-provider")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return find().env(tmp_path)


def run(*arguments: str, env: dict[str, str], ok: bool = True) -> str:
    done = subprocess.run(
        [COMMAND, "plugin", *arguments], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) is ok, done.stderr
    return done.stdout if ok else done.stderr


def installed(env: dict[str, str]) -> list[tuple[str, str]]:
    listed = subprocess.check_output(["pulumi", "plugin", "ls", "--json"], env=env, text=True)
    return [(row["name"], row["version"]) for row in json.loads(listed)]


def test_where_the_path_has_it_too_it_says_how_pulumi_warns_no_more(env: dict[str, str]) -> None:
    line = "export PULUMI_IGNORE_AMBIENT_PLUGINS=true"
    active = {**env, "PATH": f"{COMMAND.parent}{os.pathsep}{env['PATH']}"}
    assert line in run("install", env=active)
    bare = [each for each in env["PATH"].split(os.pathsep) if not Path(each, PLUGIN).exists()]
    assert line not in run("install", env={**env, "PATH": os.pathsep.join(bare)})


def test_it_is_installed_and_removed_and_says_so(env: dict[str, str]) -> None:
    said = run("install", env=env)
    assert "Installed the plugin pictograph 0.1.0. It runs" in said
    assert sys.executable in said
    assert installed(env) == [("pictograph", "0.1.0")]
    run("install", env=env)  # and once more, for an environment that was made again
    schema = subprocess.check_output(
        ["pulumi", "package", "get-schema", "pictograph"], env=env, text=True
    )
    assert json.loads(schema)["version"] == "0.1.0"
    assert run("remove", env=env) == "Removed the plugin pictograph 0.1.0.\n"
    assert installed(env) == []
    assert "nothing to remove" in run("remove", env=env)


def test_without_pulumi_it_is_one_line(tmp_path: Path) -> None:
    env = {**os.environ, "PATH": str(tmp_path)}
    said = run("install", env=env, ok=False)
    assert said.startswith("pictograph-provider: there is no pulumi command. Install Pulumi")
    assert len(said.splitlines()) == 1
