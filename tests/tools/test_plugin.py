"""The release archive: the real `pulumi` installs it, and what it installs serves the schema."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from pictograph_provider.version import PLUGIN, __version__
from tools import plugin
from tools.engine import find, hosts


def test_it_is_named_as_pulumi_looks_for_it(tmp_path: Path) -> None:
    path = plugin.write(tmp_path)
    pattern = r"pulumi-resource-pictograph-v\d+\.\d+\.\d+-(linux|darwin)-(amd64|arm64)\.tar\.gz"
    assert re.fullmatch(pattern, path.name)
    with tarfile.open(path) as contents:
        names = contents.getnames()
        assert {"PulumiPlugin.yaml", "requirements.txt", "__main__.py"} <= {*names}
        assert contents.getmember(PLUGIN).mode & 0o111
    wheel = next(name for name in names if name.endswith(".whl"))
    assert __version__ in wheel


PROGRAM = """\
name: signs
runtime: yaml
resources:
  road-signs:
    type: pictograph:Project
"""


def test_pulumi_installs_it_with_an_environment_of_its_own(
    tmp_path: Path, pictograph_emulator: Emulator
) -> None:
    path = plugin.write(tmp_path / "dist")
    engine = find()
    env = engine.env(
        tmp_path,
        PICTOGRAPH_API_KEY=pictograph_emulator.key,
        PICTOGRAPH_BASE_URL=pictograph_emulator.url,
        PULUMI_IGNORE_AMBIENT_PLUGINS="true",  # or the one of this environment would serve
    )
    # That setting passes over hosts on the PATH too, so the host has to be beside the engine.
    env["PATH"] = f"{hosts.find('pulumi-language-yaml', engine)}:{env['PATH']}"

    def pulumi(*args: str) -> str:
        done = subprocess.run(
            [engine.pulumi, *args], env=env, cwd=tmp_path, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pulumi("plugin", "install", "resource", "pictograph", __version__, "--file", str(path))
    (tmp_path / "Pulumi.yaml").write_text(PROGRAM)
    pulumi("stack", "init", "dev")
    assert "2 to create" in pulumi("preview", "--non-interactive", "--color=never")
    (installed,) = (tmp_path / "pulumi" / "plugins").glob("resource-pictograph-*/")
    packages = [*installed.glob("**/site-packages/pictograph_provider")]
    assert len({package.resolve() for package in packages}) == 1
    assert Path(sys.prefix) not in packages[0].parents
