"""Advice for a stack in which many projects come or go: Pulumi writes its state at each step.

Tried with Pulumi 3.259: on a backend that is one file or one object for each stack, state is
written whole before and after each step, so the time of N projects grows with the square of N.
Pulumi Cloud is told the steps alone. This can go when the other backends are, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

SKIP = "PULUMI_SKIP_CHECKPOINTS"
EXPERIMENTAL = "PULUMI_EXPERIMENTAL"


def advice(env: Mapping[str, str] = os.environ) -> str | None:
    """How to have the state written once; None where it is, or where that gains nothing.

    Args:
        env: of the engine, which its providers are started with.
    """
    if written_once(env) or not _writes_whole(_backend(env)):
        return None
    return (
        "many projects come or go here, and Pulumi writes the whole state of this stack at each "
        f"of them. To write it once, at the end: export {SKIP}=true {EXPERIMENTAL}=true. "
        'What that costs: docs/performance.md, "Writing state once".'
    )


def written_once(env: Mapping[str, str] = os.environ) -> bool:
    """Whether the engine writes its state at the end of a run only."""
    return all(env.get(name, "").lower() in ("true", "1") for name in (SKIP, EXPERIMENTAL))


def _writes_whole(backend: str | None) -> bool:
    return backend is not None and not backend.startswith(("http://", "https://"))


def _backend(env: Mapping[str, str]) -> str | None:
    """The URL of the backend; None where it is not known.

    One that Pulumi.yaml names is not looked for: the advice is then left out or not needed.
    """
    if url := env.get("PULUMI_BACKEND_URL"):
        return url
    home = env.get("PULUMI_HOME") or Path.home() / ".pulumi"
    try:
        known = json.loads((Path(home) / "credentials.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    current = known.get("current") if isinstance(known, dict) else None
    return current if isinstance(current, str) else None
