"""Language hosts: taken where there are any, built once where not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.tools import fakes
from tools.engine import cache, hosts
from tools.engine.engine import Engine
from tools.engine.errors import UnavailableError

GO = """\
echo "$@" >> {log}
case $1 in
  env) echo go1.26.8;;
  build) while [ "$1" != -o ]; do shift; done
    printf '#!/bin/sh\\necho built\\n' > "$2"; chmod +x "$2";;
esac"""


def an_engine(folder: Path) -> Engine:
    pulumi = fakes.engine(folder)
    return Engine(pulumi, folder, "3.259.0")


def test_a_host_beside_the_engine_is_taken(path: Path, tmp_path: Path) -> None:
    assert not any(path.iterdir())
    engine = an_engine(tmp_path / "official")
    fakes.program(engine.bin / "pulumi-language-yaml", "exit 0")
    assert hosts.find("pulumi-language-yaml", engine) == engine.bin


def test_else_it_is_built_once_and_linked_beside_an_engine_of_ours(
    path: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    fakes.program(path / "go", GO.format(log=log))
    engine = an_engine(cache.entry() / "bin")
    for _ in range(2):
        assert hosts.find("pulumi-language-yaml", engine) == engine.bin
    assert log.read_text().count("build") == 1
    program = engine.bin / "pulumi-language-yaml"
    assert subprocess.check_output([program], text=True) == "built\n"
    assert not (cache.root() / f".{program.name}.work").exists()


def test_a_link_to_another_version_is_replaced(path: Path, tmp_path: Path) -> None:
    fakes.program(path / "go", GO.format(log=tmp_path / "log"))
    engine = an_engine(cache.entry() / "bin")
    old = fakes.program(cache.root() / "yaml-1.11.1" / "pulumi-language-yaml", "echo old")
    (engine.bin / old.name).symlink_to(old)
    hosts.find("pulumi-language-yaml", engine)
    assert subprocess.check_output([engine.bin / old.name], text=True) == "built\n"


def test_nothing_is_put_beside_an_engine_of_the_users(path: Path, tmp_path: Path) -> None:
    fakes.program(path / "go", GO.format(log=tmp_path / "log"))
    engine = an_engine(tmp_path / "theirs")
    before = sorted(engine.bin.iterdir())
    folder = hosts.find("pulumi-language-yaml", engine)
    assert (folder / "pulumi-language-yaml").exists()
    assert sorted(engine.bin.iterdir()) == before


def test_without_go_it_says_so(path: Path, tmp_path: Path) -> None:
    assert not any(path.iterdir())
    with pytest.raises(UnavailableError, match="Go is not installed"):
        hosts.find("pulumi-language-nodejs", an_engine(tmp_path / "theirs"))
