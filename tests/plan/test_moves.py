"""Moves: annotations that go to another name."""

from __future__ import annotations

import pytest

from pictograph_provider.plan import Move, move_problems
from pictograph_provider.spelling import CAMEL_CASE, YAML
from tests.plan.make import declared, live, plan


def test_a_move_renames_the_class_and_loses_nothing() -> None:
    found = plan([declared("vehicle")], [live("car")], moves={"car": "vehicle"})
    assert found.moves == (Move("rename", "car", "vehicle"),)
    assert not found.losses
    assert not found.added


def test_a_move_to_a_class_that_exists_merges() -> None:
    now = [live("car"), live("vehicle")]
    found = plan([declared("vehicle")], now, moves={"car": "vehicle"})
    assert found.merged == (Move("merge", "car", "vehicle"),)
    assert not found.losses


def test_a_move_that_is_done_does_nothing() -> None:
    assert plan([declared("vehicle")], [live("vehicle")], moves={"car": "vehicle"}).empty


def test_a_class_of_a_moved_name_is_somebodys_new_one_once_the_move_was_made() -> None:
    now, moves = [live("vehicle"), live("car")], {"car": "vehicle"}
    found = plan([declared("vehicle")], now, recorded=["vehicle (bbox)"], moves=moves, done=moves)
    assert not found.moves
    assert [loss.label for loss in found.foreign] == ["car (bbox)"]


def test_it_is_foreign_even_where_it_is_recorded_and_is_never_taken_for_a_rename() -> None:
    now, moves = [live("vehicle"), live("car")], {"car": "vehicle"}
    wanted = [declared("vehicle"), declared("cars")]
    found = plan(wanted, now, moves=moves, done=moves)
    assert [(loss.why, loss.looks_like) for loss in found.losses] == [("foreign", None)]


def test_it_can_be_kept_beside_the_class_that_the_old_one_moved_to() -> None:
    now, moves = [live("vehicle"), live("car")], {"car": "vehicle"}
    found = plan([declared("vehicle")], now, recorded=[], moves=moves, done=moves,
                 keep_foreign=True)  # fmt: skip
    assert found.empty
    assert found.kept == ("car (bbox)",)


def test_a_done_move_of_which_the_class_was_kept_elsewhere_stays_done_in_a_chain() -> None:
    moves = {"a": "b", "b": "c"}
    found = plan([declared("c")], [live("a"), live("b")], recorded=["b (bbox)"],
                 moves=moves, done={"a": "b"})  # fmt: skip
    assert found.moves == (Move("rename", "b", "c"),)
    assert [loss.label for loss in found.foreign] == ["a (bbox)"]


def test_a_move_with_another_destination_than_the_one_that_was_made_is_a_new_one() -> None:
    found = plan([declared("van")], [live("car")], moves={"car": "van"}, done={"car": "vehicle"})
    assert found.moves == (Move("rename", "car", "van"),)


def test_a_move_that_was_cut_off_is_made_since_state_does_not_record_it() -> None:
    found = plan([declared("van")], [live("van"), live("car")], moves={"car": "van"}, done={})
    assert found.moves == (Move("merge", "car", "van"),)


@pytest.mark.parametrize("now", ["a", "b", "c"])
def test_moves_that_followed_one_another_lead_from_any_old_name_to_the_newest(now: str) -> None:
    found = plan([declared("c")], [live(now)], moves={"a": "b", "b": "c"})
    assert [move.new for move in found.moves] == ([] if now == "c" else ["c"])
    assert not found.losses


def test_of_two_old_names_the_later_is_renamed_and_the_earlier_merged_into_it() -> None:
    found = plan([declared("c")], [live("a"), live("b")], moves={"a": "b", "b": "c"})
    assert found.moves == (Move("rename", "b", "c"), Move("merge", "a", "c"))


def test_a_renamed_class_keeps_what_the_service_holds_of_it() -> None:
    now = [live("car", attributes=[{"name": "a"}])]
    found = plan([declared("vehicle", color="red")], now, moves={"car": "vehicle"})
    assert found.result[0]["attributes"] == [{"name": "a"}]
    assert found.result[0]["color"] == "red"


@pytest.mark.parametrize(
    ("wanted", "now"),
    [
        ([declared("vehicle", "polygon")], [live("car")]),
        ([declared("vehicle")], [live("car"), live("vehicle", "polygon")]),
        ([declared("vehicle")], [live("car"), live("car", "polygon")]),
    ],
    ids=["declared with another type", "the target has another type", "two types of the old name"],
)
def test_a_move_across_types_is_refused_in_words_and_not_made(wanted: list, now: list) -> None:  # type: ignore[type-arg]
    found = plan(wanted, now, moves={"car": "vehicle"})
    assert not found.moves
    assert found.problems[0].endswith(" A move keeps the annotations, and so it keeps their type.")


def test_a_move_that_is_refused_keeps_no_other_from_being_made() -> None:
    wanted = [declared("vehicle", "polygon"), declared("coach")]
    found = plan(wanted, [live("bus"), live("car")], moves={"bus": "vehicle", "car": "coach"})
    assert [(move.old, move.new) for move in found.moves] == [("car", "coach")]


def test_a_swap_is_refused_in_words() -> None:
    assert (
        "still declares" in move_problems({"a": "b", "b": "a"}, {"c"})[0]
        or "circle" in (move_problems({"a": "b", "b": "a"}, {"c"})[0])
    )
    assert "circle" in move_problems({"a": "b", "b": "a"}, {"a", "b"})[0]


def test_a_move_away_from_a_class_that_is_still_declared_is_refused_in_words() -> None:
    (problem,) = move_problems({"a": "b"}, {"a", "b"})
    assert "still declares" in problem


def test_a_move_to_a_class_that_is_not_declared_is_refused_in_words() -> None:
    (problem,) = move_problems({"a": "b"}, {"c"})
    assert problem == (
        'class_moves moves "a" to "b", but classes does not declare "b". If "b" has another '
        'name now, add to class_moves: "b": "NEW NAME". If it is gone, take "a" out of '
        'class_moves. Else declare it: ProjectClass(name="b", type="...").'
    )


def test_where_one_new_name_is_declared_the_chain_names_it() -> None:
    moves = {"car": "vehicle"}
    (problem,) = move_problems(moves, ["automobile", "bus"], ["vehicle", "bus"])
    assert 'If it is automobile now, add to class_moves: "vehicle": "automobile".' in problem
    assert move_problems(moves | {"vehicle": "automobile"}, ["automobile", "bus"]) == []


def test_where_several_are_the_chain_leaves_the_name_open() -> None:
    moves = {"car": "vehicle"}
    (problem,) = move_problems(moves, ["automobile", "lorry"], ["vehicle"])
    assert '"vehicle": "NEW NAME"' in problem


def test_moves_to_one_class_that_is_not_declared_are_refused_once() -> None:
    (problem,) = move_problems({"a": "c", "b": "c"}, {"d"})
    assert '"c": "NEW NAME"' in problem
    assert 'take "a" and "b" out of class_moves' in problem


def test_problems_are_spelt_as_the_program_is() -> None:
    (problem,) = move_problems({"a": "b"}, {"c"}, spelling=YAML)
    assert 'add to classMoves: "b": "NEW NAME"' in problem
    assert 'Else declare it: classes: b: {type: "..."}.' in problem
    (problem,) = move_problems({"a": "b"}, {"a", "b"}, spelling=CAMEL_CASE)
    assert problem.startswith("classMoves moves")
    assert move_problems({"a": "b", "b": "a"}, {"c"}, spelling=YAML)[0].startswith("classMoves")


def test_a_sound_move_is_not_refused() -> None:
    assert move_problems({"a": "b", "b": "c"}, {"c", "d"}) == []


def test_a_name_in_a_problem_is_no_tag_of_the_engine() -> None:
    name = "a<{%bold%}>"
    found = plan([declared("b", "polygon")], [live(name)], moves={name: "b"})
    texts = [*found.problems, *move_problems({name: "b"}, {name, "b"})]
    texts += [*move_problems({name: "b"}, {"c"}), *move_problems({name: name}, {"c"})]
    assert len(texts) == 4
    assert all(r"a<\u007b%bold%}>" in text and "<{%" not in text for text in texts)
