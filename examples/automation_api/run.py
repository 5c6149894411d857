"""Many stacks from one Python program: a project for each site, several sites at a time.

python run.py --emulator    into an emulator of its own, which is thrown away in the end
python run.py               into the service, with PICTOGRAPH_API_KEY, into stacks of your own
                            Pulumi login
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pulumi
from pulumi import automation
from pulumi.automation import EngineEvent, OpType
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from pictograph_provider import Project, ProjectClass

SITES = {"harbour": ["ship", "crane"], "airport": ["aircraft", "bus"], "depot": ["truck"]}
"""Each site has a stack and a project; all share two classes."""

AT_A_TIME = 2


def program(site: str) -> Callable[[], None]:
    """The Pulumi program of one site."""

    def declare() -> None:
        names = ["person", "vehicle", *SITES[site]]
        classes = [ProjectClass(name=name, type="bbox") for name in names]
        project = Project("intrusion", name=f"intrusion-{site}", classes=classes)
        pulumi.export("project_id", project.project_id)

    return declare


@dataclass
class Outcome:
    """What became of one site's stack."""

    site: str
    said: list[str] = field(default_factory=list)
    changes: dict[OpType, int] = field(default_factory=dict)
    failed: bool = False

    def words(self) -> str:
        if self.failed:
            return f"{self.site}: failed"
        changed = [f"{count} {op}d" for op, count in self.changes.items() if op != "same"]
        return f"{self.site}: {', '.join(changed) or 'unchanged'}"


def up(site: str, settings: dict[str, str], moved: Callable[[str], None]) -> Outcome:
    """`pulumi up` of one site. Plans, warnings and errors are kept, to be shown afterwards."""
    outcome = Outcome(site)

    def on_event(event: EngineEvent) -> None:
        if event.res_outputs_event is not None:
            moved(event.res_outputs_event.metadata.urn.rpartition("::")[2])
        if event.diagnostic_event is not None and event.diagnostic_event.severity != "debug":
            outcome.said += event.diagnostic_event.message.rstrip().splitlines()
        if event.summary_event is not None:
            outcome.changes = dict(event.summary_event.resource_changes)

    with tempfile.TemporaryDirectory() as folder:
        options = automation.LocalWorkspaceOptions(work_dir=folder, env_vars=settings)
        try:
            stack = automation.create_or_select_stack(
                site, project_name="intrusion", program=program(site), opts=options
            )
            stack.up(on_event=on_event, color="never", suppress_progress=True)
        except automation.CommandError as error:
            outcome.failed = True
            outcome.said = outcome.said or str(error).splitlines()
    return outcome


def run(settings: dict[str, str]) -> bool:
    """Bring all sites up, some of them at a time; whether all went well."""
    columns = TextColumn("{task.description:10}"), BarColumn(20), TextColumn("{task.fields[now]}")
    with Progress(*columns, console=Console(soft_wrap=True)) as progress:
        bars = {site: progress.add_task(site, total=2, now="waiting") for site in SITES}

        def one(site: str) -> Outcome:
            progress.update(bars[site], now="starting")

            def moved(resource: str) -> None:
                progress.update(bars[site], advance=1, now=resource)

            outcome = up(site, settings, moved)
            progress.update(bars[site], now="failed" if outcome.failed else "done")
            return outcome

        with ThreadPoolExecutor(AT_A_TIME) as pool:
            outcomes = list(pool.map(one, SITES))
    for outcome in outcomes:
        print(outcome.words())
        for line in outcome.said:
            print(f"  {line}".rstrip())
    return not any(outcome.failed for outcome in outcomes)


@contextmanager
def emulator() -> Iterator[dict[str, str]]:
    """Settings for an emulator and a place for Pulumi's state, both thrown away."""
    from pictograph_provider.emulator.server import Emulator

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for folder in ("state", "pulumi"):
            (root / folder).mkdir()
        with Emulator(root / "emulator.db") as running:
            print(f"using an emulator at {running.url}", flush=True)
            yield {
                "PICTOGRAPH_API_KEY": running.key,
                "PICTOGRAPH_BASE_URL": running.url,
                "PULUMI_BACKEND_URL": f"file://{root / 'state'}",
                "PULUMI_CONFIG_PASSPHRASE": "emulator",
                "PULUMI_HOME": str(root / "pulumi"),
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--emulator", action="store_true", help="throw everything away at the end")
    arguments = parser.parse_args()
    # Pulumi's SDK leaves a coroutine behind when an inline program fails, and Python would end
    # with a traceback that has nothing to do with the failure.
    sys.unraisablehook = lambda _: None
    if shutil.which("pulumi") is None:
        sys.exit("there is no pulumi on PATH: https://www.pulumi.com/docs/install/")
    if arguments.emulator:
        with emulator() as settings:
            good = run(settings)
    elif os.environ.get("PICTOGRAPH_API_KEY"):
        good = run({})
    else:
        sys.exit("set PICTOGRAPH_API_KEY, or try it with --emulator")
    sys.exit(not good)


if __name__ == "__main__":
    main()
