"""Somebody who works in the service while the provider does: a real client, or a fault's writer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpx

from pictograph_provider.emulator.server import Emulator
from tests.engine.faults.cells import Cell
from tests.engine.faults.kinds import DELETED
from tests.engine.faults.requests import API
from tests.engine.labels import annotations_of
from tests.engine.operations import LATE

NOTE = "Written by somebody else"


class Somebody(httpx.Client):
    """Works with the first key of the service."""

    def __init__(self, emulator: Emulator) -> None:
        key = {"X-API-Key": emulator.key}
        super().__init__(base_url=emulator.url, headers=key, timeout=60, trust_env=False)

    def does(self, requests: Iterable[dict[str, Any]]) -> None:
        for one in requests:
            self.request(one["method"], one["path"], json=one["body"]).raise_for_status()


def meanwhile(cell: Cell) -> list[dict[str, Any]]:
    """The requests of the writer that the cell's project meets."""
    if cell.kind is DELETED:
        return [_request("DELETE", f"datasets/{cell.id or cell.name}")]
    if cell.id is None and cell.shape.method == "POST":
        return [_request("POST", "datasets/", {"name": cell.name, "description": NOTE})]
    return work(cell)


def work(cell: Cell) -> list[dict[str, Any]]:
    """Adding a class to the cell's project, and annotations of it."""
    reference = cell.id or cell.name
    # With an empty base, the class is added and the list left alone.
    added = {"classes": [LATE], "classes_base": []}
    requests = [_request("PATCH", f"datasets/{reference}", added)]
    if cell.image:
        save = {"image_id": cell.image, "annotations": annotations_of({LATE["name"]: 2}, "bbox")}
        requests.append(_request("POST", "annotations/bulk", {"saves": [save]}))
    return requests


def _request(method: str, path: str, body: Any = None) -> dict[str, Any]:
    return {"method": method, "path": API + path, "body": body}
