"""Look at a set-up from end to end: engine, project, stack, key, service. Changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pictograph_provider.doctor.engine import Engine, engine_findings, locate
from pictograph_provider.doctor.findings import Finding
from pictograph_provider.doctor.plugin import plugin_findings
from pictograph_provider.doctor.service import service_findings
from pictograph_provider.doctor.stack import stack_findings

__all__ = ["Finding", "examine"]


def examine(
    folder: Path, stack: str | None = None, env: Mapping[str, str] = os.environ
) -> Iterator[Finding]:
    """Look at everything, in the order in which it is needed; a finding as soon as it is known.

    Args:
        folder: where `pulumi up` would be run.
        stack: another stack than the selected one.
    """
    engine: Engine | None = locate(folder, stack, env)
    yield from engine_findings(engine)
    yield from plugin_findings(engine)
    connection = yield from stack_findings(engine, env)
    yield from service_findings(connection)
