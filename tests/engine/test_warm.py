"""A fork of the warm Python is like a process that has started as everywhere."""

from __future__ import annotations

import json
import marshal
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.gate import HOOK
from tests.engine.warm import PROGRAM, Warm, possible
from tests.engine.warm import warm as warm_in
from tests.waiting import until

CLIENT = Path(__file__).parent / "warm" / "client.py"

pytestmark = pytest.mark.skipif(not possible(), reason="no forks are made here")

ABOUT_ITSELF = r"""\
import json, os, re, sys, tempfile, time
import pulumi
SHELLS = re.compile(r"pictograph_provider\.(cli|host|native|project|provider)\b")
about = [sys.argv, sys.orig_argv, sys.path[0], sys.executable, __name__, __file__, os.getcwd()]
about += [os.getppid(), dict(os.environ), sys.stdin.read()]
about += [tempfile.gettempdir(), time.tzname, sys.stdout.encoding, sys.stdout.line_buffering]
about += [name for name in sys.modules if SHELLS.match(name)]
about += [getattr(sys.modules.get("sitecustomize"), "__file__", "none")]
print(json.dumps(about))
print("an error", file=sys.stderr)
sys.exit(7)
"""

WAITING = """\
import os, sys, time
try:
    print(os.getpid(), flush=True)
    time.sleep(300)
except KeyboardInterrupt:
    print("interrupted")
    sys.exit(130)
"""

ENDED_BY_INPUT = """\
import os, sys
print(os.getpid(), flush=True)
sys.stdin.read()
sys.exit(7)
"""

ENDING = """\
import atexit, sys, threading, time
def last():
    time.sleep(0.2)
    print("a thread")
atexit.register(print, "the end")
threading.Thread(target=last).start()
print("the last line")
"""


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[Warm]:
    with warm_in(tmp_path / "warm") as made:
        yield made


def program(folder: Path, text: str) -> Path:
    """A program in the file whose name tells that the engine runs one."""
    path = folder / PROGRAM
    path.write_text(text)
    return path


@pytest.mark.parametrize("path", [{}, {"PYTHONPATH": str(HOOK)}], ids=["no path", "hook"])
def test_it_finds_itself_as_any_process_does(
    warm: Warm, tmp_path: Path, path: dict[str, str]
) -> None:
    words = [str(program(tmp_path, ABOUT_ITSELF)), "--engine", "127.0.0.1:1", "two words"]
    plain, forked = (
        subprocess.run(
            [str(python), *words],
            cwd=tmp_path,
            env={"SOME": "thing", "TMPDIR": str(tmp_path), "TZ": "Asia/Tokyo", **path},
            input="typed",
            capture_output=True,
            text=True,
        )
        for python in (sys.executable, warm.python)
    )
    assert plain.returncode == 7, plain.stderr
    assert (forked.returncode, forked.stderr) == (7, plain.stderr)
    found, expected = json.loads(forked.stdout), json.loads(plain.stdout)
    for one in (found, expected):
        one[8] = {name: one[8][name] for name in ("SOME", "TMPDIR", "TZ")}
    assert found == expected
    assert (str(HOOK) in found[-1]) is bool(path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_ends_its_place_ends_it(warm: Warm, tmp_path: Path, number: signal.Signals) -> None:
    command = [warm.python, program(tmp_path, WAITING)]
    with subprocess.Popen(command, env={}, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        fork = int(client.stdout.readline())
        assert fork != client.pid
        assert not warm.idle
        client.send_signal(number)
        said = client.stdout.read()
        status = client.wait(30)
    if number == signal.SIGINT:
        assert (status, said) == (130, "interrupted\n")
    until(lambda: warm.idle)
    assert not Path(f"/proc/{fork}").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_is_seen_to_end_by_a_signal(warm: Warm, tmp_path: Path, number: signal.Signals) -> None:
    script = program(tmp_path, f"import os; os.kill(os.getpid(), {number:d})")
    ended = subprocess.run([warm.python, script], env={}, check=False)
    assert ended.returncode == -number


@pytest.mark.parametrize("last", ["", "sys.exit()", "sys.exit(0)"])
def test_it_does_what_is_left_to_do_at_the_end(warm: Warm, tmp_path: Path, last: str) -> None:
    script = program(tmp_path, ENDING + last)
    ended = subprocess.run([warm.python, script], env={}, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == ["the last line", "a thread", "the end"]


def test_a_signal_that_comes_too_late_for_the_fork_is_no_error(tmp_path: Path) -> None:
    address = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
        server.bind(address)
        server.listen()
        command: list[str | Path] = [sys.executable, "-I", "-S", CLIENT, address]
        command += [sys.executable, "script"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as client:
            with server.accept()[0] as fork:
                fork.recv(1 << 20)
                fork.send(b"y")
                client.send_signal(signal.SIGSTOP)
                fork.send(bytes([7, 0]))
            client.send_signal(signal.SIGTERM)
            client.send_signal(signal.SIGCONT)
            _, said = client.communicate(timeout=60)
    assert (client.returncode, said) == (7, "")


def test_a_signal_that_was_not_read_before_the_fork_ended_is_no_error(
    warm: Warm, tmp_path: Path
) -> None:
    script = program(tmp_path, ENDED_BY_INPUT)
    asked = marshal.dumps((sys.executable, [str(script)], str(tmp_path), {}))
    typed, typing = os.pipe()
    printed, printing = os.pipe()
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server,
        os.fdopen(printed) as output,
    ):
        server.connect(str(warm.address))
        socket.send_fds(server, [asked], [typed, printing, 2])
        assert server.recv(1) == b"y"
        os.close(typed)
        os.close(printing)
        fork = Path(f"/proc/{int(output.readline())}/stat")
        peer = server.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        listener = int.from_bytes(peer[:4], sys.byteorder)
        os.kill(listener, signal.SIGSTOP)
        try:
            os.close(typing)
            until(lambda: fork.read_text().rpartition(")")[2].split()[0] == "Z")
            server.send(bytes([signal.SIGTERM]))
        finally:
            os.kill(listener, signal.SIGCONT)
        assert server.recv(2) == bytes([7, 0])
    until(lambda: warm.idle)


def test_with_a_path_of_its_own_it_starts_as_everywhere(warm: Warm, tmp_path: Path) -> None:
    script = program(tmp_path, "import os; print(os.getpid())")
    with subprocess.Popen(
        [warm.python, script],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said, _ = process.communicate(timeout=60)
    assert int(said) == process.pid
