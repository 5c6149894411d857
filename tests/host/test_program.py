"""How a program waits for what is still to be written down of its projects."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from pulumi.runtime.settings import SETTINGS

from pictograph_provider.host import program
from pictograph_provider.lifecycle.run import Run


async def fails() -> None:
    raise ValueError("of the program")


async def never() -> None:
    await asyncio.get_running_loop().create_future()


async def waited_for() -> None:
    outputs = list(SETTINGS.outputs)
    SETTINGS.outputs.clear()
    for output in outputs:
        await output


def test_a_failure_is_the_only_thing_said() -> None:
    async def run() -> None:
        program._wait_for(Run(), fails())
        with pytest.raises(ValueError, match="of the program"):
            await waited_for()

    asyncio.run(run())
    gc.collect()  # what nobody has awaited is a warning now, and a warning is an error


def test_a_run_that_was_cut_off_is_forgotten() -> None:
    async def begin() -> weakref.ref[Run]:
        run = Run()

        async def work() -> None:
            await never()
            run.step()

        program._wait_for(run, work())
        program._wait_for(run, work())
        await asyncio.sleep(0)
        return weakref.ref(run)

    cut_off = asyncio.run(begin())
    SETTINGS.outputs.clear()
    gc.collect()
    assert cut_off() is None
