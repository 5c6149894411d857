"""The texts of a decision: figures that are exceeded, missing, shared or lower bounds."""

from __future__ import annotations

from pictograph_provider.plan import Usage
from tests.guard.signs import SIGNS, text
from tests.plan.make import declared, live, plan


def test_a_bound_that_is_exceeded_gives_both_figures() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    assert (
        text(found, consent={"merge": 500})
        == """\
signs: 1 change to classes, 1 destroys annotations
  - remove  merge (bbox)  destroys 1,204 annotations on 310 images
merge: 500 annotations may go, but 1,204 would.
Choose one and write it in the program:
  keep it     ProjectClass(name="merge", type="bbox", color="#00aaff")
  destroy it  allow_class_removal={"merge": 1204}"""
    )


def test_archived_images_make_every_figure_a_lower_bound() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    assert "destroys at least 0 annotations; 7 archived images not counted" in text(
        found, Usage({}, {}, 7)
    )


def test_a_figure_that_is_missing_is_named_once_and_never_read_as_none() -> None:
    assert (
        text(plan([declared("stop_sign")], SIGNS), Usage(None))
        == """\
signs: 2 changes to classes, 2 destroy annotations
  - remove  merge (bbox)  destroys all annotations that use it
  - remove  yield (bbox)  destroys all annotations that use it
can't tell: the service did not say how many annotations use which class
  (class_annotation_counts is missing).
Choose one and write it in the program:
  keep them     ProjectClass(name="merge", type="bbox", color="#00aaff")
                ProjectClass(name="yield", type="bbox", color="#ffff00")
  destroy them  allow_class_removal=["merge", "yield"]"""
    )


def test_a_bound_that_cannot_be_checked_says_so() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    said = text(found, Usage({"merge": 3}, None, 0, 9), {"merge": 5})
    assert "destroys at least 3 annotations" in said
    assert (
        "merge: 5 annotations may go, but it is not known how many would, so no bound\n"
        "  can be checked. Name the class without a bound." in said
    )
    assert said.endswith('allow_class_removal=["merge"]')


def test_archived_images_that_were_not_counted_are_said_to_hide_annotations() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    said = text(found, Usage({"merge": 3}, {}, None), {"merge": None})
    assert "destroys at least 3 annotations; archived images not counted" in said
    assert "can't tell: the service did not say how many images are archived" in said
    assert "at least 3 annotations will be\ndestroyed." in said


def test_consent_to_what_was_not_counted_is_consent_to_all_of_it() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    said = text(found, Usage(None), {"merge": None})
    assert said.endswith(
        'permitted by allow_class_removal ("merge"): all annotations that use it will be\n'
        "destroyed."
    )
    said = text(plan([declared("stop_sign")], SIGNS), Usage(None), {"merge": None, "yield": None})
    assert "all annotations that use them" in said.replace("\n", " ")


def test_two_classes_of_one_name_are_counted_once_as_the_service_does() -> None:
    now = [live("car"), live("car", "polygon"), live("x")]
    said = text(plan([declared("x")], now), Usage({"car": 5}, {"car": 2}), {"car": None})
    assert (
        said
        == """\
signs: 2 changes to classes, 2 destroy annotations
  - remove  car (bbox)     destroys 5 annotations on 2 images
  - remove  car (polygon)  counted with car (bbox)
permitted by allow_class_removal ("car"): 5 annotations will be destroyed."""
    )


def test_a_count_shared_with_a_class_that_stays_is_the_most_that_may_go() -> None:
    now = [live("car"), live("car", "polygon")]
    said = text(plan([declared("car")], now), Usage({"car": 5}, {"car": 2}), {"car": 5})
    assert (
        "- remove  car (polygon)  destroys up to 5 annotations on 2 images\n"
        "                           car (bbox) is counted with it" in said
    )
    assert "permitted by allow_class_removal" in said
