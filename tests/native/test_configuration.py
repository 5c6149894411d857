"""Configuration as it comes over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.native.configuration import keys, reader
from pictograph_provider.settings import settings


@pytest.mark.parametrize(
    ("given", "required"),
    [({"requireSave": True}, True), ({"requireSave": "true"}, True), ({}, False)],
    ids=["a truth", "a text", "left out"],
)
def test_a_required_save_is_read_as_a_program_or_a_stack_gives_it(
    given: dict[str, Any], required: bool
) -> None:
    values = {"apiKey": "pk_live_0", **given}
    assert settings(reader(values), {}, keys(values)).require_save is required
