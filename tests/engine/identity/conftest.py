"""Fixtures of the tests on which project is whose."""

from __future__ import annotations

import pytest

from tests.engine.identity.families import Family
from tests.engine.labels import Labels
from tests.engine.stack import Stack


@pytest.fixture
def family(stack: Stack, labels: Labels) -> Family:
    """Not provisioned yet."""
    return Family(stack, labels)
