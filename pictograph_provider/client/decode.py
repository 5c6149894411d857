"""Read answers into objects: the one place that decides what of an answer is believed.

An answer that is not what the service speaks is a `ServerError` without a status, with the
answer in `.response` (service contract, section 2.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pictograph_provider.client.answers import Answer
from pictograph_provider.client.errors import ServerError
from pictograph_provider.models import Model, built

if TYPE_CHECKING:
    import httpx

FIELDS_NAMED = 3
"""So many unreadable fields are named in a message; a broken answer may have thousands."""


def member(answer: Answer, key: str = "data") -> object:
    """What the answer holds under `key`, its envelope.

    Raises:
        ServerError: the answer has no such key, so it is not the service's.
    """
    if not isinstance(answer.data, Mapping) or key not in answer.data:
        raise malformed(answer, f'it has no "{key}"', hint=True)
    return answer.data[key]


def mapping(answer: Answer, key: str = "data") -> Mapping[str, object]:
    """The mapping that the answer holds under `key`.

    Raises:
        ServerError: it is missing.
    """
    found = member(answer, key)
    if not isinstance(found, Mapping):
        raise malformed(answer, f'its "{key}" is not a mapping')
    return found


def rows(answer: Answer, key: str = "data") -> Sequence[object]:
    """The list that the answer holds under `key`.

    Raises:
        ServerError: it is missing. A missing list is never taken for an empty one.
    """
    found = member(answer, key)
    if not isinstance(found, list):
        raise malformed(answer, f'its "{key}" is not a list')
    return found


def model(kind: type[Model], value: object, answer: Answer, thing: str) -> Model:
    """A part of an answer as an object.

    Args:
        thing: what it is, with an article, for the message: `a project`.

    Raises:
        ServerError: a field that is needed is missing, or one is of the wrong type.
    """
    try:
        return built(kind).model_validate(value)
    except ValidationError as error:
        places = dict.fromkeys(_place(item["loc"]) for item in error.errors(include_input=False))
    if "" in places:
        raise malformed(answer, f"{thing} in it is not a mapping")
    named = ", ".join([*places][:FIELDS_NAMED])
    more = " and more" if len(places) > FIELDS_NAMED else ""
    raise malformed(answer, f"{thing} in it has no valid {named}{more}")


def signed_address(answer: Answer, key: str) -> httpx.URL:
    """An address for one upload or download. Whoever has it needs no key.

    Raises:
        ServerError: it is missing, or not a web address. It is never repeated in the message.
    """
    import httpx

    text = mapping(answer).get(key)
    try:
        url = httpx.URL(text) if isinstance(text, str) else None
    except (httpx.InvalidURL, ValueError):
        url = None
    if url is None or url.scheme not in ("http", "https") or not url.host:
        raise malformed(answer, f"it has no valid {key}", secret=True)
    return url


def malformed(
    answer: Answer, what: str, *, hint: bool = False, secret: bool = False
) -> ServerError:
    """The error for an answer that cannot be read.

    Args:
        what: is wrong with it, as the end of a sentence.
        hint: it may come from another server altogether.
        secret: the answer may hold a signed address, so it does not go into the error.
    """
    asks = " It may not come from the service: check the base URL." if hint else ""
    return ServerError(
        f"the answer cannot be read: {what}.{asks}",
        request=answer.asked,
        request_id=answer.request_id,
        response=None if secret else answer.data,
    )


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc)
