"""Provision every environment of the catalog, each into the organization it belongs to.

python run.py --emulator    into an emulator of its own, which is thrown away in the end
python run.py               into the service, with PICTOGRAPH_DEV_KEY and PICTOGRAPH_PROD_KEY,
                            into stacks of your own Pulumi login
python run.py dev staging   these environments alone
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pulumi import automation

from pictograph_provider import Catalog, Client, PictographError

HERE = Path(__file__).parent
ORGANIZATIONS = defaultdict(lambda: "dev", {"prod": "prod"})
"""Which organization's key each environment uses. The catalog holds no keys."""

SIDE_BY_SIDE = 4
"""Environments of one organization at a time: what it permits in a minute is shared by them."""


@dataclass(frozen=True)
class Target:
    """Where to provision: a folder with the program, keys, and settings for Pulumi."""

    folder: Path
    keys: dict[str, str]
    settings: dict[str, str]

    def client(self, organization: str) -> Client:
        return Client(self.keys[organization], self.settings.get("PICTOGRAPH_BASE_URL"))


def service() -> Target:
    """The service that PICTOGRAPH_BASE_URL names, else the live one."""
    names = {name: f"PICTOGRAPH_{name.upper()}_KEY" for name in ("dev", "prod")}
    missing = [variable for variable in names.values() if not os.environ.get(variable)]
    if missing:
        sys.exit(f"set {' and '.join(missing)}, or try it with --emulator")
    keys = {name: os.environ[variable] for name, variable in names.items()}
    return Target(HERE, keys, {})


@contextmanager
def emulator() -> Iterator[Target]:
    """A service with two organizations, and a place for Pulumi's state, both thrown away."""
    from pictograph_provider.emulator.server import Emulator

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with Emulator(root / "emulator.db", control=True) as running:
            keys = {}
            for organization in ("dev", "prod"):
                id_ = running.control.create_organization(organization)
                keys[organization] = running.control.create_key(id_)
            # A stack's configuration is written next to the program: not into this folder.
            program = shutil.copytree(HERE, root / "program")
            for folder in ("state", "pulumi"):
                (root / folder).mkdir()
            print(f"using an emulator at {running.url}, with the organizations dev and prod")
            yield Target(
                program,
                keys,
                {
                    "PICTOGRAPH_BASE_URL": running.url,
                    "PULUMI_BACKEND_URL": f"file://{root / 'state'}",
                    "PULUMI_CONFIG_PASSPHRASE": "emulator",
                    "PULUMI_HOME": str(root / "pulumi"),
                },
            )
    print("the emulator and all that was in it are gone")


def stack_of(target: Target, environment: str) -> automation.Stack:
    """The environment's stack, made where there is none."""
    # In the environment the key is in no file and no state, and every operation has today's.
    settings = {**target.settings, "PICTOGRAPH_API_KEY": target.keys[ORGANIZATIONS[environment]]}
    settings["PULUMI_PYTHON_CMD"] = os.environ.get("PULUMI_PYTHON_CMD", sys.executable)
    return automation.create_or_select_stack(
        environment,
        work_dir=str(target.folder),
        opts=automation.LocalWorkspaceOptions(env_vars=settings),
    )


def provision(stack: automation.Stack) -> None:
    """`pulumi up` of one stack. What Pulumi prints is shown: plans and refusals are in it."""

    def say(line: str) -> None:
        if line.strip():
            print(f"{stack.name}: {line}", flush=True)

    print(f"{stack.name}: up, with the key of the organization {ORGANIZATIONS[stack.name]}")
    stack.up(on_output=say, color="never", suppress_progress=True)


def show(target: Target) -> None:
    """What each organization holds now."""
    print()
    for organization in target.keys:
        with target.client(organization) as client:
            names = sorted(project.name for project in client.projects.iter())
        print(f"the organization {organization} holds")
        print("\n".join(f"  {name}" for name in names) or "  no projects")


def run(target: Target, environments: Sequence[str]) -> None:
    known = Catalog.load(HERE / "catalog.yaml").environments
    if unknown := [name for name in environments if name not in known]:
        sys.exit(f"the catalog has no environment {unknown[0]}: it has {', '.join(known)}")
    # Made one by one, since making a stack writes a file that all of them read.
    stacks = [stack_of(target, environment) for environment in environments or known]
    # Organizations have nothing in common, so each has workers of its own.
    pools = {name: ThreadPoolExecutor(SIDE_BY_SIDE) for name in target.keys}
    begun = [pools[ORGANIZATIONS[stack.name]].submit(provision, stack) for stack in stacks]
    for pool in pools.values():
        pool.shutdown()
    for each in begun:
        each.result()
    show(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environments", nargs="*", help="left out, all of the catalog")
    parser.add_argument("--emulator", action="store_true", help="throw everything away at the end")
    arguments = parser.parse_args()
    if shutil.which("pulumi") is None:
        sys.exit("there is no pulumi on PATH: https://www.pulumi.com/docs/install/")
    try:
        if arguments.emulator:
            with emulator() as target:
                run(target, arguments.environments)
        else:
            run(service(), arguments.environments)
    except automation.CommandError:
        sys.exit("that did not succeed; what Pulumi says above is the reason")
    except PictographError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
