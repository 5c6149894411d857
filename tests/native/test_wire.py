"""Values on the wire: what is unknown or secret, and stays so."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2

from pictograph_provider.native import wire
from pictograph_provider.plan import UNKNOWN

UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"


def struct(values: dict[str, Any]) -> struct_pb2.Struct:
    found = struct_pb2.Struct()
    found.update(values)
    return found


def secret(value: Any) -> dict[str, Any]:
    return {wire.SIGNATURE: wire.SECRET, "value": value}


def back(values: dict[str, Any], secrets: wire.Secrets | None = None) -> Any:
    return json_format.MessageToDict(wire.sent(values, secrets))


@pytest.mark.parametrize("sentinel", [UNKNOWN_TEXT, UNKNOWN_LIST])
def test_what_is_not_known_yet_is_one_value_and_goes_back_as_such(sentinel: str) -> None:
    plain, _ = wire.received(struct({"classes": {"a": {"color": sentinel}}, "list": [sentinel]}))
    assert plain == {"classes": {"a": {"color": UNKNOWN}}, "list": [UNKNOWN]}
    assert back(plain)["list"] == [UNKNOWN_TEXT]


def test_a_secret_is_plain_inside_and_secret_again_outside() -> None:
    given = {"name": secret("n"), "classes": {"a": {"color": secret("red")}, "b": {}}}
    plain, secrets = wire.received(struct(given))
    assert plain == {"name": "n", "classes": {"a": {"color": "red"}, "b": {}}}
    assert back(plain, secrets) == given


def test_a_secret_is_one_under_another_name_too() -> None:
    _, secrets = wire.received(struct({"classes": secret({"velvet": {"type": "bbox"}})}))
    assert back({"classOrder": ["velvet", "other"], "type": "bbox"}, secrets) == {
        "classOrder": [secret("velvet"), "other"],
        "type": "bbox",
    }


def test_what_is_none_is_left_out_and_what_is_empty_is_not() -> None:
    assert back({"a": None, "b": [], "c": {}, "d": {"e": None}, "f": False}) == {
        "b": [],
        "c": {},
        "d": {},
        "f": False,
    }


def test_a_secret_that_is_not_known_yet_is_both() -> None:
    plain, secrets = wire.received(struct({"name": secret(UNKNOWN_TEXT)}))
    assert plain == {"name": UNKNOWN}
    assert back(plain, secrets) == {"name": secret(UNKNOWN_TEXT)}
