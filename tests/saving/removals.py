"""Save classes of a project as a removal does it, without one."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from pictograph_provider import Client
from pictograph_provider.saving.removal import Removal
from pictograph_provider.saving.save import SaveResult, save
from tests.counting import by_class

NOON = datetime(2026, 1, 2, 12, 0, 5, tzinfo=timezone.utc)


def removal_of(client: Client, *names: str, project: str = "road-signs") -> Removal:
    """These classes of a project; all of it where none is named."""
    found = client.projects.get(project)
    whole = not names
    classes = [cls.fields() for cls in found.classes if whole or cls.name in names]
    return Removal(
        project=found,
        organization_id=str(found.organization_id),
        origin="signs/dev/road-signs",
        classes=[(entry, "deleted" if whole else "removed") for entry in classes],
        whole=whole,
        counted=by_class(client.projects.insights(project)),
        counted_at=NOON,
    )


def save_classes(client: Client, folder: Path, *names: str) -> SaveResult:
    """Save them."""
    return save(client, removal_of(client, *names), folder, lambda text: None)


def remove(client: Client, name: str) -> None:
    """Write the class list without the class."""
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[cls for cls in live if cls["name"] != name])
