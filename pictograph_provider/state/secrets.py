"""What a program calls secret, kept out of the texts that people read.

The engine keeps secrets encrypted in state, but hands them to a provider as plain values. So the
program says in an input of its own, `secret`, which of its inputs are or hold one, and the
provider takes their words out of all that it says of that project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from pictograph_provider.classes import split_label
from pictograph_provider.state.class_map import ANY_COLOR, order_names
from pictograph_provider.state.class_text import classes_in
from pictograph_provider.state.declaration import secret_keys
from pictograph_provider.texts import ANY_TAG, python_literal

SECRET = "[secret]"  # noqa: S105
"""As the engine writes it in place of a value."""

HIDDEN = (
    "classes is secret, and something in it is not valid. What it is would show the secret, so it "
    "is not said: look for a name that is used twice, and for a misspelt key of a class."
)
"""In place of a sentence on a class list that could not be read, since that one quotes it."""

PLAIN = frozenset({"", ANY_COLOR, "any", "foreign", "bbox", "box", "polygon", "polyline", "tag"})
"""Words of the field, which tell nothing."""


class Mask:
    """Takes secret words out of texts, however they are spelled there."""

    def __init__(self, words: Iterable[str]) -> None:
        forms = {form for word in words for form in _forms(word)}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        # A tag of the engine is no word: broken, it would end the engine in a panic.
        pattern = "|".join([f"(?P<tag>{ANY_TAG})", *map(_bounded, longest_first)])
        self._pattern = re.compile(pattern) if forms else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def __call__(self, text: str) -> str:
        return self._pattern.sub(_hidden, text) if self._pattern else text


def mask(*values: Mapping[str, object]) -> Mask:
    """The mask for a project.

    Args:
        values: inputs or outputs of it; each says itself what of it is secret.
    """
    return Mask(word for one in values for word in _words(one) if word not in PLAIN)


def without_quotes(inputs: Mapping[str, object]) -> Mapping[str, object]:
    """Inputs in which no sentence on a secret class list quotes it."""
    if "invalid_classes" in inputs and "classes" in secret_keys(inputs):
        return {**inputs, "invalid_classes": HIDDEN}
    return inputs


def _words(values: Mapping[str, object]) -> Iterator[str]:
    for key in secret_keys(values):
        value = values.get(key)
        # `classes` is a map in inputs and one text in outputs, and not each word of them is secret.
        if key != "classes":
            yield from _leaves(value)
        elif isinstance(value, str):  # the output
            for cls in classes_in(value):
                yield from _leaves([cls.row, cls.declared and cls.declared.color])
        elif isinstance(value, Mapping):
            for label, fields in value.items():
                yield split_label(str(label))[0]
                yield from _leaves(fields)
            order = values.get("class_order")
            yield from order_names(order) if isinstance(order, str) else ()


def _leaves(value: object) -> Iterator[str]:
    """The texts in a value. Keys count as well: `class_moves` and consents are keyed by names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in ("name", "type", "color", "attributes", "skeleton"):
                yield str(key)
            yield from _leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)


def _forms(word: str) -> Iterator[str]:
    # As it is, as lines to paste and as Python's errors quote it, and as a URL has it.
    yield word
    yield python_literal(word)[1:-1]
    yield python_literal(word, surrogates=True)[1:-1]
    yield repr(word)[1:-1]
    yield quote(word, safe="")


def _hidden(found: re.Match[str]) -> str:
    return found["tag"] or SECRET


def _bounded(form: str) -> str:
    """A pattern for the form as a word of its own: a class `a` is not in every `a` of a text."""
    # Where a text was wrapped, one line may end with a tag and the next begin with one.
    spaced = rf"(?:\s|{ANY_TAG})+".join(map(re.escape, re.split(r"\s+", form)))
    before = r"(?<!\w)" if re.match(r"\w", form) else ""
    after = r"(?!\w)" if re.search(r"\w$", form) else ""
    return before + spaced + after
