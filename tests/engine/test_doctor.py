"""``pictograph-provider doctor`` on a sound set-up, and on set-ups that are broken on purpose."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.native import NativeStack
from tests.engine.running import Run
from tests.engine.running import run as run_command
from tests.engine.stack import Stack
from tests.serving import HOST, Served

pytestmark = pytest.mark.plain  # it looks at the Python

COMMAND = Path(sys.executable).with_name("pictograph-provider")
KEY = "pictograph:apiKey"
PLUGIN = "pulumi-resource-pictograph"


@dataclass(frozen=True)
class Seen:
    """What the doctor said of a set-up."""

    status: int
    checks: dict[str, tuple[bool | None, str, str]]

    def broken(self) -> dict[str, str]:
        """What is to be mended, each with its cause and the way to mend it in one text."""
        return {
            name: f"{found} | {mend}" for name, (ok, found, mend) in self.checks.items() if not ok
        }

    def only(self, check: str) -> str:
        """What is said of the one thing that is to be mended."""
        bad = {name for name, (ok, _, _) in self.checks.items() if ok is False}
        assert (self.status, bad) == (1, {check}), self
        return self.broken()[check]


def run(stack: Stack, *args: str, **env: str) -> Run:
    done = run_command([COMMAND, "doctor", *args], stack.folder, stack.env | env, apart=True)
    assert done.errors == ""
    assert "pk_live_" not in done.output
    return done


def doctor(stack: Stack, *args: str, **env: str) -> Seen:
    done = run(stack, "--json", *args, **env)
    said = json.loads(done.output)
    assert said["ok"] is (done.status == 0)
    checks = {one["check"]: (one["ok"], one["found"], one["mend"]) for one in said["checks"]}
    assert all(mend for ok, _, mend in checks.values() if ok is False), checks
    return Seen(done.status, checks)


def configure(stack: Stack, *args: str) -> None:
    stack.pulumi("config", *args).expect()


def test_all_is_well(stack: Stack, pictograph_emulator: Emulator) -> None:
    done = run(stack)

    assert done.status == 0, done.output
    lines = {line.split()[1]: line for line in done.output.splitlines()}
    names = "engine backend python stack settings retries key address organization clock"
    assert list(lines) == names.split()
    assert all(line.startswith("ok  ") for line in lines.values())
    assert f"pulumi {stack.engine.version}" in lines["engine"]
    assert stack.env["PULUMI_BACKEND_URL"] in lines["backend"]
    assert stack.env["PULUMI_PYTHON_CMD"] in lines["python"]
    assert "30 s for each try, and 1 further try" in lines["retries"]
    assert "a secret in the stack's configuration" in lines["key"]
    assert pictograph_emulator.url in lines["address"]
    assert "an admin or owner" in lines["organization"]


def test_a_stack_without_anything(stack: Stack, tmp_path: Path) -> None:
    seen = doctor(stack, "--cwd", str(tmp_path))

    assert "there is no Pulumi.yaml" in seen.broken()["python"]
    assert "PICTOGRAPH_API_KEY" in seen.broken()["key"]
    assert {"stack", "address", "organization", "clock"} <= set(seen.broken())


def test_no_engine_on_the_path(stack: Stack) -> None:
    assert "no pulumi on PATH" in doctor(stack, PATH="/nowhere").broken()["engine"]


def test_an_engine_that_is_too_old(stack: Stack, tmp_path: Path) -> None:
    old = tmp_path / "pulumi"
    old.write_text(
        '#!/bin/sh\nif [ "$1" = version ]; then echo v3.100.0; exit; fi\n'
        f'exec "{stack.engine.pulumi}" "$@"\n'
    )
    old.chmod(0o755)

    said = doctor(stack, PATH=f"{tmp_path}:{stack.env['PATH']}").only("engine")

    assert "pulumi 3.100.0" in said
    assert "3.254.0 or newer" in said


def test_no_login(stack: Stack) -> None:
    seen = doctor(stack, PULUMI_BACKEND_URL="file:///nowhere/at/all")

    assert "pulumi login" in seen.broken()["backend"]


def test_an_environment_that_was_never_made(stack: Stack) -> None:
    (stack.folder / "Pulumi.yaml").write_text(
        "name: signs\nruntime:\n  name: python\n  options:\n    virtualenv: venv\n"
    )

    said = doctor(stack).only("python")

    assert str(stack.folder / "venv" / "bin" / "python") in said
    assert "python3 -m venv venv" in said


@pytest.mark.parametrize("shell", ["native"], indirect=True)
def test_a_program_in_yaml_needs_the_plugin(stack: NativeStack, tmp_path: Path) -> None:
    seen = doctor(stack)
    assert seen.status == 0
    assert "the program is not Python" in seen.checks["python"][1]
    assert f"{stack.plugin / PLUGIN}, as {stack.folder}" in seen.checks["plugin"][1]

    # One whose environment is gone.
    moved = tmp_path / "moved"
    moved.mkdir()
    script = (stack.plugin / PLUGIN).read_text().replace(str(stack.plugin), "/nowhere")
    (moved / PLUGIN).write_text(script)
    (moved / PLUGIN).chmod(0o755)
    file = stack.folder / "Pulumi.yaml"
    before = file.read_text()
    file.write_text(before.replace(str(stack.plugin), str(moved)))
    assert "does not run: No such file or directory" in doctor(stack).only("plugin")

    # None at all; and as it says.
    file.write_text(before.partition("plugins:")[0])
    folder = str(Path(sys.executable).parent)
    path = ":".join(one for one in stack.env["PATH"].split(":") if one != folder)
    said = doctor(stack, PATH=path).only("plugin")
    assert said.endswith("| Run: pictograph-provider plugin install")
    run_command([COMMAND, "plugin", "install"], stack.folder, stack.env).expect()
    assert "installed as version" in doctor(stack, PATH=path).checks["plugin"][1]


def test_a_python_without_the_packages(stack: Stack, tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
    bare.chmod(0o755)

    said = doctor(stack, PULUMI_PYTHON_CMD=str(bare)).only("python")

    assert "pictograph-provider is missing" in said
    assert f"{bare} -m pip install pictograph-provider" in said


def test_no_stack_is_selected(stack: Stack) -> None:
    for file in (stack.root / "pulumi" / "workspaces").iterdir():
        file.unlink()

    assert "pulumi stack select" in doctor(stack).broken()["stack"]
    assert doctor(stack, "--stack", "dev").status == 0


def test_misspelt_settings_are_named_and_the_rest_is_looked_at(stack: Stack) -> None:
    configure(stack, "set", "pictograph:maxretries", "7")

    said = doctor(stack).only("settings")

    assert "unknown setting maxretries: did you mean maxRetries?" in said
    assert "pulumi config rm pictograph:maxretries" in said
    configure(stack, "rm", "pictograph:maxretries")
    configure(stack, "set", "pictograph:maxRetries", "7")
    assert "7 further tries" in doctor(stack).checks["retries"][1]


def test_a_misspelt_variable(stack: Stack) -> None:
    assert "PICTOGRAPH_BASE_URL" in doctor(stack, PICTOGRAPH_BASEURL="x").only("settings")


def test_a_setting_that_makes_no_sense(stack: Stack) -> None:
    configure(stack, "set", "pictograph:classRemoval", "often")

    assert "classRemoval" in doctor(stack).only("settings")


def test_no_key_and_then_one(stack: Stack, pictograph_emulator: Emulator) -> None:
    configure(stack, "rm", KEY)

    said = doctor(stack).only("key")

    assert "pulumi config set --secret pictograph:apiKey" in said
    assert (
        "in the environment"
        in doctor(stack, PICTOGRAPH_API_KEY=pictograph_emulator.key).checks["key"][1]
    )
    configure(stack, "set", "--secret", KEY, pictograph_emulator.key)
    assert doctor(stack).status == 0


def test_a_key_for_all_to_read(stack: Stack, pictograph_emulator: Emulator) -> None:
    configure(stack, "set", "--plaintext", KEY, pictograph_emulator.key)

    assert "plain text" in doctor(stack).only("key")


def test_a_wrong_passphrase(stack: Stack) -> None:
    said = doctor(stack, PULUMI_CONFIG_PASSPHRASE="wrong").only("key")

    assert "cannot be read" in said
    assert "PULUMI_CONFIG_PASSPHRASE" in said


def test_a_key_that_the_service_does_not_know(stack: Stack) -> None:
    configure(stack, "set", "--secret", KEY, "pk_live_wrong")

    seen = doctor(stack)

    assert seen.checks["address"][0] is True
    assert "not accepted: status 401" in seen.only("organization")


def test_an_address_where_nobody_is(stack: Stack) -> None:
    configure(stack, "set", "pictograph:baseUrl", "http://127.0.0.1:1")

    assert "does not answer" in doctor(stack).only("address")


class Somebody(BaseHTTPRequestHandler):
    """A server that answers each request alike."""

    body = b"<h1>It works!</h1>"
    late = timedelta(0)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_PATCH = do_GET  # noqa: N815 - the names are the library's

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(datetime.now(timezone.utc) + self.late, usegmt=True)

    def log_message(self, *_: object) -> None: ...


def test_an_address_where_somebody_else_is(stack: Stack) -> None:
    with Served(HTTPServer((HOST, 0), Somebody)) as server:
        configure(stack, "set", "pictograph:baseUrl", f"http://{server.address}")
        said = doctor(stack).only("address")

    assert "not Pictograph: status 200" in said
    assert "pictograph:baseUrl" in said


@pytest.mark.parametrize(("late", "way"), [(-7200, "ahead of"), (7200, "behind")])
def test_clocks_that_differ(stack: Stack, late: int, way: str) -> None:
    class Late(Somebody):
        body = b'{"organization": {"id": "o", "name": "acme"}}'

    Late.late = timedelta(seconds=late)
    with Served(HTTPServer((HOST, 0), Late)) as server:
        configure(stack, "set", "pictograph:baseUrl", f"http://{server.address}")
        said = doctor(stack).only("clock")

    assert re.search(rf"is (7199|7200|7201) s {way} the service's", said)


ROLES = {"viewer": "a viewer", "member": "a member", "admin": "an admin or owner"}


def test_the_role_of_the_key(stack: Stack, pictograph_emulator: Emulator) -> None:
    organization = pictograph_emulator.organization_id
    for role, words in ROLES.items():
        key = pictograph_emulator.control.create_key(organization, role)
        configure(stack, "set", "--secret", KEY, key)
        seen = doctor(stack)
        assert seen.status == 0
        assert words in seen.checks["organization"][1]
