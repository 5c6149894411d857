"""What the console shows; the templates see nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ClassView:
    """A class of a project.

    Attributes:
        color: a CSS color that is known to be one, safe as the value of ``fill``; None where
            the service holds none.
        annotations: on images that are not archived.
        hidden: further ones, on archived images.
    """

    name: str
    type: str | None
    color: str | None
    annotations: int
    hidden: int


@dataclass(frozen=True)
class ProjectView:
    """A project; ``strays`` are annotations of a class that its list has not."""

    id: str
    name: str
    description: str | None
    annotation_types: tuple[str, ...]
    classes: tuple[ClassView, ...]
    images: int
    archived_images: int
    annotations: int
    strays: int


@dataclass(frozen=True)
class KeyView:
    """An API key, without its secret."""

    id: str
    role: str
    active: bool


@dataclass(frozen=True)
class OrganizationView:
    """An organization; ``more`` is how many of its projects are not shown."""

    id: str
    name: str
    keys: tuple[KeyView, ...]
    projects: tuple[ProjectView, ...]
    archived: tuple[ProjectView, ...]
    more: int


@dataclass(frozen=True)
class RequestView:
    """One line of the log.

    Attributes:
        number: counts from 1 since the start.
        time: of the emulator's clock, as HH:MM:SS.
        answer: the status, or a word where there is none.
    """

    number: int
    time: str
    method: str
    path: str
    answer: str
    tone: Literal["good", "bad", "open"]
    faults: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class OfferView:
    """A fault that can be switched on with one button."""

    id: str
    title: str
    words: str
    on: bool


@dataclass(frozen=True)
class FaultView:
    """A fault that was switched on elsewhere, by a test."""

    number: int
    kind: str
    words: str


@dataclass(frozen=True)
class ClockView:
    """The emulator's clock; ``offset`` is in seconds, ``moved`` says it in words."""

    now: str
    offset: float
    moved: str | None


@dataclass(frozen=True)
class View:
    """The whole page; without ``control`` there are no faults and the clock can't be moved."""

    organizations: tuple[OrganizationView, ...]
    requests: tuple[RequestView, ...]
    request_count: int
    control: bool
    offers: tuple[OfferView, ...]
    faults: tuple[FaultView, ...]
    clock: ClockView
