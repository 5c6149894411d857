"""The control plane from Python."""

from __future__ import annotations

from typing import Any

import httpx

from pictograph_provider.emulator.control.requests import LoggedRequest

TIMEOUT = 60.0
"""Seconds. It is on the same machine, which may have a lot to do besides."""


class Control:
    """Drives the control plane of a running emulator.

    Every method raises ``httpx.HTTPStatusError`` when it is refused.

    Args:
        url: the emulator's address, such as ``http://127.0.0.1:8080``.
    """

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/_emulator", timeout=TIMEOUT, trust_env=False)

    def reset(self) -> None:
        """Back to an empty service: the first organization and its owner's key are left."""
        self._call("POST", "/reset")

    def create_organization(self, name: str) -> str:
        """A new organization's id; it has no key yet."""
        organization_id: str = self._call("POST", "/organizations", name=name)["organization_id"]
        return organization_id

    def create_key(self, organization_id: str, role: str = "owner") -> str:
        """A new key of the role viewer, member, admin or owner."""
        key: str = self._call("POST", "/keys", organization_id=organization_id, role=role)["key"]
        return key

    def revoke_key(self, key: str) -> None:
        self._call("POST", "/keys/revoke", key=key)

    def advance_clock(self, seconds: float) -> None:
        self._call("POST", "/clock", seconds=seconds)

    def set(self, **settings: object) -> None:
        """Turns switches; see ``Settings`` for their names."""
        self._call("PATCH", "/settings", **settings)

    def requests(self) -> list[LoggedRequest]:
        """What came in since the start or the last ``forget_requests``, oldest first."""
        return [LoggedRequest.model_validate(entry) for entry in self._call("GET", "/requests")]

    def forget_requests(self) -> None:
        self._call("DELETE", "/requests")

    def fault(self, kind: str, **options: object) -> None:
        """Switches a fault on; see the classes of ``control.faults`` for kinds and options."""
        self._call("POST", "/faults", kind=kind, **options)

    def faults(self) -> list[dict[str, Any]]:
        """The faults that are still on: those that hit as often as they were to are gone."""
        faults: list[dict[str, Any]] = self._call("GET", "/faults")
        return faults

    def clear_faults(self) -> None:
        self._call("DELETE", "/faults")

    def close(self) -> None:
        self._http.close()

    def _call(self, verb: str, path: str, /, **body: Any) -> Any:
        answer = self._http.request(verb, path, json=body or None)
        answer.raise_for_status()
        return answer.json()
