"""Which project does an entry of the state hold, and is it the one that was spoken of?

The engine asks for the difference with the id in hand, right after a check of the same resource
that had only a name. A refresh asks as well, and for resources that are going: it makes no
check before, and must never be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.lifecycle.fence import stranger
from pictograph_provider.lifecycle.run import Claim, resource_of
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.texts import code, shown


def confirm(
    session: Session, id: str, recorded: Mapping[str, Any], origin: str, name: str | None
) -> None:
    """Hold the id in state against what a check of this process said, if there was one.

    Args:
        recorded: the outputs in state.
        origin: the resource that is asked about.
        name: what the program calls the project now, None while that is not known.

    Raises:
        RefusedError: the check counted another project, or the key is another organisation's, or
            another resource of this run has the project.
    """
    if not session.run.declares(origin) or session.review:
        return
    called = shown(str(recorded.get("name")))
    mine = session.run.organization
    if mine is not None and recorded.get("organization_id") not in (None, mine):
        raise stranger(recorded, mine)
    counted = session.run.counted_project(origin)
    if counted is not None and counted != id:
        raise RefusedError(
            f"{called} is not the project that resource {shown(resource_of(origin))} manages "
            f"({id}): that one was renamed elsewhere, and {called} is another one now "
            f"({counted}). Nothing was changed, and what was said of {called} does not count. "
            "Run: pulumi refresh"
        )
    if other := session.run.claim(Claim(id, origin, "declares", name)):
        first, second = shown(other.resource), shown(resource_of(origin))
        raise RefusedError(
            f"resources {first} and {second} of this program both hold project {called} ({id}). "
            f"Nothing was changed. Take {second} or {first} out of the program and run pulumi "
            f"up: the project stays with the other. Or give the one that should have a project "
            f"of its own another name, such as name={code(str(recorded.get('name')) + '-2')}, "
            "without adopt."
        )
