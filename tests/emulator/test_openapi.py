"""The emulator against its own description: no failure, no answer that is not described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from pictograph_provider.emulator import Emulator, create_app
from tests.emulator.conftest import Api, box

EXAMPLES = 15
"""Requests tried per case."""


def operations() -> list[Any]:
    app = create_app()
    app.state.service.close()
    schema: Any = schemathesis.openapi.from_dict(app.openapi())
    return [result.ok() for result in schema.get_all_operations()]


CASES = [
    pytest.param(operation, mode, id=f"{mode} {operation.label}")
    for operation in operations()
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    # What takes nothing can't be given anything wrong.
    if mode is GenerationMode.POSITIVE or operation.body or operation.query
]
# Some rules, such as two names that must differ, can't be written in a schema; and what is wrong
# with a request may be its key, which is put right here, or a query that nobody reads.
NOT_CHECKED = ["positive_data_acceptance", "negative_data_rejection"]
KNOWN = {
    "dataset": "road-signs",
    "dataset_name": "road-signs",
    "image_path": "a.png",
    "export": "nightly",
    "name": "stop",
    "old_name": "stop",
    "source_name": "stop",
    "target_name": "yield",
}


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_answer_is_described(
    operation: Any, mode: GenerationMode, emulator: Emulator, api: Api
) -> None:
    api.dataset("road-signs", classes=[{"name": name, "type": "box"} for name in ("stop", "yield")])
    api.annotate(api.image(), box("stop"))
    api.ok("POST", "/exports/", {"dataset_name": "road-signs", "name": "nightly"})

    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Any, known: bool) -> None:
        if known:  # else what is asked for is seldom there
            for place in (case.path_parameters, case.query, case.body):
                if isinstance(place, dict):
                    place.update({key: KNOWN[key] for key in place.keys() & KNOWN.keys()})
        case.call_and_validate(
            base_url=emulator.url,
            headers={"X-API-Key": emulator.key},
            excluded_checks=CHECKS.get_by_names(NOT_CHECKED),
        )

    check()
