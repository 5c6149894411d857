"""What a restore says, to the letter."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal, cast

import pytest

from pictograph_provider.classes import ClassRow
from pictograph_provider.cli.restore_text import declared, report_lines, spelling_of
from pictograph_provider.models import Project
from pictograph_provider.saving.receipt import Receipt, SavedClass, SavedFile, SavedProject
from pictograph_provider.saving.restore import Report
from pictograph_provider.spelling import CAMEL_CASE, CATALOG, PYTHON

NOON = datetime(2026, 1, 2, 12, 0, 5, tzinfo=timezone.utc)
MERGE: ClassRow = {"name": "merge", "type": "box", "color": "#00aaff"}


def report(*entries: ClassRow, removal: Literal["classes", "project"] = "classes") -> Report:
    project = Project(
        id="p", name="road-signs", annotation_types=["bbox"], classes=[], created_at=NOON
    )
    classes = [SavedClass(entry={**e}, why="removed", annotations=3, images=1) for e in entries]
    receipt = Receipt(
        removal=removal,
        origin="signs/dev/road-signs",
        organization_id="o",
        project=SavedProject(id="p", name="road-signs", annotation_types=["bbox"]),
        classes=classes,
        annotations=3,
        images=1,
        archived_images=0,
        files=[SavedFile(name="a.zip", content="export", annotations=3, bytes=1, sha256="")],
        counted_at=NOON,
        saved_at=NOON,
    )
    return Report(project, receipt, created=[])


def test_it_says_what_came_back_and_what_the_program_has_to_say() -> None:
    done = report(MERGE)
    done.restored, done.images, done.present = 1204, 31, 1
    assert report_lines(done) == [
        "road-signs: put 1,204 annotations back on 31 images",
        "  already there  1 annotation",
        'Classes that are back: "merge". Until the program declares them, its preview',
        "calls them foreign. Before the next pulumi up, put them into classes and take",
        "their names out of allow_class_removal, or they are removed again:",
        '    ProjectClass(name="merge", type="bbox", color="#00aaff"),',
    ]


PLUGIN = "d72dcf36-0852-4bb0-8848-1187e58ae294/signs/dev/road-signs"


def test_a_program_in_yaml_is_told_lines_of_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: signs\nruntime: yaml\n")
    monkeypatch.chdir(tmp_path)
    done = report(MERGE)
    done.receipt = done.receipt.model_copy(update={"origin": PLUGIN})
    *_, advice, classes, entry = report_lines(done)
    assert advice == "their names out of allowClassRemoval, or they are removed again:"
    assert (classes, entry) == (
        "    classes:",
        '      merge: {type: bbox, color: "#00aaff"}',
    )


def test_a_program_is_told_lines_as_it_is_written(tmp_path: Path) -> None:
    assert spelling_of("o/signs/dev/pictograph:index:Catalog$catalog/signs") is CATALOG
    assert spelling_of("o/signs/dev/road-signs", tmp_path) is PYTHON
    assert spelling_of(PLUGIN, tmp_path) is CAMEL_CASE


def test_it_says_what_did_not_come_back() -> None:
    done = report(removal="project")
    done.gone = {"a.png": 1, "left/b.png": 2, "c.png": 1, "d.png": 1}
    done.classless = {"ghost (bbox)": 5}
    done.failed = {"e.png": "the dataset is cold"}
    done.overlapped = ["f.png"]
    assert report_lines(done) == [
        "road-signs: put 0 annotations back on 0 images",
        "  already there  0 annotations",
        "  images gone",
        "    4 images with 5 annotations: a.png, left/b.png, c.png and 1 more",
        "  class missing  1 class with 5 annotations: ghost (bbox)",
        "  refused        e.png: the dataset is cold",
        "  look at        1 image (f.png): somebody else saved in the same moment",
    ]


def test_after_a_whole_project_only_classes_that_were_created_are_named() -> None:
    done = report(MERGE, {**MERGE, "name": "stop"}, removal="project")
    done.created = [MERGE]
    assert any('"merge"' in line for line in report_lines(done))
    assert not any('"stop"' in line for line in report_lines(done))


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, 'ProjectClass(name="merge", type="bbox", color="#00aaff"),'),
        ({"type": None, "color": None}, 'ProjectClass(name="merge"),'),
        (
            {"color": None, "attributes": [{"name": "worn", "type": "checkbox"}], "id": "7"},
            'ProjectClass(name="merge", type="bbox", '
            'attributes=[{"name": "worn", "type": "checkbox"}]),',
        ),
    ],
)
def test_a_class_is_written_as_a_program_declares_it(fields: dict[str, Any], line: str) -> None:
    written = " ".join(declared(cast(ClassRow, {**MERGE, **fields})).split())
    assert written.replace("( ", "(").replace(", ),", "),") == line


def test_it_says_of_images_that_are_only_alike_how_to_take_them() -> None:
    done = report(removal="project")
    done.alike = 2
    assert " ".join(" ".join(report_lines(done)).split()).endswith(
        "left alone 2 images with the same directory and file name: add --by-file-name if they "
        "are the same"
    )
