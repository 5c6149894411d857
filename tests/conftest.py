"""What all tests share. The emulator's fixture comes with the package."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.object_store import ObjectStore, serve
from tools.engine import UnavailableError
from tools.programs import VERSITYGW, find

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

# A busy machine is no failure: generated cases are never judged by the time they take.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
# Where lines are counted, each case costs twice as much, and `make test` runs the many.
settings.register_profile("few", settings.get_profile("steady"), max_examples=20)


def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: a test that waits for another process needs none."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough",
        action="store_true",
        help="run the long forms: every fault at every request, every crash point, "
        "long state machines",
    )


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # So it is where a script starts the tests in the background, and what they start would
        # ignore it too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "thorough: takes long, and runs with --thorough only")
    config.addinivalue_line("markers", "plain: its engine starts Python as everywhere")
    config.addinivalue_line("markers", "passphrase: one guards its stack, as everywhere")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for: a skip would say that something is missing here."""
    if not config.getoption("--thorough"):
        long = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether the long forms were asked for."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """A real S3 server."""
    try:
        program = find(VERSITYGW)
    except UnavailableError as error:
        reason = f"there is no S3 server here ({error}): install Go 1.25 or newer"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with serve(program, tmp_path_factory.mktemp("object-store")) as store:
        yield store


@pytest.fixture(scope="session")
def _browser() -> Iterator[Chrome]:
    from tools.browser import NoBrowserError, chromium

    with ExitStack() as stack:
        try:
            browser = stack.enter_context(chromium())
        except NoBrowserError as error:
            # Whoever runs the tests may do without it; where everything must hold, nobody may.
            (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))
        yield browser


@pytest.fixture
def browser(_browser: Chrome) -> Iterator[Chrome]:
    """A headless Chromium that shows nothing yet."""
    yield _browser
    _browser.get("about:blank")  # closes what the page of this test holds open
    _browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
