"""What the engine printed about each resource, and whether a person can act on it."""

from __future__ import annotations

import re
from collections import defaultdict

_BLOCK = re.compile(r"^  \S+ \((?P<name>[^)]+)\):$")
_WAY_OUT = re.compile(
    r"[Rr]un it again|Run: pulumi|run pulumi up|adopt(=T|: t)rue|pulumi config set|put it back"
)


def errors(output: str) -> dict[str, list[str]]:
    """The errors under "Diagnostics", by the name of the resource they are about."""
    found: dict[str, list[str]] = defaultdict(list)
    name = None
    for line in output.partition("\nDiagnostics:\n")[2].splitlines():
        if block := _BLOCK.match(line):
            name = block["name"]
        elif line.startswith("    error: ") and name:
            found[name].append(line.removeprefix("    error: "))
        elif line.startswith("    ") and found.get(name or ""):
            found[name or ""][-1] += "\n" + line.strip()
        elif line and not line.startswith(" "):
            name = None
    return found


def unclear(texts: list[str], key: str) -> str | None:
    """What is wrong with the errors of one resource; None where they are one clear error."""
    if len(texts) != 1:
        return f"{len(texts)} errors instead of one"
    (text,) = texts
    for bad in (key, "Traceback", "a fault in pictograph-provider", "KeyboardInterrupt"):
        if bad in text:
            return "it shows the key" if bad == key else f"it says {bad!r}"
    # A sentence, the request after it in brackets, a command, or a table of ways out.
    if not re.search(r"[.)]$|Run: pulumi [\w -]+$|Choose one:\n", text.strip()):
        return "it is no sentence"
    if not (re.search(r"(GET|POST|PATCH|DELETE) http", text) or "project" in text):
        return "it does not say where"
    return None if _WAY_OUT.search(text) else "it does not say what to do"
