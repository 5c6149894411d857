"""State that many share: one at a time, whoever else is told who, and anybody can go on."""

from __future__ import annotations

import re
import shutil
import subprocess

from tests.engine.backends.machines import Machines
from tests.engine.crashes.command import Command, cut
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import World
from tests.engine.leaks import places_of
from tests.engine.operations import UP
from tests.engine.running import Run
from tests.test_documentation import ROOT

CLASSES = [{"name": "stop", "type": "bbox", "color": "#ff0000"}]
WITH_MERGE = [*CLASSES, {"name": "merge", "type": "bbox", "color": "#00aaff"}]
PAGE = (ROOT / "docs" / "teams.md").read_text()
LOCKED = r"the stack is currently locked by 1 lock\(s\)[\s\S]*created by \S+@\S+ \(pid \d+\)"


def shown(start: str) -> str:
    """The line of the page on teams that starts so, without its margin."""
    return next(line for line in map(str.strip, PAGE.splitlines()) if line.startswith(start))


def names(world: World) -> list[str]:
    return [project.name for project in world.stack.client.projects.iter()]


def test_the_second_of_two_at_once_is_told_who_holds_the_lock(machines: Machines) -> None:
    first = machines.first()
    first.stack.declare(classes=CLASSES)
    second = machines.another(first)
    refused: list[Run] = []
    command = Command(first, *UP)
    # While the first one is in the middle of its create.
    first.gate.arm(
        "before POST datasets/",
        lambda: command.meanwhile(lambda: refused.append(second.stack.pulumi(*UP))),
        drop=False,
    )
    command.run().expect()
    first.gate.open()
    said = refused[0].expect(ok=False).output
    assert re.search(LOCKED, said)
    assert shown("error: the stack is currently locked") in said

    second.stack.preview("--expect-no-changes")
    second.stack.declare(classes=WITH_MERGE)
    second.stack.up()
    # And the first one knows what the second one did.
    first.stack.declare(classes=WITH_MERGE)
    first.stack.preview("--expect-no-changes")
    assert names(first) == ["road-signs"]


def test_another_machine_goes_on_after_a_crash(machines: Machines) -> None:
    first = machines.first()
    first.stack.declare(classes=CLASSES)
    second = machines.another(first)
    # The service has made the project, and whoever asked for it is gone, with its machine.
    cut(first, "after POST datasets/", "engine", *UP).expect(ok=False)
    shutil.rmtree(first.stack.root)

    asked, printed = heal(second, *UP)
    assert asked[0] == "pulumi cancel"
    assert re.search(LOCKED, printed)
    assert names(second) == ["road-signs"]
    assert second.stack.resource()["id"] == second.stack.client.projects.get("road-signs").id
    second.stack.preview("--expect-no-changes")
    assert places_of(second.key, second.stack.root) == []


def test_an_update_that_was_cut_off_is_finished_elsewhere_and_loses_nothing(
    machines: Machines,
) -> None:
    first = machines.first()
    first.stack.declare(classes=WITH_MERGE)
    first.stack.up()
    first.labels.add("road-signs", {"stop": 3, "merge": 2})
    first.stack.declare(name="signs", classes=CLASSES, class_moves={"merge": "stop"})
    second = machines.another(first)
    cut(first, "before PATCH datasets/{id}", "engine", *UP).expect(ok=False)

    _, printed = heal(second, *UP)
    for start in ("The currently running update", "warning: Attempting", "* urn:pulumi:dev::"):
        assert shown(start) in printed
    assert names(second) == ["signs"]
    assert second.labels.count("signs") == {"stop": 5}
    second.stack.preview("--expect-no-changes")
    second.stack.destroy(ok=False)  # it holds images: another machine changes nothing about that


def test_a_new_passphrase_and_a_new_key_reach_the_other_machine(machines: Machines) -> None:
    first = machines.first()
    first.stack.declare(classes=CLASSES)
    first.stack.up()

    told = subprocess.run(
        first.stack.command("stack", "change-secrets-provider", "passphrase"),
        cwd=first.stack.folder,
        env=first.stack.env,
        input="another\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown("Migrating old configuration") in told.stdout
    first.stack.env["PULUMI_CONFIG_PASSPHRASE"] = "another"
    key = first.control.create_key(machines.organization)
    first.stack.pulumi("config", "set", "--secret", "pictograph:apiKey", key).expect()
    first.stack.up()
    first.control.revoke_key(first.key)

    # The other machine has the new file of the repository, and was told the passphrase.
    second = machines.another(first)
    assert "incorrect passphrase" in second.stack.refresh(ok=False)
    second.stack.env["PULUMI_CONFIG_PASSPHRASE"] = "another"
    second.stack.refresh()
    assert places_of(key, second.stack.root) == []
