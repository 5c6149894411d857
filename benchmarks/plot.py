"""The figures as a picture: seconds against projects, an operation a panel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.peer import CREATE, DESTROY, NO_OP, REFRESH
from benchmarks.report import PEERS
from benchmarks.samples import Sample, cells

PANELS = (CREATE, NO_OP, REFRESH, DESTROY)
COLORS = dict(
    zip(PEERS, ("#1f5fbf", "#8a8a8a", "#1f5fbf", "#8a8a8a", "#2e8b57", "#d2691e"), strict=True)
)


def draw(samples: Sequence[Sample], stem: Path) -> list[Path]:
    """Write the picture as PNG and SVG.

    Raises:
        ImportError: matplotlib is not installed.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "pictograph-provider"  # the same figures, the same file
    from matplotlib import pyplot

    found = cells(samples)
    latencies = sorted({ms for _, operation, _, ms in found if operation in PANELS})
    figure, rows = pyplot.subplots(
        len(latencies), len(PANELS), figsize=(14, 3.4 * len(latencies)), squeeze=False, sharex=True
    )
    for latency, axes in zip(latencies, rows, strict=True):
        for operation, axis in zip(PANELS, axes, strict=True):
            for peer in PEERS:
                points = sorted(
                    (n, cell.seconds)
                    for (p, o, n, ms), cell in found.items()
                    if (p, o, ms) == (peer, operation, latency)
                )
                if points:
                    style = "--" if peer.endswith("once") else "-"
                    axis.plot(*zip(*points, strict=True), style, marker="o", markersize=3,
                              color=COLORS[peer], label=peer)  # fmt: skip
            axis.set(xscale="log", yscale="log", title=f"{operation}, {latency} ms")
            axis.grid(visible=True, which="both", alpha=0.2)
    for axis in rows[-1]:
        axis.set_xlabel("projects")
    for axes in rows:
        axes[0].set_ylabel("seconds")
    handles, labels = rows[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=3, frameon=False)
    figure.tight_layout(rect=(0, 0.14 / len(latencies), 1, 1))
    stem.parent.mkdir(parents=True, exist_ok=True)
    files = [stem.with_suffix(".png"), stem.with_suffix(".svg")]
    for file in files:
        figure.savefig(file, dpi=110, metadata={"Date": None} if file.suffix == ".svg" else None)
    return files
