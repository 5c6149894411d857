"""A plan in words, to the letter: each kind of change, and figures that are missing."""

from __future__ import annotations

from pictograph_provider.plan import UNKNOWN, ClassPlan, Usage, describe, make_plan, move_problems
from pictograph_provider.plan.usage import ClassCount
from pictograph_provider.texts import Line
from tests.plan.make import declared, live, plan


def test_a_list_that_is_not_known_yet_says_when_it_will_be() -> None:
    found = make_plan("signs", recorded=[], declared=UNKNOWN, live=[], moves={}, done={})
    assert describe(found) == [
        "signs: the classes are not known yet, so neither is what this destroys.",
        "  up counts before it writes, and refuses what is not permitted.",
    ]


def test_each_change_without_a_loss_has_a_line() -> None:
    now = [live("a"), live("b"), live("c"), live("d"), live("e")]
    wanted = [
        declared("e"),
        declared("b2"),
        declared("d", color="red"),
        declared("c", attributes=[{"name": "x"}], skeleton={"nodes": []}),
        declared("new"),
    ]
    found = plan(wanted, now, moves={"b": "b2", "a": "d"})
    assert describe(found) == [
        "signs: 6 changes to classes, none destroys annotations",
        "  ~ rename   b -> b2                   keeps its annotations",
        "  ~ merge    a -> d                    keeps its annotations",
        "  ~ recolor  d (bbox)                  #111111 -> red",
        "  ~ edit     c (bbox)                  attributes, skeleton",
        "  + add      new (bbox)",
        "  ~ reorder  the order of the classes",
    ]


def test_a_kept_class_has_a_line_without_a_verb() -> None:
    found = plan([declared("a")], [live("a"), live("b")], recorded=["a (bbox)"], keep_foreign=True)
    assert describe(found)[1:] == ["    b (bbox)  kept: it was added elsewhere"]


def test_a_long_list_of_kept_classes_says_where_all_of_them_are_shown() -> None:
    found = plan([], [live(f"c{number}") for number in range(30)], recorded=[], keep_foreign=True)
    assert describe(found)[-1].startswith("all of them: pictograph-provider review")


def test_what_destroys_is_marked_and_what_does_not_is_not() -> None:
    now = [live("car"), live("car", "polygon"), live("bus"), live("old", None)]
    usage = Usage({"car": 5}, {"car": 2})
    lines = describe(plan([], now), usage)
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "- remove car (bbox) destroys 5 annotations on 2 images",
        "- remove car (polygon) counted with car (bbox)",
        "- remove bus (bbox) no annotation uses it",
        "- remove old (no type) no annotation uses it",
    ]
    tones = [line.tone if isinstance(line, Line) else "plain" for line in lines[1:]]
    assert tones == ["loss", "loss", "plain", "plain"]


def test_unused_classes_of_one_name_are_said_to_be_unused() -> None:
    lines = describe(plan([], [live("car"), live("car", "polygon")]), Usage())
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "- remove car (bbox) no annotation uses it",
        "- remove car (polygon) no annotation uses it",
    ]


def test_several_classes_of_one_name_that_stay_are_all_named() -> None:
    now = [live("car"), live("car", "polygon"), live("car", "polyline")]
    lines = describe(plan([declared("car"), declared("car", "polygon")], now), Usage({"car": 5}))
    assert lines[2].strip() == "car (bbox) and car (polygon) are counted with it"


def test_what_was_not_counted_comes_first_and_without_figures() -> None:
    now = [live("a"), live("b"), live("c")]
    lines = describe(plan([], now), Usage({"a": 9, "b": None, "c": 7}, None))
    assert [line.split()[2] for line in lines[1:4]] == ["b", "a", "c"]
    assert lines[1].endswith("destroys all annotations that use it")
    assert lines[2].endswith("destroys 9 annotations")


def test_moves_that_cannot_be_made_say_what_to_do_instead() -> None:
    assert next(iter(move_problems({"a": "b", "b": "a"}, {"a", "b"}))) == (
        'class_moves goes in a circle from "b". Two names cannot be swapped in one step: move one '
        "of them to a third name first, run up, then go on."
    )
    assert [*move_problems({"a": "b"}, {"a", "b"})] == [
        'class_moves moves "a" to "b", but classes still declares "a": the next up would move it '
        "again. Move it and run up first, then declare the name again and take the move out."
    ]


def test_a_plan_without_changes_says_so() -> None:
    assert describe(ClassPlan("signs")) == ["signs: no changes to classes"]


def test_changes_that_are_not_shown_are_summed_up_without_what_differs_between_them() -> None:
    names = [f"c{number:02}" for number in range(30)]
    wanted = [declared(name, color=f"#0000{number:02x}") for number, name in enumerate(names)]
    lines = describe(plan(wanted, [live(name) for name in names]))
    assert lines[-2:] == [
        "  ~ recolor  10 more classes",
        "all of them: pictograph-provider review, or as data with --format json",
    ]


def test_a_figure_comes_with_its_images_and_with_what_contradicts_it() -> None:
    assert Usage(None, {"a": 2}).count("a") == ClassCount(
        None,
        2,
        "the service did not say how many annotations use which class (class_annotation_counts is "
        "missing).",
    )
    assert Usage({"a": None}, {"a": 2}).count("a") == ClassCount(
        None,
        2,
        "the service did not say how many annotations use a (class_annotation_counts has no number "
        "for it).",
    )
    assert Usage({"a": 1}, {"a": 2}).count("a") == ClassCount(
        2,
        2,
        "the service counts 2 images with a (class_image_counts), but 1 annotation of it "
        "(class_annotation_counts).",
    )
    assert Usage({"a": 1}, {"a": 1}, 0, 5).count("a") == ClassCount(
        1,
        1,
        "the service counts 5 annotations in all (total_annotations), but 1 by class "
        "(class_annotation_counts): the others may be of any class.",
    )


def test_a_count_of_archived_images_that_cannot_be_one_is_not_told() -> None:
    found = plan([], [live("car")])
    lines = describe(found, Usage({"car": 5}, None, -1))
    assert "destroys at least 5 annotations; archived images not counted" in lines[2]
