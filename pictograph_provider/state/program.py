"""From a program's class list, with Outputs anywhere in it, to the engine's inputs."""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pulumi

from pictograph_provider.classes import ClassRow, DeclaredClass
from pictograph_provider.state.class_map import decode, encode
from pictograph_provider.state.class_text import classes_in
from pictograph_provider.texts import quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass

PACKAGES = tuple(
    f"{folder}{os.sep}" for folder in (Path(pulumi.__file__).parent, Path(__file__).parents[1])
)
"""The folders of Pulumi's SDK and of this package."""


def class_inputs(classes: object) -> dict[str, object]:
    """The inputs that stand for a class list; none at all for None.

    Where the names and types are plain texts, only what is an Output stays unknown in a
    preview. Where a name itself is one, the whole list is.
    """
    if classes is None:
        return {}
    if isinstance(classes, (list, tuple)) and all(map(_is_named, classes)):
        plain = encode(classes)
        return _inputs(plain.entries, plain.order, plain.invalid)
    later = pulumi.Output.from_input(_lifted(classes)).apply(encode)
    return _inputs(
        later.apply(lambda found: found.entries),
        later.apply(lambda found: found.order),
        later.apply(lambda found: found.invalid),
    )


def _inputs(entries: object, order: object, invalid: object) -> dict[str, object]:
    return {"classes": entries, "class_order": order, "invalid_classes": invalid}


def _is_named(item: object) -> bool:
    fields = _fields(item)
    return not isinstance(fields, pulumi.Output) and not (
        isinstance(fields, Mapping)
        and any(isinstance(fields.get(key), pulumi.Output) for key in ("name", "type"))
    )


def _fields(item: object) -> object:
    # An Output seems to have whatever it is asked for.
    made = not isinstance(item, pulumi.Output) and hasattr(item, "fields")
    return cast("ProjectClass", item).fields() if made else item


def _lifted(classes: object) -> object:
    return [_fields(item) for item in classes] if isinstance(classes, (list, tuple)) else classes


def secret_names(
    resource: str, inputs: Mapping[str, object]
) -> pulumi.Output[list[str] | None] | None:
    """Names of the inputs that are or hold a secret, as an input; None where there can be none.

    The provider gets plain values, and has to know what it must not print.

    Args:
        resource: its name, for the error where an input fails.
    """
    # At once, and so before all who await them later: see _is_secret.
    lifted = {
        key: pulumi.Output.from_input(value)
        for key, value in inputs.items()
        if _holds_output(value)
    }
    if not lifted:
        return None

    async def names() -> list[str] | None:
        return [
            key
            for key in sorted(lifted)
            if await _is_secret(lifted[key], f"the {key} of {quoted_if_needed(resource)}")
        ] or None

    async def known() -> bool:
        return True

    # Not by `apply`: what is made of a secret is one, and of an unknown value unknown.
    return pulumi.Output(set(), asyncio.ensure_future(names()), asyncio.ensure_future(known()))


async def _is_secret(value: pulumi.Output[object], meaning: str) -> bool:
    try:
        return await value.is_secret()
    except Exception as error:
        # Python says where something failed to the first who awaits it alone, and that is this
        # and not Pulumi. A note stays with the error; Python 3.10 has none.
        lines = _program_lines(error)
        if lines and hasattr(error, "add_note") and not hasattr(error, "__notes__"):
            error.add_note(f"This is where the program makes {meaning}:\n{lines}")
        raise


def _program_lines(error: Exception) -> str:
    """Where an error was raised, without the lines of Pulumi and of this package."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith(PACKAGES)]
    return "".join(traceback.format_list(own)).rstrip()


def _holds_output(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_holds_output, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_holds_output, value))
    return isinstance(value, pulumi.Output)


def listed(
    classes: str | Mapping[str, object] | None, order: str | None
) -> list[dict[str, object]]:
    """The list of classes behind an output.

    Args:
        classes: the text that state records, or in a preview of a create the inputs themselves.
    """
    if isinstance(classes, Mapping):
        return [{**_row(cls)} for cls in decode(classes, order or "")]
    return [{**cls.row} for cls in classes_in(classes or "")]


def _row(cls: DeclaredClass) -> ClassRow:
    row = {"name": cls.name, "type": cls.type, **cls.fields}
    return cast(ClassRow, row if cls.color is None else {**row, "color": cls.color})
