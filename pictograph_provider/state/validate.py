"""What is wrong with a declaration, a sentence each, without asking the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pictograph_provider import colors
from pictograph_provider.choices import FOREIGN_CLASSES, ON_DELETE
from pictograph_provider.classes import ANNOTATION_TYPES, CLASS_TYPES, canonical_type
from pictograph_provider.names import LONGEST_CLASS_NAME, name_problem
from pictograph_provider.plan import DeclaredClass, Unknown, move_problems
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.state.class_shapes import class_shapes
from pictograph_provider.state.declaration import Declaration, declaration, holds_unknown
from pictograph_provider.texts import python_literal

CHOICES = {
    "foreign_classes": FOREIGN_CLASSES,
    "on_delete": ON_DELETE,
}


def validated(
    inputs: Mapping[str, object], spelling: Spelling = PYTHON
) -> tuple[Declaration | None, list[str]]:
    """The declaration, and all that is wrong with it as far as it is known.

    It is None where a value is of the wrong kind, so that none can be read.
    """
    if shapes := [*_shapes(inputs, spelling)]:
        return None, shapes
    wanted = declaration(inputs)
    return wanted, [*_contents(wanted, spelling)]


def problems(inputs: Mapping[str, object], spelling: Spelling = PYTHON) -> list[str]:
    """All that is wrong; empty when the declaration is sound as far as it is known."""
    return validated(inputs, spelling)[1]


def _shapes(inputs: Mapping[str, object], spelling: Spelling) -> Iterator[str]:
    named, given = spelling.setting, spelling.value
    known = {key: value for key, value in inputs.items() if not holds_unknown(value)}
    if "invalid_classes" in known:
        yield str(known["invalid_classes"])
    if "name" not in inputs:  # Pulumi leaves out what holds nothing
        yield (
            f"{named('name')} has no value: what it is made of is {given(None)}, or has failed. "
            "Make it a text, or leave it out: the project is called as its resource then."
        )
    for key in ("name", "description", "save_before_removal"):
        if not isinstance(known.get(key, ""), str):
            yield f"{named(key)} is a text, not {given(known[key])}."
    if known.get("save_before_removal") == "":
        yield (
            f'{named("save_before_removal")} is a folder such as "saved": '
            "leave it out to save nothing."
        )
    types = known.get("annotation_types", [])
    if not isinstance(types, list) or not all(isinstance(type_, str) for type_ in types):
        yield f'{named("annotation_types")} is a list like ["bbox"], not {given(types)}.'
    for key, choices in CHOICES.items():
        if known.get(key, choices[0]) not in choices:
            yield f"{named(key)} is one of {_listed(choices)}, not {given(known[key])}."
    for key in ("adopt", "require_save"):
        if not isinstance(known.get(key, False), bool):
            yield f"{named(key)} is {given(True)} or {given(False)}, not {given(known[key])}."
    yield from class_shapes(inputs)
    moves = known.get("class_moves", {})
    if not isinstance(moves, dict) or not all(isinstance(new, str) for new in moves.values()):
        yield f'{named("class_moves")} is a mapping like {{"old": "new"}}, not {given(moves)}.'
    if not _is_consent(known.get("allow_class_removal", [])):
        key = "allow_class_removal"
        yield f'{named(key)} is ["merge"] or {{"merge": 500}}, not {given(known[key])}.'


def _is_consent(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    # The engine sends numbers as floats, and for Python True is an integer.
    return isinstance(value, dict) and all(
        isinstance(bound, (int, float)) and not isinstance(bound, bool)
        and bound >= 0 and float(bound).is_integer()
        for bound in value.values()
    )  # fmt: skip


def _contents(wanted: Declaration, spelling: Spelling) -> Iterator[str]:
    named = spelling.setting
    if isinstance(wanted.name, str) and (problem := name_problem(wanted.name)):
        yield problem
    if isinstance(wanted.annotation_types, tuple):
        for type_ in wanted.annotation_types:
            if type_ not in ANNOTATION_TYPES:
                setting, given = named("annotation_types"), python_literal(str(type_))
                yield f"{setting} has {given}: use {_listed(ANNOTATION_TYPES)}."
    if wanted.classes is None and wanted.moves:
        yield f"{named('class_moves')} moves classes of the list, so it needs classes."
    if isinstance(wanted.classes, tuple):
        for cls in wanted.classes:
            yield from _class_problems(cls, spelling)
        yield from move_problems(
            wanted.moves, {cls.name for cls in wanted.classes}, spelling=spelling
        )


def _class_problems(cls: DeclaredClass, spelling: Spelling) -> Iterator[str]:
    if not 0 < len(cls.name) <= LONGEST_CLASS_NAME:
        yield (
            f"a class name has 1 to {LONGEST_CLASS_NAME} characters, "
            f"{python_literal(cls.name)} has {len(cls.name)}."
        )
    if canonical_type(cls.type) not in CLASS_TYPES:
        given = f"has the type {python_literal(cls.type)}" if cls.type else "has no type"
        yield f"class {python_literal(cls.name)} {given}: write one of {_listed(CLASS_TYPES)}."
    if isinstance(cls.color, Unknown) or cls.color is None:
        return
    if not isinstance(cls.color, str) or colors.canonical(cls.color) is None:
        color = spelling.value(cls.color)
        yield (
            f"class {python_literal(cls.name)}: {color} is not a CSS color: "
            'write one like "#ff0000".'
        )


def _listed(choices: tuple[str, ...]) -> str:
    quoted = [python_literal(choice) for choice in choices]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
