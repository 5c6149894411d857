"""`python -m tools.pictures`: the pictures of a preview and of a review, taken anew.

Both show what the real commands say of a real stack; nothing in them is drawn by hand.
"""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from tools.browser import NoBrowserError, chromium, prefer
from tools.example import COLUMNS, Example, example

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
QUICKSTART = (ROOT / "examples" / "quickstart" / "__main__.py").read_text(encoding="utf-8")
COUNTS = {"stop_sign": 40, "yield": 30, "merge": 25}
WIDTH = 980
"""Pixels of a page that a pipeline's artefact is looked at in."""

HEAD = """\
from pictograph_provider import Project, ProjectClass

STOP = ProjectClass(name="stop_sign", type="bbox", color="#e6194b")
MERGE = ProjectClass(name="merge", type="bbox", color="#4363d8")
PALLET = ProjectClass(name="pallet", type="polygon", color="rebeccapurple")
PERSON = ProjectClass(name="person", type="polygon", color="#222222")
"""
BEFORE = f"""\
{HEAD}
Project("road-signs", classes=[STOP, MERGE])
Project("warehouse", classes=[PALLET, PERSON])
Project("lidar-2024", classes=[STOP], on_delete="delete")
"""
AFTER = f"""\
{HEAD}
Project("road-signs", classes=[STOP])
Project("warehouse", classes=[PALLET], allow_class_removal={{"person": 200}})
Project("parking", classes=[STOP])
"""


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    with example("quickstart") as made:
        (IMAGES / "refused.svg").write_text(refused(made), encoding="utf-8")
    try:
        with example() as made, chromium() as browser:
            browser.set_window_size(WIDTH, 900)
            page = reviewed(made)
            for scheme in ("light", "dark"):
                prefer(browser, color_scheme=scheme)
                browser.get(page.as_uri())
                height = browser.execute_script("return document.documentElement.scrollHeight")
                clip = {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1}
                options = {"clip": clip, "captureBeyondViewport": True}
                taken = browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
                (IMAGES / f"review-{scheme}.png").write_bytes(base64.b64decode(taken))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def refused(made: Example) -> str:
    """The quickstart without one of its classes, previewed on a terminal: an SVG."""
    made.program(QUICKSTART)
    made.up()
    made.fill("road-signs", 24, **COUNTS)
    without = "".join(line for line in QUICKSTART.splitlines(keepends=True) if "merge" not in line)
    made.program(without)
    said = made.on_a_terminal(str(made.engine.pulumi), "preview")
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(["$ pulumi preview", *screen(said)])))
    # As rich makes it, but for the font, which a reader's browser would fetch from elsewhere.
    form = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace("Fira Code, ", "")
    return console.export_svg(title="pulumi preview", code_format=form, unique_id="refused")


def screen(said: str) -> list[str]:
    """The lines that stand on the terminal in the end.

    The engine draws its table again and again: it goes up some lines and writes them anew, each
    to its end.
    """
    lines: list[str] = []
    row = 0
    for line in said.split("\n"):
        for up in re.findall(r"\x1b\[(\d+)A", line):
            row -= int(up)
        lines[row : row + 1] = [re.sub(r"\r|\x1b\[(?:\d*[AK]|\?\d+[hl])", "", line)]
        row += 1
    return "\n".join(lines).rstrip().split("\n")


def reviewed(made: Example) -> Path:
    """A review as a page."""
    made.program(BEFORE)
    made.up()
    made.fill("road-signs", 24, stop_sign=40, merge=25)
    made.fill("warehouse", 60, pallet=412, person=155)
    made.fill("lidar-2024", 12, stop_sign=18)
    made.program(AFTER)
    page = made.folder / "review.html"
    command = [sys.executable, "-m", "pictograph_provider", "review", "--output", str(page)]
    subprocess.run(command, cwd=made.folder, env=made.env, check=False, capture_output=True)
    return page


if __name__ == "__main__":
    sys.exit(main())
