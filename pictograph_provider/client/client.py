"""The client: one pool of connections, one key, everything reached from here."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pictograph_provider.client.config import ClientConfig, client_config

if TYPE_CHECKING:
    from pictograph_provider.client.annotations import Annotations
    from pictograph_provider.client.exports import Exports
    from pictograph_provider.client.images import Images
    from pictograph_provider.client.organizations import Organizations
    from pictograph_provider.client.projects import Projects
    from pictograph_provider.client.retry import Clock
    from pictograph_provider.client.transport import Transport


class Client:
    """Pictograph's developer API. Safe to share between threads.

    Args:
        api_key: `pk_live_...`; else `PICTOGRAPH_API_KEY`.
        base_url: else `PICTOGRAPH_BASE_URL`, else the live service.
        timeout: seconds that one try may take; else `PICTOGRAPH_TIMEOUT`, else 30.
        max_retries: further tries; else `PICTOGRAPH_MAX_RETRIES`, else 3.

    Raises:
        ConfigurationError: there is no key, or a setting makes no sense.

    Example:
        >>> client = Client()
        >>> for project in client.projects.iter():
        ...     print(project.name, len(project.classes))
    """

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> None:
        self._connect(client_config(api_key, base_url, timeout, max_retries))

    @classmethod
    def of(cls, config: ClientConfig, clock: Clock | None = None) -> Client:
        """A client of settings that were read elsewhere; the environment is not looked at.

        Args:
            clock: by which it waits between two tries.
        """
        client = cls.__new__(cls)
        client._connect(config, clock)
        return client

    def _connect(self, config: ClientConfig, clock: Clock | None = None) -> None:
        self._config, self._clock = config, clock
        self._opening = Lock()
        self._opened: Transport | None = None

    # What sends requests and reads answers is imported when it is first needed: an up that
    # changes nothing asks nothing, and would wait longer for Pydantic, httpx and certificates than
    # for all else of ours.

    @property
    def _transport(self) -> Transport:
        from pictograph_provider.client.transport import Transport

        with self._opening:
            if self._opened is None:
                self._opened = Transport(self._config, clock=self._clock)
            return self._opened

    @cached_property
    def projects(self) -> Projects:
        """The projects of the key's organization."""
        from pictograph_provider.client.projects import Projects

        return Projects(self._transport)

    @cached_property
    def images(self) -> Images:
        """The images of a project."""
        from pictograph_provider.client.images import Images

        return Images(self._transport)

    @cached_property
    def annotations(self) -> Annotations:
        """The annotations of an image."""
        from pictograph_provider.client.annotations import Annotations

        return Annotations(self._transport)

    @cached_property
    def exports(self) -> Exports:
        """The exports of a project."""
        from pictograph_provider.client.exports import Exports

        return Exports(self._transport)

    @cached_property
    def organizations(self) -> Organizations:
        """The organization that the key belongs to."""
        from pictograph_provider.client.organizations import Organizations

        return Organizations(self._transport)

    def close(self) -> None:
        """Close the connections."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client(base_url={self._config.base_url!r})"
