"""What one comparison is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pictograph_provider import Client
from tests.contract.scene import Scene


@dataclass(frozen=True)
class Call:
    """One row: what is compared, and how to send it.

    Attributes:
        theirs: gets the SDK's client of either kind.
        refused: our client sends nothing; the SDK does, whatever comes of it.
    """

    name: str
    ours: Callable[[Client, Scene], object]
    theirs: Callable[[Any, Scene], object]
    refused: bool = False
