"""What a review says of a class list that loses annotations, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import seed
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import PROJECT, Preview, Step
from pictograph_provider.review.report import Change
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record

URN = f"urn:pulumi:dev::signs::{PROJECT}::road-signs"
GONE = "00000000-0000-4000-8000-000000000000"
ELSEWHERE = {"name": "tree", "type": "polygon", "color": "green"}
CLASSES = {"stop (bbox)": "#ff0000", "yield (bbox)": "#ffff00", "merge (bbox)": "#00aaff"}


@pytest.fixture
def project(client: Client, pictograph_emulator: Emulator) -> str:
    rows = [{"name": key[:-7], "type": "bbox", "color": color} for key, color in CLASSES.items()]
    project = client.projects.create("road-signs", classes=rows)
    config = client_config(pictograph_emulator.key, pictograph_emulator.url)
    seed(config, "road-signs", 2, {"yield": 2, "merge": 3})
    return project.id


def updated(
    client: Client,
    id: str,
    *left: str,
    config: dict[str, str] | None = None,
    old: Mapping[str, object] | None = None,
    outputs: Mapping[str, object] | None = None,
    **new: Any,
) -> Change:
    """The review of a preview that leaves these classes; it closes the client.

    Args:
        old: settings that the inputs in state have.
        outputs: in state; left out, they record no class.
    """
    how = {key: new.pop(key) for key in ("protected", "stays_protected") if key in new}
    base = {"name": "road-signs", "origin": "o/signs/dev/road-signs"}
    kept = {key: color for key, color in CLASSES.items() if key.startswith(left)}
    before = {**base, "classes": CLASSES, "class_order": "stop, yield, merge", **(old or {})}
    after = {**base, "classes": kept, "class_order": ", ".join(left), **new}
    bare = {"name": "road-signs", "organization_id": client.organizations.me().id}
    step = Step("update", URN, id, before, after, outputs or bare, **how)
    preview = Preview("signs", "dev", config or {}, (step,), {}, ())
    (change,) = review(preview, lambda: client, lambda: None).changes
    return change


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        (("stop", "yield"), "allow_class_removal does not name it"),
        (("stop",), "allow_class_removal does not name them"),
    ],
)
def test_nothing_permits_it(
    client: Client, project: str, left: tuple[str, ...], reason: str
) -> None:
    change = updated(client, project, *left)
    assert (change.verdict, change.reason) == ("refused", reason)


def test_more_would_go_than_may(client: Client, project: str) -> None:
    change = updated(client, project, "stop", "yield", allow_class_removal={"merge": 2})
    assert change.reason == "more would go than allow_class_removal permits"


def test_the_stack_refuses_nothing(client: Client, project: str) -> None:
    config = {"pictograph:classRemoval": "report"}
    change = updated(client, project, "stop", "yield", config=config)
    assert (change.verdict, change.reason) == (
        "permitted",
        "classRemoval is report: nothing is refused",
    )
    assert change.ways_out == []


def test_it_is_saved_first(client: Client, project: str) -> None:
    settings: dict[str, Any] = {"allow_class_removal": ["merge"], "save_before_removal": "saved"}
    change = updated(client, project, "stop", "yield", **settings)
    assert change.reason == "permitted by allow_class_removal"
    assert change.notes == ["annotations are saved first in saved; if that fails, none is removed"]


def test_somebody_has_deleted_the_project(client: Client) -> None:
    change = updated(client, GONE, "stop")
    assert change.reason == "it was deleted elsewhere: run pulumi refresh first"


def test_somebody_has_renamed_the_project(client: Client, project: str) -> None:
    client.projects.update("road-signs", new_name="signs")
    assert (
        "it is called signs in the service: run pulumi refresh first"
        in updated(client, project, "stop").notes
    )


def test_what_opens_the_door_to_a_later_loss(client: Client, project: str) -> None:
    change = updated(
        client, project, *("stop", "yield", "merge"), on_delete="delete", protected=True
    )
    assert change.notes == [
        'on_delete="delete" is new: from then on, removing it deletes all its images',
        "protect is taken out: from then on, Pulumi lets it be deleted",
    ]


def test_what_is_taken_over_with_another_key_is_not_counted(client: Client, project: str) -> None:
    provider = "urn:pulumi:dev::signs::pulumi:providers:pulumi-python::prod"
    new = {"name": "road-signs", "origin": "o/signs/dev/road-signs", "adopt": True}
    step = Step("create", URN, None, {}, new, {}, provider=provider)
    preview = Preview("signs", "dev", {}, (step,), {provider: {}}, ())
    (change,) = review(preview, lambda: client, lambda: None).changes
    assert change.reason == (
        "not counted: it goes through the provider prod, which has a key of its own"
    )


def test_a_setting_that_only_the_outputs_lack_touches_the_classes_as_in_an_up(
    client: Client, project: str
) -> None:
    """As after an `up` that was cut off: the inputs are the new ones already."""
    live = client.projects.get("road-signs")
    rows = [cls.fields() for cls in live.classes]
    client.projects.update("road-signs", classes=[*rows, ELSEWHERE], classes_base=rows)
    wanted = declaration(
        {
            "name": "road-signs",
            "origin": "o/signs/dev/road-signs",
            "classes": CLASSES,
            "class_order": "stop, yield, merge",
        }
    )
    settings: dict[str, Any] = {"foreign_classes": "remove", "allow_class_removal": ["tree"]}
    change = updated(
        client,
        project,
        *("stop", "yield", "merge"),
        old=settings,
        outputs=record(live, wanted).outputs,
        **settings,
    )
    assert [(loss.name, loss.why) for loss in change.classes] == [("tree", "foreign")]
