"""Before anything is done: is the declaration sound, and may its plan be carried out?

Runs in every preview and every up, and in neither refresh nor destroy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pictograph_provider.guard import explain, stale_words
from pictograph_provider.lifecycle import occupied
from pictograph_provider.lifecycle.assess import assess
from pictograph_provider.lifecycle.claim import NONE, Claim
from pictograph_provider.lifecycle.differences import described, types_in_use
from pictograph_provider.lifecycle.save import save_policy, save_problem
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.plan import UNKNOWN, ClassPlan, Unknown, describe
from pictograph_provider.saving.places import is_bucket
from pictograph_provider.spelling import Spelling
from pictograph_provider.state.changes import changes
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import plural, quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import Project

REFUSED = "it was refused, and nothing was changed."
"""Stands behind the engine's own words, on the line that a progress display shows."""


def check(session: Session, before: Recorded | None, wanted: Declaration) -> list[str]:
    """The reasons why a valid declaration is refused, a text each; empty when it is not.

    A plan that is permitted is printed. The service is asked only about what is to be created,
    taken over or changed.

    Args:
        before: what the old inputs tell; None for a project that is to be created.
    """
    # Before anything is refused: a resource that is declared keeps its project, refused or not.
    session.run.checked(wanted.origin, exists=before is not None)
    if problem := save_problem(session, wanted):
        return [problem]
    if before is None:
        if not session.review:  # which creates nothing, however many there are
            session.step()
        return _new(session, wanted)
    found = changes(before, wanted)
    if not found.ask:
        stale = stale_words([*wanted.consent], spelling=session.spelling)
        session.say(f"{quoted_if_needed(before.name)}: {line}" for line in stale)
        return []
    return _change(session, wanted, before, classes=found.classes and wanted.classes is not None)


def _change(session: Session, wanted: Declaration, before: Recorded, *, classes: bool) -> list[str]:
    # The engine gives no id here, so the project is found by the name it is known to have. When
    # it asks for the difference it does: a project that was counted wrongly is noticed there.
    name = before.name
    if classes and wanted.classes is UNKNOWN:
        session.say(describe(ClassPlan(name, unknown=True)))
        return []
    renamed = isinstance(wanted.name, str) and wanted.name != name
    project = session.find(name)
    target = session.find(str(wanted.name)) if renamed else None
    found = []
    if project is None and target is not None:
        # An up that was cut off after its write has left the project with its new name. By what
        # is found here nothing is changed: the update goes by the id, and decides again.
        project, target = target, None
        found = [f"{quoted_if_needed(name)}: is called {quoted_if_needed(project.name)} already"]
    if project is None:
        return [
            f"no project is called {quoted_if_needed(name)} any more in {_organization(session)}: "
            "it was renamed or deleted elsewhere, or the key is another organization's now. So "
            "what this change destroys cannot be counted. Nothing was changed. Run: pulumi "
            "refresh --run-program"
        ]
    session.run.counted(wanted.origin, project.id, project.organization_id)
    if project.is_archived:
        return [archived_since(project, session.spelling)]
    if target is not None and (reason := _name_taken(session, project, target)):
        return [reason]
    if not classes:
        return _types(session, wanted, project)
    return _decide(session, wanted, project, before.declared_before, before.moves, found)


def _name_taken(session: Session, project: Project, target: Project) -> str | None:
    owner = session.run.owner(target.id)
    if owner is not None and owner.name not in (None, target.name):
        return None  # its own resource renames it in this very run
    return (
        f"project {quoted_if_needed(project.name)} cannot be renamed to "
        f"{quoted_if_needed(target.name)}: that name is taken ({occupied.facts(target)}). Nothing "
        "was changed. Choose another name, or rename that project first. If another resource of "
        "this program gives that name up, let this one depend on it."
    )


def _new(session: Session, wanted: Declaration) -> list[str]:
    if isinstance(wanted.name, Unknown):
        what = "takes over" if wanted.adopt else "creates"
        session.say([f"{what} a project whose name is not known yet: pulumi up looks it up."])
        return []
    if not wanted.adopt:
        reason = None if session.review else occupied.why_not_free(session, wanted)
        return [reason] if reason else []
    if reason := occupied.wanted_by_another(session, wanted):
        return [reason]
    project = session.find(wanted.name)
    session.run.counted(wanted.origin, project.id if project else NONE)
    if project is None:
        organization = session.directory.organization()  # any server says 404
        reason = occupied.wanted_by_another(session, wanted, organization)
        return [reason] if reason else []
    # In a preview as well, where two resources that want one project have to be noticed.
    claim = Claim(project.id, wanted.origin, "takes over", wanted.name)
    if other := session.run.claim(claim):
        return [occupied.held(project, other, wanted, session.spelling)]
    if project.is_archived is not False:  # where the service does not say, it may be
        return [occupied.archived(project, session.spelling)]
    images = plural(project.image_count, "image")
    found = [f"{quoted_if_needed(project.name)}: takes over project {project.id}, {images}"]
    found += described(wanted, project)
    return _decide(session, wanted, project, frozenset(), {}, found)


def archived_since(project: Project, spelling: Spelling) -> str:
    """Why a managed project is not changed that somebody has archived, and the way out."""
    unarchive = spelling.run(f'Client().projects.unarchive(id="{project.id}")')
    return (
        f"project {quoted_if_needed(project.name)} ({project.id}) is archived: somebody has "
        "archived it since the last up. Nothing was changed. To go on with it, unarchive it, in "
        f"the app or with {unarchive}, and run pulumi up again. To leave it archived, take the "
        "resource out of the program, and its entry out of the state: pulumi state delete URN"
    )


def _types(session: Session, wanted: Declaration, project: Project) -> list[str]:
    if session.review:
        return []
    reason = types_in_use(
        wanted, project, [cls.fields() for cls in project.classes], session.spelling
    )
    return [reason] if reason else []


def _decide(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: frozenset[str],
    done: Mapping[str, str],
    found: list[str],
) -> list[str]:
    if session.review:
        # A refusal would end the preview before its deletes, and a review has to see all of it.
        # Nothing is permitted by this: before it writes, an up always decides again.
        return []
    if wanted.classes is UNKNOWN:
        session.say([*found, *describe(ClassPlan(project.name, unknown=True))])
        return []
    decision = assess(session, wanted, project, recorded, done)
    lines = [*found, *explain(decision, spelling=session.spelling)]
    if decision.refused:
        return [session.text([REFUSED, *lines])]
    if reason := types_in_use(wanted, project, decision.plan.result, session.spelling):
        return [reason]
    policy = save_policy(session, wanted)
    if decision.destroys and (reason := policy.refusal(session.spelling)):
        return [session.text([REFUSED, *lines, f"refused: {reason}."])]
    if decision.destroys and (folder := policy.place):
        where = "in" if is_bucket(folder) else "in the folder"
        lines.append(
            f"saved first {where} {quoted_if_needed(folder)}; if that fails, nothing is removed."
        )
    if found or not decision.plan.empty or decision.stale:
        session.say(lines, warn=decision.destroys)
    return []


def _organization(session: Session) -> str:
    mine = session.client.organizations.me()
    return f"organization {quoted_if_needed(mine.name or mine.id)}"
