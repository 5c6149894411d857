"""The number of the stored format, and what becomes of a state that a later version has written."""

from __future__ import annotations

from collections.abc import Mapping

FORMAT = 1
"""Of the outputs. A state of each format that was ever released must still be read."""


class NewerStateError(Exception):
    """A later version has recorded the project, and may have meant something else."""


def require_known_format(outputs: Mapping[str, object]) -> None:
    """Make sure that this version can read the outputs.

    What it does not know, it would take for a setting that is left out: so a policy that keeps a
    project would be lost, or a class list would read as empty.

    Raises:
        NewerStateError: it cannot.
    """
    found = outputs.get("format", FORMAT)
    if isinstance(found, (int, float)) and found > FORMAT:
        raise NewerStateError(
            f"the state of project {outputs.get('name')} was written by a later version of "
            f"pictograph-provider (format {found:g}, and this one reads {FORMAT}). Nothing was "
            "changed. Go on with the later one: pip install --upgrade pictograph-provider"
        )
