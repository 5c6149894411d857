"""``pictograph-provider doctor`` on a sound set-up, and on set-ups that are broken on purpose."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.doctor import COMMAND, configure, doctor, run
from tests.engine.native import NativeStack
from tests.engine.running import run as run_command
from tests.engine.stack import Stack

pytestmark = pytest.mark.plain  # it looks at the Python

PLUGIN = "pulumi-resource-pictograph"


def test_all_is_well(stack: Stack, pictograph_emulator: Emulator) -> None:
    done = run(stack)

    assert done.status == 0, done.output
    lines = {line.split()[1]: line for line in done.output.splitlines()}
    names = "engine backend python stack settings retries key address organization clock"
    assert list(lines) == names.split()
    assert all(line.startswith("ok  ") for line in lines.values())
    assert f"pulumi {stack.engine.version}" in lines["engine"]
    assert stack.env["PULUMI_BACKEND_URL"] in lines["backend"]
    assert stack.env["PULUMI_PYTHON_CMD"] in lines["python"]
    assert "30 s for each try, and 1 further try" in lines["retries"]
    assert "a secret in the stack's configuration" in lines["key"]
    assert pictograph_emulator.url in lines["address"]
    assert "an admin or owner" in lines["organization"]


def test_a_stack_without_anything(stack: Stack, tmp_path: Path) -> None:
    seen = doctor(stack, "--cwd", str(tmp_path))

    assert "there is no Pulumi.yaml" in seen.broken()["python"]
    assert "PICTOGRAPH_API_KEY" in seen.broken()["key"]
    assert {"stack", "address", "organization", "clock"} <= set(seen.broken())


def test_no_engine_on_the_path(stack: Stack) -> None:
    assert "no pulumi on PATH" in doctor(stack, PATH="/nowhere").broken()["engine"]


def test_an_engine_that_is_too_old(stack: Stack, tmp_path: Path) -> None:
    old = tmp_path / "pulumi"
    old.write_text(
        '#!/bin/sh\nif [ "$1" = version ]; then echo v3.100.0; exit; fi\n'
        f'exec "{stack.engine.pulumi}" "$@"\n'
    )
    old.chmod(0o755)

    said = doctor(stack, PATH=f"{tmp_path}:{stack.env['PATH']}").only("engine")

    assert "pulumi 3.100.0" in said
    assert "3.254.0 or newer" in said


def test_no_login(stack: Stack) -> None:
    seen = doctor(stack, PULUMI_BACKEND_URL="file:///nowhere/at/all")

    assert "pulumi login" in seen.broken()["backend"]


def test_an_environment_that_was_never_made(stack: Stack) -> None:
    (stack.folder / "Pulumi.yaml").write_text(
        "name: signs\nruntime:\n  name: python\n  options:\n    virtualenv: venv\n"
    )

    said = doctor(stack).only("python")

    assert str(stack.folder / "venv" / "bin" / "python") in said
    assert "python3 -m venv venv" in said


@pytest.mark.parametrize("shell", ["native"], indirect=True)
def test_a_program_in_yaml_needs_the_plugin(stack: NativeStack, tmp_path: Path) -> None:
    seen = doctor(stack)
    assert seen.status == 0
    assert "the program is not Python" in seen.checks["python"][1]
    assert f"{stack.plugin / PLUGIN}, as {stack.folder}" in seen.checks["plugin"][1]

    # One whose environment is gone.
    moved = tmp_path / "moved"
    moved.mkdir()
    script = (stack.plugin / PLUGIN).read_text().replace(str(stack.plugin), "/nowhere")
    (moved / PLUGIN).write_text(script)
    (moved / PLUGIN).chmod(0o755)
    file = stack.folder / "Pulumi.yaml"
    before = file.read_text()
    file.write_text(before.replace(str(stack.plugin), str(moved)))
    assert "does not run: No such file or directory" in doctor(stack).only("plugin")

    # None at all; and as it says.
    file.write_text(before.partition("plugins:")[0])
    folder = str(Path(sys.executable).parent)
    path = ":".join(one for one in stack.env["PATH"].split(":") if one != folder)
    said = doctor(stack, PATH=path).only("plugin")
    assert said.endswith("| Run: pictograph-provider plugin install")
    run_command([COMMAND, "plugin", "install"], stack.folder, stack.env).expect()
    assert "installed as version" in doctor(stack, PATH=path).checks["plugin"][1]


def test_a_python_without_the_packages(stack: Stack, tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
    bare.chmod(0o755)

    said = doctor(stack, PULUMI_PYTHON_CMD=str(bare)).only("python")

    assert "pictograph-provider is missing" in said
    assert f"{bare} -m pip install pictograph-provider" in said


def test_no_stack_is_selected(stack: Stack) -> None:
    for file in (stack.root / "pulumi" / "workspaces").iterdir():
        file.unlink()

    assert "pulumi stack select" in doctor(stack).broken()["stack"]
    assert doctor(stack, "--stack", "dev").status == 0


def test_misspelt_settings_are_named_and_the_rest_is_looked_at(stack: Stack) -> None:
    configure(stack, "set", "pictograph:maxretries", "7")

    said = doctor(stack).only("settings")

    assert "unknown setting maxretries: did you mean maxRetries?" in said
    assert "pulumi config rm pictograph:maxretries" in said
    configure(stack, "rm", "pictograph:maxretries")
    configure(stack, "set", "pictograph:maxRetries", "7")
    assert "7 further tries" in doctor(stack).checks["retries"][1]


def test_a_misspelt_variable(stack: Stack) -> None:
    assert "PICTOGRAPH_BASE_URL" in doctor(stack, PICTOGRAPH_BASEURL="x").only("settings")


def test_a_setting_that_makes_no_sense(stack: Stack) -> None:
    configure(stack, "set", "pictograph:classRemoval", "often")

    assert "classRemoval" in doctor(stack).only("settings")


@pytest.mark.passphrase
def test_a_wrong_passphrase(stack: Stack) -> None:
    said = doctor(stack, PULUMI_CONFIG_PASSPHRASE="wrong").only("key")

    assert "cannot be read" in said
    assert "PULUMI_CONFIG_PASSPHRASE" in said
