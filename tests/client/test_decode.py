"""What is made of answers that are not what the service speaks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from pictograph_provider import Client, NetworkError, NotFoundError, ServerError
from pictograph_provider.emulator.png import png
from pictograph_provider.emulator.server import Emulator
from tests.rewriting import Rewrite, Rewriter

Call = Callable[[Client], Any]


@pytest.fixture
def client(pictograph_emulator: Emulator, rewriter: Rewriter) -> Iterator[Client]:
    with Client(pictograph_emulator.key, rewriter.url) as client:
        client.projects.create("signs", classes=[{"name": "a", "type": "bbox"}])
        client.images.upload("signs", "1.png", png(4, 4, (0, 0, 0)))
        client.exports.create("signs", "all")
        yield client


def get(client: Client) -> Any:
    return client.projects.get("signs")


def listing(client: Client) -> Any:
    return [*client.projects.iter()]


def insights(client: Client) -> Any:
    return client.projects.insights("signs")


def organization(client: Client) -> Any:
    return client.organizations.me()


def images(client: Client) -> Any:
    return [*client.images.iter("signs")]


def labels(client: Client) -> Any:
    return client.annotations.get("signs", "1.png")


def export(client: Client) -> Any:
    return client.exports.get("signs", "all")


CALLS: list[tuple[Call, str]] = [
    (get, "data"),
    (listing, "data"),
    (insights, "data"),
    (organization, "organization"),
    (images, "data"),
    (labels, "annotations"),
    (export, "data"),
]


def always(answer: Any) -> Rewrite:
    return lambda method, path, body: answer


@pytest.mark.parametrize(("call", "key"), CALLS)
def test_an_answer_of_another_shape_is_the_services_error(
    client: Client, rewriter: Rewriter, call: Call, key: str
) -> None:
    answers: list[Any] = [{}, [], "text", 7, {key: None}, {key: "text"}, {key: 7}]
    for answer in answers:
        rewriter.rewrite = always(answer)
        with pytest.raises(ServerError, match="cannot be read") as caught:
            call(client)
        assert caught.value.status is None
        assert caught.value.response == answer


def without(*keys: str, **others: Any) -> Rewrite:
    """Takes keys out of the data of an answer, or out of each row, and gives others a value."""

    def changed(row: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in {**row, **others}.items() if key not in keys}

    def rewrite(method: str, path: str, body: Any) -> Any:
        data = body["data"]
        return {**body, "data": [*map(changed, data)] if isinstance(data, list) else changed(data)}

    return rewrite


UNREADABLE = [
    (without("id"), "id"),
    (without(id=""), "id"),
    (without(id=3), "id"),
    (without("name"), "name"),
    (without("created_at"), "created_at"),
    (without(created_at=1700000000), "created_at"),
    (without("classes"), "classes"),
    (without(classes=None), "classes"),
    (without(classes=["a"]), "classes.0"),
    (without(classes=[{"type": "bbox"}]), "classes.0.name"),
    (without(annotation_types=None), "annotation_types"),
    (without(annotation_types="bbox"), "annotation_types"),
    (without("id", "name", "classes", "created_at"), "id, name, classes and more"),
]


@pytest.mark.parametrize("call", [get, listing])
def test_a_project_that_cannot_be_read_names_what_is_wrong(
    client: Client, rewriter: Rewriter, call: Call
) -> None:
    for rewrite, says in UNREADABLE:
        rewriter.rewrite = rewrite
        with pytest.raises(ServerError) as caught:
            call(client)
        assert caught.value.cause.endswith(f"a project in it has no valid {says}.")


def test_a_project_that_is_no_mapping_is_said_to_be_none(
    client: Client, rewriter: Rewriter
) -> None:
    rewriter.rewrite = lambda method, path, body: {"data": ["signs"]}
    with pytest.raises(ServerError, match="a project in it is not a mapping"):
        listing(client)


def test_an_answer_about_another_project_is_refused(client: Client, rewriter: Rewriter) -> None:
    id = client.projects.get("signs").id
    other = "00000000-0000-4000-8000-000000000000"
    assert client.projects.get(id=id).name == "signs"
    rewriter.rewrite = without(id=other)
    with pytest.raises(ServerError, match=f"another project .{other}"):
        client.projects.get(id=id)


def test_a_time_without_a_zone_is_in_utc(client: Client, rewriter: Rewriter) -> None:
    rewriter.rewrite = without(created_at="2026-01-02T03:04:05")
    assert client.projects.get("signs").created_at == datetime(2026, 1, 2, 3, 4, 5, 0, timezone.utc)


def test_a_delete_without_a_summary_is_the_services_error_and_repeating_it_finds_it_done(
    client: Client, rewriter: Rewriter
) -> None:
    rewriter.rewrite = always({"data": "deleted"})
    with pytest.raises(ServerError, match='its "data" is not a mapping'):
        client.projects.delete("signs")
    with pytest.raises(NotFoundError):
        client.projects.delete("signs")


def paginated(pagination: Any) -> Rewrite:
    return lambda method, path, body: {**body, "pagination": pagination}


def test_a_delete_says_only_figures_that_the_service_gave(
    client: Client, rewriter: Rewriter
) -> None:
    for figure in (None, -1, True, "2", 1.5, [2]):
        rewriter.rewrite = without("annotations_deleted", images_deleted=figure)
        summary = client.projects.delete("signs")
        assert (summary["images_deleted"], summary["annotations_deleted"]) == (None, None)
        rewriter.rewrite = paginated(None)
        client.projects.create("signs")


def test_a_list_of_which_the_end_is_not_known_is_refused(
    client: Client, rewriter: Rewriter
) -> None:
    unreadable: list[Any] = ["text", [], {"has_more": "no"}, {"has_more": 0}]
    for pagination in unreadable:
        rewriter.rewrite = paginated(pagination)
        with pytest.raises(ServerError, match="pagination"):
            listing(client)


def test_without_word_of_more_a_short_page_is_the_last(client: Client, rewriter: Rewriter) -> None:
    client.projects.create("second")
    client.projects.create("third")
    silent: list[Any] = [None, {}, {"has_more": None}]
    for pagination in silent:
        rewriter.rewrite = paginated(pagination)
        assert len([*client.projects.iter(page_size=2)]) == 3
        assert len([*client.projects.iter(page_size=3)]) == 3


def test_an_annotation_that_is_no_mapping_is_refused(client: Client, rewriter: Rewriter) -> None:
    rewriter.rewrite = lambda method, path, body: {**body, "annotations": ["a"]}
    with pytest.raises(ServerError, match="an annotation in it"):
        labels(client)


ADDRESSES = [None, 7, "", "no address", "http://[::1", "ftp://127.0.0.1/x", "http://\ud800/"]


def test_an_upload_to_no_address_is_refused(client: Client, rewriter: Rewriter) -> None:
    for address in ADDRESSES:
        rewriter.rewrite = without(upload_url=address)
        with pytest.raises(ServerError, match="no valid upload_url") as caught:
            client.images.upload("signs", "2.png", b"")
        assert caught.value.response is None  # what is signed there is as good as a key


def test_a_download_from_no_address_is_refused(client: Client, rewriter: Rewriter) -> None:
    client.exports.wait("signs", "all")
    for address in ADDRESSES:
        rewriter.rewrite = without(download_url=address)
        with pytest.raises(ServerError, match="no valid download_url"):
            client.exports.download("signs", "all", io.BytesIO())


def test_an_upload_that_nobody_takes_names_the_host_and_not_the_address(
    client: Client, rewriter: Rewriter
) -> None:
    rewriter.rewrite = without(upload_url="http://127.0.0.1:1/secret")
    with pytest.raises(NetworkError, match="no answer came") as caught:
        client.images.upload("signs", "2.png", b"")
    assert "secret" not in str(caught.value)


def test_an_organization_need_not_have_a_name(client: Client, rewriter: Rewriter) -> None:
    rewriter.rewrite = lambda method, path, body: {"organization": {"id": "o", "name": None}}
    assert client.organizations.me().name is None
    rewriter.rewrite = lambda method, path, body: {"organization": {"name": "O"}}
    with pytest.raises(ServerError, match="an organization in it has no valid id"):
        client.organizations.me()
