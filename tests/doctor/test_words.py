"""What the doctor says of set-ups that are hard to come by, with a stand-in for the engine.

What it says of the others, the real engine is asked in `tests/engine/test_doctor*.py`.
"""

from __future__ import annotations

import json
import os
import pwd
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from pictograph_provider.client.config import client_config
from pictograph_provider.doctor import Finding, examine, service
from pictograph_provider.doctor.plugin import pulumi_home
from pictograph_provider.doctor.service import service_findings
from pictograph_provider.version import IGNORE_PATH, PLUGIN, __version__
from tests.client.fakes import Fake, Route

ABOUT = '{"backend": {"url": "file://~"}, "runtime": {"executable": "PYTHON"}}'
CONFIG = '{"pictograph:apiKey": {"value": "", "secret": true}}'


def doctor(
    folder: Path, answers: Mapping[str, str], program: str = "runtime: python", **more: str
) -> dict[str, Finding]:
    """What is said where `pulumi WORDS` answers so; an answer that begins with `!` is an error."""
    cases = []
    for words, answer in answers.items():
        shown, status = (answer[1:], 1) if answer.startswith("!") else (answer, 0)
        out = f"cat <<'END' {'>&2' if status else ''}\n{shown}\nEND\nexit {status}"
        cases.append(f'"{words}"*)\n{out}\n;;')
    engine = folder / "pulumi"
    body = "\n".join(cases)
    engine.write_text(f'#!/bin/sh\ncase "$*" in\n{body}\nesac\n')
    engine.chmod(0o755)
    (folder / "pulumi-language-python").symlink_to("/bin/true")
    (folder / "Pulumi.yaml").write_text(f"name: signs\n{program}\n")
    env = {"PATH": f"{folder}:/usr/bin:/bin", **more}
    return {finding.check: finding for finding in examine(folder, None, env)}


def test_a_host_of_the_programs_language_that_is_missing(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "v3.259.0"}, "runtime: yaml")["engine"]
    assert found.ok is False
    assert found.mend == (
        "Reinstall Pulumi: its host for the program's language, pulumi-language-yaml, is missing."
    )


def test_an_engine_that_does_not_run(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "!no such library"})["engine"]
    assert found.found.endswith("pulumi does not run: no such library")
    assert found.mend == "Reinstall it."


def test_an_engine_that_says_nothing_of_its_state(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "v3.259.0", "about": "{}", "whoami": "anna"})["backend"]
    assert found.found == "the engine does not say where state is kept"
    assert found.mend == "Run: pulumi login (or pulumi login --local)"


def test_state_in_the_folder_itself(tmp_path: Path) -> None:
    about = ABOUT.replace("file://~", "file://.")
    found = doctor(tmp_path, {"version": "v3.259.0", "about": about})["backend"]
    assert found.found == "state is kept in this folder (file://.)"


def test_where_there_is_no_project_one_line_says_so_and_the_others_wait(tmp_path: Path) -> None:
    doctor(tmp_path, {"version": "v3.259.0"})
    (tmp_path / "Pulumi.yaml").unlink()
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    found = {finding.check: finding for finding in examine(tmp_path, None, env)}
    assert found["python"].found == f"there is no Pulumi.yaml in {tmp_path}"
    assert (found["stack"].ok, found["stack"].found) == (None, "needs a Pulumi.yaml")


def test_a_python_that_is_not_there(tmp_path: Path) -> None:
    about = ABOUT.replace("PYTHON", "/nowhere/python")
    found = doctor(tmp_path, {"version": "v3.259.0", "about": about})["python"]
    assert found.found == "/nowhere/python does not run"
    assert found.mend == "Install Python 3.10 or newer."


def test_a_plugin_that_is_not_installed(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "v3.259.0", "plugin ls": "[]"}, "runtime: yaml")["plugin"]
    assert found.found == "the plugin pictograph is not installed"
    assert found.mend == "Run: pictograph-provider plugin install"


@pytest.mark.parametrize("broken", [False, True])
def test_a_plugin_on_the_path(tmp_path: Path, broken: bool) -> None:
    plugin = tmp_path / "pulumi-resource-pictograph"
    plugin.write_text(f"#!{'/nowhere/python' if broken else '/bin/sh'}\necho 41234\n")
    plugin.chmod(0o755)
    found = doctor(tmp_path, {"version": "v3.259.0", "plugin ls": "[]"}, "runtime: yaml")["plugin"]
    if broken:
        assert found.found.endswith(
            "does not run: No such file or directory: it, or the Python that it names"
        )
        assert found.mend.endswith("plugin install (from an environment that stays)")
    else:
        assert (
            found.found
            == f"{plugin}, found on PATH, which Pulumi warns of unless {IGNORE_PATH}=true"
        )


def test_the_engine_takes_the_plugin_on_the_path_before_the_installed_one(tmp_path: Path) -> None:
    on_path, home = tmp_path / PLUGIN, tmp_path / "home"
    installed = home / "plugins" / f"resource-pictograph-v{__version__}" / PLUGIN
    installed.parent.mkdir(parents=True)
    for plugin in (on_path, installed):
        plugin.write_text("#!/bin/sh\necho 41234\n")
        plugin.chmod(0o755)
    listed = [{"name": "pictograph", "kind": "resource", "version": __version__}]
    answers = {"version": "v3.259.0", "plugin ls": json.dumps(listed)}
    settings = {"PULUMI_HOME": str(home)}
    assert doctor(tmp_path, answers, "runtime: yaml", **settings)["plugin"].found.startswith(
        f"{on_path}, found on PATH"
    )
    (tmp_path / "pulumi-language-python").unlink()
    settings[IGNORE_PATH] = "true"
    assert doctor(tmp_path, answers, "runtime: yaml", **settings)["plugin"].found.startswith(
        f"{installed}, installed as version"
    )


def test_pulumis_home_is_the_users_whatever_home_says(tmp_path: Path) -> None:
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert pulumi_home({"HOME": str(tmp_path)}) == home / ".pulumi"
    assert pulumi_home({"PULUMI_HOME": str(tmp_path)}) == tmp_path


def test_a_key_that_is_empty(tmp_path: Path) -> None:
    answers = {"version": "v3.259.0", "config --json": CONFIG, "config get": ""}
    found = doctor(tmp_path, answers)
    assert found["key"].found == "the stack's pictograph:apiKey is empty"
    assert found["settings"].found == "a removal of classes without consent is refused"
    assert found["organization"].found == "needs a key and sound settings"


def test_no_key_at_all(tmp_path: Path) -> None:
    found = doctor(tmp_path, {"version": "v3.259.0", "config --json": "{}"})["key"]
    assert found.found == "no key is set"
    assert "or set PICTOGRAPH_API_KEY" in found.mend


@pytest.mark.parametrize(("retries", "said"), [("1", "1 further try"), ("2", "2 further tries")])
def test_how_often_it_is_tried(tmp_path: Path, retries: str, said: str) -> None:
    config = f'{{"pictograph:maxRetries": {{"value": "{retries}"}}}}'
    found = doctor(tmp_path, {"version": "v3.259.0", "config --json": config})["retries"]
    assert found.found == f"30 s for each try, and {said}"


def test_an_engine_that_no_path_has(tmp_path: Path) -> None:
    findings = {one.check: one for one in examine(tmp_path, None, {"PATH": str(tmp_path)})}
    assert findings["engine"].found == "there is no pulumi on PATH"
    assert findings["python"].found == "needs an engine"


def raw(answer: str) -> Route:
    """Answer that and no header more."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer.encode())

    return route


def test_nobody_answers() -> None:
    found = {one.check: one for one in service_findings(client_config("KEY", "http://127.0.0.1:1"))}
    assert found["address"].mend == (
        "Is the network up? The address is http://127.0.0.1:1: is pictograph:baseUrl right, "
        "or PICTOGRAPH_BASE_URL?"
    )
    assert found["address"].found == "http://127.0.0.1:1 does not answer: Connection refused"
    assert found["clock"].found == "needs the service"


@pytest.mark.parametrize(
    ("status", "body", "check", "said"),
    [
        (200, "<h1>", "address", "what answers there is not Pictograph: status 200"),
        (401, '{"error": {}}', "organization", "the key is not accepted: status 401"),
    ],
)
def test_somebody_else_answers(status: int, body: str, check: str, said: str) -> None:
    head = f"HTTP/1.0 {status} x\r\nContent-Length: {len(body)}\r\n"
    answer = raw(f"{head}\r\n{body}")
    with Fake(answer) as fake:
        found = {one.check: one for one in service_findings(client_config("KEY", fake.url))}
    assert found[check].found == said
    assert found["clock"].found == "the service does not say what time it has"


@pytest.mark.parametrize(
    ("allowed", "role"),
    [
        ((), "a viewer: previews and reviews work, pulumi up does not"),
        (("PATCH",), "a member: it creates and changes, and neither deletes nor archives"),
        (("PATCH", "POST"), "an admin or owner"),
    ],
)
def test_the_role_is_told_by_what_is_refused(allowed: tuple[str, ...], role: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404 if request.method in allowed else 403)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        assert service._role(client_config("KEY", "https://signs.example"), http) == role


def test_clocks_that_differ() -> None:
    body = '{"organization": {"id": "o", "name": "acme"}}'
    head = f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n"
    late = raw(f"{head}Date: Fri, 02 Jan 2026 12:00:00 GMT\r\n\r\n{body}")
    with Fake(late) as fake:
        found = {one.check: one for one in service_findings(client_config("KEY", fake.url))}
    assert found["clock"].found.startswith("this machine's clock is ")
    assert found["clock"].found.endswith(" s ahead of the service's")
    assert found["clock"].mend == "Set it, for example by switching on NTP."
    assert found["organization"].found.startswith("acme; the key is that of ")


def test_the_python_that_runs_this_is_fine(tmp_path: Path) -> None:
    about = ABOUT.replace("PYTHON", sys.executable)
    found = doctor(tmp_path, {"version": "v3.259.0", "about": about})
    assert found["python"].ok is True
    assert found["backend"].found == "state is kept in file://~"
