"""Bring a project from what state records to what the program declares."""

from __future__ import annotations

from pictograph_provider.lifecycle.apply import apply
from pictograph_provider.lifecycle.check import archived_since
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.fence import find_in_organization
from pictograph_provider.lifecycle.occupied import held
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.state.changes import changes
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import quoted_if_needed


def update(session: Session, id: str, recorded: Recorded, wanted: Declaration) -> Project | None:
    """Change what the program changed, and nothing else.

    Returns:
        The project afterwards; None when only settings changed and nothing was asked.

    Raises:
        RefusedError: it is gone, belongs to another organization, or too much would be lost.
    """
    found = changes(recorded, wanted)
    if not found.ask:
        return None
    project = find_in_organization(session, id, recorded)
    if project is None:
        raise RefusedError(
            f"project {quoted_if_needed(recorded.name)} ({id}) was deleted elsewhere. "
            "Run: pulumi refresh, then pulumi up creates it again."
        )
    if project.is_archived:
        raise RefusedError(archived_since(project, session.spelling))
    claim = Claim(project.id, wanted.origin, "declares", str(wanted.name))
    if other := session.run.claim(claim):
        raise RefusedError(held(project, other, wanted, session.spelling))
    after = apply(
        session,
        wanted,
        project,
        recorded=recorded.declared_before,
        done=recorded.moves,
        fields=found.written,
        # For that plan, the classes of an import were declared: here they are somebody else's.
        planned=None if recorded.imported else found.plan,
    )
    # What others have made of what was not written is for a refresh to find. Recorded here, it
    # would be among the outputs alone: the next up would change it back, and its check not know.
    before = {
        "classes": recorded.live,
        "annotation_types": [*recorded.annotation_types],
        "description": recorded.description,
    }
    unwritten = wanted.manages - found.written
    return after.model_copy(
        update={key: value for key, value in before.items() if key in unwritten}
    )
