"""Explicit providers: organizations and keys of their own in one program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.engine.leaks import lines_with, places_of
from tests.engine.organization import Organization
from tests.engine.stack import Stack

ONE = """\
config = pulumi.Config("pictograph")
other = Provider("other", api_key={key}, base_url=config.require("baseUrl"))
signs = Project("road-signs", classes=[], opts=pulumi.ResourceOptions(provider=other))
"""

SHOW = """\
for thing in (other, signs):
    print(repr(thing), str(thing), vars(thing))
"""
"""How a program may print its objects, out of curiosity."""

TWO = """\
config = pulumi.Config("pictograph")
url = config.require("baseUrl")
for name in ("dev", "prod"):
    provider = Provider(name, api_key=config.require_secret(name + "Key"), base_url=url)
    opts = pulumi.ResourceOptions(provider=provider)
    Project("road-signs-" + name, name="road-signs", classes=[], opts=opts)
"""


@pytest.fixture
def other(pictograph_emulator: Emulator) -> Iterator[Organization]:
    organization = Organization(pictograph_emulator, "Other")
    with organization.client:
        yield organization


def set_secret(stack: Stack, key: str, value: str) -> None:
    stack.pulumi("config", "set", "--secret", f"pictograph:{key}", value).expect()


def recorded(stack: Stack) -> tuple[str, dict[str, Any]]:
    """What state knows of the project itself; a refresh that fails forgets dependencies."""
    entry = stack.resource()
    return entry["id"], entry["outputs"]


def names(client: Client) -> list[str]:
    return [project.name for project in client.projects.iter()]


def test_two_organizations_in_one_program(
    stack: Stack, pictograph_emulator: Emulator, other: Organization
) -> None:
    set_secret(stack, "devKey", pictograph_emulator.key)
    set_secret(stack, "prodKey", other.key)
    stack.program(TWO)
    stack.up()
    dev, prod = stack.resource("road-signs-dev"), stack.resource("road-signs-prod")
    assert dev["outputs"]["organization_id"] == pictograph_emulator.organization_id
    assert prod["outputs"]["organization_id"] == other.id
    assert dev["id"] == stack.client.projects.get("road-signs").id
    assert prod["id"] == other.client.projects.get("road-signs").id
    stack.preview("--expect-no-changes")
    stack.destroy()
    assert names(stack.client) == names(other.client) == []


def test_the_key_is_ciphertext_wherever_it_is_kept(stack: Stack, other: Organization) -> None:
    set_secret(stack, "otherKey", other.key)
    # A literal in the program: the engine does not know it as a secret, the provider makes it one.
    key = f'pulumi.Output.from_input("{other.key}")'
    stack.program(ONE.format(key=key) + SHOW)
    said = stack.preview("--diff") + stack.up("--diff")
    exported = stack.pulumi("stack", "export").expect().output
    stack.refresh("--diff")
    stack.program("")
    said += stack.up("--diff")
    assert said.count("<pictograph_provider.project.Pro") >= 4  # what SHOW printed, twice each
    assert lines_with(other.key, said + exported) == []
    assert '"pictograph:apiKey": {' in exported
    # The program that holds the literal was overwritten above: nothing else may hold it.
    assert places_of(other.key, stack.root) == []


def test_a_rotated_key_is_used_at_the_next_up(stack: Stack, other: Organization) -> None:
    set_secret(stack, "otherKey", other.key)
    stack.program(ONE.format(key='config.require_secret("otherKey")'))
    stack.up()
    before = recorded(stack)
    set_secret(stack, "otherKey", other.rotate())
    # Both have the key recorded at the last up: it must not read as "gone".
    for said in (stack.refresh(ok=False), stack.destroy(ok=False)):
        assert "the api_key of the program's Provider" in said
        assert "after changing it run pulumi up while" in said
    assert recorded(stack) == before
    assert "1 updated" in stack.up()  # the provider itself, and no project
    assert recorded(stack) == before
    stack.refresh()
    set_secret(stack, "otherKey", other.rotate())
    assert "deleted" in stack.destroy("--run-program")


def test_a_key_that_is_not_known_in_preview_is_no_crash(stack: Stack, other: Organization) -> None:
    # An output of a project that is still to be created stands for a vault that is.
    key = f'vault.project_id.apply(lambda _: "{other.key}")'
    stack.program(f'vault = Project("vault")\n{ONE.format(key=key)}')
    assert "4 to create" in stack.preview()
    stack.up()
    assert stack.resource()["outputs"]["organization_id"] == other.id
    # A change of the vault makes the key unknown again, for a project that exists.
    stack.program(f'vault = Project("vault", description="new")\n{ONE.format(key=key)}')
    stack.preview()
    stack.up()
    stack.destroy()
    assert names(other.client) == []


def test_moving_a_project_to_an_explicit_provider_never_replaces_it(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    stack.program('Project("road-signs", classes=[])')
    stack.up()
    before = stack.resource()["id"]
    stack.program(ONE.format(key=f'"{pictograph_emulator.key}"'))
    assert "replace" not in stack.preview("--diff")
    stack.up()
    assert "::other::" in stack.resource()["provider"]
    stack.program('Project("road-signs", classes=[])')
    stack.up()
    assert stack.resource()["id"] == before == stack.client.projects.get("road-signs").id


def test_a_key_of_another_organization_does_not_read_as_gone(
    stack: Stack, pictograph_emulator: Emulator, other: Organization
) -> None:
    stack.program(ONE.format(key=f'"{pictograph_emulator.key}"'))
    stack.up()
    before = recorded(stack)
    stack.program(ONE.format(key=f'"{other.key}"'))
    stack.up()  # the provider changed, the project did not: nothing is asked
    for said in (stack.refresh(ok=False), stack.destroy(ok=False)):
        assert pictograph_emulator.organization_id in said
        assert other.id in said
        assert recorded(stack) == before
    assert names(stack.client) == ["road-signs"]


def test_an_explicit_provider_without_a_key_uses_the_environment(
    stack: Stack, other: Organization
) -> None:
    stack.program(ONE.format(key="None"))
    said = stack.up(ok=False)
    assert "there is no API key" in said
    stack.up(PICTOGRAPH_API_KEY=other.key)
    assert names(other.client) == ["road-signs"]
    stack.destroy(PICTOGRAPH_API_KEY=other.key)
    assert places_of(other.key, stack.root) == []
