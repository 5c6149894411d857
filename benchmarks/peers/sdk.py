"""The vendor's SDK in a loop, as a script would use it. It keeps no state and compares nothing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.peers.peer import AGAIN, CREATE, DESTROY, REFRESH
from benchmarks.processes import Ran, run
from benchmarks.service import Service, class_list, names

SCRIPT = """\
import json
import os
import sys
from pathlib import Path

from pictograph import Client
from pictograph.models.dataset import DatasetClass

content = json.loads(Path("content.json").read_text())
key, url = os.environ["PICTOGRAPH_API_KEY"], os.environ["PICTOGRAPH_BASE_URL"]
with Client(api_key=key, base_url=url) as client:
    if sys.argv[1] == "read":
        list(client.datasets.iter(page_size=100))
    for name in content["names"]:
        if sys.argv[1] == "create":
            classes = [DatasetClass(**cls) for cls in content["classes"]]
            client.datasets.create(name, classes=classes)
        elif sys.argv[1] == "delete":
            client.datasets.delete(name)
"""


class Sdk:
    """Creates, reads all, deletes."""

    name = "vendor's SDK in a loop"

    def __init__(self) -> None:
        self.operations: Mapping[str, Callable[[], Ran]] = {
            CREATE: lambda: self._run("create"),
            REFRESH: lambda: self._run("read"),
            DESTROY: lambda: self._run("delete"),
            AGAIN: lambda: self._run("create"),
        }

    def prepare(self, folder: Path, service: Service, projects: int) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._env = {
            **os.environ,
            "PICTOGRAPH_API_KEY": service.key,
            "PICTOGRAPH_BASE_URL": service.url,
        }
        content = {"names": names(projects), "classes": class_list()}
        (folder / "content.json").write_text(json.dumps(content))
        (folder / "loop.py").write_text(SCRIPT)

    def state(self) -> int | None:
        return None

    def _run(self, what: str) -> Ran:
        command = [sys.executable, "loop.py", what]
        return run(command, cwd=self._folder, env=self._env, look_for="loop.py")
