"""A review of a catalog: its ways out are lines of that file, and each says where it goes."""

from __future__ import annotations

import pytest

from pictograph_provider.review.html import html
from tests.engine.catalog_ways import CATALOG, RENAMED, edited, pasted, provisioned, write
from tests.engine.labels import Labels
from tests.engine.reviewing import review
from tests.engine.stack import Stack


@pytest.mark.parametrize("made", ["here", "elsewhere"])
def test_a_way_out_of_a_review_names_the_file_and_the_line(
    stack: Stack, labels: Labels, made: str
) -> None:
    provisioned(stack, labels)
    catalog = edited(CATALOG, *RENAMED)
    write(stack, catalog)
    if made == "here":
        report = review(stack).report
    else:
        preview = ("preview", "--json", "--show-sames")
        said = stack.pulumi(*preview, PICTOGRAPH_REVIEW="1").output
        report = review(stack, "--from", "-", stdin=said).report

    (change,) = (one for one in report.changes if one.resource == "road-signs")
    assert change.written_in == "the catalog"
    found = {way.label: way.code.splitlines() for way in change.ways_out}
    assert found["keep it"][0] == "# catalog.yaml line 8, under classes:"
    assert "write it in the catalog" in " ".join(change.plan)
    page = html(report)
    assert "write it in the catalog" in page
    assert "in the program" not in page

    write(stack, pasted(catalog, found["it was renamed"]))
    stack.up()
    assert labels.count("road-signs")["halt"] == 4
