"""Building with Go: what it may touch, and what its failures are called."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.tools import fakes
from tools.engine import build, golang
from tools.engine.errors import UnavailableError

GO = shutil.which("go", path=f"{os.environ.get('PATH')}:/usr/local/go/bin")
SMALL = "module example.invalid/small\n\ngo 1.21\n"
SDK = "github.com/pulumi/pulumi/sdk/v3@v3.79.0"


def test_without_go_it_says_so(path: Path, tmp_path: Path) -> None:
    assert not any(path.iterdir())
    with pytest.raises(UnavailableError, match="Go is not installed"):
        golang.find(tmp_path)


@pytest.mark.parametrize("answer", ["go1.19.8", "go1.20", ""])
def test_a_go_that_cannot_fetch_a_newer_one_is_too_old(
    path: Path, tmp_path: Path, answer: str
) -> None:
    fakes.program(path / "go", f"echo {answer}")
    with pytest.raises(UnavailableError, match="too old"):
        golang.find(tmp_path)


def test_go_writes_below_the_work_folder_only(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.program(path / "go", "echo go1.26.8")
    for name in ("GOPATH", "GOMODCACHE", "GOCACHE", "GOBIN", "GOTMPDIR", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, "/somewhere/else")
    work = tmp_path / "work"
    work.mkdir()
    env = golang.find(work).env
    for name in ("HOME", "TMPDIR", "GOPATH", "GOCACHE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        assert Path(env[name]).is_relative_to(work)
    assert not {"GOMODCACHE", "GOBIN", "GOTMPDIR"} & env.keys()


def test_the_users_proxy_is_obeyed_and_their_build_flags_are_not(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.program(path / "go", "echo go1.26.8")
    monkeypatch.setenv("HOME", "/home/user")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("GOPROXY", "https://modules.example.com")
    monkeypatch.setenv("GOFLAGS", "-mod=mod -tags=none")
    monkeypatch.setenv("GOARCH", "wasm")
    env = golang.find(tmp_path).env
    assert env["GOPROXY"] == "https://modules.example.com"
    assert env["GOENV"] == "/home/user/.config/go/env"
    assert env["NETRC"] == "/home/user/.netrc"
    assert "-mod=readonly" in env["GOFLAGS"]
    assert env["GOARCH"] != "wasm"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (
            f'{SDK}: Get "https://proxy.invalid/v3.79.0.zip": dial tcp: lookup proxy.invalid '
            "on 192.0.2.1:53: no such host",
            "the Go module proxy could not be reached",
        ),
        (
            f'{SDK}: Get "https://127.0.0.1:1/v3.79.0.zip": dial tcp 127.0.0.1:1: connect: '
            "connection refused",
            "the Go module proxy could not be reached",
        ),
        ("module lookup disabled by GOPROXY=off", "the Go module proxy could not be reached"),
        (
            f"verifying {SDK}: checksum mismatch\n\tdownloaded: h1:GJ4\n\tgo.sum: h1:cQN\n\n"
            "SECURITY ERROR\nThis download does NOT match an earlier download",
            "a Go module is not the one that go.sum pins",
        ),
        (
            "go: go.mod requires go >= 1.25.11 (running go 1.24.4; GOTOOLCHAIN=local)",
            "the installed Go is too old and a newer one could not be fetched",
        ),
        (
            "go: download go1.25.11: golang.org/toolchain@v0.0.1-go1.25.11.linux-amd64: reading "
            "https://proxy.invalid/v0.0.1.zip: 403 Forbidden",
            "the installed Go is too old and a newer one could not be fetched",
        ),
        ("compile: writing output: no space left on device", "the disk is full"),
        ("# net/http\ncompile: signal: killed", "the Go compiler ran out of memory"),
        ("# x\nundefined: y\n", "the build failed (undefined: y)"),
        ("", "the build failed without a word"),
    ],
)
def test_a_failure_is_named_in_one_clause(printed: str, reason: str) -> None:
    assert golang.explain(printed) == reason


@pytest.mark.skipif(GO is None, reason="no Go here, and the engine came without it")
class TestWithTheRealGo:
    """Go itself, on the pinned modules, where it fails before it has anything to compile."""

    @pytest.fixture
    def prepared(self, tmp_path: Path, path: Path) -> Path:
        assert GO is not None
        (path / "go").symlink_to(GO)
        (tmp_path / "prepared").mkdir()
        return tmp_path / "prepared"

    def test_no_module_proxy(self, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GOPROXY", "https://127.0.0.1:1")
        monkeypatch.setenv("GOTOOLCHAIN", "local")
        with pytest.raises(UnavailableError, match=r"could not be reached|too old"):
            build.from_source(prepared, prepared.parent)

    def test_nothing_is_written_to_the_home_folder(
        self, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home = tmp_path / "home-of-the-user"
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("GOPROXY", "off")
        with pytest.raises(UnavailableError):
            build.from_source(prepared, prepared.parent)
        assert list(home.iterdir()) == []

    def test_a_module_that_go_sum_does_not_pin(
        self, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A small module of our own, from a folder that serves as proxy, with a wrong sum."""
        proxy = tmp_path / "proxy" / "example.invalid" / "small" / "@v"
        proxy.mkdir(parents=True)
        (proxy / "v1.0.0.mod").write_text(SMALL)
        with zipfile.ZipFile(proxy / "v1.0.0.zip", "w") as archive:
            archive.writestr("example.invalid/small@v1.0.0/go.mod", SMALL)
            archive.writestr("example.invalid/small@v1.0.0/main.go", "package main\nfunc main() {}")
        user = tmp_path / "user"
        user.mkdir()
        (user / "go.mod").write_text("module user\ngo 1.21\nrequire example.invalid/small v1.0.0")
        sums = ("", "/go.mod")
        (user / "go.sum").write_text(
            "".join(f"example.invalid/small v1.0.0{s} h1:{'A' * 43}=\n" for s in sums)
        )
        monkeypatch.setenv("GOPROXY", (tmp_path / "proxy").as_uri())
        go = golang.find(tmp_path)
        with pytest.raises(UnavailableError, match=r"go\.sum pins"):
            build.build(go, user, "example.invalid/small", prepared / "small", tmp_path)
        assert not (tmp_path / "go").exists()
