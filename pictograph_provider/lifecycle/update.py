"""Bring a project from what state records to what the program declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.lifecycle.apply import apply
from pictograph_provider.lifecycle.check import archived_since
from pictograph_provider.lifecycle.fence import find
from pictograph_provider.lifecycle.occupied import held
from pictograph_provider.lifecycle.run import Claim
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.state.changes import changed_fields
from pictograph_provider.state.declaration import declaration, labels
from pictograph_provider.texts import shown


def update(
    session: Session, id: str, olds: Mapping[str, Any], news: Mapping[str, Any]
) -> Project | None:
    """Change what the program changed, and nothing else.

    Args:
        olds: the outputs in state.
        news: the inputs of the program.

    Returns:
        The project afterwards; None when only settings changed and nothing was asked.

    Raises:
        RefusedError: it is gone, belongs to another organisation, or too much would be lost.
    """
    fields = changed_fields(olds, news)
    if not fields and not olds.get("archived"):
        return None
    project = find(session, id, olds)
    if project is None:
        raise RefusedError(
            f"project {shown(str(olds.get('name')))} ({id}) was deleted elsewhere. "
            "Run: pulumi refresh, then pulumi up creates it again."
        )
    if project.is_archived:
        raise RefusedError(archived_since(project))
    wanted = declaration(news)
    claim = Claim(project.id, wanted.origin, "declares", str(wanted.name))
    if other := session.run.claim(claim):
        raise RefusedError(held(project, other, wanted))
    done = olds.get("class_moves") or {}
    return apply(session, wanted, project, recorded=labels(olds), done=done, fields=fields)
