"""What a look at one part of a set-up gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's.

    Attributes:
        check: what was looked at, such as `engine`.
        ok: None where something else has to be mended before it can be looked at.
        found: what is so, without the key.
        mend: what to run or to write; empty where all is well.
    """

    check: str
    ok: bool | None
    found: str
    mend: str = ""
