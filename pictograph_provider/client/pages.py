"""Page through a list: `limit` and `offset`, until the service says that there is no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pictograph_provider.client.transport import Transport

LARGEST_PAGE = 1000
"""Rows. The service refuses or clamps more (service contract, section 8)."""


def pages(
    transport: Transport,
    path: str,
    *,
    size: int,
    offset: int = 0,
    params: Mapping[str, Any] | None = None,
) -> Iterator[Sequence[Any]]:
    """The pages of a list, each fetched when it is asked for.

    `has_more` decides where the service gives it, even after a short page; without it, a
    short page is the last one.
    """
    if not 0 < size <= LARGEST_PAGE:
        raise ValueError(f"a page holds 1 to {LARGEST_PAGE} rows, not {size}")
    while True:
        query = {"limit": size, "offset": offset, **(params or {})}
        body = transport.request("GET", path, params=query).data
        rows = body.get("data") or [] if isinstance(body, Mapping) else []
        if not rows:
            return
        yield rows
        offset += len(rows)
        more = (body.get("pagination") or {}).get("has_more")
        if more is False or (more is None and len(rows) < size):
            return
