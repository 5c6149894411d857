"""Which engine is chosen when there are several, or none that will do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import fakes
from tools import engine
from tools.engine import build, cache, download, release, ways
from tools.engine.errors import EngineError, UnavailableError


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ways that were tried to fetch an engine; none of them works."""
    tried: list[str] = []

    def way(name: str, reason: str) -> None:
        def fail(_prepared: Path, _work: Path) -> None:
            tried.append(name)
            raise UnavailableError(reason)

        module = download if name == "official" else build
        monkeypatch.setattr(module, name, fail)

    way("official", "the site is down")
    way("from_source", "Go is not installed to build it")
    return tried


@pytest.mark.parametrize("version", ["3.254.0", "3.259.0", "3.300.1-alpha.4+dirty", "4.0.0"])
def test_a_new_enough_engine_on_the_path_is_used(path: Path, version: str) -> None:
    pulumi = fakes.engine(path, version)
    assert engine.find() == engine.Engine(pulumi, path, version)


@pytest.mark.usefixtures("fetched")
@pytest.mark.parametrize("version", ["3.253.9", "2.99.0"])
def test_an_old_engine_is_passed_over_in_words(
    path: Path, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.engine(path, version)
    with pytest.raises(EngineError):
        engine.find()
    assert f"{version} is too old" in capsys.readouterr().err


@pytest.mark.parametrize("missing", [p for p in release.PROGRAMS if p != "pulumi"])
def test_an_engine_without_its_language_host_is_passed_over(path: Path, missing: str) -> None:
    fakes.engine(path, without=[missing])
    assert ways.installed() is None


def test_the_language_host_may_lie_elsewhere_on_the_path(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = tmp_path / "hosts"
    fakes.engine(hosts, without=["pulumi"])
    fakes.engine(path, without=set(release.PROGRAMS) - {"pulumi"})
    monkeypatch.setenv("PATH", f"{path}:{hosts}:/usr/bin:/bin")
    assert ways.installed() is not None


def test_the_language_host_may_lie_where_the_command_links_to(path: Path, tmp_path: Path) -> None:
    (path / "pulumi").symlink_to(fakes.engine(tmp_path / "opt"))
    assert ways.installed() == engine.Engine(path / "pulumi", path, release.VERSION)


@pytest.mark.parametrize("script", ["exit 3", "echo not a version", "kill -9 $$"])
def test_an_engine_that_does_not_run_is_passed_over(path: Path, script: str) -> None:
    fakes.program(fakes.engine(path), script)
    assert ways.installed() is None


def test_the_cached_engine_is_used_and_nothing_fetched(path: Path, fetched: list[str]) -> None:
    fakes.engine(cache.entry() / "bin")
    assert engine.find().bin == cache.entry() / "bin"
    assert not any(path.iterdir())
    assert fetched == []


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("version", "without"),
    [("3.258.0", []), (release.VERSION, ["pulumi"]), (release.VERSION, [release.LANGUAGE_HOST])],
    ids=["another version", "no command", "no language host"],
)
def test_a_damaged_cache_is_replaced(
    version: str, without: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.engine(cache.entry() / "bin", version, without=without)
    monkeypatch.setattr(download, "official", lambda to, _work: fakes.engine(to / "bin"))
    assert engine.find().version == release.VERSION


@pytest.mark.usefixtures("path")
def test_something_else_than_the_pinned_release_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module, way in ((download, "official"), (build, "from_source")):
        monkeypatch.setattr(module, way, lambda to, _work: fakes.engine(to / "bin", "3.260.0"))
    with pytest.raises(EngineError, match=r"does not call itself Pulumi 3\.259\.0"):
        engine.find()
    assert not cache.entry().exists()


@pytest.mark.usefixtures("path")
def test_without_any_way_one_sentence_says_what_to_install(fetched: list[str]) -> None:
    with pytest.raises(EngineError) as failure:
        engine.find()
    assert fetched == ["official", "from_source"]
    assert str(failure.value) == (
        "no Pulumi engine, because the site is down, and Go is not installed to build it: "
        "install Pulumi 3.254 or newer (https://www.pulumi.com/docs/install/) or Go 1.21 or "
        "newer (https://go.dev/dl/), then run this again."
    )
