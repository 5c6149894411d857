"""The wheel alone: what it does without the extras, and how it asks for them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.packaging.bare import build, environment

CLI = 'pip install "pictograph-provider[cli]"'
EMULATOR = 'pip install "pictograph-provider[cli,emulator]"'


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"), "wheel")


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("alone") / "venv", wheel)


@pytest.fixture(scope="module")
def with_command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("cli") / "venv", wheel, "cli", more=("pytest",))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    # From an empty folder, and with nothing of the caller's: else the clone could be imported.
    return subprocess.run(command, cwd=cwd, env={}, capture_output=True, text=True, check=False)


def test_the_wheel_alone_is_all_that_a_program_imports(alone: Path, tmp_path: Path) -> None:
    program = (
        "from pictograph_provider import Catalog, Client, Project, ProjectClass, Provider\n"
        "with Client(api_key='pk_live_x', base_url='http://127.0.0.1:1') as client:\n"
        "    print(client)\n"
        "import sys\n"
        "print(*{'fastapi', 'rich', 'typer', 'uvicorn'} & set(sys.modules))\n"
    )
    done = run(alone / "python", "-W", "error", "-c", program, cwd=tmp_path)

    assert done.stdout == "Client(base_url='http://127.0.0.1:1')\n\n", done.stderr


def test_a_provider_process_needs_no_extra(alone: Path, tmp_path: Path) -> None:
    program = (
        "from pictograph_provider.provider import ProjectProvider\n"
        "import pictograph_provider.lifecycle.update, pictograph_provider.saving.restore\n"
        "print(ProjectProvider.__name__)\n"
    )

    assert run(alone / "python", "-c", program, cwd=tmp_path).stdout == "ProjectProvider\n"


@pytest.mark.parametrize("arguments", [[], ["--help"], ["list"]])
def test_without_its_extra_the_command_is_one_line(
    alone: Path, arguments: list[str], tmp_path: Path
) -> None:
    done = run(alone / "pictograph-provider", *arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"pictograph-provider: this command needs typer. Run: {CLI}\n"


def test_with_its_extra_the_command_runs(with_command: Path, tmp_path: Path) -> None:
    done = run(with_command / "pictograph-provider", "--help", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "emulator" in done.stdout


def test_the_emulator_asks_for_its_extra(with_command: Path, tmp_path: Path) -> None:
    serve = ("emulator", "serve", "--db", "e.db")
    done = run(with_command / "pictograph-provider", *serve, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("pictograph-provider: the emulator needs ")
    assert line.endswith(EMULATOR)


def test_the_fixture_asks_for_its_extra_only_where_it_is_used(
    with_command: Path, tmp_path: Path
) -> None:
    (tmp_path / "test_it.py").write_text(
        "def test_without(): pass\ndef test_with(pictograph_emulator): pass\n"
    )
    done = run(with_command / "python", "-m", "pytest", "-p", "no:cacheprovider", cwd=tmp_path)

    assert "1 passed, 1 error" in done.stdout, done.stdout
    assert 'Run: pip install "pictograph-provider[emulator]"' in done.stdout
    assert "Traceback" not in done.stdout
