"""`python -m tools.screenshots`: the pictures of the documentation, taken anew.

They show the emulator's console in light and dark, filled through the API as anybody would.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from pictograph_provider import Client, PictographError
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.seeding import seed
from tools.browser import WIDTH, NoBrowserError, chromium, prefer

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
SCHEMES = ("light", "dark")
SECONDS = 10
"""Longest wait for the page to be live."""

ROAD = {"stop_sign": "#e6194b", "yield": "#f5b301", "merge": "#4363d8", "speed_limit": "#ffffff"}
YARD = {"pallet": "rebeccapurple", "forklift": "rgb(60 180 75)", "person": "#222222"}


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    try:
        with Emulator(control=True) as emulator, chromium() as browser:
            fill(emulator)
            for scheme in SCHEMES:
                picture = shot(browser, emulator.url, scheme)
                file = IMAGES / f"console-{scheme}.png"
                file.write_bytes(picture)
                print(f"{file.name}: {len(picture) // 1000} kB")
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def fill(emulator: Emulator) -> None:
    """A morning's work: two teams, a project put away, a class removed, a fault met."""
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


def shot(browser: Chrome, url: str, scheme: str) -> bytes:
    """The whole page, however long it is."""
    prefer(browser, color_scheme=scheme, reduced_motion="reduce")
    browser.get(url)
    WebDriverWait(browser, SECONDS).until(
        lambda page: page.find_element(By.ID, "connection").text == "Live"
    )
    height = browser.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1}
    options = {"clip": clip, "captureBeyondViewport": True}
    picture = browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
    return base64.b64decode(picture)


if __name__ == "__main__":
    sys.exit(main())
