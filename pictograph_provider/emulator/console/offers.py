"""The faults that the console has a button for, and any fault in words."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from pictograph_provider.emulator.control.faults import Fault
from pictograph_provider.texts import plural

_FAULT: TypeAdapter[Fault] = TypeAdapter(Fault)


@dataclass(frozen=True)
class Offer:
    """One button; it switches on a fault that stays until it is switched off."""

    id: str
    title: str
    words: str
    options: dict[str, object]

    def fault(self) -> Fault:
        return _FAULT.validate_python({"times": None, **self.options})

    def is_it(self, fault: Fault) -> bool:
        """Whether a fault that is on is the one of this button, whoever switched it on."""
        return fault.model_dump() == self.fault().model_dump()


OFFERS = (
    Offer(
        "slow",
        "Slow answers",
        "Every request waits 2 seconds before it is handled.",
        {"kind": "latency", "seconds": 2},
    ),
    Offer(
        "drip",
        "Dripping answers",
        "The body of every answer arrives in small pieces, over 5 seconds.",
        {"kind": "drip", "seconds": 5},
    ),
    Offer(
        "rate-limit",
        "Rate limit",
        "Every request is answered with 429 and “Retry-After: 1”, and is not carried out.",
        {"kind": "status", "status": 429, "retry_after": "1"},
    ),
    Offer(
        "unavailable",
        "Out of service",
        "Every request is answered with 503, and is not carried out.",
        {"kind": "status", "status": 503},
    ),
    Offer(
        "late-error",
        "Error after the effect",
        "Every request is carried out and then answered with 504.",
        {"kind": "status", "status": 504, "after_effect": True},
    ),
    Offer(
        "lost-request",
        "Lost requests",
        "Every connection is reset before the request is carried out.",
        {"kind": "reset"},
    ),
    Offer(
        "lost-answer",
        "Lost answers",
        "Every request is carried out, then the connection is reset without an answer.",
        {"kind": "reset", "after_effect": True},
    ),
    Offer(
        "refuse",
        "Refused connections",
        "The next request is cut off, and nothing can connect for 5 seconds, not even this page.",
        {"kind": "refuse", "seconds": 5, "times": 1},
    ),
    Offer(
        "truncate",
        "Cut answers",
        "Every answer ends after half of its body.",
        {"kind": "truncate"},
    ),
    Offer(
        "html",
        "Sign-in page",
        "Every answer is a page of HTML with status 200, as a proxy sends it.",
        {"kind": "html"},
    ),
    Offer(
        "stale",
        "Stale reads",
        "Every GET answers from what was stored when this was switched on.",
        {"kind": "stale", "writes": None},
    ),
    Offer(
        "revoke",
        "Revoked key",
        "The key of the next request is revoked. A button beside its organization gives it back.",
        {"kind": "revoke", "times": 1},
    ),
)


def words(fault: Fault) -> str:
    """A fault of any origin: what it does, to which requests, how often."""
    what = (type(fault).__doc__ or "").splitlines()[0].replace("``", "")
    given = fault.model_dump(mode="json", exclude={"kind", "times", "skip"}, exclude_defaults=True)
    given.pop("requests", None)  # what somebody else does, too long for a line
    parts = [what, *(f"{name.replace('_', ' ')}: {value}." for name, value in given.items())]
    if fault.skip:
        parts.append(f"Lets {plural(fault.skip, 'request')} pass first.")
    often = "every request" if fault.times is None else f"the next {plural(fault.times, 'request')}"
    return " ".join([*parts, f"Hits {often} of these."])
