"""Secret words in texts: however a text spells them, and nothing else."""

from __future__ import annotations

import pytest

from pictograph_provider.state.class_map import encode
from pictograph_provider.state.secrets import HIDDEN, SECRET, mask, without_quotes
from pictograph_provider.texts import python_literal, quoted_if_needed

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}

NAMES = ["velvet", "give way", "a", 'with "quotes"', "tab\there", "back\\slash", "é", "100%", "(x)"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("spell", [str, python_literal, quoted_if_needed, repr])
def test_a_secret_class_is_in_no_text(name: str, spell: object) -> None:
    found = encode([{**STOP, "name": name}])
    hide = mask({"secret": ["classes"], "classes": found.entries, "class_order": found.order})
    spelled = spell(name)  # type: ignore[operator]
    said = hide(f"1: {spelled} 2")
    assert SECRET in said
    assert spelled not in said


def test_a_short_secret_does_not_blacken_the_words_around_it() -> None:
    hide = mask({"secret": ["name"], "name": "a"})
    assert hide("a class and a name") == "[secret] class and [secret] name"


def test_a_name_is_found_where_a_text_was_wrapped_inside_it() -> None:
    assert mask({"secret": ["name"], "name": "give way"})("to give\n    way") == "to [secret]"


def test_a_name_is_found_in_the_address_of_a_request() -> None:
    hide = mask({"secret": ["name"], "name": "give way"})
    assert hide("GET /projects/by-name/give%20way") == "GET /projects/by-name/[secret]"


def test_the_classes_in_an_output_are_found() -> None:
    hide = mask({"secret": ["classes"], "classes": "velvet box #123456 declared=navy"})
    assert hide("velvet: #123456 -> navy, box") == "[secret]: [secret] -> [secret], box"


def test_without_secrets_nothing_is_masked() -> None:
    hide = mask({"name": "velvet", "classes": {"velvet (bbox)": "red"}})
    assert hide("velvet is red") == "velvet is red"


def test_a_list_that_cannot_be_read_is_not_quoted() -> None:
    wrong = {"classes": {}, "invalid_classes": "no velvet"}
    assert without_quotes({**wrong, "secret": ["classes"]})["invalid_classes"] == HIDDEN
    assert without_quotes(wrong) == wrong


def test_tags_of_the_engine_are_left_whole() -> None:
    hide = mask({"secret": ["name"], "name": "bold"})
    assert hide("<{%bold%}>a bold line<{%reset%}>") == "<{%bold%}>a [secret] line<{%reset%}>"


def test_a_name_is_found_where_two_marked_lines_part_it() -> None:
    hide = mask({"secret": ["name"], "name": "give way"})
    assert hide("<{%fg 9%}>to give<{%reset%}>\n<{%fg 9%}>way<{%reset%}>") == (
        "<{%fg 9%}>to [secret]<{%reset%}>"
    )


def test_names_and_values_of_any_input_are_found_and_the_words_of_a_class_are_none() -> None:
    hide = mask(
        {
            "secret": ["class_moves", "allow_class_removal", "classes", "adopt"],
            "class_moves": {"velvet": "silk"},
            "allow_class_removal": {"satin": 5},
            "classes": {"wool (bbox)": {"color": "teal", "attributes": [{"name": "moth"}]}},
            "adopt": True,
        }
    )
    said = hide("velvet silk satin wool teal moth, color attributes name bbox 5 True")
    assert said == f"{' '.join([SECRET] * 6)}, color attributes name bbox 5 True"


def test_classes_that_nobody_can_read_hide_nothing_else() -> None:
    hide = mask({"secret": ["classes", "name"], "classes": 5, "name": "velvet"})
    assert hide("velvet 5") == f"{SECRET} 5"


def test_a_mask_says_whether_it_hides_anything() -> None:
    assert mask({"secret": ["name"], "name": "velvet"})
    assert not mask({"name": "velvet"})
