"""A create that is repeated is the same request, to the byte."""

from __future__ import annotations

import json
from typing import Any

from pictograph_provider.lifecycle.create import _body
from pictograph_provider.state.declaration import declaration


def sent(fields: dict[str, Any]) -> str:
    inputs = {"name": "road-signs", "classes": {"merge (bbox)": fields}, "class_order": "merge"}
    return json.dumps(_body(declaration(inputs)))


def test_the_order_in_which_the_engine_gives_fields_does_not_matter() -> None:
    attribute = {"name": "state", "type": "select", "values": ["new", "worn"]}
    backwards = dict(reversed(attribute.items()))
    fields = {"color": "#00aaff", "attributes": [attribute], "skeleton": {"edges": []}}
    other = {"skeleton": {"edges": []}, "attributes": [backwards], "color": "#00aaff"}
    assert list(fields) != list(other)
    assert sent(fields) == sent(other)
