"""The stored format, frozen: states of users hold it, so a failure here is a break of theirs.

Where a test of this file has to change, a state written by an older version must still load:
change the code so that it reads both.
"""

from __future__ import annotations

import base64
import pickletools
from datetime import datetime, timezone

from pulumi.dynamic.dynamic import serialize_provider

from pictograph_provider import Project as Resource
from pictograph_provider import ProjectClass
from pictograph_provider.models import Project
from pictograph_provider.provider import ProjectProvider
from pictograph_provider.state.class_set import encode
from pictograph_provider.state.outputs import inputs_after_refresh, outputs

PROVIDER = (
    "gASVNwAAAAAAAACMHHBpY3RvZ3JhcGhfcHJvdmlkZXIucHJvdmlkZXKUjA9Qcm9qZWN0UHJvdmlkZXKUk5QpgZQu"
)

INPUTS = {
    "name": "road-signs",
    "annotation_types": ["bbox"],
    "class_set": {"stop_sign (bbox)": "#ff0000", "yield (bbox)": "any color"},
    "class_order": "stop_sign,yield",
    "foreign_classes": "refuse",
    "on_delete": "delete-if-empty",
    "origin": "signs/dev/road-signs",
}

LIVE = Project(
    id="d72dcf36-0852-4bb0-8848-1187e58ae294",
    name="road-signs",
    organization_id="7ae78551-6dfd-4c95-af61-71e4d3ff9e19",
    annotation_types=["bbox"],
    classes=[
        ProjectClass(name="stop_sign", type="box", color="#ff0000"),
        ProjectClass(name="yield", type="box", color="#e6194b"),
    ],
    created_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
)

OUTPUTS = {
    "class_set": {"stop_sign (bbox)": "#ff0000", "yield (bbox)": "any color"},
    "class_order": "stop_sign,yield",
    "foreign_classes": "refuse",
    "on_delete": "delete-if-empty",
    "origin": "signs/dev/road-signs",
    "manages_annotation_types": True,
    "project_id": "d72dcf36-0852-4bb0-8848-1187e58ae294",
    "organization_id": "7ae78551-6dfd-4c95-af61-71e4d3ff9e19",
    "name": "road-signs",
    "description": None,
    "annotation_types": ["bbox"],
    "classes": [
        {"name": "stop_sign", "type": "box", "color": "#ff0000"},
        {"name": "yield", "type": "box", "color": "#e6194b"},
    ],
    "created_at": "2026-01-02T03:04:05+00:00",
}


def test_the_provider_is_stored_as_the_path_of_its_class_and_nothing_else() -> None:
    stored = serialize_provider(ProjectProvider())
    assert stored == PROVIDER
    texts = [arg for _, arg, _ in pickletools.genops(base64.b64decode(stored)) if arg]
    assert "pictograph_provider.provider" in texts
    assert "ProjectProvider" in texts


def test_the_type_of_the_resource() -> None:
    assert Resource._resource_type_name == "dynamic/pictograph:Project"


def test_a_class_list_as_inputs() -> None:
    found = encode(
        [
            {"name": "stop_sign", "type": "box", "color": "#ff0000"},
            {"name": "a,b", "type": "polygon"},
            {"name": "p", "type": "keypoint", "color": "red", "attributes": [{"name": "x"}]},
        ]
    )
    assert found.invalid is None
    assert found.order == 'stop_sign,"a,b",p'
    assert found.entries == {
        "stop_sign (bbox)": "#ff0000",
        "a,b (polygon)": "any color",
        "p (keypoint)": {"color": "red", "attributes": [{"name": "x"}]},
    }


def test_the_outputs_of_a_project() -> None:
    assert outputs(LIVE, INPUTS) == OUTPUTS


def test_a_refresh_without_drift_gives_the_recorded_inputs_back() -> None:
    assert inputs_after_refresh(LIVE, OUTPUTS) == INPUTS
