"""`pictograph-provider restore` is stopped midway: it says what to do next, and that works."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.cli.test_emulator import COMMAND
from tests.saving.album import Album, Contents
from tests.waiting import until


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_restore_that_was_stopped_says_so_and_is_done_by_the_next(
    pictograph_emulator: Emulator,
    client: Client,
    receipt: Path,
    album: Album,
    before: Contents,
    number: int,
    status: int,
) -> None:
    env = {
        **os.environ,
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
    }
    command = [str(COMMAND), "restore", str(receipt)]
    # It waits in the middle: the class is back, and the first annotations are on their way.
    pictograph_emulator.control.fault("latency", path="/annotations", seconds=4.0, times=1)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, text=True, stdout=pipe, stderr=pipe) as process:
        until(lambda: "merge" in [cls.name for cls in client.projects.get("road-signs").classes])
        process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out) == (status, "")
    assert err == (
        "pictograph-provider: interrupted: a part may be back. Run it again before the next "
        "pulumi up: what was put back is not repeated.\n"
    )
    pictograph_emulator.control.clear_faults()
    done = subprocess.run(command, env=env, text=True, capture_output=True, check=True)
    assert done.stdout.startswith("road-signs: put 6 annotations back on 3 images\n")
    assert album.contents() == before
