"""Turn an HTTP answer into data, or into the exception that says what is wrong with it."""

from __future__ import annotations

import email.utils
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from pictograph_provider.client.config import Secret
from pictograph_provider.client.errors import ApiError, ServerError, class_for


@dataclass(frozen=True)
class Answer:
    """A successful answer.

    Attributes:
        data: its JSON.
        asked: method and URL of the request, for messages.
        answered_at: when the service answered, by its own clock, to the second; None where
            it did not say. A repeated idempotency key brings an old answer with a new time.
        request_id: what the service's support asks for.
        tries: how often the request had to be sent.
    """

    data: Any
    asked: str = "the service"
    answered_at: datetime | None = None
    request_id: str | None = None
    tries: int = 1


def parse(
    status: int, headers: Mapping[str, str], body: bytes, *, asked: str, secret: Secret
) -> Answer:
    """The answer, read.

    Args:
        asked: method and URL, for the messages.
        secret: the key; should the service echo it, it is taken out of every message. Wrapped,
            as there are tracebacks that show arguments.

    Raises:
        ApiError: the status is no success, or the body is not JSON.
    """
    text = body.decode("utf-8", "replace").replace(secret.get_secret_value(), "[key]")
    try:
        parsed = json.loads(text) if text else None
    except (ValueError, RecursionError):  # the latter where it is nested without end
        parsed = None
    request_id = headers.get("x-request-id")
    request = f"{asked} answered {status}" + (f", request id {request_id}" if request_id else "")
    if 200 <= status < 300:
        if parsed is None:
            raise ServerError(
                "the answer is not JSON, so it does not come from the service: check the base URL.",
                request=request,
                request_id=request_id,
                response=text,
            )
        return Answer(parsed, asked, moment(headers.get("date")), request_id)
    if 300 <= status < 400:
        # Following it could carry the key to another host.
        raise ApiError(
            "the service answered with a redirect. It is not followed, since it could take the key "
            "to another host: set the base URL to the address that needs no redirect.",
            request=request,
            status=status,
            request_id=request_id,
            response=text,
        )
    message = next(_messages(parsed), "the service refused the request and gave no reason")
    raise class_for(status)(
        sentence(message),
        request=request,
        status=status,
        code=_code(parsed),
        request_id=request_id,
        response=text if parsed is None else parsed,
        retry_after=seconds(headers.get("retry-after")),
    )


def sentence(text: str) -> str:
    """A text of the service's as a sentence that another one may follow."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def seconds(header: str | None) -> float | None:
    """A `Retry-After` header in seconds: a number or an HTTP date (RFC 9110, section 10.2.3)."""
    if header is None:
        return None
    try:
        # Less than no time makes no sense: then there is no pause.
        return max(0.0, float(header))
    except ValueError:
        pass
    until = moment(header)
    if until is None:
        return None
    return max(0.0, (until - datetime.now(timezone.utc)).total_seconds())


def moment(header: str | None) -> datetime | None:
    """A header that holds an HTTP date, as an aware datetime; None where it cannot be read."""
    if header is None:
        return None
    try:
        found = email.utils.parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    # "-0000" is UTC of which nobody knows the place, and Python then leaves the zone out.
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def _messages(body: object) -> Iterator[str]:
    # The order in which the vendor's SDK looks (service contract, section 6).
    body = body if isinstance(body, Mapping) else {}
    error, detail = body.get("error"), body.get("detail")
    envelope = error if isinstance(error, Mapping) else {}
    inner = detail if isinstance(detail, Mapping) else {}
    for text in (envelope.get("message"), detail, error, body.get("message")):
        if isinstance(text, str) and text:
            yield _with_fields(text, envelope.get("details"))
    for text in (inner.get("message"), inner.get("detail")):
        if isinstance(text, str) and text:
            yield text
    if isinstance(detail, list):
        yield "; ".join(_field(item) for item in detail)


def _with_fields(message: str, details: object) -> str:
    errors = details.get("errors") if isinstance(details, Mapping) else None
    if not isinstance(errors, list) or not errors:
        return message
    return f"{message} ({'; '.join(_field(item) for item in errors)})"


def _field(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    where = ".".join(str(part) for part in item.get("loc") or [] if part != "body")
    return f"{where}: {item.get('msg', '')}" if where else str(item.get("msg", item))


def _code(body: object) -> str | None:
    error = body.get("error") if isinstance(body, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, str) and code else None
