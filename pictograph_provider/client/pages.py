"""Page through a list: `limit` and `offset`, until the service says that there is no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType

from pictograph_provider.client.answers import Answer
from pictograph_provider.client.decode import malformed, rows
from pictograph_provider.client.transport import Query, Transport

LARGEST_PAGE = 1000
"""Rows. The service refuses or clamps more (service contract, section 8)."""


def pages(
    transport: Transport,
    path: str,
    *,
    size: int,
    offset: int = 0,
    params: Query | None = None,
) -> Iterator[tuple[Answer, Sequence[object]]]:
    """The pages of a list, each fetched when it is asked for: the answer, and its rows.

    `has_more` decides where the service gives it, even after a short page; without it, a
    short page is the last one.

    Raises:
        ServerError: a page cannot be read. A list that ends too early would be taken for all.
    """
    if not 0 < size <= LARGEST_PAGE:
        raise ValueError(f"a page holds 1 to {LARGEST_PAGE} rows, not {size}")
    while True:
        query = {"limit": size, "offset": offset, **(params or {})}
        answer = transport.request("GET", path, params=query)
        found = rows(answer)
        # Before the rows are looked at: an unreadable answer is an error even where it is empty.
        more = _has_more(answer)
        if not found:
            return
        yield answer, found
        offset += len(found)
        if more is False or (more is None and len(found) < size):
            return


def _has_more(answer: Answer) -> bool | None:
    pagination = answer.data.get("pagination")
    if pagination is None:
        return None
    more = pagination.get("has_more") if isinstance(pagination, Mapping) else "unreadable"
    if not isinstance(more, (bool, NoneType)):
        raise malformed(answer, 'its "pagination" does not say whether there is more')
    return more
