"""A real Pulumi stack for a test: a program on disk, the real engine, an emulator to talk to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from pictograph_provider import Client
from pictograph_provider.models import ProjectClass
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.state.class_text import classes_in
from tests.engine.memory import Memory
from tests.engine.python import with_listed_packages, write_program
from tests.engine.running import Run, run
from tests.engine.vault import Vault
from tools.engine import Engine

PROGRAM = """\
import pulumi
from pictograph_provider import Project, ProjectClass, Provider

{body}
"""


@dataclass
class Stack:
    """A stack called `dev` of a program in a folder of its own.

    Attributes:
        shell: which of the two providers its program uses.
        type: of its projects, as the engine has it.
        source: the program's file.
        spelling: how its program writes what a text suggests.
        client: talks to the same service, as somebody else would: to look, and to interfere.
        memory: what the first `up` of other tests made.
        url, key: of the service, as the stack is configured for it.
    """

    shell: ClassVar[str] = "dynamic"
    type: ClassVar[str] = "pulumi-python:dynamic/pictograph:Project"
    source: ClassVar[str] = "__main__.py"
    spelling: ClassVar[Spelling] = PYTHON

    engine: Engine
    root: Path
    client: Client
    env: dict[str, str] = field(default_factory=dict)
    memory: Memory | None = None
    url: str = ""
    key: str = field(default="", repr=False)

    @property
    def folder(self) -> Path:
        return self.root / "program"

    @classmethod
    def at(
        cls,
        engine: Engine,
        root: Path,
        url: str,
        key: str,
        python: Path,
        vault: Vault | None = None,
    ) -> Stack:
        """The stack in this folder, to be run with that Python."""
        env = engine.env(root, PULUMI_DEBUG_PROMISE_LEAKS="", PULUMI_PYTHON_CMD=str(python))
        env["GOGC"] = "400"  # a command is over before collecting its memory would pay
        env |= {} if vault is None else vault.env
        stack = cls(engine, root, Client(key, url), env, url=url, key=key)
        stack.arrange()
        return stack

    @classmethod
    def start(
        cls, engine: Engine, root: Path, url: str, key: str, vault: Vault | None = None
    ) -> Stack:
        """Make the stack and configure it for a service.

        Args:
            vault: holds the key of its secrets; without one, a passphrase does.
        """
        root.mkdir(parents=True)
        stack = cls.at(engine, root, url, key, with_listed_packages(root), vault)
        stack.folder.mkdir(parents=True)
        stack.prepare()
        provider = () if vault is None else ("--secrets-provider", vault.provider)
        stack.pulumi("stack", "init", "dev", *provider).expect()
        plain = {"pictograph:baseUrl": url, "pictograph:maxRetries": "1"}
        flags = [part for pair in plain.items() for part in ("--plaintext", "=".join(pair))]
        secret = f"pictograph:apiKey={key}"
        stack.pulumi("config", "set-all", *flags, "--secret", secret).expect()
        return stack

    @staticmethod
    def classes_in(outputs: Mapping[str, Any]) -> list[ProjectClass]:
        """The live classes that a project's outputs in the state record, in their order."""
        return [cls.live for cls in classes_in(outputs["classes"])]

    def arrange(self) -> None:
        """Complete the environment for the program's language."""

    def prepare(self) -> None:
        """Write what a program needs beside it."""
        (self.folder / "Pulumi.yaml").write_text("name: signs\nruntime: python\n")

    def program(self, body: str) -> None:
        """Make this the program."""
        write_program(self.folder / self.source, PROGRAM.format(body=body))

    def declare(self, resource: str = "road-signs", **arguments: Any) -> None:
        """Make the program one that declares a single project; `classes` as mappings."""
        given = "".join(f", {key}={value!r}" for key, value in arguments.items())
        self.program(f'project = Project("{resource}"{given})')

    def declare_nothing(self) -> None:
        """Make the program one without a project."""
        self.program("pass")

    def declare_all(
        self, projects: Mapping[str, Mapping[str, Any]], **options: Mapping[str, Any]
    ) -> None:
        """Make the program these projects, by resource names, with their arguments.

        Args:
            options: of each resource, by its name with underscores: plain values.
        """
        lines = []
        for name, arguments in projects.items():
            given = "".join(f", {key}={value!r}" for key, value in arguments.items())
            if found := options.get(name.replace("-", "_")):
                opts = ", ".join(f"{key}={value!r}" for key, value in found.items())
                given += f", opts=pulumi.ResourceOptions({opts})"
            lines.append(f'Project("{name}"{given})')
        self.program("\n".join(lines or ["pass"]))

    def provision(self, resource: str = "road-signs", **arguments: Any) -> None:
        """Declare a single project and have it provisioned: how many a test begins."""
        self.declare(resource, **arguments)
        if self.memory is None:
            self.up()
        else:
            self.memory.up(self)

    def command(self, *args: str) -> list[str]:
        """The words of a Pulumi command."""
        return [str(self.engine.pulumi), *args, "--non-interactive", "--color=never"]

    def pulumi(self, *args: str, **env: str) -> Run:
        """Run a command. Standard output and error come as one text, in their order."""
        return run(self.command(*args), self.folder, self.env | env)

    def preview(self, *args: str, ok: bool = True, **env: str) -> str:
        return self.pulumi("preview", *args, **env).expect(ok=ok).output

    def up(self, *args: str, ok: bool = True, **env: str) -> str:
        """`pulumi up` without its own preview: tests that mean the preview ask for it."""
        done = self.pulumi("up", "--yes", "--skip-preview", *args, **env)
        return done.expect(ok=ok).output

    def refresh(self, *args: str, ok: bool = True, **env: str) -> str:
        done = self.pulumi("refresh", "--yes", "--skip-preview", *args, **env)
        return done.expect(ok=ok).output

    def destroy(self, *args: str, ok: bool = True, **env: str) -> str:
        done = self.pulumi("destroy", "--yes", "--skip-preview", *args, **env)
        return done.expect(ok=ok).output

    def exported(self) -> dict[str, Any]:
        """The state, as `pulumi stack export` gives it."""
        document = json.loads(self.pulumi("stack", "export").expect().output)
        assert isinstance(document, dict)
        return document

    def resource(self, name: str = "road-signs") -> dict[str, Any]:
        """A project's entry in the state."""
        for entry in self.exported()["deployment"]["resources"]:
            if entry["urn"].endswith(f"::{name}"):
                assert isinstance(entry, dict)
                return entry
        raise AssertionError(f"the state has no {name}")


StackMaker = Callable[..., Stack]
