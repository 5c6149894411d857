"""Programs of the real Pulumi engine: with this provider, and with one that does nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.peers.peer import AGAIN, CREATE, DESTROY, NO_OP, REFRESH
from benchmarks.processes import Ran, run
from benchmarks.service import CLASSES, Service, class_list, names
from tools.engine import Engine

ONCE = {"PULUMI_SKIP_CHECKPOINTS": "true", "PULUMI_EXPERIMENTAL": "true"}
"""Have the engine write state at its end only."""

OURS = """\
import json
from pathlib import Path

from pictograph_provider import Project

content = json.loads(Path("content.json").read_text())
for name in content["names"]:
    Project(name, classes=content["classes"], on_delete="delete")
"""

EMPTY = """\
import json
from pathlib import Path

from empty import Empty

content = json.loads(Path("content.json").read_text())
for name in content["names"]:
    Empty(name, content["classes"])
"""

EMPTY_PROVIDER = """\
import uuid

import pulumi
from pulumi.dynamic import CreateResult, DiffResult, Resource, ResourceProvider, UpdateResult


class EmptyProvider(ResourceProvider):
    serialize_as_secret_always = False

    def diff(self, _id, _olds, _news):
        return DiffResult(changes=_olds != _news)

    def create(self, props):
        return CreateResult(str(uuid.uuid4()), props)

    def update(self, _id, _olds, _news):
        return UpdateResult(_news)


class Empty(Resource, module="empty", name="Empty"):
    def __init__(self, name, classes):
        super().__init__(EmptyProvider(), name, {"name": name, "classes": classes})
"""


class Stack:
    """A stack on a file backend, in a folder of its own."""

    look_for = "pulumi.dynamic"
    """In the command line of the provider's process."""

    def __init__(
        self,
        engine: Engine,
        name: str,
        program: str,
        env: Mapping[str, str] | None = None,
        flags: Sequence[str] = (),
        classes: int = CLASSES,
    ) -> None:
        self.name, self._classes = name, classes
        self._engine, self._program, self._more = engine, program, dict(env or {})
        up = ("up", "--skip-preview", *flags)
        self.operations: Mapping[str, Callable[[], Ran]] = {
            CREATE: lambda: self.pulumi(*up),
            NO_OP: lambda: self.pulumi(*up),
            REFRESH: lambda: self.pulumi("refresh", "--skip-preview", *flags),
            DESTROY: lambda: self.pulumi("destroy", "--skip-preview", *flags),
            AGAIN: lambda: self.pulumi(*up),
        }

    def prepare(self, folder: Path, service: Service, projects: int) -> None:
        self.folder, self._root = folder / "program", folder
        self.folder.mkdir(parents=True)
        self.env = self._engine.env(folder) | self._more
        self.env |= {"PICTOGRAPH_API_KEY": service.key, "PICTOGRAPH_BASE_URL": service.url}
        self.write()
        self.declare(projects, class_list(self._classes))
        self._run("stack", "init", "dev")

    def write(self) -> None:
        """Write what the program needs, but for its projects."""
        (self.folder / "Pulumi.yaml").write_text("name: benchmark\nruntime: python\n")
        (self.folder / "__main__.py").write_text(self._program)
        (self.folder / "empty.py").write_text(EMPTY_PROVIDER)

    def declare(self, projects: int, classes: list[dict[str, str]]) -> None:
        """Make these the projects of the program, each with these classes."""
        content = {"names": names(projects), "classes": classes}
        (self.folder / "content.json").write_text(json.dumps(content))

    def state(self) -> int | None:
        return (self._root / "state/.pulumi/stacks/benchmark/dev.json").stat().st_size

    def pulumi(self, verb: str, *args: str, ok: bool = True) -> Ran:
        yes = () if verb == "preview" else ("--yes",)
        return self._run(verb, *yes, *args, ok=ok)

    def _run(self, *args: str, ok: bool = True) -> Ran:
        command = [str(self._engine.pulumi), *args, "--non-interactive", "--color=never"]
        return run(command, cwd=self.folder, env=self.env, look_for=self.look_for, ok=ok)


def ours(
    engine: Engine,
    *,
    once: bool = False,
    name: str = "",
    flags: Sequence[str] = (),
    classes: int = CLASSES,
) -> Stack:
    """This provider."""
    name = name or ("ours, state written once" if once else "ours")
    return Stack(engine, name, OURS, ONCE if once else {}, flags, classes)


def empty(engine: Engine, *, once: bool = False, name: str = "", classes: int = CLASSES) -> Stack:
    """A dynamic provider that does nothing: what the engine itself takes."""
    name = name or ("empty provider, state written once" if once else "empty provider")
    return Stack(engine, name, EMPTY, ONCE if once else {}, classes=classes)
