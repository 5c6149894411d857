"""The differences that there are, each with its reason. One that is gone has to go from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pictograph

from pictograph_provider import __version__
from tests.contract.capture import PREFIX
from tests.contract.compare import NOT_SENT, Difference

ANY = "any call"

API = f"{PREFIX}/api/v1/developer"


@dataclass(frozen=True)
class Known:
    """A difference that is meant."""

    call: str
    part: str
    ours: str
    theirs: str
    reason: str

    def covers(self, found: Difference) -> bool:
        mine = (self.part, self.ours, self.theirs)
        return self.call in (ANY, found.call) and mine == (found.part, found.ours, found.theirs)


PAGE = "The service's page writes create() with these defaults, and names no others."
FILLED = "We send a class just as it was given; the SDK's models fill in their own defaults."
KEPT = "A field that we don't know goes back as it came; the SDK's models drop it, and so lose it."
ASTRAY = "It would address something else than it says, so our client refuses before it sends."

DIFFERENCES = [
    Known(
        ANY,
        "header user-agent",
        f"pictograph-provider/{__version__}",
        f"pictograph-python/{pictograph.__version__}",
        "Who asks: the service tells its callers apart by it.",
    ),
    Known(
        "one page of projects, of the size that is usual",
        "query limit",
        "50",
        "100",
        "The service's page writes list(limit=50); the SDK has another default.",
    ),
    Known("create with a name only", "body annotation_types[0]", '"bbox"', NOT_SENT, PAGE),
    Known("create with a name only", "body classes", "[]", NOT_SENT, PAGE),
    Known(
        "create with an idempotency key of one's own",
        "header idempotency-key",
        "stack-dev-1",
        "(a random UUID, no dashes)",
        "A create repeated by a later `pulumi up` has to carry the same key; the service takes "
        "any text, and the SDK's datasets.create() offers no way to give one.",
    ),
    Known(
        "create with classes as objects",
        "body classes[4].attributes[0].type",
        NOT_SENT,
        '"text"',
        FILLED,
    ),
    Known(
        "create with classes as objects", "body classes[4].skeleton.edges", NOT_SENT, "[]", FILLED
    ),
    Known(
        "create with classes as objects",
        "body classes[4].skeleton.nodes[0].x",
        NOT_SENT,
        "0.5",
        FILLED,
    ),
    Known(
        "create with classes as objects",
        "body classes[4].skeleton.nodes[0].y",
        NOT_SENT,
        "0.5",
        FILLED,
    ),
    Known("write back what was read", "body classes[3].invented", '"kept"', NOT_SENT, KEPT),
    Known("write back what was read", "body classes_base[4].invented", '"kept"', NOT_SENT, KEPT),
    Known("a project called '..'", "request", NOT_SENT, f"GET {API}", ASTRAY),
    Known(
        "delete a project without a name", "request", NOT_SENT, f"DELETE {API}/datasets/", ASTRAY
    ),
    Known(
        "a project whose name looks like an id",
        "request",
        NOT_SENT,
        f"GET {API}/datasets/(the project's id)",
        "In this place of a path the service could not tell such a name from an id.",
    ),
    Known(
        "a project with a slash in its name",
        "request",
        NOT_SENT,
        f"POST {API}/datasets/",
        "The service refuses it; ours says so before it sends, and so in a preview.",
    ),
    *(
        Known(
            "save annotations",
            f"body saves[0].annotations[{number}].{key}",
            NOT_SENT,
            value,
            "We send annotations as they were given; the SDK's models fill in their defaults.",
        )
        for number in range(2)
        for key, value in (("confidence", "1.0"), ("attributes", "[]"))
    ),
]


def unlisted(found: Iterable[Difference]) -> list[Difference]:
    """The differences that nobody gave a reason for."""
    return [item for item in found if not any(known.covers(item) for known in DIFFERENCES)]


def stale(found: Iterable[Difference]) -> list[Known]:
    """What is listed and no longer differs."""
    found = list(found)
    return [known for known in DIFFERENCES if not any(map(known.covers, found))]
