"""The organization fence: another organization's key must never read as "it is gone".

The service answers 404 for what belongs to another organization (service contract,
section 1), just as for what was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pictograph_provider.lifecycle.session import OtherOrganizationError, RefusedError, Session
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import Project


def find_in_organization(session: Session, id: str, recorded: Recorded) -> Project | None:
    """The project of this id, or None when it is gone from the organization it belongs to.

    Args:
        recorded: what state holds.

    Raises:
        RefusedError: the key belongs to another organization than the project.
    """
    project = session.find(id=id)
    if project is None:
        check_organization(session, recorded)
        # One negative read proves nothing: it may come out of a cache (service contract, 11),
        # and taken for the truth it would leave the project to nobody.
        project = session.find(id=id)
    if project is None:
        return None
    if project.organization_id is None:  # the contract lets the service leave it out
        check_organization(session, recorded)
    elif recorded.organization_id not in (None, project.organization_id):
        raise other_organization(recorded, project.organization_id)
    return project


def listed(session: Session, id: str, recorded: Recorded) -> Project | None:
    """The project as a listing has it that many reads share; None where it has to be asked for.

    Raises:
        RefusedError: the key belongs to another organization than the project.
    """
    project = session.directory.known(id)
    if project is None or project.organization_id is None:
        return None
    if recorded.organization_id not in (None, project.organization_id):
        raise other_organization(recorded, project.organization_id)
    return project


def check_organization(session: Session, recorded: Recorded) -> None:
    """Make sure that the key belongs to the organization in state.

    Raises:
        RefusedError: it does not.
    """
    mine = session.client.organizations.me()
    if recorded.organization_id not in (None, mine.id):
        raise other_organization(
            recorded, f"{mine.id} ({quoted_if_needed(mine.name)})" if mine.name else mine.id
        )


def other_organization(recorded: Recorded, key_of: str) -> RefusedError:
    """The refusal to touch a project with a key of another organization."""
    return OtherOrganizationError(
        f"project {quoted_if_needed(recorded.name)} belongs to organization "
        f"{recorded.organization_id}, but the API key to organization {key_of}. "
        "Nothing was changed."
    )
