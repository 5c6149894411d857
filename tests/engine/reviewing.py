"""Run `pictograph-provider review` on a test's stack, and read its report."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pictograph_provider.review.report import Change, Report
from tests.engine.stack import TIMEOUT, Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00ff00"}


@dataclass(frozen=True)
class Reviewed:
    """A review as its JSON says it, and how the command ended."""

    status: int
    report: Report

    def change(self, resource: str = "road-signs") -> Change:
        found = [change for change in self.report.changes if change.resource == resource]
        assert len(found) == 1, self.report.changes
        return found[0]

    @property
    def verdicts(self) -> dict[str, str]:
        return {change.resource: change.verdict for change in self.report.changes}


def run(
    stack: Stack, *args: str, stdin: str | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["pictograph-provider", "review", *args],
        cwd=stack.folder,
        env=stack.env | {"COLUMNS": "80"} | dict(env or {}),
        input=stdin or "",
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def review(
    stack: Stack, *args: str, stdin: str | None = None, env: Mapping[str, str] | None = None
) -> Reviewed:
    done = run(stack, "--format", "json", *args, stdin=stdin, env=env)
    assert done.returncode in (0, 1, 2), done.stderr
    assert done.stdout, done.stderr
    assert done.stderr == ""
    return Reviewed(done.returncode, Report.model_validate_json(done.stdout))


def programmed(*projects: str) -> str:
    return "\n".join(projects)


def project(resource: str, opts: str = "", **arguments: Any) -> str:
    given = "".join(f", {key}={value!r}" for key, value in arguments.items())
    options = f", opts=pulumi.ResourceOptions({opts})" if opts else ""
    return f'Project("{resource}"{given}{options})'
