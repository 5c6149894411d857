"""The example in YAML, and the refusal as its README shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engine.labels import Labels
from tests.engine.native import PLUGIN, NativeStack

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)

EXAMPLE = Path(__file__).parents[2] / "examples" / "yaml"
PROVIDERS = f"plugins: {{providers: [{{name: pictograph, path: {PLUGIN}}}]}}\n"
MERGE = '        merge: {type: bbox, color: "#00aaff"}\n'


def shown_refusal() -> list[str]:
    """The lines of the README that a preview prints."""
    (block,) = re.findall(r"^```\n(.*?)^```", (EXAMPLE / "README.md").read_text(), re.M | re.S)
    return [line.strip() for line in block.splitlines()]


def test_it_runs_and_refuses_as_its_readme_says(stack: NativeStack) -> None:
    text = (EXAMPLE / "Pulumi.yaml").read_text()
    (stack.folder / stack.source).unlink()
    file = stack.folder / "Pulumi.yaml"
    # The stack of the tests is one of a project called `signs`.
    text = text.replace("name: road-signs", "name: signs", 1) + PROVIDERS
    file.write_text(text)
    stack.up()
    labels = Labels(stack.client)
    for _ in range(24):
        labels.add("road-signs", {"merge": 1})
    labels.add("road-signs", {"stop_sign": 1})

    assert MERGE in text
    file.write_text(text.replace(MERGE, ""))
    said = [line.strip() for line in stack.preview(ok=False).splitlines()]
    assert [line for line in shown_refusal() if line not in said] == []

    consent = "      allowClassRemoval: [merge]\n      classes:\n"
    file.write_text(text.replace(MERGE, "").replace("      classes:\n", consent))
    stack.up()
    assert labels.count("road-signs") == {"stop_sign": 1}
