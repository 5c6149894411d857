"""What is said of a catalog that cannot be used: file, line, place, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.catalog.problems import CatalogError
from pictograph_provider.catalog.reading import read

SOUND = """\
class_sets:
  vehicles:
    - {name: car, type: bbox}
projects:
  signs:
    class_set: vehicles
    classes:
      - {name: stop, type: polygon, color: red}
  bare:
environments:
  dev:
  prod:
    projects: [signs]
"""


def said(folder: Path, text: str) -> list[str]:
    """What is said of a file with this text, the folder's name left out."""
    file = folder / "catalog.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        read(file)
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_a_sound_catalog_is_read(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(SOUND)
    catalog, source = read(file)
    assert [*catalog.projects] == ["signs", "bare"]
    assert source.line(("projects", "signs", "classes", 0, "color")) == 8


MISTAKES = {
    "a key that is nearly one": (
        ("    class_set: vehicles", "    clas_set: vehicles"),
        '6: projects.signs.clas_set: this key is not known. Did you mean "class_set"?',
    ),
    "a key that belongs elsewhere": (
        ("  bare:", "  bare: {protect: true}"),
        "9: projects.bare.protect: this key does not belong here, but in an environment.",
    ),
    "a key that nobody knows": (
        ("color: red", "zzz: red"),
        "8: projects.signs.classes[0].zzz: this key is not known: "
        "there is name, type, color, attributes, skeleton.",
    ),
    "a class without a type": (
        ("type: polygon, ", ""),
        "8: projects.signs.classes[0]: type is missing.",
    ),
    "an unknown type": (
        ("type: polygon", "type: poligon"),
        "8: projects.signs.classes[0].type: \"poligon\" is not 'bbox', 'box', 'polygon', "
        "'polyline', 'keypoint' or 'tag'.",
    ),
    "an unknown color": (
        ("color: red", "color: redd"),
        '8: projects.signs.classes[0].color: "redd" is not a CSS color: write one like "#ff0000".',
    ),
    "a color that YAML takes for a comment": (
        ("      - {name: stop,", "      - color: #f00\n        name: stop\n      - {name: go,"),
        "8: projects.signs.classes[0].color: it has no value: write one "
        "(a # needs quotes around it), or take the line out.",
    ),
    "a color that YAML takes for a comment, on one line": (
        ("color: red}", "color: #f00}"),
        '8: a # begins a comment, so the color is lost: put it in quotes, "#f00"',
    ),
    "a colour that YAML takes for a comment, with a list below it": (
        ("{name: car, type: bbox}", "{name: car, type: bbox, color: #1f77b4}\n    - {name: bus}"),
        '3: a # begins a comment, so the color is lost: put it in quotes, "#1f77b4"',
    ),
    "a name that YAML takes for a number": (
        ("name: stop", "name: 30"),
        "8: projects.signs.classes[0].name: 30 is not a text: put it in quotes.",
    ),
    "a key without a value": (
        ("    class_set: vehicles", "    class_set:"),
        "6: projects.signs.class_set: it has no value: write one, or take the line out.",
    ),
    "a class set that is nearly one": (
        ("class_set: vehicles", "class_set: vehicels"),
        '6: projects.signs.class_set: there is no class set "vehicels". Did you mean "vehicles"?',
    ),
    "a class that a set brings already": (
        ("name: stop", "name: car"),
        '8: projects.signs.classes[0]: class "car" is in class set vehicles too: '
        "take one of them out.",
    ),
    "a project that is not there": (
        ("[signs]", "[sings]"),
        '13: environments.prod.projects[0]: there is no project "sings". Did you mean "signs"?',
    ),
    "an override of a class that is nearly one": (
        ("  dev:", "  dev: {overrides: {signs: {classes: [{name: stopp, color: red}]}}}"),
        '11: environments.dev.overrides.signs.classes[0]: there is no class "stopp". '
        'Did you mean "stop"? A new class needs a type.',
    ),
    "an override that leaves out a class that is not there": (
        ("  dev:", "  dev: {overrides: {signs: {without_classes: [bus]}}}"),
        '11: environments.dev.overrides.signs.without_classes[0]: there is no class "bus": '
        "there is car, stop.",
    ),
    "an override of classes that are not managed": (
        ("  dev:", "  dev: {overrides: {bare: {without_classes: [bus]}}}"),
        "11: environments.dev.overrides.bare: the project declares no classes "
        "that could differ here.",
    ),
    "an override of a project that the environment has not": (
        ("    projects: [signs]", "    projects: [signs]\n    overrides: {bare: {}}"),
        "14: environments.prod.overrides.bare: this is not among the projects of the environment.",
    ),
    "a pattern without the name": (
        ("  dev:", '  dev: {name_pattern: "x-{environment}"}'),
        '11: environments.dev.name_pattern: "x-{environment}" is not a pattern: a pattern holds '
        "{name}, perhaps {environment}, and plain text.",
    ),
    "a pattern with a slash": (
        ("  dev:", '  dev: {projects: [bare], name_pattern: "a/{name}"}'),
        '9: projects.bare: a project name cannot hold a slash: "a/bare".',
    ),
    "an unknown guard": (
        ("  dev:", "  dev: {class_removal: never}"),
        "11: environments.dev.class_removal: \"never\" is not 'refuse' or 'report'.",
    ),
    "a consent of less than nothing": (
        ("  bare:", "  bare: {allow_class_removal: {car: -1}}"),
        "9: projects.bare.allow_class_removal.car: -1: input should be greater than or equal to 0.",
    ),
    "a move to a class that is not declared": (
        ("    class_set: vehicles", "    class_set: vehicles\n    class_moves: {bus: buss}"),
        '5: projects.signs: class_moves moves "bus" to "buss", but classes does not declare '
        '"buss". If "buss" has another name now, add to class_moves: "buss": "NEW NAME". If it is '
        'gone, take "bus" out of class_moves. Else declare it: '
        'classes: - {name: buss, type: "..."}.',
    ),
    "neither true nor false": (
        ("  bare:", "  bare: {adopt: perhaps}"),
        '9: projects.bare.adopt: "perhaps" is neither true nor false.',
    ),
    "a list where one text belongs": (
        ("name: stop", "name: [stop]"),
        '8: projects.signs.classes[0].name: a single text is needed here, not ["stop"].',
    ),
    "the same key twice": (
        ("  bare:", "  signs: {}"),
        '9: found duplicate key "signs"',
    ),
    "a key that is no text": (
        ("  bare:", "  7: {}"),
        "9: the key 7 is not a text: put it in quotes",
    ),
    "a class of a set twice": (
        (
            "    - {name: car, type: bbox}",
            "    - {name: car, type: bbox}\n    - {name: car, type: tag}",
        ),
        '4: class_sets.vehicles[1]: a second class is called "car": rename one.',
    ),
    "a list where keys belong": (
        ("  bare:", "  bare: [x]"),
        '9: projects.bare: keys with values are needed here, not ["x"].',
    ),
    "a text where a list belongs": (
        ("projects: [signs]", "projects: signs"),
        '13: environments.prod.projects: a list is needed here, not "signs".',
    ),
    "a bracket that is not closed": (
        ("projects: [signs]", "projects: [signs,\n      bare"),
        "15: expected ',' or ']', but got '<stream end>', "
        "while parsing a flow sequence that starts on line 13",
    ),
    "a tag": (("name: stop", "name: !x stop"), "8: the tag !x has no meaning here"),
    "a tabulator": (("  bare:", "\tbare:"), "9: found character '\\t' that cannot start any token"),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=[*MISTAKES])
def test_a_mistake_is_said_with_its_line(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    before, after = change
    assert before in SOUND
    assert said(tmp_path, SOUND.replace(before, after, 1)) == [f"catalog.yaml:{expected}"]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = SOUND.replace("  dev:", "  dev: {protect: perhaps}").replace("red}", "redd, colour: x}")
    lines = [line.split(": ")[0] for line in said(tmp_path, text)]
    assert lines == ["catalog.yaml:8", "catalog.yaml:8", "catalog.yaml:11"]


def test_a_name_that_is_too_long_is_said_of_each_project(tmp_path: Path) -> None:
    text = SOUND.replace("  dev:", f"  dev: {{name_pattern: '{{name}}{'x' * 300}'}}")
    assert said(tmp_path, text) == [
        "catalog.yaml:5: projects.signs: a project name has at most 255 characters, "
        "this one has 305.",
        "catalog.yaml:9: projects.bare: a project name has at most 255 characters, "
        "this one has 304.",
    ]


def test_a_class_is_in_one_of_the_sets_of_a_project(tmp_path: Path) -> None:
    sets = "class_sets:\n  more: [{name: car, type: tag}]\n"
    text = SOUND.replace("class_sets:\n", sets)
    text = text.replace("class_set: vehicles", "class_set: [vehicles, more]")
    assert said(tmp_path, text) == [
        'catalog.yaml:7: projects.signs.class_set: class "car" is in vehicles and in more: '
        "rename one of them."
    ]


def test_a_mistake_in_a_merged_mapping_is_said_where_it_is_used(tmp_path: Path) -> None:
    text = SOUND.replace("  dev:\n", "  dev: &dev {protect: perhaps}\n  test:\n    <<: *dev\n")
    assert [line.split(": ")[1] for line in said(tmp_path, text)] == [
        "environments.dev.protect",
        "environments.test.protect",
    ]
