"""The stack's key was replaced: refresh and destroy say what to do, and it helps."""

from __future__ import annotations

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", SHELLS, indirect=True)

ADVICE = (
    "use the key of the last up: after changing it run pulumi up while the project is declared, "
    "or add --run-program"
)


def rotate(stack: Stack, emulator: Emulator, old: str) -> str:
    """A new key, in the stack's configuration; the old one is revoked."""
    key = emulator.control.create_key(emulator.organization_id)
    emulator.control.revoke_key(old)
    stack.pulumi("config", "set", "--secret", "pictograph:apiKey", key).expect()
    return key


def up_without_it(stack: Stack) -> str:
    """With no project left, the engine has no reason to configure the provider again."""
    stack.declare_nothing()
    return stack.up(ok=False)


def test_refresh_and_destroy_say_what_helps_and_it_does(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    stack.provision()
    before = stack.resource()["id"]

    key = rotate(stack, pictograph_emulator, pictograph_emulator.key)
    for said in (stack.refresh(ok=False), stack.destroy(ok=False), up_without_it(stack)):
        assert ADVICE in said
        assert "pulumi config set --secret pictograph:apiKey" in said
    stack.declare()
    stack.up()
    stack.refresh()
    assert stack.resource()["id"] == before

    key = rotate(stack, pictograph_emulator, key)
    stack.refresh("--run-program")
    key = rotate(stack, pictograph_emulator, key)
    stack.destroy("--run-program")
    with Client(key, pictograph_emulator.url) as client:
        assert client.projects.list() == []
