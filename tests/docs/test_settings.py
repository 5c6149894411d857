"""Tables of settings, extras, versions and targets: they are what the code has."""

from __future__ import annotations

import inspect
import json
import re
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pictograph_provider import Project, Provider
from pictograph_provider.client.config import MAX_RETRIES, TIMEOUT
from pictograph_provider.doctor.engine import OLDEST
from pictograph_provider.native.schema import schema
from pictograph_provider.setting_names import CONFIGURATION, ENVIRONMENT, PREFIX
from tests.test_documentation import ROOT

INSTALL = (ROOT / "docs" / "install.md").read_text()
README = (ROOT / "README.md").read_text()
ROW = re.compile(r"^\| `pictograph:(\w+)` \|(.*)\|$", re.MULTILINE)


def snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: f"_{found[1].lower()}", name)


@pytest.mark.parametrize("page", [INSTALL, README], ids=["install", "README"])
def test_each_setting_of_a_stack_is_there_with_its_variable(page: str) -> None:
    rows = dict(ROW.findall(page))
    assert sorted(rows) == sorted(CONFIGURATION)
    for name, rest in rows.items():
        variables = re.findall(rf"{PREFIX}(\w+)", rest)
        assert variables == ([snake(name).upper()] if snake(name).upper() in ENVIRONMENT else [])
    assert f"({TIMEOUT:g})" in rows["timeout"]
    assert f"({MAX_RETRIES})" in rows["maxRetries"]


def test_each_setting_of_a_provider_is_there() -> None:
    rows = {name: re.findall(r"`(\w+)`", rest)[0] for name, rest in ROW.findall(INSTALL)}
    assert rows == {name: snake(name) for name in CONFIGURATION}
    arguments = inspect.signature(Provider.__init__).parameters.keys()
    assert {*rows.values()} <= {*arguments}
    assert {*arguments} - {*rows.values()} == {"self", "resource_name", "opts"}


def test_each_extra_is_there() -> None:
    table = re.findall(r"^\| `(\w+)` \| ", INSTALL.partition("| extra |")[2], re.MULTILINE)
    extras = metadata("pictograph-provider").get_all("Provides-Extra") or []
    assert sorted(set(table) & set(extras)) == sorted(extras)
    assert requires("pictograph-provider")


@pytest.mark.parametrize("page", ["install.md", "compatibility.md", "adopt.md"])
def test_the_oldest_engine_is_the_one_that_the_doctor_asks_for(page: str) -> None:
    text = (ROOT / "docs" / page).read_text()
    numbers = ".".join(map(str, OLDEST[:2]))
    assert re.search(
        rf"{re.escape(numbers)}(\]\S*)? (or newer|and newer)|Pulumi {numbers} or", text
    )


def test_the_versions_of_python_are_those_of_the_package_and_the_pipeline() -> None:
    package = "\n".join(metadata("pictograph-provider").get_all("Classifier") or [])
    known = re.findall(r"Programming Language :: Python :: (3\.\d+)", package)
    text = (ROOT / "docs" / "compatibility.md").read_text()
    assert f"| Python | {known[0]} to {known[-1]} |" in text
    pipeline = YAML(typ="safe").load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    tested = pipeline["jobs"]["check"]["strategy"]["matrix"]["python"]
    assert [tested[0], tested[-1]] == [known[0], known[-1]]


def test_each_target_that_contributing_names_is_one() -> None:
    targets = re.findall(r"^(\w+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"^\| `make (\w+)` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert named
    assert {*named} <= {*targets}


def test_each_input_that_languages_names_is_one_of_the_plugin() -> None:
    text = (ROOT / "docs" / "languages.md").read_text()
    found = json.loads(schema())
    inputs = {*found["resources"]["pictograph:index:Project"]["inputProperties"]}
    listed = text.partition("All else is called as in Python")[2].partition("\n- ")[0]
    named = {*re.findall(r"`(\w+)`", listed)}
    assert named
    assert named <= inputs
    # And each of them is called so in Python.
    assert {snake(name) for name in inputs - {"classOrder"}} <= {
        *inspect.signature(Project.__init__).parameters
    }


def test_each_room_that_the_architecture_names_is_one() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    named = re.findall(r"`([a-z]+/?)`", "".join(re.findall(r"^\| (`.*?) \| ", text, re.MULTILINE)))
    package = ROOT / "pictograph_provider"
    assert named
    for name in named:
        assert (package / name).is_dir() or (package / f"{name}.py").is_file(), name
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert rooms <= {Path(name).name for name in named}


def test_what_a_preview_says_is_explained_word_for_word() -> None:
    lines = (ROOT / "docs" / "project.md").read_text()
    table = lines.partition("| line | meaning |")[2].partition("\n\n")[0]
    code = "".join(
        path.read_text() for path in (ROOT / "pictograph_provider" / "plan").glob("*.py")
    )
    said = re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE)))
    assert said
    for words in said:
        assert words.lstrip("-~+ ").removesuffix(" a rename to") in code, words


def test_the_program_in_yaml_is_the_example() -> None:
    page = (ROOT / "docs" / "languages.md").read_text()
    (shown,) = re.findall(
        r'^```yaml title="Pulumi.yaml"\n(.*?)^```', page, re.MULTILINE | re.DOTALL
    )
    assert shown == (ROOT / "examples" / "yaml" / "Pulumi.yaml").read_text()
