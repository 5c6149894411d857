"""A page of the documentation, followed to the letter: its files are written, its commands run."""

from __future__ import annotations

import doctest
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

BLOCK = re.compile(r'^```(\w+)(?: title="(.+?)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)
MARK = "--- the command ended with"
TIMEOUT = 900
"""Seconds for a whole page."""


def follow(page: str, folder: Path, env: Mapping[str, str]) -> list[str]:
    """Do what a page says, in one shell; where it shows what is printed, `...` is anything.

    Returns:
        What differs, a text each.
    """
    script, shown = _script(page)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    answers = re.split(rf"^{MARK} \d+\n", done.stdout, flags=re.MULTILINE)[:-1]
    assert len(answers) == len(shown), done.stdout
    return [*_differences(shown, answers)]


def _script(page: str) -> tuple[str, list[tuple[str, str]]]:
    """What a shell is to do, and each command with what it is said to print."""
    script, shown = [], []
    for language, title, text in BLOCK.findall(page):
        if title:
            script.append(f"cat > {title} <<'END OF FILE'\n{text}END OF FILE")
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                script.append(f"{{ {command}\n}} 2>&1; echo '{MARK}' $?")
                shown.append((command, printed))
    return "\n".join(script), shown


def _differences(shown: list[tuple[str, str]], answers: list[str]) -> Iterator[str]:
    matches = doctest.OutputChecker().check_output
    for (command, printed), answer in zip(shown, answers, strict=True):
        # The engine ends some lines with spaces, and puts empty ones where it likes.
        lines = [line.rstrip() for line in answer.splitlines() if line.strip()]
        wanted = [line.rstrip() for line in printed.splitlines() if line.strip()]
        got = "".join(f"{line}\n" for line in lines)
        want = "".join(f"{line}\n" for line in wanted)
        if not matches(want, got, doctest.ELLIPSIS):
            yield f"$ {command}\n{got}"
