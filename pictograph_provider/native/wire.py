"""Values as the engine sends them: unknown and secret ones are marked inside plain structures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from google.protobuf import struct_pb2

from pictograph_provider.classes import CLASS_TYPES
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.secrets import PLAIN, Mask

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key by which the engine marks a mapping that stands for something else."""

SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a mark, not a secret
"""The mark of a secret, whose value is beside it."""

_SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_SENTINELS = frozenset(
    {
        _SENTINEL,  # a text, and what the engine itself sends for anything
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # a mapping
    }
)

KEYS = frozenset(
    {"attributes", "color", "edges", "name", "nodes", "options", "skeleton", "type", "x", "y"}
)
"""Keys of what a class has: they stand in a secret list, and tell nothing."""

Path = tuple[str | int, ...]


@dataclass
class Secrets:
    """What was secret in values that were received, so that it stays secret in what is sent.

    Attributes:
        paths: where the secrets stood.
        texts: what they said. The same text elsewhere, under another name, is secret too.
    """

    paths: set[Path] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def add(self, path: Path, value: object) -> None:
        """Remember a secret."""
        self.paths.add(path)
        self.texts.update(text for text in _texts(value) if text not in CLASS_TYPES)

    def and_those(self, *others: Secrets) -> Secrets:
        """These secrets and the others."""
        both = (self, *others)
        return Secrets(
            set().union(*(each.paths for each in both)), set().union(*(each.texts for each in both))
        )

    @property
    def mask(self) -> Mask:
        """Takes what they said out of a text that people read."""
        return Mask(self.texts - PLAIN - KEYS)

    def of(self, path: Path, value: object) -> bool:
        """Whether what stands there now is secret."""
        return path in self.paths or (isinstance(value, str) and value in self.texts)


def received(struct: struct_pb2.Struct) -> tuple[dict[str, object], Secrets]:
    """Plain values, with `UNKNOWN` for what is not known yet, and what of them is secret."""
    secrets = Secrets()
    plain = {key: _plain(_unpacked(value), (key,), secrets) for key, value in struct.fields.items()}
    return plain, secrets


def _unpacked(value: struct_pb2.Value) -> object:
    # Not by the library's own way to JSON, which fails at a number that JSON does not have.
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return {key: _unpacked(item) for key, item in value.struct_value.fields.items()}
    if kind == "list_value":
        return [_unpacked(item) for item in value.list_value.values]
    return None if kind in (None, "null_value") else getattr(value, kind)


def sent(values: Mapping[str, object], secrets: Secrets | None = None) -> struct_pb2.Struct:
    """The engine's form of plain values. Keys that hold None are left out."""
    struct = struct_pb2.Struct()
    marked = {
        key: _marked(value, (key,), secrets or Secrets())
        for key, value in values.items()
        if value is not None
    }
    struct.update(marked)
    return struct


def _plain(value: object, path: Path, secrets: Secrets) -> object:
    if isinstance(value, str):
        return UNKNOWN if value in _SENTINELS else value
    if isinstance(value, list):
        return [_plain(item, (*path, place), secrets) for place, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if value.get(SIGNATURE) == SECRET:
        inner = _plain(value.get("value"), path, secrets)
        secrets.add(path, inner)
        return inner
    return {key: _plain(item, (*path, key), secrets) for key, item in value.items()}


def _marked(value: object, path: Path, secrets: Secrets) -> object:
    if secrets.of(path, value):
        # Secret as a whole: what is inside needs no mark of its own.
        return {SIGNATURE: SECRET, "value": _marked(value, path, Secrets())}
    if value is UNKNOWN:
        return _SENTINEL
    if isinstance(value, Mapping):
        return {
            key: _marked(item, (*path, key), secrets)
            for key, item in value.items()
            if item is not None
        }
    if isinstance(value, (list, tuple)):
        return [_marked(item, (*path, place), secrets) for place, item in enumerate(value)]
    return value


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return set(value).union(*map(_texts, value.values()))
    return set().union(*map(_texts, value)) if isinstance(value, list) else set()
