"""The texts that a person reads before typing yes. They are kept to the letter."""

from __future__ import annotations

import re

from pictograph_provider.guard import decide, explain
from pictograph_provider.plan import UNKNOWN, ClassPlan, Usage
from pictograph_provider.spelling import CAMEL_CASE, YAML
from pictograph_provider.texts import for_engine
from tests.guard.signs import SIGNS, USED, WANTED, text
from tests.plan.make import declared, live, plan


def test_a_refusal_names_class_type_annotations_images_and_each_way_out() -> None:
    assert (
        text(plan(WANTED, SIGNS))
        == """\
signs: 3 changes to classes, 1 destroys annotations
  - remove   merge (bbox)        destroys 1,204 annotations on 310 images
                                 looks like a rename to speed_limit
  ~ recolor  yield (bbox)        #ffff00 -> #ffaa00
  + add      speed_limit (bbox)
Choose one and write it in the program:
  keep it         ProjectClass(name="merge", type="bbox", color="#00aaff")
  it was renamed  class_moves={"merge": "speed_limit"}  # keeps annotations
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


def test_a_retype_is_one_line_that_says_what_goes() -> None:
    found = plan([declared("merge", "polygon")], SIGNS[2:])
    assert (
        text(found)
        == """\
signs: 1 change to classes, 1 destroys annotations
  - retype  merge (bbox -> polygon)  destroys 1,204 annotations on 310 images
Choose one and write it in the program:
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
Choose one and write it in the program:
  declare it  ProjectClass(name="merge", type="bbox", color="#00aaff")
  leave it    foreign_classes="keep"
  destroy it  allow_class_removal=["merge"]"""
    )


def test_several_losses_come_largest_first_and_share_one_line_of_consent() -> None:
    usage = Usage({"merge": 3, "yield": 9000, "stop_sign": 1}, {"merge": 1, "yield": 2})
    lines = text(plan([declared("lane")], SIGNS), usage, {"stop_sign": None}).splitlines()
    assert [line.split()[2] for line in lines[1:4]] == ["yield", "merge", "stop_sign"]
    assert lines[-1] == '  destroy them  allow_class_removal=["stop_sign", "yield", "merge"]'


def test_an_unknown_list_never_sounds_harmless() -> None:
    assert "not known" in text(ClassPlan("signs", unknown=True), None)
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


def test_a_rename_in_place_is_offered_though_neither_name_nor_color_is_near() -> None:
    wanted = [declared("stop_sign"), declared("give_way"), declared("merge")]
    assert (
        text(plan(wanted, SIGNS), Usage({"yield": 5}))
        == """\
signs: 2 changes to classes, 1 destroys annotations
  - remove  yield (bbox)     destroys 5 annotations on 0 images
                             perhaps a rename to give_way
  + add     give_way (bbox)
Choose one and write it in the program:
  keep it            ProjectClass(name="yield", type="bbox", color="#ffff00")
  if it was renamed  class_moves={"yield": "give_way"}  # keeps annotations
  destroy it         allow_class_removal=["yield"]"""
    )


def test_renames_come_as_one_block_with_the_moves_that_are_in_the_program() -> None:
    now = [live(f"old_class_{letter}") for letter in "abc"]
    wanted = [declared(f"new_class_{letter}") for letter in "abc"] + [declared("vehicle")]
    found = plan(wanted, now, moves={"car": "vehicle"})
    usage = Usage({cls.name: 1 for cls in now}, {})
    assert """\
  if they were renamed
    class_moves={  # keeps annotations
        "car": "vehicle",
        "old_class_a": "new_class_a",
        "old_class_b": "new_class_b",
        "old_class_c": "new_class_c",
    },
""" in text(found, usage)


def test_a_class_of_a_moved_name_is_declared_anew_without_its_move() -> None:
    moves = {"merge": "yield", "give_way": "stop_sign"}
    found = plan([declared("stop_sign"), declared("yield")], SIGNS, moves=moves, done=moves)
    assert (
        text(found)
        == """\
signs: 1 change to classes, 1 destroys annotations
  - remove  merge (bbox)  destroys 1,204 annotations on 310 images
                          added elsewhere, not by this program
                          the move merge -> yield was made before
Choose one and write it in the program:
  declare it
    ProjectClass(name="merge", type="bbox", color="#00aaff")
    class_moves={"give_way": "stop_sign"}  # without the move that was made
  leave it    foreign_classes="keep"
  destroy it  allow_class_removal=["merge"]"""
    )


def test_permission_for_somebody_elses_unused_class_destroys_no_annotation() -> None:
    found = plan([declared("stop_sign")], [SIGNS[0], SIGNS[2]], recorded=["stop_sign (bbox)"])
    said = text(found, Usage(), {"merge": None})
    assert "none destroys annotations" in said
    assert said.endswith('permitted by allow_class_removal ("merge"): no annotation uses it.')


def test_ways_out_are_spelt_as_the_program_is() -> None:
    decision = decide(plan(WANTED, SIGNS), USED, {"bus": None})
    assert explain(decision, spelling=YAML)[-6:] == [
        "  keep it",
        "    classes:",
        '      merge: {type: bbox, color: "#00aaff"}',
        "  it was renamed  classMoves: {merge: speed_limit}  # keeps annotations",
        "  destroy it      allowClassRemoval: [merge]",
        'stale: allowClassRemoval names "bus", which nothing removes. Take it out.',
    ]
    permitted = decide(plan(WANTED, SIGNS), USED, {"merge": None})
    assert explain(permitted, spelling=CAMEL_CASE)[-1].startswith("permitted by allowClassRemoval")


def test_what_is_destroyed_and_the_ways_out_are_marked_for_who_shows_colors() -> None:
    lines = explain(decide(plan(WANTED, SIGNS), USED, {}))
    shown = for_engine(lines)
    assert "<{%" not in "".join(lines)
    assert shown[0] == lines[0]
    assert shown[1] == f"<{{%fg 9%}}>{lines[1]}<{{%reset%}}>"
    assert shown[-1] == f"<{{%bold%}}>{lines[-1]}<{{%reset%}}>"
    assert [re.sub("<{%.*?%}>", "", line) for line in shown] == lines


def test_a_class_cannot_pass_as_a_color() -> None:
    name = "red<{%reset%}>sign"
    now = [live(name, color="<{%reset%}>", type_="<{%bold%}>")]
    said = "\n".join(explain(decide(plan([declared("x")], now), Usage({name: 1}), {})))
    assert "<{%" not in said
    assert r'allow_class_removal=["red<\u007b%reset%}>sign"]' in said
    moved = plan([declared("y", color="red")], [live("x")], moves={"x": "y"})
    assert "<{%" not in text(moved, None)


def test_names_that_look_alike_are_told_apart() -> None:
    found = plan([declared("caf\u00e9")], [live("cafe\u0301")])
    assert r'- remove  "cafe\u0301" (bbox)' in text(found, Usage({"cafe\u0301": 1}, {}))


def test_two_classes_of_which_the_service_said_nothing_are_not_named_without_end() -> None:
    names = [f"c{number:03}" for number in range(100)]
    found = plan([declared("x")], [live(name) for name in names])
    said = text(found, Usage(dict.fromkeys(names), {}))
    assert said.count("can't tell") == 20


def test_a_move_that_cannot_be_made_is_refused_with_its_reason() -> None:
    found = plan([declared("van", "polygon")], [live("car")], moves={"car": "van"})
    said = text(found, Usage())
    assert 'refused: "car" cannot move to "van": "car" is bbox in the service' in said


def test_a_rename_beside_a_removal_is_one_block_to_paste() -> None:
    found = plan([declared("stop_sign"), declared("give_way", color="#ffff00")], SIGNS)
    said = text(found, Usage({"yield": 5, "merge": 9}, {}))
    assert (
        said.partition("Choose one and write it in the program:\n")[2]
        == """\
  keep them       ProjectClass(name="merge", type="bbox", color="#00aaff")
                  ProjectClass(name="yield", type="bbox", color="#ffff00")
  it was renamed  class_moves={"yield": "give_way"}  # keeps annotations
  rename it, destroy merge
    class_moves={"yield": "give_way"},
    allow_class_removal=["merge"],
  destroy them    allow_class_removal=["merge", "yield"]"""
    )
