"""Where a project stands in a catalog, and how a refusal says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pictograph_provider.catalog.lines import lines_of
from pictograph_provider.catalog.reading import read
from pictograph_provider.catalog_lines import InCatalog, Lines
from pictograph_provider.guard import decide, explain
from pictograph_provider.plan import Usage
from tests.plan.make import declared, live, plan
from tests.test_documentation import ROOT

CATALOG = """\
class_sets:
  vehicles:
    - {name: car, type: bbox}
    - {name: truck, type: bbox}
projects:
  signs:
    class_set: vehicles
    adopt: true
    classes: [{name: stop, type: polygon}]
  parking:
    class_set: vehicles
    class_moves: {auto: car}
  bare:
environments:
  dev:
    save_before_removal: saved
    overrides:
      parking:
        class_moves: {lorry: truck}
        on_delete: archive
        without_classes: [car]
"""


def lines(folder: Path, key: str) -> Lines:
    (folder / "catalog.yaml").write_text(CATALOG)
    catalog, source = read(folder / "catalog.yaml")
    return lines_of(catalog, source, "catalog.yaml", "dev", key)


def test_a_project_with_classes_of_its_own(tmp_path: Path) -> None:
    assert lines(tmp_path, "signs") == Lines(
        "catalog.yaml",
        "signs",
        6,
        15,
        "classes",
        9,
        {"adopt": 8, "save_before_removal": 16},
        bracketed=True,
    )


@pytest.mark.parametrize("before", ["[{name: stop, type: polygon}]", "[]", "[ ]"])
def test_a_list_in_brackets_takes_what_is_pasted_after_its_first(
    tmp_path: Path, before: str
) -> None:
    file = tmp_path / "catalog.yaml"
    text = CATALOG.replace("[{name: stop, type: polygon}]", before)
    file.write_text(text)
    where = lines_of(*read(file), "catalog.yaml", "dev", "signs")
    place, *rows = InCatalog(where).classes([("x", "bbox", None), ("y", "bbox", "#ff0000")])
    assert place == "# catalog.yaml line 9, after the [ of classes:"

    written = text.splitlines()
    head, bracket, rest = written[8].partition("[")
    written[8] = "\n".join([head + bracket, *(f"      {row}" for row in rows), f"      {rest}"])
    file.write_text("\n".join(written))
    names = [entry.name for entry in read(file)[0].projects["signs"].classes or ()]
    assert names[:2] == ["x", "y"]


def test_a_project_that_has_a_set_alone_and_differs_in_the_environment(tmp_path: Path) -> None:
    settings = {"class_moves": 19, "on_delete": 20, "save_before_removal": 16}
    assert lines(tmp_path, "parking") == Lines(
        "catalog.yaml", "parking", 10, 15, "vehicles", 2, settings, {"car": 21}
    )


def test_a_project_that_says_nothing(tmp_path: Path) -> None:
    found = lines(tmp_path, "bare")
    assert (found.project, found.classes, found.without) == (13, None, {})
    assert InCatalog(found).classes([("x", "bbox", None)]) == [
        "# catalog.yaml line 13, under bare:",
        "classes:",
        "  - {name: x, type: bbox}",
    ]


def test_lines_survive_the_way_to_another_process(tmp_path: Path) -> None:
    found = lines(tmp_path, "parking")
    assert Lines(**found.told()) == found


def test_a_setting_is_named_with_the_line_that_holds(tmp_path: Path) -> None:
    spelling = InCatalog(lines(tmp_path, "parking"))
    assert spelling.assign("on_delete", "delete") == "on_delete: delete (catalog.yaml line 20)"
    assert spelling.assign("adopt", True) == "adopt: true (catalog.yaml line 10)"
    assert InCatalog(lines(tmp_path, "signs")).assign("on_delete", "delete") == (
        "on_delete: delete (catalog.yaml line 15)"
    )


def test_the_page_shows_what_a_refusal_says() -> None:
    page = (ROOT / "docs" / "catalog.md").read_text()
    (shown,) = re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    where = Lines("catalog.yaml", "road-signs", 6, 13, "classes", 8, {"allow_class_removal": 17})
    found = plan([declared("halt", "polygon", "red")], [live("stop", "polygon", "red")])
    said = explain(decide(found, Usage({"stop": 4}, {}), {}), spelling=InCatalog(where))
    assert "\n".join(said).endswith(shown.rstrip("\n"))
