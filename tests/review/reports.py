"""Reports to be written, made by hand."""

from __future__ import annotations

from typing import Any

from pictograph_provider.review.report import Change, ClassLoss, Deletion, Report, Total


def loss(name: str = "merge", annotations: int | None = 5, **fields: Any) -> ClassLoss:
    given: dict[str, Any] = {
        "name": name,
        "type": "bbox",
        "why": "removed",
        "annotations": annotations,
        "images": 2,
        "at_least": False,
        "ruling": "refused",
        "effect": f"destroys {annotations} annotations on 2 images",
    }
    return ClassLoss(**{**given, **fields})


def deletion(**fields: Any) -> Deletion:
    given: dict[str, Any] = {
        "on_delete": "delete",
        "protected": False,
        "retained": False,
        "fate": "deleted",
        "images": 3,
        "annotations": 7,
        "bytes": 4_200_000,
        "at_least": False,
    }
    return Deletion(**{**given, **fields})


def change(project: str = "road-signs", verdict: str = "harmless", **fields: Any) -> Change:
    given: dict[str, Any] = {
        "resource": "resource",
        "urn": "urn:pulumi:dev::signs::type::resource",
        "project": project,
        "action": "update",
        "verdict": verdict,
        "destructive": verdict != "harmless",
    }
    return Change.model_validate({**given, **fields})


def report(*changes: Change, **fields: Any) -> Report:
    given: dict[str, Any] = {
        "program": "signs",
        "stack": "dev",
        "complete": True,
        "permitted": Total(),
        "refused": Total(),
        "unknown": 0,
        "unchanged": 0,
        "changes": list(changes),
    }
    return Report.model_validate({**given, **fields})


REFUSED = report(
    change(
        "road-signs",
        "refused",
        reason="allow_class_removal does not name it",
        classes=[loss()],
        plan=["road-signs: 1 change to classes", '  destroy it  allow_class_removal=["merge"]'],
        consents_stale=["zip"],
    ),
    change(
        "lidar",
        "permitted",
        action="delete",
        reason='permitted by on_delete="delete"',
        deletion=deletion(),
    ),
    change("new", action="create"),
    refused=Total(annotations=5),
    permitted=Total(annotations=7, images=3, bytes=4_200_000),
)
