"""The console in a real browser: live, driven by keyboard, readable for everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.selenium import Axe
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api, box
from tests.emulator.console.test_page import HOSTILE
from tools.browser import prefer

SECONDS = 30
"""Longest wait for what is to appear: the machine may be busy."""

WIDER = """return [...document.querySelectorAll("main *")]
    .filter((e) => e.getBoundingClientRect().right > 360).map((e) => e.outerHTML.slice(0, 90))"""
"""What reaches beyond a window of 360 pixels."""

Until = Callable[[Callable[[Chrome], Any]], Any]


@pytest.fixture
def until(browser: Chrome) -> Until:
    # What was found may be replaced by a later state of the page before it is read.
    gone = [StaleElementReferenceException, NoSuchElementException]
    return WebDriverWait(browser, SECONDS, 0.05, ignored_exceptions=gone).until


def text(browser: Chrome) -> str:
    return " ".join(browser.find_element(By.TAG_NAME, "main").text.split())


@pytest.fixture
def live(browser: Chrome, emulator: Emulator, until: Until) -> Chrome:
    """The page, once it is live."""
    problems(browser)  # those of other tests are not this one's
    browser.get(emulator.url)
    until(lambda page: page.find_element(By.ID, "connection").text == "Live")
    return browser


def focused(browser: Chrome) -> str:
    found: str = browser.switch_to.active_element.get_attribute("id") or ""
    return found


def said(browser: Chrome) -> str:
    """What a screen reader was last told."""
    return browser.find_element(By.ID, "announcer").get_attribute("textContent") or ""


def problems(browser: Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def test_what_happens_appears_without_a_reload(
    live: Chrome, until: Until, api: Api, control: Control
) -> None:
    live.execute_script("window.sameDocument = true")
    classes = [{"name": name, "type": "box", "color": "#f00"} for name in ("stop", "merge")]
    api.dataset("road-signs", classes=classes)
    api.annotate(api.image(), box("stop"), box("merge"))
    until(lambda page: "merge bbox 1 annotation, color #f00" in text(page))

    api.patch("/datasets/road-signs", json={"classes": classes[:1]})
    until(lambda page: "class merge (bbox) removed, with 1 annotation" in text(page))

    assert "1 image 1 annotation" in text(live)
    assert "merge bbox" not in text(live)
    until(lambda page: "class merge (bbox) removed" in said(page))
    control.reset()
    until(lambda page: "No projects yet" in text(page))
    assert live.execute_script("return window.sameDocument")
    assert problems(live) == []


def test_a_fault_is_switched_on_and_off_with_a_click(
    live: Chrome, until: Until, api: Api, control: Control
) -> None:
    live.find_element(By.ID, "switch-unavailable").click()
    until(
        lambda page: (
            page.find_element(By.ID, "switch-unavailable").get_attribute("aria-checked") == "true"
        )
    )
    assert api.get("/datasets/").status_code == 503

    live.find_element(By.ID, "switch-unavailable").click()
    until(lambda _: control.faults() == [])
    assert api.get("/datasets/").status_code == 200
    assert problems(live) == []


def test_the_keyboard_is_enough_and_the_focus_stays(
    live: Chrome, until: Until, api: Api, control: Control
) -> None:
    live.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert live.switch_to.active_element.text == "Skip to the content"
    order: list[str] = []
    while len(order) < 30 and "switch-revoke" not in order:
        live.switch_to.active_element.send_keys(Keys.TAB)
        order.append(focused(live))
    assert order[:3] == ["clock-hour", "clock-day", "clock-hours"]
    assert order[4] == "switch-slow"
    assert order[-1] == "switch-revoke"

    live.find_element(By.ID, "clock-day").send_keys(Keys.ENTER)
    until(lambda page: "1 day, 0:00:00 ahead" in text(page))
    assert focused(live) == "clock-day"
    live.find_element(By.ID, "switch-slow").send_keys(Keys.SPACE)
    until(lambda _: [fault["kind"] for fault in control.faults()] == ["latency"])
    control.clear_faults()
    api.dataset("road-signs")
    until(lambda page: "road-signs" in text(page))
    assert focused(live) == "switch-slow"
    ring = "return getComputedStyle(document.activeElement).outlineStyle"
    assert live.execute_script(ring) == "solid"


def test_a_wrong_entry_is_said(live: Chrome, until: Until) -> None:
    field = live.find_element(By.ID, "clock-hours")
    field.clear()
    field.send_keys("1e300")
    live.find_element(By.ID, "clock-move").click()

    until(lambda page: "can't go that far" in said(page))


def test_a_lost_connection_is_said_and_made_again(
    browser: Chrome, until: Until, tmp_path: Path
) -> None:
    db = tmp_path / "emulator.db"

    def says(words: str) -> None:
        until(lambda page: words in page.find_element(By.ID, "connection").text)

    with Emulator(db) as first:
        browser.get(first.url)
        says("Live")
    says("Connection lost")
    with Emulator(db, port=int(first.url.rpartition(":")[2])) as second:
        says("Live")
        with Api(second.url, second.key) as api:
            api.dataset("road-signs")
        until(lambda page: "road-signs" in text(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(
    browser: Chrome, emulator: Emulator, api: Api, control: Control, until: Until, scheme: str
) -> None:
    """axe-core looks for missing names, wrong roles, low contrast and the like."""
    api.dataset("road-signs", classes=[{"name": "stop", "color": "white"}, {"name": "x"}])
    api.dataset("gone")
    api.ok("POST", "/datasets/gone/archive")
    other = control.create_key(control.create_organization("Another"))
    control.revoke_key(other)
    control.fault("latency", seconds=1, path="x")
    control.fault("status", status=503)
    api.get("/datasets/")
    control.fault("drip", seconds=5, times=None)
    prefer(browser, color_scheme=scheme)
    browser.get(emulator.url)
    until(lambda page: page.find_element(By.ID, "connection").text == "Live")

    found = Axe().run(browser)

    wrong = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
    assert wrong == []
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}


def test_it_follows_the_readers_wishes(live: Chrome) -> None:
    def style(element: str, name: str) -> str:
        script = f"return getComputedStyle(document.querySelector('{element}')).{name}"
        value: str = live.execute_script(script)
        return value

    prefer(live, color_scheme="light")
    light = style("body", "backgroundColor")
    prefer(live, color_scheme="dark")
    assert style("body", "backgroundColor") != light
    # Not in the part of the page that the next news replaces.
    live.execute_script("document.body.insertAdjacentHTML('beforeend', '<table><tr class=fresh>')")
    assert style("tr.fresh", "animationName") == "fresh"
    prefer(live, reduced_motion="reduce")
    assert style("tr.fresh", "animationName") == "none"


def test_hostile_names_do_nothing(live: Chrome, until: Until, api: Api) -> None:
    name = HOSTILE.replace("/", "")
    api.dataset(name, description=HOSTILE, classes=[{"name": HOSTILE, "color": "rgb(0 0 0)"}])
    until(lambda page: text(page).count("onerror") >= 3)
    live.refresh()
    until(lambda page: page.find_element(By.ID, "connection").text == "Live")

    assert live.find_elements(By.TAG_NAME, "img") == []
    until(lambda page: page.find_element(By.TAG_NAME, "h3").text == name)
    assert problems(live) == []


def test_it_works_without_script(
    browser: Chrome, emulator: Emulator, control: Control, until: Until
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(emulator.url)
        browser.find_element(By.ID, "switch-slow").click()
        until(
            lambda page: (
                page.find_element(By.ID, "switch-slow").get_attribute("aria-checked") == "true"
            )
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    assert [fault["kind"] for fault in control.faults()] == ["latency"]


def test_it_fits_a_narrow_window(live: Chrome, api: Api, until: Until) -> None:
    api.dataset("a-name-without-end-" * 10, classes=[{"name": "x" * 100}])
    until(lambda page: "a-name" in text(page))
    metrics = {"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": False}
    live.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        width = live.execute_script("return document.documentElement.scrollWidth")
        wide = live.execute_script(WIDER)
    finally:
        live.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= 360, wide
