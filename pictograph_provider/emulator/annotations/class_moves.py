"""Renaming, merging and deleting a class together with its annotations."""

from __future__ import annotations

from pictograph_provider.emulator.annotations import models as annotation_models
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.datasets.classes import Class, canonical_type, to_store
from pictograph_provider.emulator.errors import ConflictError, InvalidError, NotFoundError
from pictograph_provider.emulator.session import Session
from pictograph_provider.texts import plural, quoted_if_needed


def rename(session: Session, dataset: str, old_name: str, new_name: str) -> dict[str, object]:
    """Renames a class and its annotations.

    Raises:
        ConflictError: it would meet a class of the same type.
    """
    row = datasets.find(session, dataset)
    classes = datasets.stored_classes(row)
    renamed = [_called(item, new_name) for item in _named(classes, old_name)]
    for item in renamed:
        if any(_type(other) == _type(item) for other in _named(classes, new_name)):
            raise ConflictError(
                f"There is a class {new_name!r} of type {item.get('type')!r} already;"
                " merge the two instead."
            )
    moved = [_called(item, new_name) if item["name"] == old_name else item for item in classes]
    datasets.write_classes(session, row["id"], to_store(moved, classes, session.settings))
    images, labels = annotation_models.rename(session.db, row["id"], old_name, new_name)
    session.changes.append(
        f"class {quoted_if_needed(old_name)} renamed to {quoted_if_needed(new_name)}, with "
        f"{plural(labels, 'annotation')}"
    )
    return {
        "dataset_id": row["id"],
        "old_name": old_name,
        "new_name": new_name,
        "images_updated": images,
        "annotations_updated": labels,
        "config_updated": bool(renamed),
    }


def merge(session: Session, dataset: str, source_name: str, target_name: str) -> dict[str, object]:
    """Gives the annotations of one class to another and drops the first.

    Raises:
        NotFoundError: there is no target.
        InvalidError: the two are one class, or of different types.
    """
    row = datasets.find(session, dataset)
    classes = datasets.stored_classes(row)
    sources, targets = _named(classes, source_name), _named(classes, target_name)
    if source_name == target_name:
        raise InvalidError(["body", "target_name"], "is the source itself")
    if not targets:
        raise NotFoundError(f"No class {target_name!r} in dataset {row['name']!r}.")
    if not {_type(item) for item in sources} <= {_type(item) for item in targets}:
        raise InvalidError(["body", "target_name"], f"is of another type than {source_name!r}")
    datasets.write_classes(session, row["id"], [item for item in classes if item not in sources])
    images, labels = annotation_models.rename(session.db, row["id"], source_name, target_name)
    session.changes.append(
        f"class {quoted_if_needed(source_name)} merged into {quoted_if_needed(target_name)},"
        f" with {plural(labels, 'annotation')}"
    )
    return {
        "dataset_id": row["id"],
        "source_name": source_name,
        "target_name": target_name,
        "images_updated": images,
        "annotations_updated": labels,
        "config_updated": bool(sources),
    }


def delete(
    session: Session, dataset: str, name: str, class_type: str | None, *, with_annotations: bool
) -> dict[str, object]:
    """Drops a class; its annotations stay unless they are to go too."""
    row = datasets.find(session, dataset)
    classes = datasets.stored_classes(row)
    gone = [
        item
        for item in _named(classes, name)
        if class_type is None or _type(item) == canonical_type(class_type)
    ]
    datasets.write_classes(session, row["id"], [item for item in classes if item not in gone])
    images, labels = 0, 0
    if with_annotations:
        # By what was asked for, not by what the list held: orphans of the class go as well.
        asked: Class = {"name": name, "type": class_type}
        images, labels = annotation_models.remove_of_classes(session.db, row["id"], [asked])
    fate = f"with {plural(labels, 'annotation')}" if with_annotations else "its annotations stay"
    session.changes.append(f"class {quoted_if_needed(name)} removed, {fate}")
    return {
        "dataset_id": row["id"],
        "name": name,
        "config_updated": bool(gone),
        "images_updated": images,
        "annotations_removed": labels,
    }


def _named(classes: list[Class], name: str) -> list[Class]:
    return [item for item in classes if item["name"] == name]


def _called(item: Class, name: str) -> Class:
    return {**item, "name": name}


def _type(item: Class) -> str | None:
    return canonical_type(item.get("type"))
