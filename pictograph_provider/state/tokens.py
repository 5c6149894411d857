"""Words in one line of text, whatever they hold: `stop_sign, "give way"`.

The engine shows such a text as it is. One in JSON it would take apart and compare by index.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

_BARE = re.compile(r'[^\s,"\[\]{}]+')
"""What stands without quotes: no space, no comma, and nothing that JSON begins or ends with."""

_decoder = json.JSONDecoder()


def join(entries: Iterable[Sequence[str]]) -> str:
    """Entries, divided by commas, each of words, divided by spaces."""
    return ", ".join(" ".join(map(_quoted, words)) for words in entries)


def split(text: str) -> list[list[str]]:
    """The entries of such a text, each a list of its words."""
    entries: list[list[str]] = [[]] if text else []
    place = 0
    while place < len(text):
        if text[place] == '"':
            word, place = _decoder.raw_decode(text, place)
            entries[-1].append(str(word))
        elif found := _BARE.match(text, place):
            entries[-1].append(found[0])
            place = found.end()
        else:
            if text[place] == ",":
                entries.append([])
            place += 1
    return entries


def _quoted(word: str) -> str:
    if _BARE.fullmatch(word) and word.isprintable():
        return word
    # What does not print could hide in a name; escaped, it shows.
    return json.dumps(word, ensure_ascii=not word.isprintable())
