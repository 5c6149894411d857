"""The page: it needs nothing, runs nothing but its own, and no name in it can do harm."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from pictograph_provider.review.html import html
from pictograph_provider.review.report import Report
from tests.review.reports import REFUSED, change, deletion, loss, report

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "a' onload='alert(1)",
)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.source = html(report)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def hostile(text: str) -> Report:
    found = change(
        text,
        "refused",
        reason=text,
        classes=[loss(text, color=text, effect=text)],
        notes=[text],
        plan=[text],
        ways_out=[{"label": text, "code": text}],
        fields=[{"field": "description", "old": text, "new": "b"}],
        consents_stale=[text],
    )
    return report(found, change(text, class_changes=[text]), complete=False, failures=[text])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_becomes_an_element_or_an_attribute(text: str) -> None:
    page, plain = Page(hostile(text)), Page(hostile("plain"))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert [{*given} for _, given in page.elements] == [{*given} for _, given in plain.elements]
    assert text in page.text


def test_nothing_is_loaded_and_only_its_own_script_runs() -> None:
    page = Page(REFUSED)
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.source, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    names = {name for _, given in page.elements for name in given}
    assert not names & {"style", "src", "href", "srcset", "action"}
    assert not any(name.startswith("on") for name in names)


def test_it_says_what_the_other_formats_say() -> None:
    text = " ".join(Page(REFUSED).text.split())
    for said in (
        "REFUSED 5 annotations: pulumi up fails",
        "DESTROYS 3 images (4.2 MB) and 7 annotations, as permitted",
        "allow_class_removal does not name it",
        "STALE: road-signs: zip",
        "1 other change: nothing is lost",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("going", "total", "width"), [(5, 20, "25.00"), (1, 10**6, "0.75"), (0, 20, "0.00")]
)
def test_a_bar_shows_what_goes_against_what_there_is(going: int, total: int, width: str) -> None:
    found = change(verdict="refused", classes=[loss(annotations=going)], total_annotations=total)
    (bar,) = [rect["width"] for rect in Page(report(found)).all("rect") if rect["class"] == "goes"]
    assert bar == width


def test_without_the_figures_there_is_no_bar() -> None:
    page = Page(report(change(verdict="refused", classes=[loss(annotations=None)])))
    assert page.all("rect") == []
    assert "is not known" in page.text


def test_a_deletion_takes_all() -> None:
    deleted = change(verdict="permitted", action="delete", deletion=deletion())
    assert [rect["width"] for rect in Page(report(deleted)).all("rect")] == ["100", "100.00"]


def test_a_class_is_shown_in_its_color() -> None:
    page = Page(report(change(verdict="refused", classes=[loss(color="#00aa44")])))
    assert page.all("circle")[0]["fill"] == "#00aa44"


def test_each_way_out_has_a_button_that_copies_it() -> None:
    code = 'classes=[\n    ProjectClass(name="a  <b>", type="bbox"),\n]'
    ways = [{"label": "keep it", "code": code}, {"label": "destroy it", "code": "x"}]
    page = Page(report(change(verdict="refused", ways_out=ways)))
    assert len(page.all("button")) == 2
    assert code in page.text
