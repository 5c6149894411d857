"""The real engine against a real socket; nothing here is imitated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import copy
from functools import cache
from hashlib import sha1
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels, Meanwhile
from tests.engine.memory import Memory
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack
from tests.engine.vault import Vault
from tests.engine.warm import Warm, possible
from tests.engine.warm import warm as warm_in
from tools.engine import Engine, find

# What asserts outside of the test modules compare is to be shown as well.
pytest.register_assert_rewrite(
    "tests.engine.crashes", "tests.engine.faults", "tests.engine.machine"
)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of this machine; it is made available before the tests start."""
    return find()


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """One for all tests of this process: a stack that was configured once fits each of them."""
    with Emulator(tmp_path_factory.mktemp("emulator") / "emulator.db", control=True) as emulator:
        yield emulator


@pytest.fixture
def pictograph_emulator(emulator: Emulator) -> Emulator:
    """An empty emulator, as the package's own fixture of this name gives it."""
    emulator.control.reset()
    return copy(emulator)  # a test may give it another key


@pytest.fixture(scope="session")
def configured(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory, emulator: Emulator
) -> Callable[[str, Vault | None], Stack]:
    """An empty stack of each shell, to be copied and not to be used."""

    @cache
    def made(shell: str, vault: Vault | None) -> Stack:
        folder = tmp_path_factory.mktemp(shell)
        stack = SHELLS[shell].start(engine, folder / "stack", emulator.url, emulator.key, vault)
        stack.memory = Memory(emulator, folder)
        return stack

    return made


@pytest.fixture
def shell(request: pytest.FixtureRequest) -> str:
    """Which provider the test's stack uses: the dynamic one, where a test names none."""
    return str(getattr(request, "param", Stack.shell))


def select(stack: Stack) -> None:
    """Do what `pulumi stack select dev` does, without what a command costs."""
    project = str((stack.folder / "Pulumi.yaml").resolve())
    file = f"signs-{sha1(project.encode(), usedforsecurity=False).hexdigest()}-workspace.json"
    selected = {stack.env["PULUMI_BACKEND_URL"]: "organization/signs/dev"}
    (stack.root / "pulumi" / "workspaces" / file).write_text(json.dumps({"stacks": selected}))


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, thorough: bool) -> Iterator[Warm | None]:
    """What starts the processes of stacks; None where they start as everywhere."""
    if thorough or not possible():
        yield None
    else:
        with warm_in(tmp_path_factory.mktemp("warm")) as made:
            yield made


@pytest.fixture(scope="session")
def vault(thorough: bool) -> Iterator[Vault | None]:
    """What holds the key of stacks; None where a passphrase does."""
    if thorough:
        yield None
    else:
        with Vault() as made:
            yield made


@pytest.fixture
def engine_env(engine: Engine, tmp_path: Path, warm: Warm | None) -> dict[str, str]:
    """The environment for commands of the engine that need no stack of the tests' own."""
    python = {} if warm is None else {"PULUMI_PYTHON_CMD": str(warm.python)}
    return engine.env(tmp_path, **python)


@pytest.fixture
def make_stack(
    configured: Callable[[str, Vault | None], Stack],
    tmp_path: Path,
    pictograph_emulator: Emulator,
    warm: Warm | None,
    vault: Vault | None,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[str], Stack]]:
    """Makes an empty stack of a shell, whose service is the emulator as it is."""
    if request.node.get_closest_marker("passphrase") is not None:
        vault = None
    with ExitStack() as clients:

        def make(shell: str) -> Stack:
            root, empty = tmp_path / shell, configured(shell, vault)
            shutil.copytree(empty.root, root)
            emulator, python = pictograph_emulator, Path(empty.env["PULUMI_PYTHON_CMD"])
            service = emulator.url, emulator.key
            stack = type(empty).at(empty.engine, root, *service, python, vault)
            stack.memory = empty.memory
            select(stack)
            if warm is not None and request.node.get_closest_marker("plain") is None:
                warm.use(stack)
            clients.enter_context(stack.client)
            return stack

        yield make


@pytest.fixture
def stack(make_stack: Callable[[str], Stack], shell: str) -> Stack:
    """An empty stack whose service is an empty emulator."""
    return make_stack(shell)


@pytest.fixture
def labels(stack: Stack) -> Labels:
    """Puts annotations on images of the stack's projects."""
    return Labels(stack.client)


@pytest.fixture
def meanwhile(stack: Stack, pictograph_emulator: Emulator) -> Meanwhile:
    """Somebody who works in the service between two requests of the provider."""
    return Meanwhile(stack.client, pictograph_emulator.control)
