"""The figures as Markdown tables, put between two marks of a document."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.peers.peer import LIFE
from benchmarks.samples import Cell, Key, Sample, cells

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PEERS = (
    "ours",
    "empty provider",
    "ours, state written once",
    "empty provider, state written once",
    "vendor's SDK in a loop",
    "OpenTofu + restapi",
)
SHELLS = ("Python resource, --parallel 32", "plugin in YAML, --parallel 32")
"""The same provider in its two shells: the second one makes as many calls at a time as it may."""

MASSES = tuple(f"{peer}, 50 classes, state written once" for peer in ("ours", "empty provider"))
"""As many projects as a stack is ever likely to have."""


def fill(document: Path, samples: Sequence[Sample]) -> None:
    """Put the tables, and the picture beside the document where there is one, into it."""
    text = document.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    picture = document.with_suffix(".svg")
    drawn = [f"![Seconds against the number of projects]({picture.name})", ""]
    shown = drawn if picture.exists() else []
    figures = "\n".join([*machine(), "", *shown, *tables(samples)])
    document.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}")


def machine() -> list[str]:
    """Where and when this was measured."""
    cores = os.cpu_count()
    system = f"{platform.system()}, Python {platform.python_version()}, {cores} cores"
    return [f"Measured on {date.today():%Y-%m-%d}: {system}, file backend."]


def tables(samples: Sequence[Sample]) -> Iterator[str]:
    """All tables."""
    yield from lives(samples)
    yield from lives(samples, SHELLS, ", the two shells")
    yield from lives(samples, MASSES, ", 50 classes each")
    yield from large(samples)


def lives(
    samples: Sequence[Sample], among: Sequence[str] = PEERS, title: str = ""
) -> Iterator[str]:
    """A table for each number of projects and each latency, with a row for each peer."""
    found = cells(samples)
    sizes = sorted({(n, ms) for p, operation, n, ms in found if p in among and operation in LIFE})
    for size in sizes:
        projects, latency = size
        peers = [p for p in among if any((p, o, projects, latency) in found for o in LIFE)]
        noun = "project" if projects == 1 else "projects"
        yield from ("", f"### {projects:,} {noun}, {latency} ms{title}", "")
        yield "| | " + " | ".join([*LIFE, "state", "memory"]) + " |"
        yield "|---" * (len(LIFE) + 3) + "|"
        for peer in peers:
            row = [_life(found, (peer, o, projects, latency)) for o in LIFE]
            own = [cell for (p, _, n, ms), cell in found.items() if (p, n, ms) == (peer, *size)]
            yield (
                f"| {peer} | "
                + " | ".join([*row, _most(own, "state"), _most(own, "memory")])
                + " |"
            )


def _life(found: Mapping[Key, Cell], key: Key) -> str:
    cell = found.get(key)
    if cell is None:
        return "-"
    peer, operation, projects, latency = key
    rival = found.get((peer.replace("ours", "empty provider"), operation, projects, latency))
    ratio = ""
    if peer.startswith("ours") and rival:
        ratio = f", {cell.seconds / rival.seconds:.2f} x"
    spread = f" ± {cell.spread / 2:.1f}" if len(cell.runs) > 1 else ""
    return f"{cell.seconds:.1f} s{spread}{ratio}, {cell.requests:,} req."


def _most(own: Sequence[Cell], what: str) -> str:
    figures = [figure for cell in own if (figure := getattr(cell, what)) is not None]
    if not figures:
        return "-"
    most = max(figures)
    return f"{most / 1e6:.0f} MB" if what == "memory" else f"{most / 1e3:,.0f} kB"


def large(samples: Sequence[Sample]) -> Iterator[str]:
    """What is measured of this provider alone."""
    rows = {key: cell for key, cell in cells(samples).items() if key[1] not in LIFE}
    if not rows:
        return
    yield from (
        "",
        "### What grows",
        "",
        "| | size | time | requests | memory |",
        "|---|---|---|---|---|",
    )
    for (_, operation, size, _), cell in rows.items():
        spread = f" ± {cell.spread / 2:.1f}" if len(cell.runs) > 1 else ""
        row = [operation, f"{size:,}", f"{cell.seconds:.1f} s{spread}", f"{cell.requests:,}"]
        yield "| " + " | ".join([*row, _most([cell], "memory")]) + " |"
