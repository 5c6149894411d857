"""What every one that is compared can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from benchmarks.processes import Ran
from benchmarks.service import Service

CREATE, AGAIN, NO_OP, REFRESH, DESTROY = (
    "up (create)",
    "up after a destroy",
    "up, nothing to do",
    "refresh",
    "destroy",
)

LIFE = (CREATE, NO_OP, REFRESH, DESTROY, AGAIN)
"""In this order; what the last one made is destroyed again, unmeasured."""


class Peer(Protocol):
    """One that is compared.

    Attributes:
        name: in the table.
        operations: what it can do.
    """

    name: str
    operations: Mapping[str, Callable[[], Ran]]

    def prepare(self, folder: Path, service: Service, projects: int) -> None:
        """Write its program for so many projects."""

    def state(self) -> int | None:
        """Bytes of its state now; None where it keeps none."""
