"""A catalog through the real engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider.emulator.server import Emulator
from pictograph_provider.settings import settings
from tests.engine.labels import Labels
from tests.engine.organization import Organization
from tests.engine.stack import Stack

CATALOG = """\
class_sets:
  vehicles:
    - {name: car, type: bbox, color: "#1f77b4"}
    - {name: truck, type: bbox, color: "#ff7f0e"}
projects:
  road-signs:
    description: Signs
    annotation_types: [bbox, polygon]
    class_set: vehicles
    classes:
      - {name: stop, type: polygon, color: red}
  parking: {class_set: vehicles}
environments:
  dev:
  quiet: {class_removal: report}
  prod:
    name_pattern: "{name}"
    projects: [road-signs]
"""

PROGRAM = """\
from pictograph_provider import Catalog
catalog = Catalog.load("catalog.yaml").provision(environment="{environment}")
pulumi.export("ids", {{name: each.project_id for name, each in catalog.projects.items()}})
"""

TWO = """\
from pictograph_provider import Catalog
catalog = Catalog.load("catalog.yaml")
url = pulumi.Config("pictograph").require("baseUrl")
other = Provider("other", api_key="{key}", base_url=url)
catalog.provision(environment="dev")
catalog.provision(
    environment="prod", name="production", opts=pulumi.ResourceOptions(provider=other)
)
"""


def catalog(stack: Stack, *changes: tuple[str, str], environment: str = "dev") -> None:
    """Write the catalog, with some of its text replaced, and the program that uses it."""
    text = CATALOG
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    (stack.folder / "catalog.yaml").write_text(text)
    stack.program(PROGRAM.format(environment=environment))


def urns(stack: Stack) -> list[str]:
    """What the state holds below the stack itself: types and names."""
    entries = stack.exported()["deployment"]["resources"]
    return sorted(entry["urn"].split("::", 2)[2] for entry in entries[1:])


@pytest.fixture
def other(pictograph_emulator: Emulator) -> Iterator[Organization]:
    organization = Organization(pictograph_emulator, "Other")
    with organization.client:
        yield organization


def test_the_projects_are_children_of_one_component(stack: Stack) -> None:
    catalog(stack)
    stack.up()
    assert [line for line in urns(stack) if "providers" not in line] == [
        "pictograph:index:Catalog$pulumi-python:dynamic/pictograph:Project::parking",
        "pictograph:index:Catalog$pulumi-python:dynamic/pictograph:Project::road-signs",
        "pictograph:index:Catalog::catalog",
    ]
    signs = stack.client.projects.get("road-signs-dev")
    assert signs.description == "Signs"
    assert [(cls.name, cls.color) for cls in signs.classes] == [
        ("car", "#1f77b4"),
        ("truck", "#ff7f0e"),
        ("stop", "red"),
    ]
    stack.preview("--expect-no-changes")
    # Pulumi's name stays when the pattern changes, so the project is renamed where it is.
    catalog(stack, ("  dev:", '  dev: {name_pattern: "x {name}"}'))
    stack.up()
    assert stack.client.projects.get("x road-signs").id == signs.id
    # A class less in a shared set: the guard sees what it would see in a program.
    Labels(stack.client).add("x road-signs", {"truck": 2})
    catalog(
        stack,
        ("  dev:", '  dev: {name_pattern: "x {name}"}'),
        ('    - {name: truck, type: bbox, color: "#ff7f0e"}\n', ""),
    )
    said = stack.preview(ok=False)
    assert "truck (bbox)" in said
    assert "destroys 2 annotations on 1 image" in said


def test_a_project_of_the_program_moves_into_a_catalog_untouched(stack: Stack) -> None:
    stack.provision(name="road-signs-dev", classes=[{"name": "car", "type": "bbox"}])
    live = stack.client.projects.get("road-signs-dev")
    catalog(stack)
    said = stack.preview()
    assert "delete" not in said
    assert "replace" not in said
    stack.up()
    moved = stack.client.projects.get("road-signs-dev")
    assert moved.id == live.id
    assert len(moved.classes) == 3
    stack.preview("--expect-no-changes")


def test_production_is_protected_and_archived(stack: Stack) -> None:
    catalog(stack, environment="prod")
    stack.up()
    assert "cannot be deleted" in stack.destroy(ok=False)
    assert stack.resource()["outputs"]["on_delete"] == "archive"
    catalog(stack, ("[road-signs]\n", "[road-signs]\n    protect: false\n"), environment="prod")
    stack.up()
    stack.destroy()
    (archived,) = stack.client.projects.iter(archived=True)
    assert archived.name == "road-signs"


def test_in_production_nothing_permitted_goes_unsaved(stack: Stack, labels: Labels) -> None:
    catalog(stack, environment="prod")
    stack.up()
    labels.add("road-signs", {"truck": 3})
    removed = ('    - {name: truck, type: bbox, color: "#ff7f0e"}\n', "")
    permitted = (
        "    class_set: vehicles\n",
        "    class_set: vehicles\n    allow_class_removal: [truck]\n",
    )
    catalog(stack, removed, permitted, environment="prod")
    for said in (stack.preview(ok=False), stack.up(ok=False)):
        assert "this project permits no removal of annotations that are not saved first" in said
    assert labels.count("road-signs") == {"truck": 3}

    # As it says. And the other way, for who wants it so: with a line that a review can see.
    stack.pulumi("config", "set", "pictograph:saveBeforeRemoval", "saved").expect()
    assert "saved first in the folder saved" in stack.preview()
    stack.pulumi("config", "rm", "pictograph:saveBeforeRemoval").expect()
    unsaved = ("[road-signs]\n", "[road-signs]\n    require_save: false\n")
    catalog(stack, removed, permitted, unsaved, environment="prod")
    stack.up()
    assert labels.count("road-signs") == {}


def test_a_mistake_is_one_clear_error_and_changes_nothing(stack: Stack) -> None:
    catalog(stack)
    stack.up()
    before = urns(stack)
    catalog(stack, ("red}", "redd}"))
    wrong = stack.preview(ok=False)
    catalog(stack, environment="stagin")
    missing = stack.up(ok=False)
    for said, expected in (
        (wrong, "catalog.yaml:11: projects.road-signs.classes[0].color: "),
        (missing, 'there is no environment "stagin": there is dev, quiet'),
    ):
        assert said.partition("Diagnostics:")[2].count(expected) == 1
    assert urns(stack) == before
    assert len(stack.client.projects.list()) == 2


def test_an_environment_may_report_where_the_stack_says_nothing(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    catalog(stack)
    stack.up()
    labels.add("road-signs-dev", {"truck": 3})
    before = stack.resource()["id"]
    without = ('    - {name: truck, type: bbox, color: "#ff7f0e"}\n', "")
    catalog(stack, without)
    stack.preview(ok=False)
    # It shows in the preview as a provider of its own; the projects are not touched by it.
    catalog(stack, ("  dev:", "  dev: {class_removal: report}"))
    assert "catalog-reporting" in stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    catalog(stack, without, ("  dev:", "  dev: {class_removal: report}"))
    assert "not refused, since pictograph:classRemoval is report" in stack.up()
    assert labels.count("road-signs-dev") == {}
    assert stack.resource()["id"] == before
    assert pictograph_emulator.key not in stack.pulumi("stack", "export").expect().output
    # And back: the provider goes, the projects stay, and removals are refused again.
    catalog(stack, without)
    stack.up()
    assert not any("reporting" in urn for urn in urns(stack))
    assert stack.resource()["id"] == before


def test_the_provider_that_reports_is_told_all_that_the_stack_says(stack: Stack) -> None:
    asked: list[str] = []
    settings(lambda key: asked.append(key), env={"PICTOGRAPH_API_KEY": "pk_live_x"})
    for key, value in (
        ("timeout", "20.5"),
        ("saveBeforeRemoval", "saved"),
        ("requireSave", "true"),
    ):
        stack.pulumi("config", "set", f"pictograph:{key}", value).expect()
    catalog(stack, environment="quiet")
    stack.up()
    told = stack.resource("catalog-reporting")["inputs"]
    assert {key for key in told if key.startswith("pictograph:")} == set(asked)
    assert told["pictograph:timeout"] == 20.5
    assert told["pictograph:saveBeforeRemoval"] == "saved"
    assert told["pictograph:requireSave"] is True
    assert "ciphertext" in told["pictograph:apiKey"]


@pytest.mark.parametrize(
    ("environment", "stack_says", "expected"),
    [
        ("quiet", "refuse", "class_removal is report here, but the stack's"),
        ("prod", "report", "class_removal is refuse here (the default of prod), but the stack's"),
    ],
)
def test_stack_and_environment_may_not_contradict_each_other(
    stack: Stack, environment: str, stack_says: str, expected: str
) -> None:
    stack.pulumi("config", "set", "pictograph:classRemoval", stack_says).expect()
    catalog(stack, environment=environment)
    assert expected in stack.up(ok=False).partition("Diagnostics:")[2]
    assert stack.client.projects.list() == []
    assert not any("Catalog" in urn for urn in urns(stack))


def test_one_program_provisions_two_environments_in_two_organizations(
    stack: Stack, other: Organization
) -> None:
    catalog(stack)
    stack.program(TWO.format(key=other.key))
    stack.up()
    stack.preview("--expect-no-changes")
    names = {project.name for project in stack.client.projects.iter()}
    assert names == {"road-signs-dev", "parking-dev"}
    assert [project.name for project in other.client.projects.iter()] == ["road-signs"]
    assert stack.resource("production-road-signs")["protect"] is True
