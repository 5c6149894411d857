"""`python -m tools.journey`: the picture of `docs/architecture.md`, made again.

It is an SVG of our own, since what draws a diagram in a page has to be loaded from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

FILE = Path(__file__).resolve().parents[1] / "docs" / "images" / "journey.svg"

WIDTH, HEIGHT = 210, 50
"""Of a box."""
ACROSS, DOWN = 290, 76
"""From one box to the next."""
EDGE = 40

STYLE = """\
text { font: 14px system-ui, sans-serif; fill: #1b1f24; }
.small { font-size: 12px; fill: #57606a; }
.page { fill: #ffffff; }
.box { fill: #eef3fb; stroke: #3b6fb6; }
.question { fill: #fff6d8; stroke: #9a6700; }
.stop { fill: #ffe5e5; stroke: #b3261e; }
.end { fill: #e6f6e8; stroke: #1a7f37; }
.arrow { fill: none; stroke: #57606a; stroke-width: 1.5; }
.head { fill: #57606a; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .small { fill: #a9b4c0; }
  .page { fill: #0d1117; }
  .box { fill: #16263d; stroke: #79a8e8; }
  .question { fill: #33290b; stroke: #d4a72c; }
  .stop { fill: #3d1a1a; stroke: #ff8a80; }
  .end { fill: #12301b; stroke: #57c271; }
  .arrow { stroke: #a9b4c0; }
  .head { fill: #a9b4c0; }
}
"""

Kind = Literal["box", "question", "stop", "end"]


@dataclass(frozen=True)
class Box:
    """A step, at a place of the grid: what it does, and below it who does it."""

    column: int
    row: int
    text: str
    who: str = ""
    kind: Kind = "box"

    @property
    def x(self) -> int:
        return EDGE + self.column * ACROSS

    @property
    def y(self) -> int:
        return EDGE + self.row * DOWN

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Arrow:
    """From one box to another, straight down or to the right, or around a corner."""

    begin: Box
    end: Box
    word: str = ""


PROGRAM = Box(0, 0, "Project(classes=[...])", "the program")
ENGINE = Box(0, 1, "old inputs, new inputs", "the Pulumi engine")
DOOR = Box(0, 2, "Recorded, Declaration", "a shell reads them, once")
SOUND = Box(0, 3, "is it valid?", "state/validate", "question")
CHANGED = Box(0, 4, "what has changed?", "state/changes", "question")
LIVE = Box(0, 5, "the live project", "client/")
PLAN = Box(0, 6, "moves, losses, additions", "plan/")
COUNT = Box(0, 7, "count what would be lost", "client/, only if anything is")
GUARD = Box(0, 8, "is it permitted?", "guard/", "question")
WORDS = Box(0, 9, "the plan, in words", "the preview ends here")
REFUSED = Box(1, 3, "one error", "nothing was changed", "stop")
NOTHING = Box(1, 4, "no request", "nothing to do", "end")
STOPPED = Box(1, 8, "one error", "with each way out", "stop")
AGAIN = Box(2, 4, "read, plan and decide again", "pulumi up begins here")
SAVE = Box(2, 5, "save what goes", "saving/, where asked for")
MOVES = Box(2, 6, "renames and merges", "one request each")
PATCH = Box(2, 7, "PATCH with the new list", "and the list it was made from")
RECEIPT = Box(2, 8, "say what was removed", "compared with the plan")
STATE = Box(2, 9, "the state", "what the service holds now", "end")

MAIN = (PROGRAM, ENGINE, DOOR, SOUND, CHANGED, LIVE, PLAN, COUNT, GUARD, WORDS)
UP = (AGAIN, SAVE, MOVES, PATCH, RECEIPT, STATE)
BOXES = (*MAIN, REFUSED, NOTHING, STOPPED, *UP)
WORD_OF = {SOUND: "yes", CHANGED: "the class list", GUARD: "yes"}
ARROWS = (
    *(Arrow(a, b, WORD_OF.get(a, "")) for a, b in pairwise(MAIN)),
    Arrow(SOUND, REFUSED, "no"),
    Arrow(CHANGED, NOTHING, "nothing"),
    Arrow(GUARD, STOPPED, "no"),
    Arrow(WORDS, AGAIN, "pulumi up"),
    *(Arrow(a, b) for a, b in pairwise(UP)),
)


def svg() -> str:
    """The picture."""
    width = max(box.x for box in BOXES) + WIDTH + EDGE
    height = max(box.y for box in BOXES) + HEIGHT + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>The journey of a class list, from the program to the service</title>",
        f"<style>\n{STYLE}</style>",
        # A page may be dark where the browser is light, and would show through.
        f'<rect class="page" width="{width}" height="{height}" rx="12"/>',
        *(part for arrow in ARROWS for part in _arrow(arrow)),
        *(part for box in BOXES for part in _box(box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(box: Box) -> Iterator[str]:
    round_ = 25 if box.kind == "question" else 6
    shape = f'x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" rx="{round_}"'
    yield f'<rect class="{box.kind}" {shape}/>'
    yield _text(box.middle, box.y + 21, box.text)
    yield _text(box.middle, box.y + 39, box.who, "small")


def _arrow(arrow: Arrow) -> Iterator[str]:
    begin, end = arrow.begin, arrow.end
    if begin.column == end.column:
        yield from _line(f"M{begin.middle} {begin.y + HEIGHT}V{end.y - 8}", end.middle, end.y, 90)
        yield _text(begin.middle + 8, begin.y + HEIGHT + 17, arrow.word, "small", "start")
        return
    right, left, middle = begin.x + WIDTH, end.x, begin.y + HEIGHT // 2
    corner = "" if begin.row == end.row else f"H{left - 40}V{end.y + HEIGHT // 2}"
    path = f"M{right} {middle}{corner}H{left - 8}"
    yield from _line(path, left, end.y + HEIGHT // 2, 0)
    yield _text(right + 12, middle - 6, arrow.word, "small", "start")


def _line(path: str, x: int, y: int, turned: int) -> Iterator[str]:
    yield f'<path class="arrow" d="{path}"/>'
    place = f"translate({x} {y}) rotate({turned})"
    yield f'<path class="head" d="M0 0L-10 -5V5Z" transform="{place}"/>'


def _text(x: int, y: int, text: str, kind: str = "", anchor: str = "middle") -> str:
    if not text:
        return ""
    given = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{given}>{escape(text)}</text>'


if __name__ == "__main__":
    FILE.write_text(svg(), encoding="utf-8")
