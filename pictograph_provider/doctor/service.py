"""Does the address answer, is it the service, whose is the key, and do the clocks agree?"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import httpx

from pictograph_provider.client.config import ClientConfig
from pictograph_provider.doctor.findings import Finding
from pictograph_provider.texts import quoted_if_needed

BASE_URL = "PICTOGRAPH_BASE_URL"
ME = "/api/v1/developer/organizations/me"
PROJECTS = "/api/v1/developer/datasets/"

SKEW = 60
"""Seconds by which two clocks may differ: ages of what the service made are compared."""

_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
"""What the system puts before its own words."""

CHECKS = ("address", "organization", "clock")


def service_findings(config: ClientConfig | None) -> Iterator[Finding]:
    """The address, the organization and the role, and the clock. Changes nothing."""
    if config is None:
        yield from (Finding(check, None, "needs a key and sound settings") for check in CHECKS)
        return
    headers = {"X-API-Key": config.api_key.get_secret_value(), "Accept": "application/json"}
    base_url = f"The address is {config.base_url}: is pictograph:baseUrl right, or {BASE_URL}?"
    try:
        with httpx.Client(headers=headers, timeout=config.timeout) as http:
            answer = http.get(config.base_url + ME)
            now = datetime.now(timezone.utc)
            yield from _answered(config, http, answer, base_url)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = _NUMBER.sub("", str(error)) or type(error).__name__
        why = f"{config.base_url} does not answer: {reason}"
        yield Finding("address", False, why, f"Is the network up? {base_url}")
        yield from (Finding(check, None, "needs the service") for check in CHECKS[1:])
        return
    yield _clock(answer, now)


def _answered(
    config: ClientConfig, http: httpx.Client, answer: httpx.Response, base_url: str
) -> Iterator[Finding]:
    name = _organization(answer)
    is_service = name is not None or (answer.status_code in (401, 403) and _is_error(answer))
    if not is_service:
        found = f"what answers there is not Pictograph: status {answer.status_code}"
        yield Finding("address", False, found, base_url)
        yield Finding("organization", None, "needs the service")
        return
    yield Finding("address", True, f"{config.base_url} answers")
    if name is None:
        found = f"the key is not accepted: status {answer.status_code}"
        mend = "Run: pulumi config set --secret pictograph:apiKey (it asks for the key)"
        yield Finding("organization", False, found, mend)
        return
    yield Finding(
        "organization", True, f"{quoted_if_needed(name)}; the key is that of {_role(config, http)}"
    )


def _role(config: ClientConfig, http: httpx.Client) -> str:
    """The role, which the service does not tell: so by what is refused.

    Asked of a project that cannot exist, so nothing can change: 403 where the role is too low,
    and 404 where it is not.
    """
    path = f"{config.base_url}{PROJECTS}{uuid.uuid4()}"
    if http.post(f"{path}/unarchive").status_code == httpx.codes.NOT_FOUND:
        return "an admin or owner"
    if http.patch(path, json={"description": ""}).status_code == httpx.codes.NOT_FOUND:
        return "a member: it creates and changes, and neither deletes nor archives"
    return "a viewer: previews and reviews work, pulumi up does not"


def _clock(answer: httpx.Response, now: datetime) -> Finding:
    try:
        service = parsedate_to_datetime(answer.headers.get("Date", ""))
        seconds = round((now - service).total_seconds())
    except (TypeError, ValueError):
        return Finding("clock", None, "the service does not say what time it has")
    if abs(seconds) <= SKEW:
        return Finding("clock", True, f"{abs(seconds)} s from the service's")
    way = "ahead of" if seconds > 0 else "behind"
    found = f"this machine's clock is {abs(seconds)} s {way} the service's"
    return Finding("clock", False, found, "Set it, for example by switching on NTP.")


def _organization(answer: httpx.Response) -> str | None:
    try:
        row = answer.json()["organization"]
        return str(row.get("name") or row["id"]) if answer.is_success else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_error(answer: httpx.Response) -> bool:
    try:
        body = answer.json()
    except ValueError:
        return False
    return isinstance(body, dict) and ("error" in body or "detail" in body)
