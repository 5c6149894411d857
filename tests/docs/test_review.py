"""docs/review.md: its transcript and its tables are what the review says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from rich.console import Console

from pictograph_provider import Client
from pictograph_provider.cli.review import SUFFIXES, FailOn, Format
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import seed
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import PROJECT, Preview, Step
from pictograph_provider.review.terminal import show
from pictograph_provider.review.text import INCOMPLETE, MARKS
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "review.md").read_text()
URN = f"urn:pulumi:dev::signs::{PROJECT}::"
STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00ff00"}
BOTH = {"stop_sign (bbox)": "#ff0000", "merge (bbox)": "#00ff00"}
ONE = {"stop_sign (bbox)": "#ff0000"}


def rows(*head: str) -> list[list[str]]:
    """The rows of the table that begins with these cells."""
    _, found, rest = PAGE.partition(f"| {' | '.join(head)} |\n")
    assert found, head
    table = rest.partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]


def quoted(cells: Iterator[str] | list[str]) -> list[str]:
    return [re.findall(r"`([^`]+)`", cell)[0] for cell in cells]


@pytest.fixture
def preview(pictograph_emulator: Emulator) -> Preview:
    """One class goes without consent, one project with it, and one is new."""
    config = client_config(pictograph_emulator.key, pictograph_emulator.url)
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        signs = client.projects.create("road-signs", classes=[STOP, MERGE])
        lidar = client.projects.create("lidar", classes=[STOP])
        seed(config, "road-signs", 2, {"merge": 5})
        seed(config, "lidar", 3, {"stop_sign": 7})
        me = client.organizations.me().id
    order = {"classes": BOTH, "class_order": "stop_sign, merge"}
    inputs = {"name": "road-signs", "origin": "o/signs/dev/road-signs"}
    doomed = {"name": "lidar", "on_delete": "delete", "organization_id": me}
    steps = (
        Step(
            "update",
            f"{URN}road-signs",
            signs.id,
            {**inputs, **order},
            {**inputs, "classes": ONE, "class_order": "stop_sign"},
            {"name": "road-signs", "organization_id": me},
        ),
        Step("delete", f"{URN}lidar", lidar.id, outputs=doomed),
        Step("create", f"{URN}new", None, {}, {"name": "new"}, {"name": "new"}),
    )
    return Preview("signs", "dev", {}, steps, {}, ())


def test_the_transcript_is_what_it_says(preview: Preview, pictograph_emulator: Emulator) -> None:
    emulator = pictograph_emulator
    report = review(preview, lambda: Client(emulator.key, emulator.url), lambda: None)
    (doomed,) = (change.deletion for change in report.changes if change.deletion)
    report.permitted.bytes = doomed.bytes = 4_200_000  # images in a test are small
    written = StringIO()
    show(report, Console(file=written, width=80))
    said = "\n".join(line.rstrip() for line in written.getvalue().splitlines())
    (shown,) = re.findall(r"^\$ pictograph-provider review\n(.*?)^```", PAGE, re.M | re.S)
    assert said.strip() == shown.strip()


def test_every_verdict_is_explained() -> None:
    assert quoted([row[0] for row in rows("verdict", "meaning")]) == [
        *(MARKS[verdict] for verdict in ("refused", "permitted", "unknown", "harmless")),
        INCOMPLETE,
    ]


def test_every_format_and_its_ending_is_there() -> None:
    table = rows("`--format`", "file", "for")
    endings = {suffix: kind.value for suffix, kind in SUFFIXES.items()}
    assert {*endings.values()} == {kind.value for kind in Format}
    for kind, ending, _ in table:
        assert endings.pop(*quoted([ending])) == quoted([kind])[0]
    assert endings == {}


def test_every_choice_of_an_exit_status_is_there() -> None:
    assert quoted([row[0] for row in rows("`--fail-on`", "status 1")]) == [
        choice.value for choice in FailOn
    ]
