"""Names in texts: what is printed can be told from any other name, and pasted back."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import unicodedata

import pytest
import yaml  # type: ignore[import-untyped]  # reads YAML 1.1, where `no` is no text
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.texts import TAG, python_literal, quoted_if_needed, shell_word

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"
TAGGED = "red<{%reset%}>sign"

# Everything that a class may be called, and above all what can be confused.
TRICKY = st.sampled_from(["<", "{", "%", "<{%", "}>", '"', "\\", "\n", "\0", " ", "e", "\u0301"])
NAMES = st.lists(TRICKY | st.characters(), max_size=9).map("".join)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("merge", "merge"),
        ("stop sign", "stop sign"),
        ("Fußgänger", "Fußgänger"),
        ("歩行者", "歩行者"),
        (" merge", '" merge"'),
        ("a  b", '"a  b"'),
        ("", '""'),
        ('say "stop"', 'say "stop"'),
        ('"stop"', r'"\"stop\""'),
        (r"a\b", r"a\b"),
        (r"a\u0301", r"a\u0301"),
        ("two\nlines", r'"two\nlines"'),
        ("a\u00a0b", r'"a\u00a0b"'),
        ("a\u200bb", r'"a\u200bb"'),
        ("a\u3164b", r'"a\u3164b"'),
        ("\U000e0041", r'"\U000e0041"'),
        (COMPOSED, COMPOSED),
        (DECOMPOSED, r'"cafe\u0301"'),
        (TAGGED, r'"red<\u007b%reset%}>sign"'),
    ],
)
def test_a_name_is_shown_as_it_can_be_read_without_doubt(name: str, text: str) -> None:
    assert quoted_if_needed(name) == text


@given(NAMES)
def test_a_pasted_name_is_the_same_name_for_python(name: str) -> None:
    assert ast.literal_eval(python_literal(name)) == name


@given(NAMES)
def test_a_pasted_name_is_the_same_name_for_json_and_javascript(name: str) -> None:
    assert json.loads(python_literal(name, surrogates=True)) == name


@given(NAMES.filter(lambda name: name.isprintable()))
def test_a_pasted_name_is_the_same_name_for_yaml(name: str) -> None:
    assert yaml.safe_load(python_literal(name)) == name


@given(NAMES)
def test_the_engine_finds_no_tag_of_its_own_in_a_name(name: str) -> None:
    assert not re.search(r"<\{%", quoted_if_needed(name) + python_literal(name))


@given(NAMES, NAMES)
def test_two_names_are_never_shown_alike(one: str, other: str) -> None:
    assert one == other or quoted_if_needed(one) != quoted_if_needed(other)


@given(NAMES)
def test_what_is_shown_has_no_twin_under_unicode(name: str) -> None:
    twins = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    looks = {unicodedata.normalize("NFC", quoted_if_needed(twin)) for twin in twins}
    assert len(looks) == len(twins)


@pytest.mark.parametrize(
    "path",
    ["a b", "it's", "über/歩", "two\nlines", "it's\ttwo\\1", "red<{%reset%}>", "no\udcff text"],
)
def test_a_path_in_a_command_is_one_word_on_one_line(path: str) -> None:
    word = shell_word(path)
    assert word.isprintable()
    assert TAG not in word
    done = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert os.fsdecode(done.stdout) == path
