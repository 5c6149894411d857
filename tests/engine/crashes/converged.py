"""Is everything as it must be? Asked after a crash was healed."""

from __future__ import annotations

from typing import Any

from pictograph_provider.classes import canonical_type
from pictograph_provider.models import ProjectClass
from tests.engine.crashes.world import FOREIGN, World
from tests.engine.leaks import places_of
from tests.engine.operations import DESCRIPTION, SAVED, Operation


def look(world: World) -> dict[str, Any]:
    """Every project of the organization by name, with its annotations by class."""
    projects = world.stack.client.projects
    found = [*projects.iter(), *projects.iter(archived=True)]
    assert len({project.name for project in found}) == len(found)
    return {project.name: (project, world.labels.count(project.name)) for project in found}


def known(cls: ProjectClass) -> dict[str, object]:
    """What is recorded of a class."""
    return {**cls.fields(), "type": canonical_type(cls.type)}


def assert_converged(world: World, operation: Operation, before: dict[str, Any]) -> None:
    """The service holds what is declared and nothing else changed; state says the same.

    Args:
        before: what `look` gave before the operation.
    """
    now = look(world)
    assert now.pop(FOREIGN) == before[FOREIGN]
    names = [operation.project] if operation.project else []
    assert [*now] == names
    state = world.stack.exported()["deployment"]
    assert state.get("pending_operations", []) == []
    entries = [entry for entry in state.get("resources", []) if entry["type"] == world.stack.type]
    assert [entry["outputs"]["name"] for entry in entries] == names
    if operation.project:
        project, annotations = now[operation.project]
        assert project.description == DESCRIPTION
        assert [(cls.name, cls.color) for cls in project.classes] == operation.classes
        assert annotations == operation.kept
        (entry,) = entries
        assert entry["id"] == project.id
        # The plugin has one name for each type; the service has two for one of them.
        assert [*map(known, world.stack.classes_in(entry["outputs"]))] == [
            *map(known, project.classes)
        ]
        if "road-signs" in before:
            assert project.id == before["road-signs"][0].id
    if operation.saves:
        receipts = (world.stack.folder / SAVED).glob("*.receipt.json")
        assert any('"junk' in receipt.read_text() for receipt in receipts)
    assert places_of(world.key, world.stack.root) == []
