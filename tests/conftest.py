"""What all tests share. The emulator's fixture comes with the package."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure: generated cases are never judged by the time they take.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


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


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether the long forms were asked for."""
    return bool(request.config.getoption("--thorough"))
