"""Programs in languages that are compiled: how they are built, changed, and lived through."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.engine.labels import Labels
from tests.engine.native import PROJECT, NativeStack
from tests.engine.stack import Stack

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, ok: bool = True
) -> str:
    """Run a compiler, or what it needs; the output."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert (done.returncode == 0) is ok, said
    return said


@dataclass
class Example:
    """A stack whose program is an example.

    Attributes:
        file: the program.
        compile: what makes it ready to be run; fails where the compiler does.
    """

    stack: NativeStack
    file: str
    compile: Callable[[], object]

    @property
    def path(self) -> Path:
        return self.stack.folder / self.file

    def edit(self, old: str, new: str) -> None:
        """Change the program."""
        text = self.path.read_text()
        assert old in text
        self.path.write_text(text.replace(old, new))


def emptied(stack: Stack, runtime: str) -> NativeStack:
    """A stack of the plugin without its program in YAML, for one of another language."""
    assert isinstance(stack, NativeStack)
    (stack.folder / stack.source).unlink()
    project = PROJECT.format(plugin=stack.plugin).replace("runtime: yaml", f"runtime: {runtime}")
    (stack.folder / "Pulumi.yaml").write_text(project)
    return stack


def live_through(example: Example, *, removal: str, consent: str, archive: str, way: str) -> None:
    """From its up to its destroy, with a removal that is refused and then permitted.

    Args:
        removal: the line of the class `merge`, to be taken out.
        consent: the program's words that come before `classes`, with the consent.
        archive: the same, with `onDelete`.
        way: how the refusal writes the consent.
    """
    program = example.stack
    before = example.path.read_text()[: example.path.read_text().lower().index("classes")]
    start = before.rpartition("\n")[2]
    example.compile()
    program.up()
    labels = Labels(program.client)
    labels.add("road-signs", {"merge": 5, "yield": 1})
    program.preview("--expect-no-changes")

    example.edit(removal, "")
    example.compile()
    for said in (program.preview(ok=False), program.up(ok=False)):
        assert "- remove  merge (bbox)  destroys 5 annotations on 1 image" in said
        assert way in said
    assert labels.count("road-signs") == {"merge": 5, "yield": 1}

    example.path.write_text(example.path.read_text().replace(before, f"{before}{consent}\n{start}"))
    example.compile()
    program.up()
    assert labels.count("road-signs") == {"yield": 1}

    example.path.write_text(example.path.read_text().replace(before, f"{before}{archive}\n{start}"))
    example.compile()
    program.up()
    program.preview("--expect-no-changes")
    program.destroy()
    assert program.client.projects.get("road-signs").is_archived
