"""`Project.get`: a project that is looked at, and neither managed nor touched."""

from __future__ import annotations

import json

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

ID = "00000000-0000-4000-8000-000000000000"


def outputs(stack: Stack) -> dict[str, object]:
    answer = stack.pulumi("stack", "output", "--json").expect().output
    found = json.loads(answer)
    assert isinstance(found, dict)
    return found


def test_a_project_is_read_by_its_id_and_by_its_name(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    stop = {"name": "stop 100%", "type": "polygon", "color": "#ff0000"}
    live = stack.client.projects.create("road signs", "Clicked together", classes=[stop])
    stack.program(f"""\
for key, id in (("by_id", "{live.id}"), ("by_name", "road signs")):
    found = Project.get(key, id)
    pulumi.export(key, [found.project_id, found.name, found.description])
    pulumi.export(key + "_classes", found.classes)
""")
    stack.up()
    seen = outputs(stack)
    assert seen["by_id"] == seen["by_name"] == [live.id, "road signs", "Clicked together"]
    assert seen["by_id_classes"] == seen["by_name_classes"] == [stop]

    # It is read again each time, and nothing is ever written to it, not even by a destroy.
    stack.client.projects.update(id=live.id, description="Changed")
    pictograph_emulator.control.forget_requests()
    stack.up()
    assert "Changed" in str(outputs(stack)["by_id"])
    stack.destroy()
    sent = {request.method for request in pictograph_emulator.control.requests()}
    assert sent == {"GET"}
    assert stack.client.projects.get(id=live.id).description == "Changed"


def test_a_project_that_is_not_there_is_one_clear_error(stack: Stack) -> None:
    for missing, run in (("rod-signs", stack.preview), (ID, stack.up)):
        stack.program(f'Project.get("looked-at", "{missing}")')
        said = run(ok=False)
        diagnostics = said.partition("Diagnostics:")[2]
        assert diagnostics.count(f'there is no project "{missing}" for Project.get') == 1
        assert "__provider" not in said


def test_a_project_of_another_organization_is_not_there(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    stack.client.projects.create("road-signs")
    other_key = control.create_key(control.create_organization("Other"))
    stack.program(f"""\
url = pulumi.Config("pictograph").require("baseUrl")
other = Provider("other", api_key="{other_key}", base_url=url)
Project.get("looked-at", "road-signs", pulumi.ResourceOptions(provider=other))
""")
    assert 'there is no project "road-signs" for Project.get' in stack.preview(ok=False)


def test_what_to_read_may_be_known_only_later(stack: Stack) -> None:
    stack.program("""\
made = Project("road-signs", classes=[])
found = Project.get("looked-at", made.project_id)
pulumi.export("name", found.name)
""")
    stack.preview()
    stack.up()
    assert outputs(stack) == {"name": "road-signs"}
