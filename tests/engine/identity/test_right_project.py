"""What a preview counts, an up touches: that very project, and no other."""

from __future__ import annotations

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
CAR = {"name": "car", "type": "bbox", "color": "#00ff00"}


def test_another_project_of_the_old_name_is_not_counted_for_it(
    stack: Stack, labels: Labels
) -> None:
    stack.provision("signs", classes=[STOP, CAR])
    labels.add("signs", {"car": 8})
    stack.client.projects.update("signs", new_name="renamed")
    stack.client.projects.create("signs", classes=[STOP, CAR])
    stack.declare("signs", classes=[STOP], allow_class_removal=["car"])
    said = stack.preview(ok=False)
    assert "signs is not the project that resource signs manages" in said
    stack.up(ok=False)
    assert labels.count("renamed") == {"car": 8}
    # As it says; then the name in the program is the live one's.
    stack.refresh()
    said = stack.preview(ok=False)
    assert "renamed cannot be renamed to signs: that name is taken" in said
    stack.declare("signs", name="renamed", classes=[STOP, CAR])
    stack.up()
    assert labels.count("renamed") == {"car": 8}
    stack.preview("--expect-no-changes")


def test_a_provider_of_another_organization_is_refused_at_preview(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    other_key = control.create_key(control.create_organization("Other"))
    program = """\
prod = Provider("prod", api_key="{}", base_url="{}")
Project("signs", classes={}, allow_class_removal=["car"], on_delete="delete",
        opts=pulumi.ResourceOptions(provider=prod))
"""
    url, key = pictograph_emulator.url, pictograph_emulator.key
    stack.program(program.format(key, url, [STOP, CAR]))
    stack.up()
    labels.add("signs", {"car": 8})
    with Client(other_key, url) as other:
        other.projects.create("signs", classes=[STOP, CAR])
    stack.program(program.format(other_key, url, [STOP]))
    said = stack.preview(ok=False)
    assert "belongs to organization" in said
    stack.up(ok=False)
    assert labels.count("signs") == {"car": 8}
    stack.program(program.format(key, url, [STOP, CAR]))
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_move_that_was_made_is_not_made_again(stack: Stack, labels: Labels) -> None:
    stack.provision("signs", classes=[CAR])
    labels.add("signs", {"car": 2})
    moved = {**CAR, "name": "vehicle"}
    arguments = {"class_moves": {"car": "vehicle"}, "foreign_classes": "keep"}
    stack.declare("signs", classes=[moved], **arguments)
    stack.up()
    assert labels.count("signs") == {"vehicle": 2}
    projects = stack.client.projects
    projects.update("signs", classes=[*projects.get("signs").classes, CAR])
    labels.add("signs", {"car": 7})
    stack.declare("signs", classes=[moved, STOP], **arguments)
    assert "kept: it was added elsewhere" in stack.preview()
    stack.up()
    assert labels.count("signs") == {"vehicle": 2, "car": 7}
    stack.preview("--expect-no-changes")
    stack.declare("signs", classes=[moved, STOP], class_moves={"car": "vehicle"})
    assert "destroys 7 annotations" in stack.preview(ok=False)


def test_a_preview_that_passes_has_seen_the_key_the_address_and_the_name(stack: Stack) -> None:
    url = stack.url
    stack.client.projects.create("taken", "Somebody's")
    stack.declare("taken")
    assert "a project called taken exists already" in stack.preview(ok=False)
    stack.declare("free")
    for key, value, says in (
        ("pictograph:apiKey", "pk_live_wrong", "401"),
        ("pictograph:baseUrl", "http://127.0.0.1:9", "no answer came"),
        ("pictograph:baseUrl", url + "/elsewhere", "404"),
    ):
        stack.pulumi("config", "set", key, value, "--plaintext").expect()
        assert says in stack.preview(ok=False)
        if key == "pictograph:apiKey":
            stack.pulumi("config", "set", key, stack.key, "--secret").expect()
    stack.pulumi("config", "set", "pictograph:baseUrl", url, "--plaintext").expect()
    stack.preview()
    stack.declare("free")
    stack.up()
    stack.declare("free", name="taken")
    assert "that name is taken" in stack.preview(ok=False)


def test_taking_over_shows_all_that_it_changes_and_leaves_what_is_not_declared(
    stack: Stack, labels: Labels
) -> None:
    polygon = {"name": "area", "type": "polygon", "color": "#0000ff"}
    stack.client.projects.create("signs", "Clicked", ["bbox", "polygon"], [STOP, polygon])
    stack.declare("signs", description="Declared", classes=[STOP, polygon], adopt=True)
    assert '~ description  "Clicked" -> "Declared"' in stack.preview()
    stack.up()
    assert stack.client.projects.get("signs").annotation_types == ["bbox", "polygon"]
    stack.preview("--expect-no-changes")
    declared = {"classes": [STOP, polygon], "adopt": True, "description": "Declared"}
    stack.declare("signs", annotation_types=["bbox"], **declared)
    said = stack.preview(ok=False)
    assert 'Keep it: annotation_types=["bbox", "polygon"]' in said
    stack.up(ok=False)
    stack.declare("signs", annotation_types=["bbox", "polygon"], **declared)
    stack.up()
    stack.preview("--expect-no-changes")


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
@pytest.mark.parametrize("had", ["another project", "no project"])
def test_what_gets_the_name_after_the_check_is_not_taken_over(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator, had: str
) -> None:
    projects, control = stack.client.projects, pictograph_emulator.control
    mine = projects.create("mine", classes=[STOP, CAR])
    labels.add("mine", {"car": 5})
    renames = [(mine.id, "signs")]
    if had == "another project":
        renames.insert(0, (projects.create("signs", classes=[STOP, CAR]).id, "old"))
    stack.declare(
        "signs", classes=[STOP], adopt=True, foreign_classes="remove", allow_class_removal=["car"]
    )
    requests = [
        {
            "method": "PATCH",
            "path": f"/api/v1/developer/datasets/{id_}",
            "body": {"new_name": name},
        }
        for id_, name in renames
    ]
    control.fault("writer", method="GET", path="/datasets/signs$", skip=1, requests=requests)
    said = stack.up(ok=False)
    assert f"project signs ({mine.id}) was made, or has got this name, since the preview" in said
    assert labels.count("signs") == {"car": 5}
    # As it says.
    assert "1 destroys annotations" in stack.preview()
    stack.up()
    assert labels.count("signs") == {}
    stack.preview("--expect-no-changes")
