"""Advice on how to write the state once: where that helps, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pictograph_provider.host.checkpoints import advice

FILE = "file:///state"


@pytest.mark.parametrize("url", [FILE, "s3://bucket/state", "azblob://state", "postgres://host/db"])
def test_a_backend_that_holds_the_state_in_one_piece_brings_advice(url: str) -> None:
    said = advice({"PULUMI_BACKEND_URL": url})
    assert said is not None
    assert "export PULUMI_SKIP_CHECKPOINTS=true PULUMI_EXPERIMENTAL=true" in said


@pytest.mark.parametrize(
    ("env", "advised"),
    [
        ({"PULUMI_SKIP_CHECKPOINTS": "true", "PULUMI_EXPERIMENTAL": "true"}, False),
        ({"PULUMI_SKIP_CHECKPOINTS": "1", "PULUMI_EXPERIMENTAL": "1"}, False),
        # One of the two alone changes nothing.
        ({"PULUMI_SKIP_CHECKPOINTS": "true"}, True),
        ({"PULUMI_EXPERIMENTAL": "true"}, True),
        ({"PULUMI_SKIP_CHECKPOINTS": "false", "PULUMI_EXPERIMENTAL": "true"}, True),
    ],
)
def test_who_follows_the_advice_hears_it_no_more(env: dict[str, str], advised: bool) -> None:
    assert (advice({"PULUMI_BACKEND_URL": FILE, **env}) is not None) is advised


def test_pulumi_cloud_is_told_steps_and_needs_no_advice() -> None:
    assert advice({"PULUMI_BACKEND_URL": "https://api.pulumi.com"}) is None


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        (json.dumps({"current": "file://~"}), True),
        (json.dumps({"current": "https://api.pulumi.com"}), False),
        (json.dumps({"current": None}), False),
        ("[]", False),
        ("{", False),
    ],
)
def test_without_a_url_in_the_environment_the_login_decides(
    written: str, advised: bool, tmp_path: Path
) -> None:
    (tmp_path / "credentials.json").write_text(written)
    assert (advice({"PULUMI_HOME": str(tmp_path)}) is not None) is advised


def test_nothing_is_advised_where_nobody_has_logged_in(tmp_path: Path) -> None:
    assert advice({"PULUMI_HOME": str(tmp_path)}) is None
