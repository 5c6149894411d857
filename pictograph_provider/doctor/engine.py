"""The Pulumi command, its language host, the state backend, and the project's Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pictograph_provider.doctor.findings import Finding

OLDEST = (3, 254, 0)
"""The first engine whose `pulumi import --file` takes what `adopt` writes."""

SECONDS = 60
"""A command that takes longer waits for something that will not come."""

_PACKAGES = (
    "import json, sys; from importlib.metadata import version, PackageNotFoundError\n"
    "def of(name):\n"
    "    try: return version(name)\n"
    "    except PackageNotFoundError: return None\n"
    "print(json.dumps([sys.version.split()[0], of('pulumi'), of('pictograph-provider')]))"
)


@dataclass(frozen=True)
class Engine:
    """A pulumi command, and the folder and the stack that it is to be asked about."""

    program: Path
    folder: Path
    stack: str | None
    env: Mapping[str, str]

    def ask(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a command that changes nothing."""
        chosen = ["--stack", self.stack] if self.stack and args[0] == "config" else []
        try:
            return subprocess.run(
                [self.program, *args, *chosen, "--non-interactive", "--color=never"],
                cwd=self.folder,
                env={**self.env, "PULUMI_SKIP_UPDATE_CHECK": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(args, 124, "", f"no answer within {SECONDS} s")


def locate(folder: Path, stack: str | None, env: Mapping[str, str]) -> Engine | None:
    """The command on PATH; None where there is none."""
    found = shutil.which("pulumi", path=env.get("PATH"))
    return Engine(Path(found), folder, stack, env) if found else None


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """Why a command failed, on one line."""
    lines = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").split(
        "\n"
    )
    return re.sub(r"\s+", " ", lines[-1]).removeprefix("error: ")


def engine_findings(engine: Engine | None) -> Iterator[Finding]:
    """The engine, its backend, and what it runs the project with."""
    if engine is None:
        yield Finding(
            "engine",
            False,
            "there is no pulumi on PATH",
            "Install it: https://www.pulumi.com/docs/install/",
        )
        yield from (Finding(check, None, "needs an engine") for check in ("backend", "python"))
        return
    about = _about(engine)
    yield _version(engine)
    yield _backend(engine, about)
    yield _python(engine, about)


def _version(engine: Engine) -> Finding:
    done = engine.ask("version")
    numbers = re.match(r"v?(\d+)\.(\d+)\.(\d+)", done.stdout)
    if done.returncode or numbers is None:
        return Finding(
            "engine", False, f"{engine.program} does not run: {last_words(done)}", "Reinstall it."
        )
    found = f"pulumi {numbers[0].removeprefix('v')}, {engine.program}"
    if tuple(map(int, numbers.groups())) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        return Finding("engine", False, found, f"Update it: {oldest} or newer is needed.")
    path = f"{engine.program.parent}:{engine.program.resolve().parent}:{engine.env.get('PATH', '')}"
    host = f"pulumi-language-{runtime_of(engine) or 'python'}"
    if shutil.which(host, path=path) is None:
        mend = f"Reinstall Pulumi: its host for the program's language, {host}, is missing."
        return Finding("engine", False, found, mend)
    return Finding("engine", True, found)


def _about(engine: Engine) -> Mapping[str, object]:
    try:
        about = json.loads(engine.ask("about", "--json").stdout)
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def _backend(engine: Engine, about: Mapping[str, object]) -> Finding:
    backend = about.get("backend")
    if isinstance(backend, dict) and backend.get("url"):
        # The address of a folder may end in a dot, which looks like the end of a sentence.
        where = "this folder (file://.)" if backend["url"] == "file://." else backend["url"]
        return Finding("backend", True, f"state is kept in {where}")
    done = engine.ask("whoami")
    why = last_words(done) if done.returncode else "the engine does not say where state is kept"
    return Finding("backend", False, why, "Run: pulumi login (or pulumi login --local)")


def _python(engine: Engine, about: Mapping[str, object]) -> Finding:
    """The Python that the engine will run the program with, and what is installed in it."""
    project = project_of(engine.folder)
    if project is None:
        mend = "Run this where Pulumi.yaml is, or name that folder with --cwd."
        return Finding("python", False, f"there is no Pulumi.yaml in {engine.folder}", mend)
    file, settings = project
    runtime, name = settings.get("runtime"), runtime_of(engine)
    if name != "python":
        return Finding("python", True, f"the program is not Python: {file} says runtime {name}")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    venv = options.get("virtualenv")
    if venv:
        python = file.parent / venv / "bin" / "python"
        if not python.exists():
            mend = f"Run: python3 -m venv {venv}; {venv}/bin/pip install pictograph-provider"
            return Finding("python", False, f"{file} names {venv}, and {python} is missing", mend)
    else:
        told = about.get("runtime")
        host = told.get("executable") if isinstance(told, dict) else None
        python = Path(engine.env.get("PULUMI_PYTHON_CMD") or host or "python3")
    return _packages(python, engine.env)


def runtime_of(engine: Engine) -> str | None:
    """The language of the program; None where nothing says it."""
    project = project_of(engine.folder)
    runtime = project[1].get("runtime") if project else None
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    return name if isinstance(name, str) else None


def _packages(python: Path, env: Mapping[str, str]) -> Finding:
    try:
        done = subprocess.run(
            [python, "-c", _PACKAGES],
            env=dict(env),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        version, sdk, provider = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return Finding("python", False, f"{python} does not run", "Install Python 3.10 or newer.")
    found = f"{python}: Python {version}, pulumi {sdk}, pictograph-provider {provider}"
    if sdk is None or provider is None:
        found = found.replace(" None", " is missing")
        mend = (
            f"Run: {python} -m pip install pictograph-provider; or name the right environment in "
            "Pulumi.yaml (runtime: options: virtualenv)"
        )
        return Finding("python", False, found, mend)
    return Finding("python", True, found)


def project_of(folder: Path) -> tuple[Path, Mapping[str, object]] | None:
    """The project file that the engine takes in this folder, and what it says."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    for place in (folder, *folder.parents):
        file = place / "Pulumi.yaml"
        if file.is_file():
            try:
                settings = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
            except (YAMLError, OSError, ValueError):
                settings = None
            return file, settings if isinstance(settings, dict) else {}
    return None
