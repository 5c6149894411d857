"""Ways out for what a catalog has in braces: pasted between them, they are read as they mean."""

from __future__ import annotations

import pytest

from pictograph_provider.catalog.lines import lines_of
from pictograph_provider.catalog.schema import CatalogFile, CatalogProject
from pictograph_provider.catalog.shape import read_shape
from pictograph_provider.catalog.source import Source, parse
from pictograph_provider.catalog_lines import InCatalog

MANY = {f"an_old_name_{number}": f"a_new_name_{number}" for number in range(5)}
CLASSES = [("stop", "bbox", None), ("give way", "polygon", "#ff0000")]


def shape(project: str, environment: str = "dev:") -> tuple[CatalogFile, Source]:
    """A catalog with that one project on line 2, read without asking what it refers to."""
    source = parse(f"projects:\n  {project}\nenvironments:\n  {environment}\n")
    catalog, problems = read_shape(source)
    assert catalog is not None, problems
    return catalog, source


def spelling(project: str, environment: str = "dev:") -> InCatalog:
    catalog, source = shape(project, environment)
    return InCatalog(lines_of(catalog, source, "catalog.yaml", "dev", "signs"))


@pytest.mark.parametrize("written", ["{}", "{ }", "{adopt: true}", "{adopt: true,}"])
@pytest.mark.parametrize("note", ["", "and 9 more"])
def test_what_is_new_goes_after_the_brace(written: str, note: str) -> None:
    spells = spelling(f"signs: {written}")
    for lines, key, value in (
        (spells.moves({"a": "b"}, note, "keeps"), "class_moves", {"a": "b"}),
        (spells.moves(MANY, note, "keeps"), "class_moves", MANY),
        (spells.consent({"a": None}, note), "allow_class_removal", {"a": None}),
        (spells.consent(dict.fromkeys(MANY, 5), note), "allow_class_removal", None),
        (spells.keep_foreign(), "foreign_classes", "keep"),
        (spells.classes(CLASSES), "classes", None),
        (spells.classes(CLASSES[:1]), "classes", None),
    ):
        place, *new = lines
        assert place == "# catalog.yaml line 2, after the { of signs:"
        found = pasted("signs: {" + "\n".join(new) + written[1:])
        assert getattr(found, key) is not None
        if value is not None and key != "allow_class_removal":
            assert getattr(found, key) == value


def test_what_is_there_is_replaced_with_its_value() -> None:
    spells = spelling("signs: {class_moves: {x: y}, adopt: true}")
    place, *new = spells.moves({"x": "y", **MANY}, remark="keeps annotations")
    assert place == "# catalog.yaml line 2, in place of class_moves and its value:"
    found = pasted("signs: {" + "\n".join(new) + ", adopt: true}")
    assert (found.class_moves, found.adopt) == ({"x": "y", **MANY}, True)


def test_an_override_in_braces_is_told_apart_from_its_project() -> None:
    spells = spelling("signs:\n    classes: []", "dev: {overrides: {signs: {class_moves: {a: b}}}}")
    assert spells.moves({"a": "b", "c": "d"})[0] == (
        "# catalog.yaml line 5, in place of class_moves and its value:"
    )
    assert spells.consent({"x": None})[0] == "# catalog.yaml line 2, under signs:"


def pasted(project: str) -> CatalogProject:
    """The project as a catalog is read that has it so."""
    return shape(project)[0].projects["signs"]
