"""What a review says of a project whose resource goes, in each of its fates."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import seed
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import PROJECT, Preview, Step
from pictograph_provider.review.report import Change
from pictograph_provider.review.text import rows

URN = f"urn:pulumi:dev::signs::{PROJECT}::road-signs"
GONE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def project(client: Client, pictograph_emulator: Emulator) -> str:
    classes = [{"name": "stop", "type": "bbox"}]
    project = client.projects.create("road-signs", classes=classes)
    seed(
        client_config(pictograph_emulator.key, pictograph_emulator.url),
        "road-signs",
        2,
        {"stop": 3},
    )
    return project.id


def deleted(client: Client, id: str, on_delete: str = "delete", **how: Any) -> Change:
    """The review of a preview that deletes the resource of this project; it closes the client."""
    outputs = {"name": "road-signs", "on_delete": on_delete, **how.pop("outputs", {})}
    outputs.setdefault("organization_id", client.organizations.me().id)
    step = Step("delete", URN, id, outputs=outputs, **how)
    preview = Preview("signs", "dev", {}, (step,), {}, ())
    (change,) = review(preview, lambda: client, lambda: None).changes
    return change


def at_stake(change: Change) -> str:
    (row,) = rows(change)
    return row.lost


def test_it_is_deleted_with_all_it_holds(client: Client, project: str) -> None:
    change = deleted(client, project)
    assert (change.verdict, change.reason) == ("permitted", 'permitted by on_delete="delete"')
    assert change.notes == ["nothing saves the annotations first: save_before_removal is not set"]
    assert at_stake(change).startswith("2 images (")


def test_its_annotations_are_saved_first(client: Client, project: str) -> None:
    change = deleted(client, project, outputs={"save_before_removal": "saved"})
    assert change.notes == ["its annotations are saved first in saved; the images are not"]


def test_it_holds_images_and_is_to_be_deleted_only_if_empty(client: Client, project: str) -> None:
    change = deleted(client, project, "delete-if-empty")
    assert change.verdict == "refused"
    assert change.reason == (
        'on_delete="delete-if-empty" refuses it: it fails here, after it made the changes before it'
    )


def test_it_is_protected(client: Client, project: str) -> None:
    change = deleted(client, project, protected=True)
    assert (change.verdict, change.reason) == (
        "refused",
        "protect=True: Pulumi refuses to delete it",
    )


def test_it_is_hidden(client: Client, project: str) -> None:
    change = deleted(client, project, "archive")
    assert change.reason == 'on_delete="archive" hides it with all its images'
    assert at_stake(change).startswith("nothing, it keeps 2 images")


def test_it_only_leaves_the_stack(client: Client, project: str) -> None:
    change = deleted(client, project, retained=True)
    assert change.reason == "retain_on_delete: it leaves the stack, and the project stays as it is"
    assert at_stake(change) == "nothing, the project stays"


def test_somebody_else_has_deleted_it(client: Client) -> None:
    change = deleted(client, GONE)
    assert (change.verdict, change.reason) == ("harmless", "it is gone already")
    assert at_stake(change) == "nothing, it is gone already"


def test_it_is_empty(client: Client) -> None:
    change = deleted(client, client.projects.create("road-signs").id)
    assert change.reason == "it holds no image"
    assert at_stake(change) == "nothing, it is empty"


def test_it_has_another_name_by_now(client: Client, project: str) -> None:
    client.projects.update("road-signs", new_name="signs")
    assert "it is called signs in the service now" in deleted(client, project).notes


@pytest.mark.parametrize(
    ("on_delete", "verdict", "lost"),
    [
        ("archive", "harmless", "nothing, it keeps all it holds"),
        ("delete", "unknown", "not counted"),
    ],
)
def test_the_key_is_of_another_organization(
    client: Client, project: str, on_delete: str, verdict: str, lost: str
) -> None:
    change = deleted(client, project, on_delete, outputs={"organization_id": "another"})
    assert change.reason.startswith("not counted: it belongs to organization another, the key to ")
    assert (change.verdict, at_stake(change)) == (verdict, lost)
