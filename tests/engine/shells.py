"""The two shells of one core, by name: a test of both runs once on a stack of each."""

from __future__ import annotations

from tests.engine.native import NativeStack
from tests.engine.stack import Stack

SHELLS: dict[str, type[Stack]] = {kind.shell: kind for kind in (Stack, NativeStack)}
