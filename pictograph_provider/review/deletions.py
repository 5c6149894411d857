"""What becomes of a project whose resource goes: nobody but a review counts that in a preview."""

from __future__ import annotations

from dataclasses import replace

from pictograph_provider.lifecycle.save import save_policy
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.models import Project
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.review.assessment import Assessment
from pictograph_provider.review.classes import not_saved
from pictograph_provider.review.figures import figures
from pictograph_provider.review.preview import Step
from pictograph_provider.review.report import Deletion, Verdict
from pictograph_provider.review.service import Service
from pictograph_provider.spelling import Spelling
from pictograph_provider.state.recorded import recorded
from pictograph_provider.texts import quoted_if_needed


def _protected(spelling: Spelling) -> str:
    return f"{spelling.assign('protect', True)}: Pulumi refuses to delete it"


def assess_deletion(service: Service, step: Step) -> Assessment:
    """What becomes of the project of a resource that goes.

    Raises:
        NotCountedError: the key cannot see the project.
    """
    if step.retained:
        deletion = _uncounted(step).model_copy(update={"fate": "kept"})
        setting = step.spelling.setting("retain_on_delete")
        reason = f"{setting}: it leaves the stack, and the project stays as it is"
        return Assessment(reason=reason, deletion=deletion)
    if "imported" in step.old:
        deletion = _uncounted(step).model_copy(update={"fate": "kept"})
        reason = "it was imported and no pulumi up has declared it: the project stays as it is"
        return Assessment(reason=reason, deletion=deletion)
    session = service.session(step)
    project = service.find(session, step)
    deletion = _counted(session, step, project)
    notes = []
    found = _ruling(deletion, step.spelling)
    policy = save_policy(session, recorded(step.outputs))
    if deletion.fate == "deleted" and deletion.annotations != 0:
        if policy.place:
            where = quoted_if_needed(policy.place)
            notes.append(f"its annotations are saved first in {where}; the images are not")
        elif found.verdict == "permitted" and (unsaved := policy.refusal(step.spelling)):
            found = replace(found, verdict="refused", reason=unsaved)
        elif found.verdict == "permitted":
            notes.append(not_saved(step.spelling))
    if project is not None and step.outputs.get("name") not in (project.name, UNKNOWN):
        notes.append(f"it is called {quoted_if_needed(project.name)} in the service now")
    return replace(found, notes=tuple(notes))


def uncounted_deletion(step: Step, why: str) -> Assessment:
    """What is known of a deletion where the project could not be looked at.

    What is archived loses nothing, and what is protected is not deleted, whatever it holds.
    """
    deletion = _uncounted(step)
    verdict: Verdict = "refused" if step.protected else "unknown"
    if deletion.on_delete == "archive":
        deletion = deletion.model_copy(update={"fate": "archived"})
        verdict = "refused" if step.protected else "harmless"
    reason = f"not counted: {why}"
    if step.protected:
        reason = f"{_protected(step.spelling)}; {reason}"
    destructive = deletion.fate != "archived"
    return Assessment(verdict, destructive, reason, deletion=deletion)


def _uncounted(step: Step) -> Deletion:
    return Deletion(
        on_delete=str(step.outputs.get("on_delete", "delete-if-empty")),
        protected=step.protected,
        retained=step.retained,
        fate="unknown",
        images=None,
        annotations=None,
        bytes=None,
        at_least=False,
    )


def _counted(session: Session, step: Step, project: Project | None) -> Deletion:
    deletion = _uncounted(step)
    if project is None:
        return deletion.model_copy(update={"fate": "gone"})
    held = figures(project, session.client.projects.insights(id=project.id))
    counts = {
        "fate": "archived" if deletion.on_delete == "archive" else "deleted",
        "images": held.images,
        "annotations": held.annotations,
        "bytes": held.bytes,
        "at_least": held.at_least,
        "missing": [*held.missing],
    }
    return deletion.model_copy(update=counts)


def _ruling(deletion: Deletion, spelling: Spelling) -> Assessment:
    if deletion.fate == "gone":
        return Assessment("harmless", False, "it is gone already", deletion=deletion)
    # A figure that is missing may stand for anything.
    held = bool(deletion.images or deletion.annotations or deletion.missing)
    loses = deletion.fate == "deleted" and held
    if deletion.protected:
        return Assessment("refused", loses, _protected(spelling), deletion=deletion)
    if deletion.fate == "archived":
        setting = spelling.assign("on_delete", "archive")
        reason = f"{setting} hides it with all its images"
        return Assessment("harmless", False, reason, deletion=deletion)
    if not loses:
        return Assessment("harmless", False, "it holds no image", deletion=deletion)
    if deletion.on_delete == "delete":
        reason = f"permitted by {spelling.assign('on_delete', 'delete')}"
        return Assessment("permitted", True, reason, deletion=deletion)
    doubt = ""
    if deletion.missing and not (deletion.images or deletion.annotations):
        doubt = f", and the service did not give {' and '.join(deletion.missing)}"
    setting = spelling.assign("on_delete", "delete-if-empty")
    return Assessment(
        "refused",
        True,
        f"{setting} refuses it{doubt}: it fails here, after it made the changes before it",
        deletion=deletion,
    )
