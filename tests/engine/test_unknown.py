"""Values that the engine does not know in a preview: never a crash, never a false all-clear."""

from __future__ import annotations

from tests.engine.labels import Labels
from tests.engine.stack import Stack

LATER = """
first = Project("first", classes=[])
later = first.project_id.apply(lambda id: {value})
project = Project("road-signs", classes={classes})
"""
PLAIN = '[{"name": "car", "type": "bbox"}, {"name": "bus", "type": "bbox"}]'


def test_a_name_that_is_not_known_yet_is_said_and_guarded_at_apply(
    stack: Stack, labels: Labels
) -> None:
    stack.program(f'project = Project("road-signs", classes={PLAIN})')
    stack.up()
    labels.add("road-signs", {"car": 3})
    stack.program(LATER.format(value="'van'", classes='[{"name": later, "type": "bbox"}]'))
    said = stack.preview()
    assert "not known yet" in said
    assert "none destroys" not in said
    assert "- remove  car (bbox)  destroys 3 annotations" in stack.up(ok=False)
    assert labels.count("road-signs") == {"car": 3}


def test_a_whole_list_that_is_not_known_yet(stack: Stack) -> None:
    stack.program(f'project = Project("road-signs", classes={PLAIN})')
    stack.up()
    stack.program(LATER.format(value=PLAIN, classes="later"))
    assert "not known yet" in stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_color_that_is_not_known_yet_does_not_hide_a_removal(
    stack: Stack, labels: Labels
) -> None:
    stack.program(f'project = Project("road-signs", classes={PLAIN})')
    stack.up()
    labels.add("road-signs", {"bus": 2})
    classes = '[ProjectClass(name="car", type="bbox", color=later)]'
    stack.program(LATER.format(value="'#123456'", classes=classes))
    said = stack.preview(ok=False)
    assert "- remove   bus (bbox)  destroys 2 annotations" in said
    assert "not known yet" in said


def test_a_project_name_that_is_not_known_yet(stack: Stack) -> None:
    program = """
first = Project("first", classes=[])
named = first.project_id.apply(lambda id: "signs-" + id[:4])
project = Project("road-signs", name=named, classes=[{"name": "car", "type": "bbox"}])
"""
    stack.program(program)
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    assert [p.name[:6] for p in stack.client.projects.list()] == ["signs-", "first"]
