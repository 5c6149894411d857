"""Runs `pictograph-provider doctor` on a stack, and reads what it says."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.engine.running import Run
from tests.engine.running import run as run_command
from tests.engine.stack import Stack

COMMAND = Path(sys.executable).with_name("pictograph-provider")
KEY = "pictograph:apiKey"


@dataclass(frozen=True)
class Seen:
    """What the doctor said of a set-up."""

    status: int
    checks: dict[str, tuple[bool | None, str, str]]

    def broken(self) -> dict[str, str]:
        """What is to be mended, each with its cause and the way to mend it in one text."""
        return {
            name: f"{found} | {mend}" for name, (ok, found, mend) in self.checks.items() if not ok
        }

    def only(self, check: str) -> str:
        """What is said of the one thing that is to be mended."""
        bad = {name for name, (ok, _, _) in self.checks.items() if ok is False}
        assert (self.status, bad) == (1, {check}), self
        return self.broken()[check]


def run(stack: Stack, *args: str, **env: str) -> Run:
    done = run_command([COMMAND, "doctor", *args], stack.folder, stack.env | env, apart=True)
    assert done.errors == ""
    assert "pk_live_" not in done.output
    return done


def doctor(stack: Stack, *args: str, **env: str) -> Seen:
    done = run(stack, "--json", *args, **env)
    said = json.loads(done.output)
    assert said["ok"] is (done.status == 0)
    checks = {one["check"]: (one["ok"], one["found"], one["mend"]) for one in said["checks"]}
    assert all(mend for ok, _, mend in checks.values() if ok is False), checks
    return Seen(done.status, checks)


def configure(stack: Stack, *args: str) -> None:
    stack.pulumi("config", *args).expect()
