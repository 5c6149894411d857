"""What somebody does after a crash: the same command again, and what Pulumi asks for."""

from __future__ import annotations

from tests.engine.crashes.world import World
from tests.engine.running import Run

CLEAR = ("refresh", "--yes", "--skip-preview", "--clear-pending-creates")
"""What answers a terminal's question about each pending create with "it is cleared"."""


def heal(world: World, *args: str, refresh_first: bool = False) -> tuple[list[str], str]:
    """Run the command until it has succeeded and Pulumi asks for nothing more.

    Args:
        refresh_first: repair the stack before anything else, as Pulumi suggests as well.

    Returns:
        What Pulumi asked for, and all that was printed.
    """
    asked, runs = [], []

    def pulumi(*command: str) -> Run:
        runs.append(world.stack.pulumi(*command))
        return runs[-1]

    def unlocked(*command: str) -> Run:
        run = pulumi(*command)
        if not run.ok and "`pulumi cancel`" in run.output:
            asked.append("pulumi cancel")
            pulumi("cancel", "--yes").expect()
            run = pulumi(*command)
        return run.expect()

    if refresh_first:
        unlocked(*CLEAR)
    run = unlocked(*args)
    if "interrupted while creating" in run.output:
        asked.append("pulumi refresh (--clear-pending-creates)")
        pulumi(*CLEAR).expect()
    return asked, "\n".join(run.output for run in runs)
