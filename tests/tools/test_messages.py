"""The list of messages is what the code says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import messages

SOURCE = '''
"""A docstring is not a message."""
RIGHT = "set the key right, please"
def why(name):
    if name == "a text that is compared with":
        raise ProblemError(f"the name {name!r} is not a good one")
    session.say([f"{name}: was taken from the stack"])
    return "a reason why it was refused" if name else None
'''


def test_texts_that_a_person_may_read_are_found(tmp_path: Path) -> None:
    path = tmp_path / "source.py"
    path.write_text(SOURCE)
    assert sorted(messages.messages(path)) == [
        "a reason why it was refused",
        "set the key right, please",
        "the name … is not a good one",
        "…: was taken from the stack",
    ]


def test_every_message_is_explained_and_every_explanation_has_a_message() -> None:
    for section, by_entry, unexplained in messages.explained():
        assert unexplained == [], f"{section.title}: say it in {messages.MEANINGS.name}"
        assert [section.entries[place].has for place, said in by_entry.items() if not said] == []


def test_a_message_that_nothing_explains_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, *rest = messages.MEANINGS.read_text().split("    - has: [two classes are called]", 1)
    assert rest
    monkeypatch.setattr(messages, "MEANINGS", tmp_path / "meanings.yaml")
    messages.MEANINGS.write_text(f"{known}    - has: [no such words]{rest[0]}")
    _, by_entry, unexplained = messages.explained()[0]
    assert unexplained == ["two classes are called …: rename one of them."]
    assert [] in by_entry.values()


def test_the_page_is_up_to_date() -> None:
    current = messages.PAGE.read_text(encoding="utf-8") == messages.page()
    assert current, "write it again: python -m tools.messages"
