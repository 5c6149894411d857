"""What the doctor says to run makes the next visit a short one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.doctor import configure, doctor
from tests.engine.stack import Stack

KEY = "pictograph:apiKey"


@pytest.mark.passphrase
def test_what_the_doctor_says_to_run_mends_it(
    stack: Stack, pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    # No stack is selected.
    for file in (stack.root / "pulumi" / "workspaces").iterdir():
        file.unlink()
    said = doctor(stack).broken()["stack"]
    assert "Run: pulumi stack select (or pulumi stack init dev)" in said
    stack.pulumi("stack", "select", "dev").expect()
    assert doctor(stack).status == 0

    # Another folder.
    seen = doctor(stack, "--cwd", str(tmp_path))
    assert "or name that folder with --cwd" in seen.broken()["python"]
    assert doctor(stack, "--cwd", str(stack.folder)).status == 0

    # A key that all can read, a wrong one, and none.
    for key in (pictograph_emulator.key, "pk_live_wrong"):
        configure(stack, "set", "--plaintext", KEY, key)
        said = str(doctor(stack).broken())
        assert f"Run: pulumi config set --secret {KEY}" in said
        configure(stack, "set", "--secret", KEY, pictograph_emulator.key)
        assert doctor(stack).status == 0

    # A wrong passphrase.
    said = doctor(stack, PULUMI_CONFIG_PASSPHRASE="wrong").only("key")
    assert "Set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase" in said
    assert doctor(stack).status == 0

    # An address that nobody answers at.
    url = pictograph_emulator.url
    configure(stack, "set", "pictograph:baseUrl", "http://127.0.0.1:9")
    assert "is pictograph:baseUrl right, or PICTOGRAPH_BASE_URL?" in str(doctor(stack).broken())
    configure(stack, "set", "pictograph:baseUrl", url)
    assert doctor(stack).status == 0

    # A variable that is misspelt.
    assert "unset PICTOGRAPH_BASEURL" in doctor(stack, PICTOGRAPH_BASEURL=url).only("settings")
    assert doctor(stack, PICTOGRAPH_BASE_URL=url).status == 0


def test_a_login_is_all_that_a_machine_lacks(stack: Stack, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "PULUMI_BACKEND_URL": "", "PULUMI_HOME": str(tmp_path / "home")}
    said = doctor(stack, **{**home, "PULUMI_BACKEND_URL": "file:///nowhere/at/all"}).broken()
    found = re.search(r"\(or (pulumi login --local)\)", said["backend"])
    assert found, said
    stack.pulumi(*found[1].split()[1:], **home).expect()
    assert doctor(stack, **home).checks["backend"][0] is True
