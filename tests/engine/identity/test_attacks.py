"""Ways to name, part by part or from afar, what the program declares: still it is one project."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.run import Run
from tests.engine.identity.families import HEAD, STOP, Family, entries_of, urn
from tests.engine.labels import Labels, Meanwhile
from tests.engine.running import run
from tests.engine.stack import Stack

INLINE = """\
import sys
from pulumi import automation
from pictograph_provider import Project

def program():
    Project("{resource}", name="signs", classes=[{stop!r}], on_delete="delete", adopt=True)

stack = automation.select_stack(
    "dev",
    project_name="signs",
    program=program,
    opts=automation.LocalWorkspaceOptions(work_dir="."),
)
stack.up(target=sys.argv[1:], on_output=print, color="never")
"""

SIGNS = 'a = Project("a", name="signs", classes=[STOP], on_delete="delete")'
EMPTY = 'a = Project("a", name="signs", on_delete="delete")'
ALIAS = ', opts=ResourceOptions(aliases=[Alias(name="a")])'


def programmed(stack: Stack, *lines: str) -> None:
    stack.program("\n".join([HEAD.format(stop=STOP), *lines]))


def inline(stack: Stack, resource: str, target: str) -> str:
    """`up` of a part of a program that runs in the process which drives the engine."""
    (stack.folder / "drive.py").write_text(INLINE.format(resource=resource, stop=STOP))
    env = {**stack.env, "PATH": f"{stack.engine.pulumi.parent}:{stack.env['PATH']}"}
    command = [stack.env["PULUMI_PYTHON_CMD"], "drive.py", target]
    return run(command, stack.folder, env).expect().output


def test_a_part_of_an_inline_program_at_a_time_loses_nothing(stack: Stack, labels: Labels) -> None:
    programmed(stack, SIGNS)
    stack.up()
    labels.add("signs", {"stop": 3})
    inline(stack, "b", urn("b"))
    assert "signs: kept with all that it holds" in inline(stack, "b", urn("a"))
    assert labels.count("signs") == {"stop": 3}
    assert [entry["urn"] for entry in entries_of(stack)] == [urn("b")]


@pytest.mark.parametrize("renamed", ["the resource", "the stack"])
def test_a_destroy_by_the_program_destroys_what_was_renamed_or_is_looked_at(
    stack: Stack, renamed: str
) -> None:
    programmed(stack, EMPTY)
    stack.up()
    if renamed == "the stack":
        stack.pulumi("stack", "rename", "prod").expect()
    else:
        programmed(stack, EMPTY.replace('"a"', '"b"')[:-1] + ALIAS + ")")
    look = 'Project.get("g", a.id)'
    (stack.folder / stack.source).write_text(
        (stack.folder / stack.source).read_text() + f"\n{look}\n"
    )
    stack.destroy("--run-program")
    assert stack.client.projects.list() == []


def test_a_target_does_not_take_over_what_the_program_declares(
    stack: Stack, labels: Labels
) -> None:
    programmed(stack, SIGNS)
    stack.up()
    labels.add("signs", {"stop": 3})
    options = "adopt=True, opts=ResourceOptions(depends_on=[a])"
    programmed(stack, SIGNS, f'Project("b", name="signs", classes=[STOP], {options})')
    said = stack.up("--target", urn("b"), ok=False)
    assert "belongs to resource a of this program" in said
    assert [entry["urn"] for entry in entries_of(stack)] == [urn("a")]
    programmed(stack, SIGNS)
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}


def test_a_refusal_after_class_moves_does_not_say_that_nothing_was_changed(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator, meanwhile: Meanwhile
) -> None:
    control = pictograph_emulator.control
    old, tree = {**STOP, "name": "old"}, {**STOP, "name": "tree"}
    stack.provision("signs", classes=[STOP, old])
    labels.add("signs", {"old": 2})
    moved = {"classes": [STOP], "class_moves": {"old": "stop"}}
    stack.declare("signs", name="lights", **moved)
    body = {"name": "lights", "annotation_types": ["bbox"], "classes": []}
    taken = {"method": "POST", "path": "/api/v1/developer/datasets/", "body": body}
    control.fault("writer", method="PATCH", path="/datasets/", requests=[taken])
    assert "that name is taken. Only its class moves were made." in stack.up(ok=False)
    assert labels.count("signs") == {"stop": 2}

    projects = stack.client.projects
    projects.update("signs", classes=[*projects.get("signs").classes, old])
    meanwhile.add_class("signs", tree, before="read", skip=1)
    stack.declare("signs", **moved)
    assert "by what is live now. Only its class moves were made." in stack.up(ok=False)
    assert [cls.name for cls in projects.get("signs").classes] == ["stop", "tree"]


def test_claims_hold_though_others_could_read_where_they_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / f"pictograph-provider-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o755)
    program, provider = Run("127.0.0.1:1"), Run("127.0.0.1:1")
    program.claim(Claim("1", "organization/signs/dev/b", "program"))
    keeper = provider.keeper("1", "organization/signs/dev/a")
    assert keeper is not None
    assert keeper.resource == "b"
    assert folder.stat().st_mode & 0o077 == 0


def test_a_claim_that_a_full_disk_has_cut_off_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program, provider = Run("127.0.0.1:1"), Run("127.0.0.1:1")
    real = os.write
    with monkeypatch.context() as disk:
        disk.setattr(os, "write", lambda file, line: real(file, line[:20]))
        program.claim(Claim("1", "organization/signs/dev/a", "program"))
    assert program.unshared is not None
    assert "No space left" in program.unshared
    # Who has nothing to write must know of it, too, or it deletes what was claimed.
    assert provider.unshared is not None
    assert "another process could not write" in provider.unshared
    program.claim(Claim("2", "organization/signs/dev/b", "program"))
    keeper = provider.keeper("2", "organization/signs/dev/a")
    assert keeper is not None
    assert keeper.resource == "b"
    del program, provider
    gc.collect()
    assert Run("127.0.0.1:1").unshared is None


@pytest.mark.parametrize("once", [False, True])
def test_where_claims_cannot_be_shared_the_state_is_asked(family: Family, once: bool) -> None:
    folder = family.stack.root / "tmp"
    folder.mkdir()
    (folder / f"pictograph-provider-{os.getuid()}").symlink_to(folder)
    family.stack.env["TMPDIR"] = str(folder)
    family.provision()
    key, url = family.stack.key, family.stack.url
    family.program(
        'Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}", adopt=True, '
        "opts=ResourceOptions(provider=prod))",
        f'prod = Provider("prod", api_key="{key}", base_url="{url}")\n',
    )
    if once:
        # Written at the end of the run, it cannot tell.
        written_once = {"PULUMI_SKIP_CHECKPOINTS": "true", "PULUMI_EXPERIMENTAL": "true"}
        assert "Run it again without PULUMI_SKIP" in family.stack.up(ok=False, **written_once)
        family.hold()
    assert "of this stack holds it too" in family.stack.up()
    family.is_settled()


def test_a_run_that_is_over_claims_nothing_in_a_later_one_of_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An inline program's process lives on, and the engine's address may come again.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = Run("127.0.0.1:1")
    first.claim(Claim("1", "organization/signs/dev/b", "program"))
    assert Run("127.0.0.1:1").owner("1") is not None
    del first
    gc.collect()
    assert Run("127.0.0.1:1").owner("1") is None
