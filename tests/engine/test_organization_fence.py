"""A key of another organization must never read as "the project is gone"."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", SHELLS, indirect=True)

CLASSES = [{"name": "stop_sign", "type": "bbox", "color": "#ff0000"}]


@pytest.fixture
def strange_key(stack: Stack, labels: Labels, pictograph_emulator: Emulator) -> str:
    """A key of another organization, now in the stack's configuration."""
    stack.provision(classes=CLASSES, on_delete="delete")
    labels.add("road-signs", {"stop_sign": 3})
    other = pictograph_emulator.control.create_organization("Elsewhere")
    key = pictograph_emulator.control.create_key(other)
    stack.pulumi("config", "set", "--secret", "pictograph:apiKey", key).expect()
    return other


@pytest.mark.parametrize("command", ["refresh", "destroy"])
def test_refresh_and_destroy_name_both_organizations_and_change_nothing(
    stack: Stack,
    labels: Labels,
    strange_key: str,
    pictograph_emulator: Emulator,
    command: str,
) -> None:
    # Both use the key recorded at the last up, unless the program is run for them.
    run = stack.pulumi(command, "--yes", "--skip-preview", "--run-program").expect(ok=False)
    assert pictograph_emulator.organization_id in run.output
    assert strange_key in run.output
    assert stack.resource()["id"]
    assert labels.count("road-signs") == {"stop_sign": 3}


def test_an_update_is_refused_too(
    stack: Stack, labels: Labels, strange_key: str, pictograph_emulator: Emulator
) -> None:
    stack.declare(classes=CLASSES, description="changed", on_delete="delete")
    said = stack.up(ok=False)
    assert "the key is another organization's now" in said
    # As it says: a look at the project by its id tells which of the two it was.
    said = stack.pulumi("refresh", "--yes", "--run-program").expect(ok=False).output
    assert pictograph_emulator.organization_id in said
    assert strange_key in said
    stack.declare(classes=[])
    assert "Elsewhere" in stack.preview(ok=False)
    assert labels.count("road-signs") == {"stop_sign": 3}


def test_a_base_url_of_something_else_never_reads_as_gone(stack: Stack) -> None:
    stack.provision(classes=CLASSES)
    stack.pulumi("config", "set", "pictograph:baseUrl", f"{_url(stack)}/other").expect()
    run = stack.pulumi("refresh", "--yes", "--skip-preview", "--run-program").expect(ok=False)
    assert "404" in run.output
    assert stack.resource()["id"]


def _url(stack: Stack) -> str:
    return stack.pulumi("config", "get", "pictograph:baseUrl").expect().output.strip()
