"""`pictograph-provider adopt`: what was clicked together comes under Pulumi, unchanged."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.adoption.existing import existing
from tests.engine.running import run
from tests.engine.stack import Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}


@pytest.fixture
def client(stack: Stack) -> Client:
    return stack.client


def adopt(stack: Stack, emulator: Emulator, *args: str, ok: bool = True) -> str:
    """Run the command, as somebody with the key in the environment would."""
    env = stack.env | {"PICTOGRAPH_API_KEY": emulator.key, "PICTOGRAPH_BASE_URL": emulator.url}
    said = run(["pictograph-provider", "adopt", *args], stack.root, env).expect(ok=ok).output
    assert emulator.key not in said
    return said


def import_all(stack: Stack) -> None:
    flags = ("--file", "import.json", "--generate-code=false", "--yes", "--skip-preview")
    stack.pulumi("import", *flags).expect()


def live(client: Client) -> list[dict[str, Any]]:
    return [project.model_dump() for project in client.projects.iter()]


def test_fifty_projects_are_adopted_and_nothing_changes(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    for body in existing(50):
        client.projects.create(**body)
    before = live(client)

    output = adopt(stack, pictograph_emulator, "--out", str(stack.folder))
    assert "50 projects" in output
    import_all(stack)

    assert "51 unchanged" in stack.preview("--diff", "--expect-no-changes")
    assert "51 unchanged" in stack.refresh("--expect-no-changes")
    assert "51 unchanged" in stack.up("--expect-no-changes")
    assert live(client) == before


def test_a_catalog_is_adopted_and_nothing_changes(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    for body in existing(25):
        client.projects.create(**body)
    client.projects.create("catalog")  # called as the component is
    before = live(client)

    adopt(stack, pictograph_emulator, "--out", str(stack.folder), "--catalog", "dev")
    import_all(stack)
    assert ":Catalog$" in stack.resource("road-signs")["urn"]  # a child of the component

    assert "28 unchanged" in stack.preview("--diff", "--expect-no-changes")
    assert "28 unchanged" in stack.up("--expect-no-changes")
    assert live(client) == before
    assert stack.resource("road-signs")["protect"]


def test_a_catalog_for_prod_archives_and_protects(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road-signs", classes=[STOP])
    output = adopt(stack, pictograph_emulator, "--out", "prod", "--catalog", "org/prod")
    assert "  pulumi stack select --create org/prod\n" in output
    (project,) = [
        entry
        for entry in json.loads((stack.root / "prod" / "import.json").read_text())["resources"]
        if entry["type"].endswith(":Project")
    ]
    assert project["inputs"]["on_delete"] == "archive"
    assert YAML(typ="safe").load(stack.root / "prod" / "catalog.yaml") == {
        "projects": {"road-signs": {"annotation_types": ["bbox"], "classes": [STOP]}},
        "environments": {"prod": {"name_pattern": "{name}", "protect": True}},
    }


def test_the_imported_state_is_what_an_up_of_the_program_makes(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    for body in existing(6):
        client.projects.create(**body)
    adopt(stack, pictograph_emulator, "--out", str(stack.folder))
    for project in client.projects.list():
        client.projects.delete(id=project.id)
    stack.up()  # the program makes them again, without any import

    adopt(stack, pictograph_emulator, "--out", "again")
    document = json.loads((stack.root / "again" / "import.json").read_text())
    for entry in document["resources"]:
        made = stack.resource(entry["name"])
        assert entry["id"] == made["id"]
        assert entry["type"] == made["type"]
        for side in ("inputs", "outputs"):
            assert made[side].pop("origin") == f"organization/signs/dev/{entry['name']}"
            assert entry[side] == made[side]


def test_the_commands_that_it_prints_are_all_it_takes(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road signs", classes=[STOP])
    output = adopt(stack, pictograph_emulator, "--out", "new folder")

    commands = [line.strip() for line in output.splitlines() if line.startswith("  ")]
    assert commands[0] == "cd 'new folder'"
    script = "set -e\n" + "\n".join(commands)
    script = script.replace("--secret pictograph:apiKey", '--secret pictograph:apiKey "$KEY"')
    script = script.replace("pulumi import", "pulumi import --yes")
    env = stack.env | {"KEY": pictograph_emulator.key}
    assert "2 unchanged" in run(["sh", "-c", script], stack.root, env).expect().output


def test_an_adopted_project_cannot_be_deleted_before_its_protection_is_taken_out(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road-signs", classes=[STOP])
    adopt(stack, pictograph_emulator, "--out", str(stack.folder))
    import_all(stack)
    program = stack.folder / "__main__.py"
    source = program.read_text()

    stack.program("")
    assert "protected" in stack.preview(ok=False)
    program.write_text(source.replace("    opts=PROTECTED,\n", ""))
    stack.up()
    stack.program("")
    stack.up()
    assert client.projects.list() == []


def test_what_is_not_declared_is_said(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road-signs", classes=[STOP])
    client.projects.create("road-old", classes=[STOP])
    client.projects.archive("road-old")
    client.projects.create("road-plain", classes=[{"name": "x"}])
    client.projects.create("rail")

    output = adopt(stack, pictograph_emulator, "--match", "road-*", "--out", str(stack.folder))
    assert "2 projects" in output
    assert "left out: road-old: it is archived" in output
    assert re.search(r'note: road-plain: its classes are not declared: class "x"\s+has no', output)
    lines = [line for line in output.splitlines() if str(stack.folder) not in line]
    assert all(len(line) <= 80 for line in lines)
    source = (stack.folder / "__main__.py").read_text()
    assert '# its classes are not declared: class "x" has no type' in source
    assert "rail" not in source

    import_all(stack)
    stack.preview("--expect-no-changes")


def test_no_file_is_overwritten(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road-signs", classes=[STOP])
    stack.program("# somebody's work")
    before = contents(stack.folder)
    output = adopt(stack, pictograph_emulator, "--out", str(stack.folder), ok=False)
    assert output.endswith(
        "holds __main__.py already. Nothing was written. Name another folder with --out.\n"
    )
    assert contents(stack.folder) == before


def test_nothing_is_written_where_nothing_matches(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("old", classes=[STOP])
    client.projects.archive("old")
    output = adopt(stack, pictograph_emulator, "--out", "fresh", ok=False)
    assert "left out: old: it is archived" in output
    assert "nothing to adopt" in output
    assert not (stack.root / "fresh").exists()


def test_a_wrong_key_is_one_sentence(stack: Stack, pictograph_emulator: Emulator) -> None:
    pictograph_emulator.key = "pk_live_" + "0" * 64
    output = adopt(stack, pictograph_emulator, "--out", "fresh", ok=False)
    assert output.startswith("pictograph-provider: ")
    assert "answered 401" in output
    assert output.count("\n") == 1


def test_the_program_is_laid_out_as_a_formatter_would(
    stack: Stack, client: Client, pictograph_emulator: Emulator
) -> None:
    for body in existing(20):
        client.projects.create(**body)
    adopt(stack, pictograph_emulator, "--out", str(stack.folder))
    for check in (["format", "--check"], ["check", "--select=I,F,E", "--ignore=E501"]):
        ruff = [sys.executable, "-m", "ruff", *check, "--isolated", "__main__.py"]
        done = subprocess.run(ruff, cwd=stack.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}
