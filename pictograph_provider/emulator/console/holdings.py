"""Reading what the emulator holds, for the console."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pictograph_provider import colors
from pictograph_provider.classes import canonical_type, canonical_types
from pictograph_provider.emulator.console.view import (
    ClassView,
    KeyView,
    OrganizationView,
    ProjectView,
)
from pictograph_provider.emulator.datasets.classes import Class, labels

MOST = 100
"""Projects shown of an organization, the newest; a page with thousands helps nobody."""

Label = tuple[str, str, bool]
"""Name and type of an annotation, and whether its image is archived."""


def organizations(db: sqlite3.Connection) -> tuple[OrganizationView, ...]:
    rows = db.execute("SELECT id, name FROM organizations ORDER BY rowid").fetchall()
    return tuple(_organization(db, row) for row in rows)


def _organization(db: sqlite3.Connection, row: sqlite3.Row) -> OrganizationView:
    scope = {"organization": row["id"], "most": MOST}
    datasets = db.execute(
        "SELECT * FROM datasets WHERE organization_id = :organization"
        " ORDER BY created_at DESC, id LIMIT :most",
        scope,
    ).fetchall()
    (total,) = db.execute(
        "SELECT count(*) FROM datasets WHERE organization_id = :organization", scope
    ).fetchone()
    images, found = _images(db, datasets), _labels(db, datasets)
    views = [
        (_project(dataset, images[dataset["id"]], found[dataset["id"]]), dataset["archived_at"])
        for dataset in datasets
    ]
    keys = db.execute(
        "SELECT id, role, is_active FROM api_keys WHERE organization_id = ? ORDER BY rowid",
        (row["id"],),
    )
    return OrganizationView(
        id=row["id"],
        name=row["name"],
        keys=tuple(KeyView(key["id"], key["role"], bool(key["is_active"])) for key in keys),
        projects=tuple(view for view, archived in views if archived is None),
        archived=tuple(view for view, archived in views if archived is not None),
        more=total - len(datasets),
    )


def _project(
    dataset: sqlite3.Row, images: Mapping[bool, int], found: Counter[Label]
) -> ProjectView:
    classes: list[Class] = json.loads(dataset["classes"])
    return ProjectView(
        id=dataset["id"],
        name=dataset["name"],
        description=dataset["description"],
        annotation_types=tuple(canonical_types(json.loads(dataset["annotation_types"]))),
        classes=tuple(_class(item, found) for item in classes),
        images=images.get(False, 0),
        archived_images=images.get(True, 0),
        annotations=found.total(),
        strays=sum(
            count
            for (name, type_, _), count in found.items()
            if not any(labels(item, name, type_) for item in classes)
        ),
    )


def _class(item: Class, found: Counter[Label]) -> ClassView:
    counts = Counter[bool]()
    for (name, type_, archived), count in found.items():
        if labels(item, name, type_):
            counts[archived] += count
    color = item.get("color")
    # What is no color never gets into the page as one: `fill` would take an address, too.
    valid = isinstance(color, str) and colors.canonical(color) is not None
    return ClassView(
        name=item["name"],
        # What the service stores for it is another word than the one that programs use.
        type=canonical_type(item.get("type")),
        color=color if valid else None,
        annotations=counts[False],
        hidden=counts[True],
    )


def _images(
    db: sqlite3.Connection, datasets: Iterable[sqlite3.Row]
) -> Mapping[str, Mapping[bool, int]]:
    found: defaultdict[str, dict[bool, int]] = defaultdict(dict)
    for dataset in datasets:
        for archived, count in db.execute(
            "SELECT is_archived, count(*) FROM images WHERE dataset_id = ? GROUP BY 1",
            (dataset["id"],),
        ):
            found[dataset["id"]][bool(archived)] = count
    return found


def _labels(
    db: sqlite3.Connection, datasets: Iterable[sqlite3.Row]
) -> Mapping[str, Counter[Label]]:
    found: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    for dataset in datasets:
        for name, type_, archived, count in db.execute(
            "SELECT name, annotations.type, is_archived, count(*) FROM annotations"
            " JOIN images ON images.id = image_id WHERE dataset_id = ? GROUP BY 1, 2, 3",
            (dataset["id"],),
        ):
            found[dataset["id"]][name, type_, bool(archived)] = count
    return found
