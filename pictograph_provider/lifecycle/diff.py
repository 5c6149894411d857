"""Compare state and program, and make sure that both speak of one project.

The engine asks for the difference with the id in hand, right after a check of the same resource
that had only a name. A refresh asks as well, and for resources that are going: it makes no
check before, and must never be refused.
"""

from __future__ import annotations

from pictograph_provider.lifecycle.claim import Claim, resource_of
from pictograph_provider.lifecycle.fence import other_organization
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.state.changes import Changes, changes
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import quoted_if_needed


def diff(session: Session | None, id: str, recorded: Recorded, wanted: Declaration) -> Changes:
    """What would change, decided from state alone; the service is not asked.

    Args:
        session: None where there is no configuration: what is wrong with it is said elsewhere.

    Raises:
        RefusedError: a check of this process counted another project, or the key is another
            organization's, or another resource of this run has the project.
    """
    if session is not None and session.run.declares(wanted.origin) and not session.review:
        _confirm(session, id, recorded, wanted)
    return changes(recorded, wanted)


def _confirm(session: Session, id: str, recorded: Recorded, wanted: Declaration) -> None:
    called, mine = quoted_if_needed(recorded.name), quoted_if_needed(resource_of(wanted.origin))
    organization = session.run.organization
    if organization is not None and recorded.organization_id not in (None, organization):
        raise other_organization(recorded, organization)
    counted = session.run.counted_project(wanted.origin)
    if counted is not None and counted != id:
        raise RefusedError(
            f"{called} is not the project that resource {mine} manages ({id}): that one was "
            f"renamed or deleted elsewhere, and {called} is another one now ({counted}). Nothing "
            f"was changed, and what was said of {called} does not count. Run: pulumi refresh"
        )
    name = wanted.name if isinstance(wanted.name, str) else None
    if other := session.run.claim(Claim(id, wanted.origin, "declares", name)):
        first = quoted_if_needed(other.resource)
        another = session.spelling.assign("name", recorded.name + "-2")
        raise RefusedError(
            f"resources {first} and {mine} of this program both hold project {called} ({id}). "
            f"Nothing was changed. Take {mine} or {first} out of the program and run pulumi "
            "up: the project stays with the other. If it should have a project of its own, then "
            f"declare it again with another name, such as {another}."
        )
