"""Names that the service can take. Whoever checks one needs nothing but this."""

from __future__ import annotations

import re

LONGEST_NAME = 255
"""Characters that a project name may have (service contract, section 12)."""

LONGEST_CLASS_NAME = 120
"""Characters that a class name may have (service contract, section 3)."""

_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)


def name_problem(name: str) -> str | None:
    """Why a project cannot have this name, or None where it can.

    Some names would reach another address than their own: `..` is resolved away, and a
    UUID is taken for an id (service contract, section 2).
    """
    if name in ("", ".", ".."):
        return f'a project cannot be called "{name}": in an address it means something else.'
    if len(name) > LONGEST_NAME:
        return f"a project name has at most {LONGEST_NAME} characters, this one has {len(name)}."
    if "/" in name:
        return f'a project name cannot hold a slash: "{name}".'
    if _UUID.fullmatch(name):
        return f'"{name}" looks like an id: the service could not tell the name from one.'
    return None


def is_id(text: str) -> bool:
    """Whether a text has the shape of a project's id, a UUID."""
    return bool(_UUID.fullmatch(text))
