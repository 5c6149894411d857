"""The emulator's console while the real engine works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack

SECONDS = 30
CLASSES = [{"name": name, "type": "bbox", "color": "#ff0000"} for name in ("stop", "merge")]


@pytest.fixture
def shows(browser: Chrome, pictograph_emulator: Emulator) -> Callable[[str], None]:
    """Waits until the open console shows a text; nobody reloads it."""
    gone = [StaleElementReferenceException, NoSuchElementException]
    wait = WebDriverWait(browser, SECONDS, 0.05, ignored_exceptions=gone)
    browser.get(pictograph_emulator.url)

    def shown(words: str) -> None:
        wait.until(
            lambda page: words in " ".join(page.find_element(By.TAG_NAME, "body").text.split()),
            f"the console does not show {words!r}",
        )

    shown("Live")
    return shown


def test_a_project_appears_and_a_class_goes_with_its_count(
    stack: Stack, labels: Labels, browser: Chrome, shows: Callable[[str], None]
) -> None:
    shows("No projects yet")
    stack.declare(classes=CLASSES)
    stack.up()
    shows("project road-signs created with 2 classes")
    labels.add("road-signs", {"merge": 3})
    shows("merge bbox 3 annotations")

    stack.declare(classes=CLASSES[:1], allow_class_removal=["merge"])
    stack.up()
    shows("class merge (bbox) removed, with 3 annotations")

    names = [name.text for name in browser.find_elements(By.CSS_SELECTOR, ".chip .name")]
    assert names == ["stop"]
