"""`python -m tools.pictures`: the pictures of a preview, a review and the console, taken again.

All show what the real commands and the emulator say; nothing in them is drawn by hand.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from pictograph_provider import Client, PictographError
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.seeding import seed
from tools.browser import HEIGHT, WIDTH, NoBrowserError, chromium, picture, prefer
from tools.example import COLUMNS, Example, example

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
QUICKSTART = (ROOT / "examples" / "quickstart" / "__main__.py").read_text(encoding="utf-8")
COUNTS = {"stop_sign": 40, "yield": 30, "merge": 25}
PAGE_WIDTH = 980
"""Pixels of a page that a pipeline's artefact is looked at in."""
SECONDS = 10
"""Longest wait for the console to be live."""

ROAD = {"stop_sign": "#e6194b", "yield": "#f5b301", "merge": "#4363d8", "speed_limit": "#ffffff"}
YARD = {"pallet": "rebeccapurple", "forklift": "rgb(60 180 75)", "person": "#222222"}

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
        with chromium() as browser:
            with example() as made:
                browser.set_window_size(PAGE_WIDTH, HEIGHT)
                take(browser, "review", reviewed(made).as_uri())
            with Emulator(control=True) as emulator:
                fill(emulator)
                browser.set_window_size(WIDTH, HEIGHT)
                take(browser, "console", emulator.url, live=True)
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def take(browser: Chrome, name: str, url: str, *, live: bool = False) -> None:
    """The pictures of a page, in light and dark.

    Args:
        live: wait until the console says that it is connected.
    """
    for scheme in ("light", "dark"):
        prefer(browser, color_scheme=scheme, reduced_motion="reduce")
        browser.get(url)
        if live:
            WebDriverWait(browser, SECONDS).until(
                lambda page: page.find_element(By.ID, "connection").text == "Live"
            )
        (IMAGES / f"{name}-{scheme}.png").write_bytes(picture(browser))


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

    The engine draws its table again and again: it goes up some lines and writes them again, each
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


def fill(emulator: Emulator) -> None:
    """A morning's work for the console: two teams, a class removed, a fault met."""
    config = client_config(emulator.key, emulator.url)
    with Client(emulator.key, emulator.url, max_retries=0) as client:
        road = [{"name": n, "type": "bbox", "color": c} for n, c in ROAD.items()]
        yard = [{"name": n, "type": "polygon", "color": c} for n, c in YARD.items()]
        client.projects.create("parking-2024", classes=road[:2])
        seed(config, "parking-2024", 8, {"stop_sign": 12})
        client.projects.archive("parking-2024")
        client.projects.create(
            "warehouse",
            description="Yard and warehouse, all cameras",
            annotation_types=["polygon"],
            classes=yard,
        )
        seed(config, "warehouse", 60, {"pallet": 412, "forklift": 61, "person": 155})
        client.projects.create(
            "road-signs", description="Road sign detection training set", classes=road
        )
        seed(config, "road-signs", 24, {"stop_sign": 40, "yield": 30, "merge": 25})
        emulator.control.forget_requests()
        client.projects.get("road-signs")
        client.projects.update("road-signs", classes=[c for c in road if c["name"] != "merge"])
        emulator.control.fault("status", status=503)
        try:
            client.projects.get("warehouse")
        except PictographError:
            client.projects.get("warehouse")
        client.projects.update("warehouse", description="Yard and warehouse, all nine cameras")
    emulator.control.fault("status", status=429, retry_after="1", times=None)
    emulator.control.advance_clock(25 * 3600)


if __name__ == "__main__":
    sys.exit(main())
