"""A name that is taken: by whom, and what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from textwrap import wrap
from typing import TYPE_CHECKING

from pictograph_provider.classes import canonical_type
from pictograph_provider.lifecycle.claim import Claim, resource_of
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.plan import Unknown, make_plan
from pictograph_provider.spelling import Spelling
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import (
    WIDTH,
    Line,
    plural,
    python_literal,
    quoted_if_needed,
    table,
)

if TYPE_CHECKING:
    from pictograph_provider.models import Project

REPEATABLE = timedelta(hours=24)
"""For how long the service brings the answer to a create again (service contract, 12)."""

DEFAULT_TYPES = ("bbox",)
"""What a new project allows where the program does not say."""


def why_not_free(session: Session, wanted: Declaration) -> str | None:
    """Why a project of the declared name cannot be created; None where it can.

    A project that is just what the program declares, without an image and not a day old, may be
    what an interrupted `up` of this stack made: then the name counts as free, and a line says so.
    """
    name = str(wanted.name)
    if reason := wanted_by_another(session, wanted):
        return reason
    project = session.directory.named(name)
    if project is None:
        return wanted_by_another(session, wanted, session.directory.organization())
    owner = session.run.owner(project.id)
    if owner is not None and owner.origin != wanted.origin:
        # It may be about to give the name up, in this very run and before this one is created.
        renamed = owner.name is not None and owner.name != name
        return None if renamed else held(project, owner, wanted, session.spelling)
    if project.is_archived is not False:
        return archived(project, session.spelling)
    if not may_be_ours(wanted, project):
        return taken(session, project)
    organization = project.organization_id or session.directory.organization()
    if reason := wanted_by_another(session, wanted, organization):
        return reason
    session.say(
        [
            f"{quoted_if_needed(name)}: exists since {moment(project.created_at)} just as it is "
            "declared, without images. If an interrupted up of this stack made it, this up goes "
            "on with it; else it is refused."
        ],
        warn=True,
    )
    return None


def wanted_by_another(
    session: Session, wanted: Declaration, organization: str | None = None
) -> str | None:
    """Why a resource cannot create its project: another one of this run is going to.

    Args:
        organization: of the key. Where it is given, those of other providers count as well.
    """
    first = session.run.wants_name(str(wanted.name), wanted.origin, organization)
    return first and twice(str(wanted.name), first, wanted.origin, session.spelling)


def may_be_ours(wanted: Declaration, project: Project) -> bool:
    """Whether an interrupted `up` may have made the project, and nobody has touched it since."""
    age = datetime.now(timezone.utc) - project.created_at
    return age < REPEATABLE and untouched(wanted, project)


def untouched(wanted: Declaration, project: Project) -> bool:
    """Whether a live project is exactly what the program declares, and holds no image.

    A figure that the service does not give is no proof of that.
    """
    if project.is_archived is not False or wanted.name != project.name:
        return False
    if project.image_count != 0 or project.archived_image_count != 0:
        return False
    described = isinstance(wanted.description, Unknown) or (
        (wanted.description or "") == (project.description or "")
    )
    if not described:
        return False
    types = DEFAULT_TYPES if wanted.annotation_types is None else wanted.annotation_types
    live = set(map(canonical_type, project.annotation_types))
    if not (isinstance(types, Unknown) or set(types) == live):
        return False
    if isinstance(wanted.classes, Unknown):
        return True
    plan = make_plan(project.name, recorded=(), declared=wanted.classes or (), live=project.classes)
    unknown = all(isinstance(each.new, Unknown) for each in plan.recolored)
    return not (plan.losses or plan.added or plan.edited or plan.reordered) and unknown


def taken(session: Session, project: Project) -> str:
    """Why a name is not free, and the ways out, the most likely one first."""
    spelling = session.spelling
    ways = [
        ("resource renamed", spelling.renamed),
        ("resource moved", spelling.reparented),
        ("with --replace", "pulumi up without --replace, or pulumi state untaint URN"),
        ("take it over", spelling.assign("adopt", True)),
        ("create another", spelling.assign("name", f"{project.name}-2")),
    ]
    why = (
        f"a project called {quoted_if_needed(project.name)} exists already ({facts(project)}). "
        "Nothing was changed. Choose one:"
    )
    lines = wrap(why, WIDTH, break_long_words=False)
    return session.text([*lines, *table([(label, Line(way, "way")) for label, way in ways])])


def held(project: Project, owner: Claim, wanted: Declaration, spelling: Spelling) -> str:
    """Why a project is not taken that another resource of this run holds."""
    mine = resource_of(wanted.origin)
    return (
        f"project {quoted_if_needed(project.name)} ({project.id}) belongs to resource "
        f"{quoted_if_needed(owner.resource)} of this program, so resource {quoted_if_needed(mine)} "
        f"cannot have it. Nothing was changed. Give {quoted_if_needed(mine)} another name, such as "
        f"{spelling.assign('name', project.name + '-2')}, or take one of the two out of the "
        "program: the project stays with the other."
    )


def twice(name: str, first: str, second: str, spelling: Spelling) -> str:
    """Why two resources, given by their origins, cannot be created with one name."""
    one, other = quoted_if_needed(resource_of(first)), quoted_if_needed(resource_of(second))
    return (
        f"resources {one} and {other} both declare a project called "
        f"{quoted_if_needed(name)}. Nothing was changed. Give one of them another name, such as "
        f"{spelling.assign('name', name + '-2')}, or take it out of the program."
    )


def archived(project: Project, spelling: Spelling) -> str:
    """Why a project that is archived, or may be, is not taken over, and the ways out."""
    if project.is_archived is None:
        return (
            f"project {quoted_if_needed(project.name)} exists ({facts(project)}), but the service "
            "did not say whether it is archived (is_archived is missing), so it is not taken "
            "over. Nothing was changed. Choose another name, such as "
            f"{spelling.assign('name', project.name + '-2')}."
        )
    unarchive = spelling.run(f"Client().projects.unarchive({python_literal(project.name)})")
    return (
        f"project {quoted_if_needed(project.name)} exists, but it is archived ({facts(project)}). "
        "Nothing was changed. To take it over, unarchive it first, in the app or with "
        f"{unarchive}, and write "
        f"{spelling.assign('adopt', True)}; or choose another name, such as "
        f"{spelling.assign('name', project.name + '-2')}."
    )


def facts(project: Project) -> str:
    """How a person recognizes a project: what it holds, since when, and its id."""
    images = plural(project.image_count, "image")
    return f"{images}, created {moment(project.created_at)}, id {project.id}"


def moment(when: datetime) -> str:
    """A moment as a person reads it, in UTC."""
    return f"{when.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC"
