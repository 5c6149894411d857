"""Save classes of a project as a removal does it, without one."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from pictograph_provider import Client
from pictograph_provider.saving.doomed import Doomed
from pictograph_provider.saving.keep import Kept, keep
from tests.counting import by_class

NOON = datetime(2026, 1, 2, 12, 0, 5, tzinfo=timezone.utc)


def doomed(client: Client, *names: str, project: str = "road-signs") -> Doomed:
    """These classes of a project; all of it where none is named."""
    found = client.projects.get(project)
    whole = not names
    classes = [cls.fields() for cls in found.classes if whole or cls.name in names]
    return Doomed(
        project=found,
        organization_id=str(found.organization_id),
        origin="signs/dev/road-signs",
        classes=[(entry, "deleted" if whole else "removed") for entry in classes],
        whole=whole,
        counted=by_class(client.projects.insights(project)),
        counted_at=NOON,
    )


def save(client: Client, folder: Path, *names: str) -> Kept:
    """Save them."""
    return keep(client, doomed(client, *names), folder, lambda text: None)
