"""Whatever a message tells a person to run or to write is run and written in a test."""

from __future__ import annotations

import ast
import re

import pytest

from tests.test_documentation import ROOT
from tools.messages import page

TELLS = re.compile(
    r"pulumi (up|refresh|state|config|login|stack|import|preview --json)|Client\(\)|--[a-z]"
    r"|pictograph-provider [a-z]|PICTOGRAPH_[A-Z]|Keep it:|[Gg]ive one of them another name"
    r"|adopt=True in its place|\w=[{\[]…"
)
"""How a way out looks that can be pasted."""

IDENTITY_TESTS = "engine/identity/"
WAYS = "engine/ways_out/"

DONE = {
    # The beginning of what stands in the message after its places, and the test that does it.
    "all of them: pictograph-provider review": "engine/test_review.py::test_each_way_to_lose",
    "Pulumi records an import any": "engine/test_native_import.py::test_a_project_whose_import",
    "imported and no pulumi up has": "engine/test_native_import.py::test_a_project_whose_import",
    "was written by a later version": "engine/test_later_state.py::test_a_state_of_a_later",
    "cannot tell each other which project": IDENTITY_TESTS
    + "test_attacks.py::test_where_claims_cannot",
    "was made, or has got this name": IDENTITY_TESTS
    + "test_right_project.py::test_what_gets_the_name",
    "what the state records of project": "engine/test_damaged_state.py::test_a_damaged_class_list",
    "or the state has the id of another": "engine/test_damaged_state.py::test_with_the_id_of",
    "was added elsewhere meanwhile": IDENTITY_TESTS + "test_unseen.py::test_a_class_that_is_added",
    "this command goes on past errors": IDENTITY_TESTS
    + "test_going_on.py::test_a_look_at_the_project_may",
    "this up does a part of the stack": IDENTITY_TESTS
    + "test_parts.py::test_the_old_entries_first_stay",
    "this command does a part of the stack": IDENTITY_TESTS
    + "test_refactoring.py::test_without_a_word",
    "is plain text in the configuration": "engine/test_secrets.py::test_a_plain_key_is_warned",
    "is archived: somebody has archived it": WAYS + "test_names.py::test_what_somebody_archived",
    "no project is called": WAYS + "test_names.py::test_what_was_renamed_elsewhere",
    "a project whose name is not known yet": "engine/test_unknown.py",
    "and deleting it would delete them for ever. Nothing was changed. If": (
        "engine/test_delete.py::test_after_the_two_steps"
    ),
    "the service did not say how many images": (
        IDENTITY_TESTS + "test_missing_figures.py::test_what_the_service"
    ),
    "is not the project that resource": IDENTITY_TESTS
    + "test_right_project.py::test_another_project",
    "both hold project": WAYS + "test_shells.py::test_the_first_of_two_entries",
    "Keep it:": IDENTITY_TESTS + "test_right_project.py::test_taking_over_shows",
    "pulumi config set --secret pictograph:apiKey, or": (
        "engine/test_rotated_key.py::test_refresh_and_destroy"
    ),
    "after changing it run pulumi up": "engine/test_rotated_key.py::test_refresh_and_destroy",
    "Nothing of the service is at this address": WAYS + "test_connection.py::test_an_address",
    "Somebody may have deleted or renamed": WAYS + "test_names.py::test_what_was_deleted_elsewhere",
    "pulumi up without --replace": IDENTITY_TESTS
    + "test_refactoring.py::test_a_replacement_is_refused",
    "and … both declare": IDENTITY_TESTS + "test_sharing.py::test_two_new_resources",
    "exists, but it is archived": IDENTITY_TESTS + "test_replays.py::test_an_archived_project",
    "was deleted elsewhere. Run": WAYS + "test_names.py::test_what_was_deleted_elsewhere",
    "cancelled while the service was at work": "engine/test_native_interrupt.py",
    "Project({resource}) has Res": "engine/test_import_option.py::test_an_import_option",
    "its state was recorded by the native": "engine/test_native_move.py::test_the_way_back",
    "there is no API key: set": "saving/test_command.py::test_without_a_key",
    "it has to be a number": WAYS + "test_connection.py::test_a_setting_that_makes",
    "unknown setting": "engine/test_misspelt_settings.py::test_a_misspelt_key",
    "pictograph:classRemoval is": WAYS + "test_connection.py::test_a_setting_that_makes",
    "pictograph:requireSave is": WAYS + "test_connection.py::test_a_setting_that_makes",
    "there is no API key. Write": WAYS + "test_connection.py::test_no_key",
    "permits no removal": "engine/test_catalog.py::test_in_production_nothing_permitted",
    "many projects come or go": "engine/test_many.py::test_a_preview_that_creates_a_hundred",
    "to put them back": "engine/test_save_bucket.py::test_a_permitted_removal_is_taken_back",
    "plugin install": "engine/test_doctor.py::test_a_program_in_yaml_needs_the_plugin",
    "was deleted, and its images with it": "engine/test_save.py::test_a_deleted_project_comes",
    "the same directory and file name. Nothing": "saving/test_restore_elsewhere.py",
    "the receipt is of organization": WAYS + "test_restore.py::test_each_way_out",
    "Rename the present one first": WAYS + "test_restore.py::test_each_way_out",
    "does not allow the type": "saving/test_restore_elsewhere.py::test_a_type_that_the_project",
    "nothing was changed: run it again": WAYS + "test_restore.py::test_each_way_out",
    # Run by a program of its own age only.
    "Use the pictograph-provider that wrote it": "saving/test_receipt.py",
    "Classes that are back": WAYS + "test_restore.py::test_each_way_out",
    "a part may be back. Run it again": "saving/test_stopped.py::test_a_restore_that_was_stopped",
    "add --by-file-name if they": "engine/test_save.py::test_a_deleted_project_comes",
    "pulumi config rm …, or write": "catalog/test_levels.py",
    "Name another folder with --out": "engine/test_adopt_command.py::test_no_file_is_overwritten",
    "pulumi import --file": "engine/test_adopt_command.py::test_the_commands_that_it_prints",
    "take its protection out": "engine/test_adopt_command.py::test_an_adopted_project",
    "pulumi stack select --create": "engine/test_adopt_command.py::test_the_commands_that_it",
    "pulumi config set --secret pictograph:apiKey": (
        "engine/test_adopt_command.py::test_the_commands_that_it_prints"
    ),
    "pulumi config set pictograph:baseUrl": (
        "engine/test_adopt_command.py::test_the_commands_that_it_prints"
    ),
    "for the report as JSON": "review/test_command.py",
    "--from reads a preview": "review/test_command.py",
    "it was deleted elsewhere: run": WAYS + "test_review.py::test_a_refresh_first",
    "it is called … in the service: run": WAYS + "test_review.py::test_a_refresh_first",
    "the preview was made for the service": WAYS + "test_review.py::test_a_preview_that_was_kept",
    "there is no API key to count with": WAYS + "test_review.py::test_a_preview_that_was_kept",
    "the stack's state can't be read": "review/test_failures.py",
    "the preview ended at a refusal": WAYS + "test_review.py::test_a_preview_that_was_kept",
    "it is not the output of": WAYS + "test_review.py::test_a_preview_that_was_kept",
    "To count it, review again": WAYS + "test_review.py::test_a_refresh_first",
    "there is no folder": "cli/test_emulator.py",
    "say which emulator": "cli/test_emulator.py",
    "Run: pulumi login": WAYS + "test_doctor.py::test_a_login",
    "or name that folder with --cwd": WAYS + "test_doctor.py::test_what_the_doctor",
    "a viewer: previews": "engine/test_doctor_service.py::test_the_role_of_the_key",
    "Run: pulumi config set --secret": WAYS + "test_doctor.py::test_what_the_doctor",
    "Set it again: pulumi config": "engine/test_doctor.py::test_misspelt_settings",
    "Run: pulumi stack select": WAYS + "test_doctor.py::test_what_the_doctor",
    "Rename the variable, or unset": WAYS + "test_connection.py::test_a_misspelt_variable",
}

MESSAGES = [line[3:-1] for line in page().splitlines() if line.startswith("- `")]


def test_each_way_out_that_can_be_pasted_is_done_in_a_test() -> None:
    told = [text for text in MESSAGES if TELLS.search(text)]
    assert [text for text in told if not any(part in text for part in DONE)] == []


@pytest.mark.parametrize("part", DONE)
def test_a_test_that_does_it_is_there(part: str) -> None:
    assert any(part in text for text in MESSAGES), part
    file, _, name = DONE[part].partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    found = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert any(each.startswith(name or "test_") for each in found), name
