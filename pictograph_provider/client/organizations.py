"""`client.organizations`: whose key is this?"""

from __future__ import annotations

from collections.abc import Mapping

from pictograph_provider.client.errors import ServerError
from pictograph_provider.client.transport import Transport
from pictograph_provider.models import Organization

PATH = "/api/v1/developer/organizations/me"


class Organizations:
    """The key's own organisation; the service shows no other."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def me(self) -> Organization:
        """The organisation that the key belongs to."""
        body = self._transport.request("GET", PATH).data
        row = body.get("organization") if isinstance(body, Mapping) else None
        if not isinstance(row, Mapping) or "id" not in row:
            raise ServerError('the answer has no "organization": is the base URL right?')
        return Organization.model_validate(row)
