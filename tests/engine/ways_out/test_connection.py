"""A key, a role or an address that is wrong: what each message says to set mends it."""

from __future__ import annotations

import json
import re

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

KEY, URL = "pictograph:apiKey", "pictograph:baseUrl"
CHANGE = {"description": "new"}


def set_key(stack: Stack, key: str) -> None:
    stack.pulumi("config", "set", "--secret", KEY, key).expect()


def test_a_role_that_is_too_low(stack: Stack, pictograph_emulator: Emulator) -> None:
    control, organization = pictograph_emulator.control, pictograph_emulator.organization_id
    set_key(stack, control.create_key(organization, "member"))
    stack.declare()
    stack.up()
    said = stack.destroy(ok=False)
    assert "use an admin's or owner's key" in said
    assert "or add --run-program" in said
    set_key(stack, control.create_key(organization, "admin"))
    stack.destroy("--run-program")
    assert stack.client.projects.list() == []


def test_an_address_that_is_wrong(stack: Stack, pictograph_emulator: Emulator) -> None:
    url = pictograph_emulator.url
    stack.provision()
    stack.declare(**CHANGE)
    stack.pulumi("config", "set", "--plaintext", URL, f"{url}/elsewhere").expect()
    assert "set the base URL right, with pulumi config set pictograph:baseUrl" in stack.up(ok=False)
    stack.pulumi("config", "set", "--plaintext", URL, url).expect()
    stack.up()
    # In the environment, where the stack says nothing.
    stack.pulumi("config", "rm", URL).expect()
    stack.declare()
    stack.up(PICTOGRAPH_BASE_URL=url)
    stack.preview("--expect-no-changes", PICTOGRAPH_BASE_URL=url)


def test_an_address_that_has_changed_since_the_last_up(stack: Stack) -> None:
    stack.provision()
    entry = stack.exported()
    for row in entry["deployment"]["resources"]:
        # As after an up at the old address, which answers no more.
        for side in ("inputs", "outputs"):
            if URL in row.get(side, {}):
                row[side][URL] = "http://127.0.0.1:9"
    file = stack.root / "moved.json"
    file.write_text(json.dumps(entry))
    stack.pulumi("stack", "import", "--file", str(file)).expect()
    for said in (stack.refresh(ok=False), stack.destroy(ok=False)):
        assert "no answer came" in said
        assert "use the configuration of the last up" in said
        assert "or add --run-program" in said
    stack.refresh("--run-program")
    stack.destroy("--run-program")
    assert stack.client.projects.list() == []


def test_a_setting_that_makes_no_sense(stack: Stack) -> None:
    stack.declare()
    for name, wrong in (("classRemoval", "often"), ("requireSave", "perhaps")):
        stack.pulumi("config", "set", f"pictograph:{name}", wrong).expect()
        said = " ".join(stack.preview(ok=False).split())
        found = re.search(rf"Write: pulumi (config set pictograph:{name} \w+)", said)
        assert found, said
        stack.pulumi(*found[1].split()).expect()
        stack.preview()
    stack.pulumi("config", "set", "pictograph:timeout", "soon").expect()
    said = " ".join(stack.preview(ok=False).split())
    found = re.search(r"such as (\d+)", said)
    assert found, said
    stack.pulumi("config", "set", "pictograph:timeout", found[1]).expect()
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_misspelt_variable_is_unset(stack: Stack) -> None:
    stack.declare()
    said = stack.preview(ok=False, PICTOGRAPH_BASEURL="http://127.0.0.1:9")
    assert "or unset PICTOGRAPH_BASEURL" in said
    stack.up()


def test_no_key(stack: Stack, pictograph_emulator: Emulator) -> None:
    stack.pulumi("config", "rm", KEY).expect()
    stack.declare()
    said = stack.preview(ok=False)
    assert "Write: pulumi config set --secret pictograph:apiKey" in said
    assert "or set PICTOGRAPH_API_KEY" in said
    stack.up(PICTOGRAPH_API_KEY=pictograph_emulator.key)
    set_key(stack, pictograph_emulator.key)
    stack.preview("--expect-no-changes")
