"""What the command line of a run says of it."""

from __future__ import annotations

import pytest

from pictograph_provider.host.command import Command


def of(text: str) -> Command:
    return Command(text.split())


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("pulumi destroy --yes", False),
        ("pulumi up --yes --stack=t", False),
        ("pulumi destroy -t URN", True),
        ("pulumi destroy --target=URN", True),
        ("pulumi destroy --exclude URN", True),
        ("pulumi destroy --exclude-protected", True),
        ("pulumi destroy -yt URN", True),
    ],
)
def test_a_part_of_a_stack(command: str, part: bool) -> None:
    assert of(command).part is part


@pytest.mark.parametrize(
    ("command", "goes_on"),
    [
        ("pulumi up", False),
        ("pulumi up --continue-on-error", True),
        ("pulumi update --continue-on-error=true", True),
        ("pulumi up --continue-on-error=false", False),
        ("pulumi destroy --continue-on-error", False),
    ],
)
def test_what_goes_on_past_errors(command: str, goes_on: bool) -> None:
    assert of(command).goes_on is goes_on


def test_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONTINUE_ON_ERROR", "false")
    assert not of("pulumi up").goes_on
    monkeypatch.setenv("PULUMI_CONTINUE_ON_ERROR", "true")
    assert of("pulumi up").goes_on
    assert not of("pulumi destroy").goes_on
    assert not of("pulumi up").part
    monkeypatch.setenv("PULUMI_OPTION_TARGET", "URN")
    assert of("pulumi up").part


@pytest.mark.parametrize(
    ("command", "destroys"),
    [("pulumi destroy", True), ("pulumi dn -y", True), ("pulumi -C down up", False), ("", False)],
)
def test_what_only_deletes(command: str, destroys: bool) -> None:
    assert of(command).destroys is destroys


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("pulumi up --yes", []),
        ("pulumi up --stack dev --yes", ["--stack", "dev"]),
        ("pulumi up -s dev", ["-s", "dev"]),
        ("pulumi up --stack=dev", ["--stack=dev"]),
        ("pulumi up -sdev", ["-sdev"]),
    ],
)
def test_which_stack_it_is_about(command: str, options: list[str]) -> None:
    assert of(command).stack == options


def test_where_pulumi_is() -> None:
    assert of("/opt/pulumi/bin/pulumi up").program == "/opt/pulumi/bin/pulumi"
    assert of("pulumi up").program is None
    assert Command().program is None
