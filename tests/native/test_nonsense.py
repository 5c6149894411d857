"""Whatever is sent to the plugin, it answers in words: generated inputs, unknown or secret."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pulumi.runtime.proto import provider_pb2

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.native.wire import SECRET, SIGNATURE
from pictograph_provider.plan import UNKNOWN
from tests.native.plugin import TIMEOUT, URN, Plugin, plain, plugin, struct

NAMES = st.sampled_from(["a", "b", "merge", "", " ", "A (b)", "ü", '"', "type", "<{%reset%}>"])
SCALARS = st.one_of(
    NAMES,
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.none(),
    st.just(UNKNOWN),
)


def secret(value: Any) -> dict[str, Any]:
    return {SIGNATURE: SECRET, "value": value}


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(NAMES, inner, max_size=3),
        inner.map(secret),
    ),
    max_leaves=6,
)
CLASS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.one_of(st.sampled_from(["bbox", "box", "polygon", "tag"]), VALUES),
        "color": st.one_of(st.sampled_from(["red", "#00ff00"]), VALUES),
        "attributes": VALUES,
        "skeleton": VALUES,
        "colour": VALUES,
    },
)
INPUTS = st.fixed_dictionaries(
    {},
    optional={
        "name": VALUES,
        "description": VALUES,
        "annotationTypes": st.one_of(st.just(["bbox"]), VALUES),
        "classes": st.one_of(st.dictionaries(NAMES, CLASS, max_size=3), VALUES),
        "classOrder": st.one_of(st.lists(NAMES, max_size=3), VALUES),
        "classMoves": st.one_of(st.dictionaries(NAMES, NAMES, max_size=2), VALUES),
        "allowClassRemoval": st.one_of(st.lists(NAMES, max_size=2), VALUES),
        "foreignClasses": st.one_of(st.sampled_from(["keep", "remove"]), VALUES),
        "onDelete": st.one_of(st.sampled_from(["archive", "delete"]), VALUES),
        "adopt": VALUES,
        "saveBeforeRemoval": VALUES,
        "nonsense": VALUES,
    },
)


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with Emulator(tmp_path_factory.mktemp("service") / "emulator.db", control=True) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def started(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    folder = tmp_path_factory.mktemp("program")
    config = {"apiKey": emulator.key, "baseUrl": emulator.url}
    with plugin(folder, "yaml", os.environ, **config) as started:
        yield started


STOP = {"type": "bbox", "color": "#ff0000"}


@pytest.fixture(scope="module")
def there(started: Plugin) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A project: its id, its outputs, its inputs."""
    inputs = {"name": "there", "classes": {"a": STOP, "merge": STOP}}
    id_, outputs = started.create(inputs)
    assert id_, started.said
    return id_, outputs, inputs


@settings(max_examples=80)
@given(news=INPUTS)
@example(news={"name": {"a": 1}, "classes": None})
@example(news={"classes": {"a": {"type": "bbox", "color": secret(UNKNOWN)}}})
@example(news={"classes": secret({"a": secret({"type": "bbox"})}), "classOrder": [UNKNOWN]})
def test_inputs_are_refused_in_words_or_previewed(
    started: Plugin, there: tuple[str, dict[str, Any], dict[str, Any]], news: dict[str, Any]
) -> None:
    id_, outputs, olds = there
    began = len(started.said)
    for old in ({}, olds):
        if started.check(news, old):
            continue
        request = provider_pb2.CheckRequest(urn=URN, news=struct(news), olds=struct(old))
        checked = started.stub.Check(request, timeout=TIMEOUT).inputs
        if old:
            diff = provider_pb2.DiffRequest(
                urn=URN, id=id_, olds=struct(outputs), old_inputs=struct(olds), news=checked
            )
            assert not started.stub.Diff(diff, timeout=TIMEOUT).replaces
            update = provider_pb2.UpdateRequest(
                urn=URN,
                id=id_,
                olds=struct(outputs),
                old_inputs=struct(olds),
                news=checked,
                preview=True,
            )
            assert plain(started.stub.Update(update, timeout=TIMEOUT).properties)
        else:
            create = provider_pb2.CreateRequest(urn=URN, properties=checked, preview=True)
            assert plain(started.stub.Create(create, timeout=TIMEOUT).properties)
    said = started.said[began:]
    assert not [text for text in said if "a fault in pictograph-provider" in text]


@settings(max_examples=40)
@given(outputs=st.dictionaries(NAMES, VALUES, max_size=3), inputs=INPUTS)
def test_a_state_that_was_edited_by_hand_changes_nothing(
    started: Plugin,
    emulator: Emulator,
    there: tuple[str, dict[str, Any], dict[str, Any]],
    outputs: dict[str, Any],
    inputs: dict[str, Any],
) -> None:
    id_, good, olds = there
    with Client(emulator.key, emulator.url) as client:
        before = client.projects.get(id=id_)
        for found in (outputs, {**good, **outputs}):
            # Each answers or fails with one text; the harness lets nothing else through.
            started.diff(id_, found, inputs, olds)
            started.read(id_, found, inputs)
            started.check(olds, inputs)
        assert client.projects.get(id=id_) == before


@pytest.mark.parametrize("urn", ["", "nonsense", "urn:pulumi:a::b", "a::b::c::d::e"])
def test_a_urn_that_is_none_is_no_crash(started: Plugin, urn: str) -> None:
    request = provider_pb2.CheckRequest(urn=urn, news=struct({"name": "x"}))
    assert len(started.stub.Check(request, timeout=TIMEOUT).failures) <= 1
    create = provider_pb2.CreateRequest(urn=urn, properties=struct({"name": "x"}), preview=True)
    started.call("Create", create)


def test_numbers_that_json_does_not_have_are_no_crash(started: Plugin) -> None:
    for number in (float("nan"), float("inf"), -float("inf")):
        for news in ({"description": number}, {"allowClassRemoval": {"a": number}}):
            (reason,) = started.check(news)
            assert "a fault in pictograph-provider" not in reason


@pytest.mark.parametrize("method", ["Check", "Diff", "Create", "Read", "Update", "Delete"])
def test_an_empty_request_is_no_crash(started: Plugin, method: str) -> None:
    request = getattr(provider_pb2, f"{method}Request")()
    if method == "Check":
        assert len(started.stub.Check(request, timeout=TIMEOUT).failures) <= 1
    else:
        started.call(method, request)


def test_a_provider_that_could_not_be_configured_says_why(tmp_path: Path) -> None:
    with plugin(tmp_path, "yaml", os.environ, baseUrl="nowhere", apiKey="k") as started:
        (reason,) = started.check({"name": "x"})
    assert 'the base URL "nowhere" is not valid' in reason
