"""A figure that the service does not give is named, and never read as zero."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.client import Client
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.build import review
from pictograph_provider.review.markdown import markdown
from pictograph_provider.review.preview import PROJECT, Preview, Step
from pictograph_provider.review.report import Report
from tests.rewriting import Rewriter

FIGURES = ("image_count", "archived_image_count", "total_images", "total_annotations")


def reviewed(emulator: Emulator, on_delete: str, figure: str, value: Any) -> Report:
    """A deletion of an empty project, whose figure the service gives as this value."""

    def rewrite(method: str, path: str, body: Any) -> Any:
        for part in (body.get("data"), body):
            if isinstance(part, dict) and figure in part:
                if value is None:
                    del part[figure]
                else:
                    part[figure] = value
        return body

    with Client(emulator.key, emulator.url) as client:
        project = client.projects.create("road-signs")
        me = client.organizations.me().id
    outputs = {"name": "road-signs", "on_delete": on_delete, "organization_id": me}
    step = Step(
        "delete", f"urn:pulumi:dev::signs::{PROJECT}::road-signs", project.id, {}, {}, outputs
    )
    preview = Preview("signs", "dev", {}, (step,), {}, ())
    with Rewriter(emulator.url, rewrite) as service:
        return review(preview, lambda: Client(emulator.key, service.url), lambda: None)


@pytest.mark.parametrize("value", [None, -1, "none"])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_missing_figure_is_as_if_something_were_there(
    pictograph_emulator: Emulator, figure: str, value: Any
) -> None:
    report = reviewed(pictograph_emulator, "delete-if-empty", figure, value)
    (change,) = report.changes
    assert (change.verdict, change.destructive) == ("refused", True)
    assert f"the service did not give {figure}" in change.reason
    assert report.refused.missing == [figure]
    assert f"can't tell how much: the service did not give {figure}" in markdown(report)


def test_a_permitted_deletion_names_it_too(pictograph_emulator: Emulator) -> None:
    report = reviewed(pictograph_emulator, "delete", "total_annotations", None)
    (change,) = report.changes
    assert (change.verdict, change.destructive) == ("permitted", True)
    assert "**DESTROYS** can't tell how much: the service did not give" in markdown(report)


def test_nothing_is_missing_where_it_says_zero(pictograph_emulator: Emulator) -> None:
    (change,) = reviewed(pictograph_emulator, "delete-if-empty", "total_images", 0).changes
    assert (change.verdict, change.reason) == ("harmless", "it holds no image")
