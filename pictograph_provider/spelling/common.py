"""What several languages write the same way."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence

from pictograph_provider.spelling.protocol import Consent


def bounded(consent: Consent) -> bool:
    return bool(consent) and None not in consent.values()


def remarked(lines: Sequence[str], comment: str, remark: str) -> list[str]:
    """Lines with a comment behind the first of them."""
    first, *rest = lines
    return [f"{first}  {comment} {remark}" if remark else first, *rest]


def json_text(value: object) -> str:
    return json.dumps(_whole(value), ensure_ascii=False, default=str)


def _whole(value: object) -> object:
    # The engine knows no integers: what was written as 5 arrives as 5.0.
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _whole(item) for key, item in value.items()}
    return [*map(_whole, value)] if isinstance(value, (list, tuple)) else value


def command(expression: str) -> str:
    return f"python -c {shlex.quote(f'from pictograph_provider import Client; {expression}')}"
