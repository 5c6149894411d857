"""Did the program change something, or the service? Decided from state alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pictograph_provider.classes import canonical_type
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import Unknown, make_plan
from pictograph_provider.state.class_set import decode, order_names
from pictograph_provider.state.declaration import MANAGED, SETTINGS, declaration, labels

CLASS_SETTINGS = ("class_moves", "allow_class_removal", "foreign_classes")


def changed(outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
    """Whether provisioning `inputs` over what `outputs` record would change anything."""
    settings = any(inputs.get(key) != outputs.get(key) for key in (*SETTINGS, "origin"))
    managed = any(bool(outputs.get(mark)) != (key in inputs) for key, mark in MANAGED.items())
    archived = bool(outputs.get("archived"))
    return settings or managed or archived or bool(changed_fields(outputs, inputs))


def changed_fields(outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> set[str]:
    """Which of the project's own fields `inputs` declares otherwise than `outputs` record."""
    wanted = declaration(inputs)
    fields = set()
    if wanted.name != outputs.get("name"):
        fields.add("name")
    if wanted.description is not None and wanted.description != (outputs.get("description") or ""):
        fields.add("description")
    types = set(map(canonical_type, outputs.get("annotation_types") or []))
    if wanted.annotation_types is not None and (
        isinstance(wanted.annotation_types, Unknown) or set(wanted.annotation_types) != types
    ):
        fields.add("annotation_types")
    if _classes_changed(outputs, inputs):
        fields.add("classes")
    return fields


def _classes_changed(outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
    wanted = declaration(inputs)
    if wanted.classes is None or "class_set" not in outputs:
        return ("class_set" in outputs) != (wanted.classes is not None)
    plan = make_plan(
        str(outputs.get("name")),
        recorded=labels(outputs),
        declared=wanted.classes,
        live=[ProjectClass.of_service(row) for row in outputs.get("classes") or []],
        moves=wanted.moves,
        keep_foreign=wanted.keep_foreign,
        ordered=wanted.ordered,
    )
    # The order counts as it was last declared: a service may keep an order of its own.
    reordered = _names(inputs) != _names(outputs)
    return (
        not replace(plan, reordered=False).empty or reordered or labels(outputs) != labels(inputs)
    )


def _names(values: Mapping[str, Any]) -> list[str]:
    order = values.get("class_order")
    return order_names(order) if isinstance(order, str) else []


def declares_other_fields(olds: Mapping[str, Any], news: Mapping[str, Any]) -> bool:
    """Whether new inputs ask for another name, description or annotation types than the old ones.

    Old inputs that say that the project is archived count as well: that is not declared.
    """
    wanted, before = declaration(news), declaration(olds)
    if wanted.name != before.name or olds.get("archived"):
        return True
    if wanted.description is not None and wanted.description != before.description:
        return True
    types, were = wanted.annotation_types, before.annotation_types
    if types is None or types == were:
        return False
    return not isinstance(types, tuple) or not isinstance(were, tuple) or set(types) != set(were)


def touches_classes(olds: Mapping[str, Any], news: Mapping[str, Any]) -> bool:
    """Whether new inputs ask something else of the class list than the old ones did."""
    wanted, before = declaration(news), declaration(olds)
    if wanted.classes is None:
        return False
    if before.classes is None or isinstance(wanted.classes, Unknown):
        return True
    if any(news.get(key) != olds.get(key) for key in CLASS_SETTINGS):
        return True
    if olds.get("undeclared_classes") and not wanted.keep_foreign:
        return True
    recorded = decode(olds["class_set"], olds.get("class_order", ""))
    plan = make_plan(
        "",
        recorded=labels(olds),
        declared=wanted.classes,
        live=[
            ProjectClass.of_service(
                {
                    "name": cls.name,
                    "type": cls.type,
                    "color": None if isinstance(cls.color, Unknown) else cls.color,
                    **cls.fields,
                }
            )
            for cls in recorded
        ],
        ordered=wanted.ordered,
    )
    return not plan.empty
