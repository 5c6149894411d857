"""A catalog of what is there: it reads back as what was meant, and declares just that."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pictograph_provider.adoption import as_catalog, same_names, survey
from pictograph_provider.catalog.reading import read
from pictograph_provider.catalog.resolve import resolve
from pictograph_provider.models import Project
from pictograph_provider.state.changes import changes
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record
from tests.adoption.lives import lives

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def catalog(path: Path, project: Project, environment: str = "dev") -> tuple[Any, Any]:
    """What a catalog file says of the project, and what the stack would record."""
    found = survey([project], [], naming=same_names)
    made = as_catalog(found.adopted, environment)
    file = path / "catalog.yaml"
    file.write_text(made.text, encoding="utf-8", newline="\n")
    content, _ = read(file)
    (resolved,) = resolve(content, environment).projects
    (adopted,) = made.adopted
    return resolved, adopted


def live(**fields: Any) -> Project:
    created = datetime(2026, 5, 9, tzinfo=timezone.utc)
    lists = {"annotation_types": ["bbox"], "classes": []}
    row = {"id": "1", "name": "signs", **lists, "created_at": created, **fields}
    return Project.model_validate(row)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names.filter(lambda name: name not in (".", "..") and "/" not in name), st.data())
def test_whatever_the_service_holds_the_next_preview_has_nothing_to_do(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    project = data.draw(lives(name))
    resolved, adopted = catalog(tmp_path, project)
    assert resolved.name == project.name == adopted.resource
    assert resolved.protect
    assert resolved.arguments.get("classes") == (
        None if adopted.classes is None else list(adopted.classes)
    )
    assert not changes(record(project, declaration(adopted.inputs)), declaration(adopted.inputs))


@pytest.mark.parametrize("text", ["\x85", "a\x85b", "a\u2028b", "a\u2029 ", "a\nb", "a\r\nb\n"])
def test_an_uncommon_end_of_line_is_kept(tmp_path: Path, text: str) -> None:
    resolved, _ = catalog(tmp_path, live(name=text, description=text))
    assert (resolved.name, resolved.arguments["description"]) == (text, text)


@pytest.mark.parametrize("text", ["?", "?0", "? a", "a?"])
def test_a_question_mark_in_front_is_kept(tmp_path: Path, text: str) -> None:
    classes = [{"name": text, "type": "bbox"}]
    resolved, _ = catalog(tmp_path, live(name=text, classes=classes))
    assert (resolved.name, resolved.arguments["classes"]) == (text, classes)


@pytest.mark.parametrize(
    ("environment", "on_delete"), [("dev", "delete-if-empty"), ("prod", "archive")]
)
def test_state_records_what_the_environment_says_of_deleting(
    tmp_path: Path, environment: str, on_delete: str
) -> None:
    _, adopted = catalog(tmp_path, live(), environment)
    assert declaration(adopted.inputs).on_delete == on_delete


def test_a_field_that_a_catalog_cannot_say_is_left_to_the_service_and_named(tmp_path: Path) -> None:
    attributes = [{"name": "state", "shown_in": "sidebar"}]
    cls = {"name": "stop", "type": "bbox", "attributes": attributes}
    resolved, adopted = catalog(tmp_path, live(classes=[cls]))
    assert resolved.arguments["classes"] == [{"name": "stop", "type": "bbox"}]
    assert adopted.note == (
        'a catalog cannot say the attributes and skeleton of "stop": they stay as they are.'
    )
    assert "# signs: a catalog cannot say" in (tmp_path / "catalog.yaml").read_text()


def test_the_text_to_the_letter(tmp_path: Path) -> None:
    skeleton = {"nodes": [{"name": "head", "x": 0.5}], "edges": [[0, 0]]}
    classes = [
        {"name": "stop", "type": "box", "color": "#ff0000"},
        {"name": "dog", "type": "keypoint", "attributes": [{"name": "a"}], "skeleton": skeleton},
    ]
    catalog(tmp_path, live(name="50% off", description="yes", classes=classes), "prod")
    assert (
        (tmp_path / "catalog.yaml").read_text()
        == """\
# Written by: pictograph-provider adopt
projects:
  50% off:
    description: yes
    annotation_types: [bbox]
    classes:
      - {name: stop, type: bbox, color: '#ff0000'}
      - name: dog
        type: keypoint
        attributes:
          - {name: a}
        skeleton:
          nodes:
            - {name: head, x: 0.5}
          edges: [[0, 0]]
environments:
  prod:
    name_pattern: '{name}'
    protect: true
"""
    )
