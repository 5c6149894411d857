"""Is a message that no test reaches noticed?"""

from __future__ import annotations

from pathlib import Path

from tools import messages
from tools.provoked import unprovoked


def test_a_message_is_silent_where_no_test_reaches_its_statement() -> None:
    (path,) = (path for _, path in messages.files() if path.match("guard/text.py"))
    said = [*messages.located(path)]
    assert said
    reached = {lines.start for _, lines in said[1:]}

    silent = [
        (place, text)
        for place, text in unprovoked(lambda one: reached if one == path else range(9999))
    ]

    text, lines = said[0]
    assert silent == [(f"{path.relative_to(messages.ROOT)}:{lines.start}", text)]


def test_where_all_is_reached_none_is_silent() -> None:
    def all_of(path: Path) -> range:
        return range(len(path.read_text().splitlines()) + 1)

    assert [*unprovoked(all_of)] == []
