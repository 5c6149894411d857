"""Run `pictograph-provider review` on a test's stack, and read its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pictograph_provider.review.report import Change, Report
from tests.engine.running import Run
from tests.engine.running import run as run_command
from tests.engine.stack import Stack

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
) -> Run:
    command = ["pictograph-provider", "review", *args]
    given = stack.env | {"COLUMNS": "80"} | dict(env or {})
    return run_command(command, stack.folder, given, stdin=stdin or "", apart=True)


def review(
    stack: Stack, *args: str, stdin: str | None = None, env: Mapping[str, str] | None = None
) -> Reviewed:
    done = run(stack, "--format", "json", *args, stdin=stdin, env=env)
    assert done.status in (0, 1, 2), done.errors
    assert done.output, done.errors
    assert done.errors == ""
    return Reviewed(done.status, Report.model_validate_json(done.output))


def programmed(*projects: str) -> str:
    return "\n".join(projects)


def project(resource: str, opts: str = "", **arguments: Any) -> str:
    given = "".join(f", {key}={value!r}" for key, value in arguments.items())
    options = f", opts=pulumi.ResourceOptions({opts})" if opts else ""
    return f'Project("{resource}"{given}{options})'
