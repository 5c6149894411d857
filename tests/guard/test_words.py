"""The texts that a person reads before typing yes. They are kept to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.guard import decide, explain
from pictograph_provider.plan import UNKNOWN, ClassPlan, Usage
from tests.plan.make import declared, live, plan

SIGNS = [
    live("stop_sign", color="#ff0000"),
    live("yield", color="#ffff00"),
    live("merge", color="#00aaff"),
]
WANTED = [
    declared("stop_sign"),
    declared("yield", color="#ffaa00"),
    declared("speed_limit", color="#00aaff"),
]
USED = Usage({"merge": 1204}, {"merge": 310})


def text(
    found: ClassPlan,
    usage: Usage | None = USED,
    consent: Mapping[str, int | None] | None = None,
    **more: Any,
) -> str:
    lines = explain(decide(found, usage, consent or {}, **more))
    assert all(len(line) <= 80 for line in lines), lines
    return "\n".join(lines)


def test_a_refusal_names_class_type_annotations_images_and_each_way_out() -> None:
    assert (
        text(plan(WANTED, SIGNS))
        == """\
signs: 3 changes to classes, 1 destroys annotations
  - remove    merge (bbox)        destroys 1,204 annotations on 310 images
                                  looks like a rename to speed_limit
  ~ recolour  yield (bbox)        #ffff00 -> #ffaa00
  + add       speed_limit (bbox)
refused: nothing was changed. Choose one and write it in the program:
  keep it         ProjectClass(name="merge", type="bbox", color="#00aaff")
  it was renamed  class_moves={"merge": "speed_limit"}  (keeps annotations)
  destroy it      allow_class_removal=["merge"]"""
    )


def test_a_permitted_loss_says_what_will_be_destroyed_and_which_consent_is_stale() -> None:
    assert (
        text(plan([declared("stop_sign")], SIGNS), consent={"merge": None, "bus": None})
        == """\
signs: 2 changes to classes, 1 destroys annotations
  - remove  merge (bbox)  destroys 1,204 annotations on 310 images
  - remove  yield (bbox)  no annotation uses it
permitted by allow_class_removal ("merge"): 1,204 annotations will be destroyed.
stale: allow_class_removal names "bus", which nothing removes. Take it out."""
    )


def test_a_bound_that_is_exceeded_gives_both_figures() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    assert (
        text(found, consent={"merge": 500})
        == """\
signs: 1 change to classes, 1 destroys annotations
  - remove  merge (bbox)  destroys 1,204 annotations on 310 images
merge: 500 annotations may go, but 1,204 would.
refused: nothing was changed. Choose one and write it in the program:
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
refused: nothing was changed. Choose one and write it in the program:
  keep them     ProjectClass(name="yield", type="bbox", color="#ffff00")
                ProjectClass(name="merge", type="bbox", color="#00aaff")
  destroy them  allow_class_removal=["yield", "merge"]"""
    )


def test_a_bound_that_cannot_be_checked_says_so() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    said = text(found, Usage({"merge": 3}, None, 0, 9), {"merge": 5})
    assert "destroys at least 3 annotations" in said
    assert (
        "merge: 5 annotations may go, but it can't be told how many would, so no bound\n"
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


def test_a_retype_is_one_line_that_says_what_goes() -> None:
    found = plan([declared("merge", "polygon")], SIGNS[2:])
    assert (
        text(found)
        == """\
signs: 1 change to classes, 1 destroys annotations
  - retype  merge (bbox -> polygon)  destroys 1,204 annotations on 310 images
refused: nothing was changed. Choose one and write it in the program:
  keep it     ProjectClass(name="merge", type="bbox", color="#00aaff")
  destroy it  allow_class_removal=["merge"]"""
    )


def test_a_foreign_class_is_called_somebody_elses() -> None:
    found = plan([declared("stop_sign")], [SIGNS[0], SIGNS[2]], recorded=["stop_sign (bbox)"])
    assert (
        text(found)
        == """\
signs: 1 change to classes, 1 destroys annotations
  - remove  merge (bbox)  destroys 1,204 annotations on 310 images
                          added elsewhere, not by this program
refused: nothing was changed. Choose one and write it in the program:
  declare it  ProjectClass(name="merge", type="bbox", color="#00aaff")
  leave it    foreign_classes="keep"
  destroy it  allow_class_removal=["merge"]"""
    )


def test_several_losses_come_by_weight_and_share_one_line_of_consent() -> None:
    usage = Usage({"merge": 3, "yield": 9000, "stop_sign": 1}, {"merge": 1, "yield": 2})
    lines = text(plan([declared("lane")], SIGNS), usage, {"stop_sign": None}).splitlines()
    assert [line.split()[2] for line in lines[1:4]] == ["yield", "merge", "stop_sign"]
    assert lines[-1] == '  destroy them  allow_class_removal=["stop_sign", "yield", "merge"]'


def test_an_unknown_list_never_sounds_harmless() -> None:
    assert "can't" in text(ClassPlan("signs", unknown=True), None)
    found = plan([declared("x")], SIGNS[:1])
    assert "destroys all annotations that use it" in text(found, None)
    assert UNKNOWN.value == "not known yet"


def test_where_losses_are_only_reported_the_text_says_that_they_will_happen() -> None:
    found = plan([declared("stop_sign"), declared("yield")], SIGNS)
    assert "it will be destroyed" in text(found, report_only=True)


def test_a_name_in_which_spaces_hide_is_shown_in_quotes() -> None:
    found = plan([declared("x")], [live(" merge ")])
    assert '- remove  " merge " (bbox)' in text(found, Usage({" merge ": 1}, {" merge ": 1}))


def test_a_long_name_is_never_cut() -> None:
    long = "a" * 120
    decision = decide(plan([declared("x")], [live(long)]), Usage({long: 1}, {long: 1}), {})
    lines = explain(decision)
    assert any(long in line for line in lines)
    assert any(f'["{long}"]' in line for line in lines)
    assert all(len(line) <= 80 for line in lines if long not in line)
