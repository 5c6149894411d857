"""`client.organizations`: whose key is this?"""

from __future__ import annotations

from pictograph_provider.client.decode import mapping, model
from pictograph_provider.client.transport import Transport
from pictograph_provider.models import Organization

PATH = "/api/v1/developer/organizations/me"


class Organizations:
    """The key's own organization; the service shows no other."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def me(self) -> Organization:
        """The organization that the key belongs to."""
        answer = self._transport.request("GET", PATH)
        return model(Organization, mapping(answer, "organization"), answer, "an organization")
