"""The release archive: the real `pulumi` installs it, and what it installs serves the schema."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

from pictograph_provider.version import __version__
from tools.engine import find
from tools.plugin import archive


def test_it_is_named_as_pulumi_looks_for_it(tmp_path: Path) -> None:
    path = archive.write(tmp_path)
    pattern = r"pulumi-resource-pictograph-v\d+\.\d+\.\d+-(linux|darwin)-(amd64|arm64)\.tar\.gz"
    assert re.fullmatch(pattern, path.name)
    with tarfile.open(path) as contents:
        names = contents.getnames()
        assert {"PulumiPlugin.yaml", "requirements.txt", "__main__.py"} <= {*names}
        assert contents.getmember(archive.PROGRAM).mode & 0o111
    wheel = next(name for name in names if name.endswith(".whl"))
    assert __version__ in wheel


def test_pulumi_installs_it_with_an_environment_of_its_own(tmp_path: Path) -> None:
    path = archive.write(tmp_path / "dist")
    env = find().env(tmp_path, PIP_DISABLE_PIP_VERSION_CHECK="1")

    def pulumi(*args: str) -> str:
        done = subprocess.run(
            ["pulumi", *args], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    name = ("resource", "pictograph", __version__)
    pulumi("plugin", "install", *name, "--file", str(path))
    schema = json.loads(pulumi("package", "get-schema", "pictograph"))
    assert schema["version"] == __version__
    assert "pictograph:index:Project" in schema["resources"]
    (installed,) = (tmp_path / "pulumi" / "plugins").glob("resource-pictograph-*/")
    packages = [*installed.glob("**/site-packages/pictograph_provider")]
    assert len(packages) == 1, "it runs the environment that was made for it"
    assert Path(sys.prefix) not in packages[0].parents
