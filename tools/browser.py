"""A headless Chromium, as Debian packages it, driven through its own chromedriver."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

MISSING = "no browser is installed: apt-get install chromium chromium-driver"
WIDTH, HEIGHT = 1360, 900


class NoBrowserError(Exception):
    """The message says what to install."""

    def __init__(self) -> None:
        super().__init__(MISSING)


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A browser with a fresh profile.

    Raises:
        NoBrowserError: there is no browser, or no driver for it.
    """
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not program or not driver:
        raise NoBrowserError
    options = ChromeOptions()
    options.binary_location = program
    options.add_argument("--headless=new")
    options.add_argument(f"--window-size={WIDTH},{HEIGHT}")
    options.add_argument("--disable-dev-shm-usage")  # a container's may be too small
    options.add_argument("--hide-scrollbars")
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium does not start as root with it
    # Stated, so that Selenium does not look for a driver to download.
    browser = Chrome(options, ChromeService(driver))
    try:
        yield browser
    finally:
        browser.quit()


def prefer(browser: Chrome, **features: str) -> None:
    """What the page knows of its reader: ``color_scheme="dark"``, ``reduced_motion="reduce"``."""
    wanted = [
        {"name": f"prefers-{name.replace('_', '-')}", "value": value}
        for name, value in features.items()
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})


def picture(browser: Chrome) -> bytes:
    """The whole page as a PNG, however long it is."""
    width, height = browser.execute_script(
        "return [window.innerWidth, document.documentElement.scrollHeight]"
    )
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    options = {"clip": clip, "captureBeyondViewport": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"])
