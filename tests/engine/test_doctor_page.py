"""docs/doctor.md: its transcript is what the doctor says of such a set-up."""

from __future__ import annotations

import re

from pictograph_provider.emulator.server import Emulator
from tests.engine.doctor import KEY, configure, run
from tests.engine.stack import Stack
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "doctor.md").read_text()
OWN = (
    (r"\d+\.\d+\.\d+", "VERSION"),
    (r"\b\d s from", "N s from"),
    (r"https?://\S+", "ADDRESS"),
    (r"(file://)?(?<![\w.])[/~][\w./~-]*|\bvenv/bin/python", "PATH"),
)
"""What is another one on each machine."""


def plain(text: str) -> str:
    for pattern, word in OWN:
        text = re.sub(pattern, word, text)
    return text


def test_the_transcript_is_what_the_doctor_says(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    (shown,) = re.findall(r"^\$ pictograph-provider doctor\n(.*?)^```", PAGE, re.M | re.S)
    organization = pictograph_emulator.control.create_organization("acme")
    key = pictograph_emulator.control.create_key(organization, "member")
    configure(stack, "set", "--secret", KEY, key)
    configure(stack, "rm", "pictograph:maxRetries")
    configure(stack, "set", "pictograph:baseurl", "https://signs.example")

    said = run(stack)

    assert said.status == 1
    assert plain(said.output) == plain(shown)


def test_its_signs_and_statuses_are_explained() -> None:
    for sign in ("`-` stands before", "exit status is 0", "1 where something is to be mended"):
        assert sign in " ".join(PAGE.split())
