"""The backends that a team can share: an object store and a database, both real."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.backends import postgres
from tests.engine.backends.machines import Machines
from tests.engine.gate import Gate
from tests.engine.warm import Warm
from tests.object_store import ObjectStore
from tools.engine import Engine

_numbers = itertools.count()


@pytest.fixture(scope="session")
def database() -> Iterator[postgres.Postgres]:
    """A real PostgreSQL server."""
    found = postgres.programs()
    if found is None:
        reason = "there is no PostgreSQL here: install the package postgresql"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.serve(found) as server:
        yield server


@pytest.fixture(params=["s3", "postgres"])
def backend(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Where the state is, in the engine's environment; empty to begin with."""
    name = f"state-{os.getpid()}-{next(_numbers)}"
    if request.param == "postgres":
        server: postgres.Postgres = request.getfixturevalue("database")
        return {"PULUMI_BACKEND_URL": server.database(name)}
    store: ObjectStore = request.getfixturevalue("object_store")
    store.bucket(name)
    options = f"endpoint={store.address}&disableSSL=true&s3ForcePathStyle=true"
    return {**store.env, "PULUMI_BACKEND_URL": f"s3://{name}?{options}"}


@pytest.fixture
def machines(
    engine: Engine,
    tmp_path: Path,
    pictograph_emulator: Emulator,
    backend: Mapping[str, str],
    warm: Warm | None,
) -> Iterator[Machines]:
    """Makes machines that share the backend."""
    with Gate(pictograph_emulator.url) as gate:
        yield Machines(engine, tmp_path, pictograph_emulator, gate, backend, warm)
