"""The language of a program, as its project file tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.language import PYTHON_SDK, spelling
from pictograph_provider.spelling import CAMEL_CASE, YAML, Spelling


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("Pulumi.yaml", "runtime: yaml", YAML),
        ("Pulumi.yaml", "runtime:\n  name: python\n  options: {toolchain: uv}", PYTHON_SDK),
        ("Pulumi.yaml", "runtime: nodejs", CAMEL_CASE),
        ("Pulumi.yml", "runtime: go", CAMEL_CASE),
        ("Pulumi.json", '{"runtime": {"name": "yaml"}}', YAML),
        ("Pulumi.yaml", "runtime: [", CAMEL_CASE),
        ("Pulumi.yaml", "", CAMEL_CASE),
        ("other.yaml", "runtime: yaml", CAMEL_CASE),
    ],
)
def test_the_project_file_says_it(tmp_path: Path, file: str, text: str, expected: Spelling) -> None:
    (tmp_path / file).write_text(text)
    inner = tmp_path / "main"
    inner.mkdir()
    assert spelling(inner) is expected


def test_the_sdk_for_python_has_a_map_of_classes() -> None:
    assert PYTHON_SDK.classes([("merge", "bbox", "#00aaff")]) == [
        '"merge": {"type": "bbox", "color": "#00aaff"}'
    ]
    assert PYTHON_SDK.consent({"merge": None}) == ['allow_class_removal=["merge"]']
