"""Types of what a Pulumi program hands in. Only type checkers load this; it is no value at all.

A value may be an Output anywhere. What an Output holds is known to nobody before it is there, so
of those only the kind is checked: `Output[str]` goes for each of the choices.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias, TypedDict, TypeVar, overload

from pulumi import Input, Output
from typing_extensions import NotRequired

from pictograph_provider.choices import (
    AnnotationType,
    ClassRemoval,
    ClassType,
    ForeignClasses,
    OnDelete,
)
from pictograph_provider.models import ProjectClass

_Item = TypeVar("_Item", covariant=True)

LaterText: TypeAlias = Output[str] | Awaitable[str]


class ListOf(Protocol[_Item]):
    """A sequence of items that is not a text: a text would be a list of its letters.

    Only `__contains__` tells the two apart: a text takes nothing but a text there.
    """

    @overload
    def __getitem__(self, index: int, /) -> _Item: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[_Item]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_Item]: ...


class ClassMapping(TypedDict):
    """A class given as a mapping; `ProjectClass` says what the keys mean."""

    name: Input[str]
    type: ClassType | LaterText
    color: NotRequired[Input[str] | None]
    attributes: NotRequired[Input[Sequence[Mapping[str, object]]] | None]
    skeleton: NotRequired[Input[Mapping[str, object]] | None]


ClassInput: TypeAlias = Input[ProjectClass] | ClassMapping | Output[Mapping[str, object]]
ClassesInput: TypeAlias = (
    ListOf[ClassInput]
    | tuple[ClassInput, ...]
    | Output[Sequence[ProjectClass]]
    | Output[Sequence[Mapping[str, object]]]
    | Awaitable[Sequence[ProjectClass]]
    | Awaitable[Sequence[Mapping[str, object]]]
)
_AnnotationType: TypeAlias = AnnotationType | LaterText
AnnotationTypesInput: TypeAlias = (
    ListOf[_AnnotationType]
    | tuple[_AnnotationType, ...]  # mypy does not see that a tuple written out is such a list
    | Output[Sequence[str]]
    | Awaitable[Sequence[str]]
)
ConsentInput: TypeAlias = (
    ListOf[Input[str]]
    | tuple[Input[str], ...]
    | Mapping[str, Input[int]]
    | Output[Sequence[str]]
    | Output[Mapping[str, int]]
    | Awaitable[Sequence[str]]
    | Awaitable[Mapping[str, int]]
)
OnDeleteInput: TypeAlias = OnDelete | LaterText
ForeignClassesInput: TypeAlias = ForeignClasses | LaterText
ClassRemovalInput: TypeAlias = ClassRemoval | LaterText
