"""The plugin, which programs in all languages but Python need: is it there, and does it run?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from pictograph_provider.doctor.engine import SECONDS, Engine, project_of, runtime_of
from pictograph_provider.doctor.findings import Finding
from pictograph_provider.version import IGNORE_PATH, PLUGIN, __version__

INSTALL = "Run: pictograph-provider plugin install"


def plugin_findings(engine: Engine | None) -> Iterator[Finding]:
    """What the engine will start for a program that is not Python; nothing for one that is."""
    if engine is None or runtime_of(engine) in (None, "python"):
        return
    # The engine takes the one on PATH before one that is installed.
    found = _of_project(engine) or _on_path(engine) or _installed(engine)
    if found is None:
        yield Finding("plugin", False, "the plugin pictograph is not installed", INSTALL)
        return
    program, where = found
    why = _does_not_run(program, engine)
    if why is not None:
        mend = f"{INSTALL} (from an environment that stays)"
        yield Finding("plugin", False, f"{program} does not run: {why}", mend)
        return
    yield Finding("plugin", True, f"{program}, {where}")


def _of_project(engine: Engine) -> tuple[Path, str] | None:
    project = project_of(engine.folder)
    if project is None:
        return None
    file, settings = project
    plugins = settings.get("plugins")
    rows = plugins.get("providers") if isinstance(plugins, Mapping) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and row.get("name") == "pictograph" and row.get("path"):
            return file.parent / str(row["path"]) / PLUGIN, f"as {file} says"
    return None


def _installed(engine: Engine) -> tuple[Path, str] | None:
    try:
        rows = json.loads(engine.ask("plugin", "ls", "--json").stdout)
    except ValueError:
        return None
    versions = {
        str(row.get("version"))
        for row in (rows if isinstance(rows, list) else ()) if isinstance(row, Mapping)
        and (row.get("name"), row.get("kind")) == ("pictograph", "resource")
    }  # fmt: skip
    if not versions:
        return None
    version = __version__ if __version__ in versions else max(versions)
    folder = pulumi_home(engine.env) / "plugins" / f"resource-pictograph-v{version}"
    return folder / PLUGIN, f"installed as version {version}"


def pulumi_home(env: Mapping[str, str]) -> Path:
    """Where Pulumi keeps its plugins. It asks the system for the home, before HOME (tried)."""
    if given := env.get("PULUMI_HOME"):
        return Path(given)
    try:
        import pwd

        home = pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        home = env.get("HOME", os.devnull)
    return Path(home) / ".pulumi"


def _on_path(engine: Engine) -> tuple[Path, str] | None:
    if engine.env.get(IGNORE_PATH, "").lower() in ("1", "true"):
        return None
    found = shutil.which(PLUGIN, path=engine.env.get("PATH"))
    words = f"found on PATH, which Pulumi warns of unless {IGNORE_PATH}=true"
    return None if found is None else (Path(found), words)


def _does_not_run(program: Path, engine: Engine) -> str | None:
    """Why it does not start; None where it does. It is ended at once."""
    try:
        with subprocess.Popen(
            [program],
            cwd=engine.folder,
            env=dict(engine.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None  # noqa: S101 - for the type checker
            if process.stdout.readline().strip().isdecimal():  # its port: it serves
                process.terminate()
                return None
            _, said = process.communicate(timeout=SECONDS)
            return (said.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
    except OSError as error:
        # Of a script whose interpreter is gone, the system says that there is no such file.
        return f"{error.strerror}: it, or the Python that it names"
    except subprocess.TimeoutExpired:
        return f"no answer within {SECONDS} s"
