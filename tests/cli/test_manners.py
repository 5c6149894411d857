"""What holds for every command: help, examples, completion."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pictograph_provider.cli import app
from tests.cli.test_emulator import COMMAND


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, groups included."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


EVERY = list(commands(get_command(app)))
LEAVES = [path for path, command in EVERY if not hasattr(command, "commands")]


def help_of(path: tuple[str, ...], option: str = "-h") -> str:
    done = CliRunner().invoke(app, [*path, option])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("path", [path for path, _ in EVERY], ids=" ".join)
def test_h_is_help(path: tuple[str, ...]) -> None:
    assert help_of(path).startswith("Usage: ")
    assert help_of(path) == help_of(path, "--help")


@pytest.mark.parametrize("path", [path for path, _ in EVERY], ids=" ".join)
def test_no_summary_is_cut(path: tuple[str, ...]) -> None:
    assert not [line for line in help_of(path).splitlines()[1:] if "..." in line]


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_has_an_example_that_names_it(
    path: tuple[str, ...],
) -> None:
    example = f"Example: pictograph-provider {' '.join(path)}"
    assert example in " ".join(help_of(path).split())


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_value_is_named_by_a_word_that_says_what_it_is(path: tuple[str, ...]) -> None:
    said = help_of(path)
    assert not re.findall(r".*<(?:path|str|text|int|list)\b.*", said)
    assert "{" not in said.partition("\n")[0]


def test_bash_can_complete_it() -> None:
    done = subprocess.run(
        [COMMAND],
        env={
            "_PICTOGRAPH_PROVIDER_COMPLETE": "complete_bash",
            "COMP_WORDS": "pictograph-provider do",
            "COMP_CWORD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == ["doctor"]
