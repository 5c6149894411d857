"""Classes that go: what the preview says of them, and what up does and does not do."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels, Meanwhile, archive_an_image
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "bbox", "color": "#ffff00"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}
LIMIT = {"name": "speed_limit", "type": "bbox", "color": "#00ff00"}


def provisioned(stack: Stack) -> None:
    stack.provision(classes=[MERGE, STOP, YIELD])


def setting(stack: Stack) -> str:
    return stack.spelling.setting("allow_class_removal")


def test_a_used_class_is_not_removed_without_its_name(stack: Stack, labels: Labels) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 3, "stop_sign": 1})
    labels.add("road-signs", {"merge": 2})
    state = stack.resource()
    stack.declare(classes=[STOP, YIELD, LIMIT])
    for said in (stack.preview(ok=False), stack.up(ok=False)):
        assert "- remove  merge (bbox)        destroys 5 annotations on 2 images" in said
        assert "+ add     speed_limit (bbox)" in said
        for line in stack.spelling.consent({"merge": None}):
            assert line in said
        for line in stack.spelling.classes([("merge", "bbox", "#00aaff")]):
            assert line in said
    assert labels.count("road-signs") == {"merge": 5, "stop_sign": 1}
    assert len(stack.client.projects.get("road-signs").classes) == 3
    assert stack.resource() == state


def test_with_consent_it_goes_and_the_receipt_says_what_went(stack: Stack, labels: Labels) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 3, "stop_sign": 1})
    stack.declare(classes=[STOP, YIELD], allow_class_removal=["merge"])
    said = stack.preview()
    assert "3 annotations will be destroyed" in said
    assert "warning" in said
    assert "merge (bbox): 3 annotations on 1 image before, 0 now" in stack.up()
    assert labels.count("road-signs") == {"stop_sign": 1}
    assert f'stale: {setting(stack)} names "merge"' in stack.preview("--expect-no-changes")


def test_consent_for_another_class_is_no_consent_and_is_called_stale(
    stack: Stack, labels: Labels
) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 3, "yield": 1})
    stack.declare(classes=[STOP, YIELD], allow_class_removal=["yield"])
    said = stack.preview(ok=False)
    assert "- remove  merge (bbox)  destroys 3 annotations" in said
    assert f'stale: {setting(stack)} names "yield"' in said


def test_an_unused_class_goes_without_consent_and_the_plan_says_so(stack: Stack) -> None:
    provisioned(stack)
    stack.declare(classes=[STOP, YIELD])
    assert "- remove  merge (bbox)  no annotation uses it" in stack.preview()
    stack.up()
    assert [cls.name for cls in stack.client.projects.get("road-signs").classes] == [
        "stop_sign",
        "yield",
    ]


def test_an_archived_image_could_hide_an_annotation(stack: Stack) -> None:
    provisioned(stack)
    archive_an_image(stack, "road-signs")
    assert stack.client.projects.get("road-signs").archived_image_count == 1
    stack.declare(classes=[STOP, YIELD])
    said = stack.preview(ok=False)
    assert "destroys at least 0 annotations; 1 archived image not counted" in said


def test_somebody_labels_between_preview_and_write(
    stack: Stack, labels: Labels, meanwhile: Meanwhile
) -> None:
    provisioned(stack)
    labels.add("road-signs", {"stop_sign": 1})
    stack.declare(classes=[STOP, YIELD])
    assert "no annotation uses it" in stack.preview()
    meanwhile.label("road-signs", {"merge": 2}, before="read")
    said = stack.up(ok=False)
    assert "destroys 2 annotations" in said
    assert "refused just before the write" in said
    assert labels.count("road-signs") == {"stop_sign": 1, "merge": 2}


def test_a_bound_that_labelling_has_outgrown_since_the_preview(
    stack: Stack, labels: Labels, meanwhile: Meanwhile
) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP, YIELD], allow_class_removal={"merge": 3})
    assert "2 annotations will be destroyed" in stack.preview()
    meanwhile.label("road-signs", {"merge": 2}, before="read")
    said = stack.up(ok=False)
    assert "merge: 3 annotations may go, but 4 would." in said
    assert labels.count("road-signs") == {"merge": 4}
    assert len(stack.client.projects.get("road-signs").classes) == 3


def test_where_nothing_matters_a_loss_is_reported_and_not_refused(
    stack: Stack, labels: Labels
) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 3})
    stack.pulumi("config", "set", "pictograph:classRemoval", "report").expect()
    stack.declare(classes=[STOP, YIELD])
    said = stack.preview()
    assert "destroys 3 annotations" in said
    assert "not refused, since pictograph:classRemoval is report" in said
    stack.up()
    assert labels.count("road-signs") == {}


def test_the_engines_own_diff_names_the_class_that_goes(stack: Stack) -> None:
    provisioned(stack)
    stack.declare(classes=[STOP, {**YIELD, "color": "#ffaa00"}, LIMIT])
    said = stack.preview("--diff")
    if stack.shell == "native":
        assert said.count('- color: "#00aaff"') == 1
        assert "- merge" in said
        assert "+ speed_limit: {" in said
        assert '~ color: "#ffff00" => "#ffaa00"' in said
        assert "stop_sign: {" not in said
        return
    assert '- merge (bbox)      : "#00aaff"' in said
    assert '+ speed_limit (bbox): "#00ff00"' in said
    assert '~ yield (bbox)      : "#ffff00" => "#ffaa00"' in said
    assert "  stop_sign (bbox)  :" in said


def test_no_classes_at_all_is_not_the_same_as_classes_not_managed(
    stack: Stack, labels: Labels
) -> None:
    provisioned(stack)
    labels.add("road-signs", {"merge": 1})
    stack.declare()
    stack.up()
    assert len(stack.client.projects.get("road-signs").classes) == 3
    stack.preview("--expect-no-changes")
    stack.declare(classes=[])
    said = stack.preview(ok=False)
    assert "merge (bbox)" in said
    assert "stop_sign (bbox)" in said
