"""Python source: it says what was meant, in the layout that formatters keep."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pictograph_provider.adoption.source import WIDTH, Call, Name, statement, text_literal

# A skin tone without a face: rich counts no column for it, and ruff two.
TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=TONES), max_size=60)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.floats(0, 1), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_reads_back_as_it_was(text: str) -> None:
    assert ast.literal_eval(text_literal(text)) == text


@given(values)
def test_any_value_reads_back_as_it_was(value: Any) -> None:
    assert ast.literal_eval(statement(value)) == value


def test_what_could_mislead_a_reader_is_escaped() -> None:
    assert text_literal("\u202eevil\u0000") == '"\\u202eevil\\x00"'


def test_lines_break_only_where_they_have_to() -> None:
    short = Call("ProjectClass", (), {"name": "stop", "type": "bbox"})
    call = Call("Project", ("signs",), {"classes": [short], "opts": Name("PROTECTED")})
    assert statement(call) == (
        'Project("signs", classes=[ProjectClass(name="stop", type="bbox")], opts=PROTECTED)\n'
    )
    long = Call("Project", ("signs",), {"description": "x" * WIDTH, "classes": [short]})
    assert statement(long) == (
        "Project(\n"
        '    "signs",\n'
        f'    description="{"x" * WIDTH}",\n'
        '    classes=[ProjectClass(name="stop", type="bbox")],\n'
        ")\n"
    )


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(values, min_size=20, max_size=60))
def test_a_formatter_changes_nothing(tmp_path: Path, items: list[Any]) -> None:
    file = tmp_path / "program.py"
    calls = (Call("f", (item,), {"keyword": item}) for item in items)
    file.write_text("".join(map(statement, calls)), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(file)]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
