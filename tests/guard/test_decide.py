"""May a class go? As a table of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from types import MappingProxyType
from typing import NamedTuple

import pytest

from pictograph_provider.guard import decide, explain
from pictograph_provider.models import Insights, Project
from pictograph_provider.plan import ClassPlan, Usage
from tests.plan.make import declared, live, plan

CAR_GOES = plan([declared("x")], [live("car"), live("x")])


class Row(NamedTuple):
    ruling: str
    annotations: int = 0
    consent: Mapping[str, int | None] = MappingProxyType({})
    archived: int = 0
    foreign: bool = False


ROWS = {
    "a class that no annotation uses may go": Row("harmless"),
    "an unused one too when its bound is zero": Row("harmless", 0, {"car": 0}),
    "not while an archived image could hide an annotation": Row("refused", archived=1),
    "not when it is somebody else's, used or not": Row("refused", foreign=True),
    "somebody else's may go when it is named": Row("consented", 5, {"car": None}, foreign=True),
    "a used class may not go": Row("refused", 1),
    "it may when the program names it": Row("consented", 1, {"car": None}),
    "not when the program names another": Row("refused", 1, {"bus": None}),
    "as many as the bound may go": Row("consented", 500, {"car": 500}),
    "one more may not": Row("exceeded", 501, {"car": 500}),
    "a bound is no answer while archived images are not counted": Row("exceeded", 1, {"car": 9}, 1),
    "a name without a bound is": Row("consented", 1, {"car": None}, 1),
}


@pytest.mark.parametrize("sentence", ROWS)
def test_guard(sentence: str) -> None:
    row = ROWS[sentence]
    found = plan([declared("x")], [live("car"), live("x")], recorded=[] if row.foreign else None)
    usage = Usage({"car": row.annotations}, {"car": min(row.annotations, 1)}, row.archived)
    decision = decide(found, usage, row.consent)
    assert decision.rulings[0].loss == found.losses[0]
    assert decision.rulings[0].outcome == row.ruling
    assert decision.refused is (row.ruling in ("refused", "exceeded"))


BELIEVED = {
    "a class that is not in the map of counts has none": Usage({"bus": 5}, {"bus": 2}, 0, 5),
    "the total need not be given": Usage({"bus": 5}, {"bus": 2}, 0, None),
    "nor the images": Usage({"bus": 5}, None, 0, 5),
    "a total below what is counted by class hides nothing": Usage({"bus": 5}, {"bus": 2}, 0, 4),
}
CANNOT_TELL = {
    "no map of counts": (Usage(None), "class_annotation_counts is missing"),
    "a count that is null": (Usage({"car": None}), "class_annotation_counts has no number"),
    "a count that is negative": (Usage({"car": -1}), "class_annotation_counts has no number"),
    "a count that is true": (Usage({"car": True}), "class_annotation_counts has no number"),
    "a total above all that is counted by class": (
        Usage({"bus": 5}, {"bus": 2}, 0, 6),
        "6 annotations in all (total_annotations), but 5 by class (class_annotation_counts)",
    ),
    "images of a class without annotations": (
        Usage({"bus": 5}, {"car": 2}, 0, 5),
        "2 images with car (class_image_counts), but 0 annotations",
    ),
    "a count of its images that is null": (
        Usage({"bus": 5}, {"car": None}),
        "class_image_counts has no number",
    ),
    "a count of its images that is negative": (
        Usage({"bus": 5}, {"car": -1}),
        "class_image_counts has no number",
    ),
    "no count of archived images": (Usage({}, {}, None), "archived_image_count is missing"),
    "a count of archived images that cannot be": (
        Usage({}, {}, -1),
        "archived_image_count is missing",
    ),
}


@pytest.mark.parametrize("sentence", BELIEVED)
def test_zero_is_believed(sentence: str) -> None:
    decision = decide(CAR_GOES, BELIEVED[sentence], {})
    assert decision.rulings[0].outcome == "harmless"
    assert not decision.destroys


@pytest.mark.parametrize("sentence", CANNOT_TELL)
def test_a_figure_that_is_missing_or_contradicted_is_not_zero(sentence: str) -> None:
    usage, why = CANNOT_TELL[sentence]
    refused = decide(CAR_GOES, usage, {})
    assert refused.refused
    text = " ".join(line.strip() for line in explain(refused))
    assert why in text
    assert "no annotation uses it" not in text
    assert "none destroys" not in text
    assert not usage.nothing

    assert decide(CAR_GOES, usage, {"car": 9}).rulings[0].outcome == "exceeded"
    permitted = decide(CAR_GOES, usage, {"car": None})
    assert not permitted.refused
    assert permitted.destroys
    assert "0 annotations will be destroyed" not in "\n".join(explain(permitted)).replace(
        "at least 0", ""
    )


def test_a_bound_is_no_answer_where_annotations_are_not_counted_by_class() -> None:
    usage = Usage({"car": 5}, {"car": 2}, 0, 6)
    assert decide(CAR_GOES, usage, {"car": 5}).rulings[0].outcome == "exceeded"


def test_more_images_than_annotations_are_the_larger_danger() -> None:
    decision = decide(CAR_GOES, Usage({"car": 2}, {"car": 7}), {"car": None})
    assert decision.rulings[0].annotations == 7
    assert not decision.rulings[0].sure


def test_nothing_is_there_only_where_every_figure_says_so() -> None:
    assert Usage().nothing
    assert Usage({"car": 0}, {"car": 0}, 0, 0).nothing
    assert not Usage({"car": 1}).nothing
    assert not Usage({}, {"car": 1}).nothing
    assert not Usage({}, {}, 0, 1).nothing
    assert not Usage({}, {}, 1).nothing


def test_the_figures_of_an_answer_are_taken_as_they_are() -> None:
    created = datetime.now(timezone.utc)
    project = Project(
        id="1",
        name="signs",
        annotation_types=[],
        classes=[],
        created_at=created,
        archived_image_count=2,
    )
    insights = Insights(
        total_annotations=5, class_annotation_counts={"car": 5}, class_image_counts={"car": 3}
    )
    assert Usage.of(insights, project) == Usage({"car": 5}, {"car": 3}, 2, 5)


def test_consent_that_nothing_needs_is_stale() -> None:
    found = plan([declared("x")], [live("car"), live("x")])
    assert decide(found, Usage({"car": 1}), {"car": None, "bus": None}).stale == ("bus",)


def test_of_an_unknown_list_no_consent_is_called_stale() -> None:
    assert decide(ClassPlan("signs", unknown=True), None, {"car": None}).stale == ()


def test_the_report_policy_refuses_no_loss() -> None:
    found = plan([declared("x")], [live("car"), live("x")])
    decision = decide(found, Usage({"car": 9}), {}, report_only=True)
    assert not decision.refused
    assert decision.destroys


def test_a_move_that_cannot_be_made_is_refused_even_then() -> None:
    found = plan([declared("van", "polygon")], [live("car")], moves={"car": "van"})
    assert decide(found, Usage(), {"car": None}, report_only=True).refused
