"""Plans of hundreds of classes: the worst is shown, and the rest is summed up."""

from __future__ import annotations

from pictograph_provider.guard import decide, explain
from pictograph_provider.plan import ClassPlan, Usage
from tests.guard.signs import text
from tests.plan.make import declared, live, plan


def many(count: int) -> tuple[ClassPlan, Usage]:
    """A plan that removes all but one class, each with more annotations than the one before."""
    now = [live("x"), *(live(f"class {number:04}") for number in range(count))]
    usage = Usage({cls.name: number for number, cls in enumerate(now)}, {})
    return plan([declared("x")], now), usage


def test_of_a_long_plan_the_worst_is_shown_and_the_rest_summed_up() -> None:
    found, usage = many(300)
    lines = text(found, usage).splitlines()
    assert lines[0] == "signs: 300 changes to classes, 300 destroy annotations"
    assert lines[1] == "  - remove  class 0299 (bbox)  destroys 300 annotations on 0 images"
    assert lines[21] == "  - remove  280 more classes   destroys 39,340 annotations in all"
    assert lines[22] == "all of them: pictograph-provider review, or as data with --format json"
    assert lines[23:] == [
        "Choose one and write it in the program:",
        '  keep them     ProjectClass(name="class 0299", type="bbox", color="#111111")',
        *(f'                ProjectClass(name="class 029{n}", type="bbox", color="#111111")'
          for n in (8, 7, 6, 5)),
        "                # and 295 more",
        "  destroy them",
        "    allow_class_removal=[",
        *(f'        "class 029{n}",' for n in (9, 8, 7, 6, 5)),
        "        # and 295 more",
        "    ],",
    ]  # fmt: skip


def test_it_is_told_whole_to_who_asks_for_it_whole() -> None:
    found, usage = many(300)
    said = "\n".join(explain(decide(found, usage, {}), most=None))
    assert "more" not in said
    assert all(said.count(f'"class {number:04}"') == 2 for number in range(300))


def test_one_more_than_is_shown_is_shown_too() -> None:
    assert "more" not in text(*many(21))
    assert "2 more" in text(*many(22))


def test_what_is_left_out_is_never_called_less_than_it_is() -> None:
    found, usage = many(30)
    rest = "  - remove  10 more classes    "
    assert rest + "destroys all annotations that use them" in text(found, Usage(None))
    assert rest + "destroys at least 55 annotations in all" in text(
        found, Usage(usage.annotations, {}, 3)
    )
    assert rest + "no annotation uses them" in text(found, Usage())
    assert rest + "destroys all annotations that use them" in "\n".join(
        explain(decide(found, None, {}))
    )


def test_long_lists_of_every_kind_are_cut() -> None:
    names = [f"class {number:02}" for number in range(30)]
    now = [*(live(name) for name in names), *(live(f"old {name}") for name in names)]
    wanted = [declared(name, color="red", note=1) for name in reversed(names)]
    wanted += [declared(f"to {name}") for name in names] + [declared(f"+ {name}") for name in names]
    moves = {f"old {name}": f"to {name}" for name in names}
    said = text(plan(wanted, now, moves=moves), None)
    assert said.count("10 more classes") == 4
    assert "  ~ rename   10 more classes              keep their annotations" in said
    assert "pictograph-provider review" in said
    assert len(said.splitlines()) < 90


def test_kept_classes_of_a_long_list_are_cut() -> None:
    now = [live(f"theirs {number}") for number in range(30)]
    said = text(plan([], now, recorded=[], keep_foreign=True), None)
    assert "10 more classes   kept: they were added elsewhere" in said
    assert said.startswith("signs: 0 changes to classes")


def test_long_consents_are_cut() -> None:
    found, usage = many(30)
    consent = {loss.name: None for loss in found.losses}
    assert "and 10 more): 465 annotations will be" in text(found, usage, consent)
    bounds = dict.fromkeys(consent, 0)
    assert "10 more classes: more would go than may." in text(found, usage, bounds)
    nothing = plan([declared("x")], [live("x")])
    assert "and 10 more, which nothing removes. Take" in text(nothing, None, consent)


def test_many_likely_renames_are_one_block_up_to_a_length_that_is_still_pasted() -> None:
    def said(count: int) -> str:
        now = [live(f"class {number:03}") for number in range(count)]
        wanted = [declared(f"class {number:03}s") for number in range(count)]
        return text(plan(wanted, now), Usage({cls.name: 1 for cls in now}, {}))

    assert '        "class 059": "class 059s",' in said(60)
    assert "        # and 295 more\n    }," in said(300)
