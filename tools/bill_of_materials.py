"""Print the software bill of materials (CycloneDX, JSON) of what `pip install` brings.

From the metadata of the packages that requirements.lock has put here, extras included; what only
developers need is left out. The same commit gives the same text.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from datetime import datetime, timezone
from importlib.metadata import distribution
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CLONE = Path(__file__).resolve().parent.parent
NAME = "pictograph-provider"


def needed(name: str, extras: frozenset[str], seen: dict[str, set[str]]) -> dict[str, set[str]]:
    """What each distribution needs directly, from this one down, by canonical names."""
    wanted = seen.setdefault(name, set())
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": e}) for e in (extras or {""})):
            continue
        below = canonicalize_name(requirement.name)
        wanted.add(below)
        if below not in seen or requirement.extras:
            needed(below, frozenset(requirement.extras), seen)
    return seen


def component(name: str, version: str, kind: ComponentType) -> Component:
    """A distribution as the bill lists it."""
    metadata = distribution(name).metadata
    fields = ("License-Expression", "License")
    expression = next((metadata[field] for field in fields if field in metadata), "")
    short = expression if expression and len(expression) < 60 and "\n" not in expression else None
    return Component(
        name=name,
        version=version,
        type=kind,
        bom_ref=name,
        purl=PackageURL("pypi", name=name, version=version),
        licenses=[DisjunctiveLicense(name=short)] if short else [],
    )


def bill() -> str:
    """The whole document."""
    text = (CLONE / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.*)"$', text, re.MULTILINE)
    assert version is not None  # noqa: S101 - the build needs it too
    graph = needed(NAME, frozenset({"cli", "emulator"}), {})
    graph[NAME].discard(NAME)
    top = component(NAME, version[1], ComponentType.LIBRARY)
    parts = {
        name: component(name, distribution(name).version, ComponentType.LIBRARY)
        for name in sorted(graph)
        if name != NAME
    }
    bom = Bom(components=parts.values())
    bom.metadata.component = top
    parts[NAME] = top
    for name, below in graph.items():
        bom.register_dependency(parts[name], [parts[other] for other in sorted(below)])
    # By the commit, not by the moment: two builds are the same to the byte.
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    bom.metadata.timestamp = datetime.fromtimestamp(seconds, timezone.utc)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, f"{NAME}=={version[1]}@{seconds}")
    return json.dumps(json.loads(JsonV1Dot6(bom).output_as_string()), indent=2, sort_keys=True)


if __name__ == "__main__":
    print(bill())
