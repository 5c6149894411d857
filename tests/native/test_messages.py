"""All that the plugin says is in the program's spelling: provoked one by one, and in the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.native.plugin import Plugin, plugin
from tests.native.python_only import PYTHON_ONLY
from tests.serving import HOST, Served

STOP = {"type": "bbox", "color": "#ff0000"}
MERGE = {"type": "bbox", "color": "#00aaff"}
WRONG: list[dict[str, Any]] = [
    {"adopt": "yes"},
    {"adopt": 1},
    {"name": ""},
    {"name": 5},
    {"description": ["a"]},
    {"annotationTypes": "bbox"},
    {"annotationTypes": ["cube"]},
    {"annotationTypes": [5]},
    {"onDelete": "never"},
    {"onDelete": True},
    {"foreignClasses": 3},
    {"saveBeforeRemoval": ""},
    {"saveBeforeRemoval": False},
    {"saveBeforeRemoval": "ftp://host/x"},
    {"classes": [{"name": "a"}]},
    {"classes": "a"},
    {"classes": {"a": "bbox"}},
    {"classes": {"a": {"name": "a"}}},
    {"classes": {"a": {"colour": "red", "type": "bbox"}}},
    {"classes": {"a": {"type": 5}}},
    {"classes": {"a": {"type": "b(c)"}}},
    {"classes": {"a": {"type": "cube"}}},
    {"classes": {"a": {}}},
    {"classes": {"": STOP}},
    {"classes": {"a": {"type": "bbox", "color": 5}}},
    {"classes": {"a": {"type": "bbox", "color": "no such"}}},
    {"classes": {"a": {"type": "bbox", "color": {"r": True}}}},
    {"classes": {"a": {"type": "bbox", "attributes": {"name": "x"}}}},
    {"classes": {"a": {"type": "bbox", "attributes": ["x"]}}},
    {"classes": {"a": {"type": "bbox", "attributes": False}}},
    {"classes": {"a": {"type": "keypoint", "skeleton": []}}},
    {"classes": {"a": {"type": "keypoint", "skeleton": {"nodes": 5, "edges": True}}}},
    {"classes": {"a": STOP}, "classOrder": ["b"]},
    {"classes": {"a": STOP}, "classOrder": ["a", "a"]},
    {"classes": {"a": STOP}, "classOrder": "a"},
    {"classOrder": ["a"]},
    {"classMoves": {"a": "b"}},
    {"classMoves": ["a"]},
    {"classMoves": {"a": True}},
    {"classes": {"a": STOP}, "classMoves": {"a": "a"}},
    {"classes": {"a": STOP}, "classMoves": {"a": "b", "b": "a"}},
    {"classes": {"a": STOP}, "classMoves": {"b": "c"}},
    {"classes": {"a": STOP}, "classMoves": {"a": "b"}},
    {"allowClassRemoval": "merge"},
    {"allowClassRemoval": {"merge": -1}},
    {"allowClassRemoval": {"merge": True}},
    {"allowClassRemoval": [None]},
]
"""Inputs that no project can have."""


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        yield client


def settings(emulator: Emulator, **more: str) -> dict[str, Any]:
    return {"apiKey": emulator.key, "baseUrl": emulator.url, "maxRetries": "0", **more}


LANGUAGES = pytest.mark.parametrize("runtime", ["yaml", "nodejs"])


@LANGUAGES
def test_each_mistake_has_one_sentence_in_the_programs_spelling(
    pictograph_emulator: Emulator, tmp_path: Path, runtime: str
) -> None:
    with plugin(tmp_path, runtime, os.environ, **settings(pictograph_emulator)) as started:
        for inputs in WRONG:
            reasons = started.check(inputs)
            assert reasons, inputs
            assert not any("a fault in" in reason for reason in reasons), inputs
            assert all(reason.endswith(".") for reason in reasons), reasons
    assert spelt(started) == []


def spelt(started: Plugin) -> list[str]:
    """The texts that are written as only Python is."""
    return [text for text in started.said if PYTHON_ONLY.search(text)]


@LANGUAGES
def test_refusals_and_errors_of_a_life_are_in_the_programs_spelling(
    pictograph_emulator: Emulator, client: Client, tmp_path: Path, runtime: str
) -> None:
    control = pictograph_emulator.control
    with plugin(tmp_path, runtime, os.environ, **settings(pictograph_emulator)) as started:
        both = {"name": "road-signs", "classes": {"stop": STOP, "merge": MERGE}}
        id_, outputs = started.create(both)
        assert id_
    # As a new run: in the one that has created it, it would be kept.
    with plugin(tmp_path, runtime, os.environ, **settings(pictograph_emulator)) as started:
        image = client.images.upload("road-signs", "a.png", b"-")["id"]
        box = {"type": "bbox", "bounding_box": {"x": 1, "y": 2, "w": 3, "h": 4}}
        client.annotations.bulk_save({image: [{**box, "id": "1", "name": "merge"}]})
        one: dict[str, Any] = {"name": "road-signs", "classes": {"stop": STOP}}
        assert not started.delete(id_, outputs, both)
        assert started.update(id_, outputs, both, one) is None

        # Losses: refused, permitted, exceeded, stale, moved, looks like a rename.
        for more in (
            {},
            {"allowClassRemoval": ["merge"]},
            {"allowClassRemoval": {"merge": 0}},
            {"allowClassRemoval": {"zip": 3}},
            {"classMoves": {"merge": "stop"}},
            {"classes": {"stop": STOP, "merged": MERGE}},
            {"classes": {"stop": STOP, "merge": {"type": "polygon"}}},
            {"annotationTypes": ["polygon"]},
        ):
            started.check({**one, **more}, both)

        # Names that are taken, another's project, one that is archived or gone.
        client.projects.create("taken")
        started.check({"name": "taken"}, both)
        started.check({"name": "taken", "description": "else"})
        started.create({"name": "taken", "description": "else"})
        client.projects.create("old")
        client.projects.archive("old")
        for inputs in ({"name": "old"}, {"name": "old", "adopt": True}):
            assert any("unarchive" in reason for reason in started.check(inputs))
        client.projects.archive("road-signs")
        started.check({**one, "description": "else"}, both)
        started.update(id_, outputs, both, {**both, "description": "else"})
        client.projects.unarchive("road-signs")
        started.read("no such", {}, {})
        assert 'there is no project "no such"' in started.said[-1]
        for args in ({}, {"name": "a", "id": "b"}, {"id": "x"}, {"name": "missing"}):
            assert started.invoke("pictograph:index:getProject", args) is None
        started.invoke("pictograph:index:getNothing", {})

        # Errors of the service.
        for status in (401, 402, 403, 404, 409, 422, 429, 500, 503):
            control.fault("status", status=status, times=None)
            assert started.check({**one, "description": str(status)}, both)
            started.update(id_, outputs, both, {**both, "description": "else"})
            started.read(id_, outputs, both)
            control.clear_faults()

        # Gone, and somebody else's.
        client.projects.delete("road-signs")
        started.check(one, both)
        started.update(id_, outputs, both, {**both, "description": "else"})
    assert spelt(started) == []
    assert not [text for text in started.said if pictograph_emulator.key in text]


@LANGUAGES
@pytest.mark.parametrize(
    "config",
    [
        {},
        {"apiKey": "a b"},
        {"apiKey": "k", "baseUrl": "nowhere"},
        {"apiKey": "k", "maxRetries": "many"},
        {"apiKey": "k", "timeout": "-1"},
        {"apiKey": "k", "classRemoval": "never"},
        {"apiKey": "k", "requireSave": "perhaps"},
        {"apiKey": "k", "baseurl": "x"},
    ],
    ids=str,
)
def test_wrong_settings_are_told_in_the_programs_spelling(
    tmp_path: Path, runtime: str, config: dict[str, str]
) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PICTOGRAPH")}
    with plugin(tmp_path, runtime, env, **config) as started:
        assert started.check({"name": "road-signs"})
        assert not started.create({"name": "road-signs"})[0]
        assert started.read("x", {}, {}) is None
    assert spelt(started) == []


class _Elsewhere(BaseHTTPRequestHandler):
    """Some other server: nothing of the service is there."""

    def do_GET(self) -> None:
        self.send_error(404)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_key_of_nobody_and_another_server_are_told_so(
    pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    with Served(HTTPServer((HOST, 0), _Elsewhere)) as other:
        other_key = settings(pictograph_emulator, apiKey="pk_live_nobody")
        elsewhere = settings(pictograph_emulator, baseUrl=f"http://{other.address}")
        for number, config in enumerate((other_key, elsewhere)):
            with plugin(tmp_path / str(number), "yaml", os.environ, **config) as started:
                # A name to take over that is not there is no proof that the service is.
                assert started.check({"name": "a", "adopt": True})
                assert started.check({"name": "b"})
            assert spelt(started) == []
            setting = ("apiKey", "baseUrl")[number]
            for text in started.said:
                assert f"the {setting} of the program's provider" in text


def test_an_expression_of_python_is_given_as_a_command_that_runs(
    pictograph_emulator: Emulator, client: Client, tmp_path: Path
) -> None:
    client.projects.create('it\'s "old"')
    client.projects.archive('it\'s "old"')
    with plugin(tmp_path, "yaml", os.environ, **settings(pictograph_emulator)) as started:
        (reason,) = started.check({"name": 'it\'s "old"'})
    (command,) = re.findall(r"in the app or with (python -c .*), and write adopt: true", reason)
    env = {
        **os.environ,
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    subprocess.run(["sh", "-c", command], env=env, check=True)
    assert not client.projects.get('it\'s "old"').is_archived
