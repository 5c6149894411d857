"""Before anything is done: is the declaration sound, and may its plan be carried out?

Runs in every preview and every up, and in neither refresh nor destroy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.guard import explain, stale_words
from pictograph_provider.lifecycle.save import folder_of
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.weigh import weigh
from pictograph_provider.models import Project
from pictograph_provider.plan import UNKNOWN, ClassPlan, Unknown, describe
from pictograph_provider.state.changes import touches_classes
from pictograph_provider.state.declaration import Declaration, declaration, labels
from pictograph_provider.state.validate import problems
from pictograph_provider.texts import count, shown

REFUSED = "it was refused, and nothing was changed."
"""Stands behind the engine's own words, on the line that a progress display shows."""


def check(session: Session, olds: Mapping[str, Any], news: Mapping[str, Any]) -> list[str]:
    """Why the declaration is refused, a text each; empty when it may go on.

    A plan that is permitted is printed. The service is asked only when the class list
    changes or a project is to be adopted.

    Args:
        olds: the inputs in state; empty for a project that is to be created.
        news: the inputs of the program.
    """
    wrong = problems(news)
    if wrong:
        return wrong
    wanted = declaration(news)
    if not olds:
        return _adoption(session, wanted) if wanted.adopt else []
    if not touches_classes(olds, news):
        session.say(
            f"{shown(str(olds['name']))}: {line}" for line in stale_words([*wanted.consent])
        )
        return []
    return _change(session, wanted, olds)


def _change(session: Session, wanted: Declaration, olds: Mapping[str, Any]) -> list[str]:
    # The engine gives no id here, so the project is found by the name it is known to have.
    name = str(olds["name"])
    if wanted.classes is UNKNOWN:
        session.say(describe(ClassPlan(name, unknown=True)))
        return []
    project = session.find(name)
    found = []
    if project is None and isinstance(wanted.name, str) and wanted.name != name:
        # An up that was cut off after its write has left the project with its new name. By what
        # is found here nothing is changed: the update goes by the id, and decides again.
        project = session.find(wanted.name)
        found = [f"{shown(name)}: is called {shown(wanted.name)} already"]
    if project is None:
        return [
            f"no project is called {shown(name)} any more in {_organization(session)}: it was "
            "renamed or deleted elsewhere, so what this change destroys cannot be counted. "
            "Nothing was changed. Run: pulumi refresh"
        ]
    return _decide(session, wanted, project, labels(olds), found)


def _adoption(session: Session, wanted: Declaration) -> list[str]:
    if isinstance(wanted.name, Unknown):
        session.say(["a project to adopt: its name is not known yet, so it is looked up at up."])
        return []
    project = session.find(wanted.name)
    if project is None:
        return []
    if project.is_archived:
        return [archived_words(project)]
    images = count(project.image_count, "image")
    found = f"{shown(project.name)}: takes over project {project.id}, {images}"
    return _decide(session, wanted, project, frozenset(), [found])


def archived_words(project: Project) -> str:
    """Why an archived project is not taken over, and the way out."""
    return (
        f"project {shown(project.name)} exists, but it is archived ({project.id}). Nothing was "
        "changed. To take it over, unarchive it first, in the app or with "
        f'Client().projects.unarchive("{project.name}"); or choose another name.'
    )


def _decide(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: frozenset[str],
    found: list[str],
) -> list[str]:
    if session.review:
        # A refusal would end the preview before its deletes, and a review has to see all of it.
        # Nothing is permitted by this: before it writes, an up decides again, come what may.
        return []
    if wanted.classes is UNKNOWN:
        session.say([*found, *describe(ClassPlan(project.name, unknown=True))])
        return []
    decision = weigh(session, wanted, project, recorded)
    lines = [*found, *explain(decision)]
    if decision.refused:
        return ["\n".join([REFUSED, *lines])]
    if decision.destroys and (folder := folder_of(session, wanted.save_before_removal)):
        lines.append(f"saved first in the folder {shown(folder)}; if that fails, nothing goes.")
    if found or not decision.plan.empty or decision.stale:
        session.say(lines, warn=decision.destroys)
    return []


def _organization(session: Session) -> str:
    mine = session.client.organizations.me()
    return f"organisation {shown(mine.name or mine.id)}"
