"""Settings and mistakes in the spelling of YAML, up to the end of what the texts say."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels
from tests.engine.native import NativeStack
from tests.engine.reviewing import MERGE, STOP

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)


def test_a_stack_that_requires_a_save_permits_no_removal_without_one(
    stack: NativeStack, labels: Labels
) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 3})
    stack.pulumi("config", "set", "pictograph:requireSave", "true").expect()
    stack.declare(classes=[STOP], allow_class_removal=["merge"])
    for said in (stack.preview(ok=False), stack.up(ok=False)):
        assert "no removal of annotations that are not saved first" in said
        assert 'saveBeforeRemoval: "s3://bucket/folder" in the program' in said
    assert labels.count("road-signs") == {"merge": 3}

    # As it says, with a folder for the bucket.
    stack.declare(classes=[STOP], allow_class_removal=["merge"], save_before_removal="saved")
    assert "saved 3 annotations" in stack.up()
    assert labels.count("road-signs") == {}
    assert [*(stack.folder / "saved").rglob("*.json")]


def test_a_mistake_is_named_as_the_program_spells_it(stack: NativeStack) -> None:
    stack.declare(on_delete="destroy", save_before_removal="")
    said = stack.preview(ok=False)
    assert 'onDelete is one of "' in said
    assert "saveBeforeRemoval is a folder such as" in said
    stack.declare(class_moves={"a": "b"})
    assert "classMoves moves classes of the list, so it needs classes." in stack.preview(ok=False)
    stack.declare(save_before_removal="ftp://host/folder")
    assert "saveBeforeRemoval is a URL that begins with ftp:" in stack.preview(ok=False)
