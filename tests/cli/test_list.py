"""``pictograph-provider list``: what there is, and "?" for what the service does not say."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.seeding import seed
from tests.cli.test_emulator import refused, run
from tests.serving import HOST, Served, forwarded

CLASSES = [
    {"name": "stop sign", "type": "bbox", "color": "#ff0000"},
    {"name": "lane", "type": "polyline", "color": "#00ff00"},
]


@pytest.fixture
def service(pictograph_emulator: Emulator) -> dict[str, str]:
    """The environment for a service with a full project, an empty one and an archived one."""
    key, url = pictograph_emulator.key, pictograph_emulator.url
    with Client(key, url) as client:
        client.projects.create("hidden")
        client.projects.archive("hidden")
        client.projects.create("empty")
        client.projects.create("signs", annotation_types=["bbox", "polyline"], classes=CLASSES)
    seed(client_config(key, url), "signs", 2, {"stop sign": 3})
    return {"PICTOGRAPH_API_KEY": key, "PICTOGRAPH_BASE_URL": url}


def lines(service: dict[str, str], *arguments: str) -> list[str]:
    done = run("list", *arguments, **service)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_a_table_of_what_there_is(service: dict[str, str]) -> None:
    first, *rest = lines(service)

    assert first.endswith(": 2 projects")
    assert rest == [
        "signs: 2 images, 3 annotations",
        "  stop sign  bbox      #ff0000  3 annotations",
        "  lane       polyline  #00ff00  0 annotations",
        "empty: 0 images, 0 annotations",
        "  no classes",
    ]


def test_the_archived_ones(service: dict[str, str]) -> None:
    first, *rest = lines(service, "--archived")

    assert first.endswith(": 1 archived project")
    assert rest[0].startswith("hidden: ")


def test_json(service: dict[str, str]) -> None:
    document = json.loads("\n".join(lines(service, "--json")))

    signs, empty = document["projects"]
    assert (signs["name"], signs["images"], signs["annotations"]) == ("signs", 2, 3)
    assert [item["annotations"] for item in signs["classes"]] == [3, 0]
    assert (empty["archived"], empty["classes"]) == (False, [])
    assert document["organization"]["id"]


def without(value: Any, *names: str) -> Any:
    """A document without the fields of these names, wherever they are."""
    if isinstance(value, dict):
        kept = {key: without(item, *names) for key, item in value.items()}
        return {key: item for key, item in kept.items() if key not in names} | {
            key: None for key in kept if key in names and key == "stop sign"
        }
    return [without(item, *names) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("missing", "said", "of_a_class"),
    [
        ("image_count", "signs: ? images, 3 annotations", "0 annotations"),
        ("total_annotations", "signs: 2 images, ? annotations", "? annotations"),
        ("class_annotation_counts", "signs: 2 images, 3 annotations", "? annotations"),
        # The figure of one class, by its name.
        ("stop sign", "signs: 2 images, 3 annotations", "? annotations"),
        ("archived_image_count", "signs: 2 images, ? archived images, 3", "0 annotations"),
    ],
)
def test_a_figure_that_is_not_given_is_no_zero(
    service: dict[str, str], missing: str, said: str, of_a_class: str
) -> None:
    upstream = service["PICTOGRAPH_BASE_URL"].removeprefix("http://")

    class Forgetful(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, _, body = forwarded(upstream, "GET", self.path, self.headers.items(), b"")
            body = json.dumps(without(json.loads(body), missing)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with Served(HTTPServer((HOST, 0), Forgetful)) as server:
        shown = lines({**service, "PICTOGRAPH_BASE_URL": f"http://{server.address}"})

    assert shown[1].startswith(said)
    assert shown[3].endswith(of_a_class)


def test_without_a_key_it_is_one_line() -> None:
    assert "PICTOGRAPH_API_KEY" in refused("list")
