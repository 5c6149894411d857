"""What the texts say of rare plans, to the letter, and which of their lines are marked."""

from __future__ import annotations

from pictograph_provider.guard import Decision, decide, explain
from pictograph_provider.plan import UNKNOWN, DeclaredClass, Usage
from pictograph_provider.texts import WIDTH, Line
from tests.plan.make import declared, live, plan

SIGNS = [live("stop"), live("yield"), live("merge")]
USED = Usage({"stop": 1, "yield": 3, "merge": 1204}, {"stop": 1, "yield": 2, "merge": 310})


def marked(decision: Decision) -> list[tuple[str, str]]:
    """The lines that are marked, each behind its mark; columns are a space apart."""
    lines = [line for line in explain(decision) if isinstance(line, Line)]
    return [(line.tone, " ".join(line.split())) for line in lines if line.tone != "plain"]


def test_each_line_of_a_loss_and_of_a_way_out_is_marked() -> None:
    now = [live(f"class {letter}") for letter in "abc"]
    wanted = [declared(f"klass {letter}") for letter in "abc"]
    found = marked(decide(plan(wanted, now), Usage({cls.name: 1 for cls in now}, {}), {}))
    assert [tone for tone, _ in found] == ["loss"] * 3 + ["way"] * 9
    assert found[3][1].startswith("keep them")
    assert [text for _, text in found[4:]] == [
        'ProjectClass(name="class b", type="bbox", color="#111111")',
        'ProjectClass(name="class c", type="bbox", color="#111111")',
        "class_moves={ # keeps annotations",
        '"class a": "klass a",',
        '"class b": "klass b",',
        '"class c": "klass c",',
        "},",
        'destroy them allow_class_removal=["class a", "class b", "class c"]',
    ]


def test_the_sum_of_what_is_not_shown_is_marked_where_it_destroys() -> None:
    names = [f"class {number:02}" for number in range(30)]
    found = plan([declared("x")], [live(name) for name in names])
    for usage, text in (
        (Usage(dict.fromkeys(names, 2), {}), "destroys 20 annotations in all"),
        (Usage(None), "destroys all annotations that use them"),
        (None, "destroys all annotations that use them"),
    ):
        assert ("loss", f"- remove 10 more classes {text}") in marked(decide(found, usage, {}))
    assert marked(decide(found, Usage(), {})) == []
    assert any("no annotation uses them" in line for line in explain(decide(found, Usage(), {})))


def test_a_sum_counts_a_class_without_annotations_as_none_and_doubts_as_its_parts_do() -> None:
    names = [f"class {number:02}" for number in range(30)]
    found = plan([declared("x")], [live(name) for name in names])
    counts = {name: 1 if number < 25 else 0 for number, name in enumerate(names)}
    rest = "- remove 10 more classes destroys"
    said = marked(decide(found, Usage(counts, {}), {}))
    assert ("loss", f"{rest} 5 annotations in all") in said
    # The service counts more annotations in all than by class: any of these may have them.
    said = marked(decide(found, Usage(counts, {}, 0, 26), {}))
    assert ("loss", f"{rest} at least 5 annotations in all") in said


def test_a_color_is_said_also_where_there_is_none_or_none_is_known_yet() -> None:
    wanted = [DeclaredClass("a", "bbox", UNKNOWN, {}), declared("b", color="red")]
    now = [live("a"), live("b", color="")]
    lines = explain(decide(plan(wanted, now), None, {}))
    assert lines[1:] == [
        "  ~ recolor  a (bbox)  #111111 -> not known yet",
        "  ~ recolor  b (bbox)  no color -> red",
    ]


def test_of_foreign_classes_and_own_ones_only_the_foreign_can_be_left() -> None:
    found = plan([declared("stop")], SIGNS, recorded=["stop (bbox)", "yield (bbox)"])
    lines = [" ".join(line.split()) for line in explain(decide(found, USED, {}))]
    assert 'leave foreign foreign_classes="keep"' in lines
    assert any(line.startswith("keep them") for line in lines)


def test_a_consent_with_a_bound_gets_bounds_for_the_others_and_keeps_its_own() -> None:
    found = plan([declared("stop")], SIGNS)
    lines = explain(decide(found, USED, {"yield": 5}))
    assert lines[-1].endswith('allow_class_removal={"yield": 5, "merge": 1204}')
    lines = explain(decide(found, USED, {"yield": None, "merge": 7}))
    assert lines[-1].endswith('allow_class_removal={"yield": 3, "merge": 1204}')


def test_a_bound_of_nothing_is_a_bound() -> None:
    found = plan([declared("stop"), declared("yield")], SIGNS)
    said = explain(decide(found, USED, {"merge": 0}))
    assert "merge: 0 annotations may go, but 1,204 would." in said


def test_a_bound_that_archived_images_make_useless_says_so() -> None:
    found = plan([declared("stop"), declared("yield")], SIGNS)
    said = explain(decide(found, Usage({"merge": 3}, {}, 7), {"merge": 5}))
    at = said.index("merge: 5 annotations may go, but archived images are not counted, so no")
    assert said[at + 1] == (
        "  bound can be checked. Name the class without a bound, or unarchive them."
    )


def test_a_move_that_cannot_be_made_follows_the_plan_and_is_wrapped() -> None:
    found = plan([declared("van", "polygon")], [live("car")], moves={"car": "van"})
    lines = explain(decide(found, Usage(), {}))
    assert lines[0].startswith("signs: ")
    at = next(number for number, line in enumerate(lines) if line.startswith("refused: "))
    assert at > 1
    assert lines[at + 1].startswith("  ")
    assert not lines[at + 1].startswith("   ")
    assert all(len(line) <= WIDTH for line in lines)
    assert len(lines[at]) > WIDTH - 15


def test_a_loss_that_is_only_reported_is_marked_and_said_to_the_letter() -> None:
    found = plan([declared("stop"), declared("yield")], SIGNS)
    assert marked(decide(found, USED, {}, report_only=True))[-1] == (
        "loss",
        "not refused, since pictograph:classRemoval is report: it will be destroyed.",
    )


def test_a_way_out_that_just_fits_stands_beside_its_label() -> None:
    # Two spaces, "keep it", two more and a space in front of what is written.
    rest = len('  destroy it  ProjectClass(name="", type="bbox", color="#111111")')
    for length, beside in ((WIDTH - rest, True), (WIDTH - rest + 1, False)):
        name = "a" * length
        lines = explain(decide(plan([], [live(name)]), Usage({name: 1}, {}), {}))
        (line,) = [line for line in lines if "ProjectClass" in line]
        assert line.lstrip().startswith("keep it" if beside else "ProjectClass")
        assert len(line) <= WIDTH


def test_a_ruling_tells_what_it_was_made_from() -> None:
    found = plan([declared("stop")], SIGNS)
    consent = {"yield": 5}
    decision = decide(found, USED, consent)
    assert decision.consent == consent
    rulings = {ruling.loss.name: ruling for ruling in decision.rulings}
    assert (rulings["yield"].outcome, rulings["yield"].bound) == ("consented", 5)
    assert (rulings["yield"].annotations, rulings["yield"].sure) == (3, True)
    assert (rulings["merge"].annotations, rulings["merge"].sure) == (1204, True)
    unsure = decide(found, Usage({"yield": 3, "merge": 1204}, {}, 7), {}).rulings
    assert [ruling.sure for ruling in unsure] == [False, False]
    (unused,) = decide(plan([], [live("bus")]), Usage(), {}).rulings
    assert (unused.outcome, unused.annotations) == ("harmless", 0)


def test_several_stale_names_are_taken_out_together() -> None:
    lines = explain(decide(plan([declared("stop")], SIGNS[:1]), None, {"a": None, "b": None}))
    assert lines[-1] == (
        'stale: allow_class_removal names "a", "b", which nothing removes. Take them out.'
    )


def test_a_loss_that_is_permitted_is_marked() -> None:
    found = plan([declared("stop"), declared("yield")], SIGNS)
    assert marked(decide(found, USED, {"merge": None}))[-1] == (
        "loss",
        'permitted by allow_class_removal ("merge"): 1,204 annotations will be destroyed.',
    )


def test_all_stale_names_are_told_to_who_asks_for_all() -> None:
    names = {f"c{number:02}": None for number in range(30)}
    decision = decide(plan([declared("stop")], SIGNS[:1]), None, names)
    assert "and 10 more" in " ".join(explain(decision))
    said = " ".join(explain(decision, most=None))
    assert all(f'"{name}"' in said for name in names)


def test_what_forbids_a_move_fills_the_width_of_a_line() -> None:
    name = "a class with a name of many words"
    found = plan([declared("van", "polygon")], [live(name)], moves={name: "van"})
    lines = explain(decide(found, None, {name: None}))
    first = next(line for line in lines if line.startswith("refused: "))
    assert (
        first == 'refused: "a class with a name of many words" cannot move to "van": "a class with'
    )
