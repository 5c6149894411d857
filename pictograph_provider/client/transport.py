"""Send one request: with the key, in time, and again where that may help."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pictograph_provider.client.answers import Answer, parse
from pictograph_provider.client.config import ClientConfig
from pictograph_provider.client.errors import ApiError, NetworkError, PictographError
from pictograph_provider.client.pace import Pace
from pictograph_provider.client.retry import Budget, Clock, attempts

if TYPE_CHECKING:
    import httpx

BUDGET = Budget()
"""The retry budget of this process: every client and thread draws on it."""

Query = Mapping[str, str | int]
"""What follows the `?` of an address."""

Result = TypeVar("Result")

LARGEST_ANSWER = 256 * 1024 * 1024
"""Bytes. No answer of the service is near it; more would only fill the memory."""


class Transport:
    """One pool of connections to one service, for any number of threads."""

    def __init__(
        self,
        config: ClientConfig,
        *,
        budget: Budget = BUDGET,
        clock: Clock | None = None,
    ) -> None:
        self.config = config
        self._budget = budget
        self._clock = clock or Clock()
        self._pace = Pace(self._clock)
        self._http = self._open()

    def _open(self) -> httpx.Client:
        import httpx

        from pictograph_provider.version import __version__

        return httpx.Client(
            headers={
                "X-API-Key": self.config.api_key.get_secret_value(),
                "User-Agent": f"pictograph-provider/{__version__}",
                "Accept": "application/json",
            },
            timeout=self.config.timeout,
            limits=httpx.Limits(),  # a connection for each thread that asks
            follow_redirects=False,
        )

    def request(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        params: Query | None = None,
        idempotency_key: str | None = None,
    ) -> Answer:
        """Send a request to the API until it succeeds or there is no point in going on.

        Args:
            path: below the base URL, percent-encoded.
            idempotency_key: names the call, so that repeating it has its effect once (the
                service keeps answers for 24 hours). Each call that writes gets one of its own.

        Raises:
            NetworkError: no answer came, or none in time.
            ApiError: the service refused.
        """
        # One key for all tries: an effect whose answer was lost is not had twice.
        key = idempotency_key or uuid.uuid4().hex
        seen: set[str] = set()

        def send() -> Answer:
            nonlocal key
            try:
                with self._pace.turn():
                    return self._send(method, path, json, params, key)
            except ApiError as error:
                if _is_stored(error, seen):  # the same key would only bring it again
                    key = uuid.uuid4().hex
                raise

        answer, tries = self.repeat(send)
        return replace(answer, tries=tries)

    def repeat(self, action: Callable[[], Result]) -> tuple[Result, int]:
        """Call `action` until it succeeds or there is no point in going on.

        Returns:
            Its result, and how often it was called.

        Raises:
            NetworkError, ApiError: of the last call, with the number of calls in `tries`.
        """
        tries = 0
        last: ApiError | NetworkError | None = None
        try:
            for attempt in attempts(
                self.config.max_retries, self._budget, self._clock, lambda: self._pace.passed
            ):
                with attempt:
                    tries += 1
                    try:
                        result = action()
                    except (ApiError, NetworkError) as error:
                        last = error
                        raise
        except (ApiError, NetworkError) as error:
            error.tries = tries
            raise
        self._budget.give_back(last)
        return result, tries

    def _send(self, method: str, path: str, json: object, params: Query | None, key: str) -> Answer:
        import httpx

        url = self.config.base_url + path
        asked = f"{method} {url}"
        headers = {"Idempotency-Key": key} if method in ("POST", "PUT", "PATCH") else None
        deadline = self._clock.now() + self.config.timeout
        try:
            with self._http.stream(
                method, url, json=json, params=params, headers=headers
            ) as response:
                body = self._read(response, deadline, asked)
        except httpx.TimeoutException:
            raise self._too_late(asked) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NetworkError(f"no answer came: {self._plain(error)}", request=asked) from None
        secret = self.config.api_key
        return parse(response.status_code, response.headers, body, asked=asked, secret=secret)

    def _read(self, response: httpx.Response, deadline: float, asked: str) -> bytes:
        # httpx limits the pause between two pieces of an answer, not the whole of it.
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if self._clock.now() > deadline:
                raise self._too_late(asked)
            if len(body) > LARGEST_ANSWER:
                raise PictographError(
                    f"the answer has more than {LARGEST_ANSWER:,} bytes.", request=asked
                )
        return bytes(body)

    def _too_late(self, asked: str) -> NetworkError:
        return NetworkError(f"no answer came within {self.config.timeout:g} s.", request=asked)

    def _plain(self, error: Exception) -> str:
        text = str(error) or type(error).__name__
        return text.replace(self.config.api_key.get_secret_value(), "[key]").rstrip(".") + "."

    def put_signed(self, url: httpx.URL, content: bytes, content_type: str) -> None:
        """Put bytes to an address that the service signed.

        The signature in the address is the permission: the key stays out of it, since the
        storage is another host.
        """
        import httpx

        try:
            headers = {"Content-Type": content_type}
            answer = httpx.put(url, content=content, headers=headers, timeout=self.config.timeout)
        except httpx.HTTPError as error:
            raise NetworkError(
                f"no answer came: {self._plain(error)}", request=f"PUT to {url.host}"
            ) from None
        if not answer.is_success:
            status = answer.status_code
            raise ApiError(
                "the storage did not take the upload.",
                request=f"PUT to {url.host} answered {status}",
                status=status,
            )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


def _is_stored(error: ApiError, seen: set[str]) -> bool:
    """Whether a 5xx is an earlier answer once more, kept under the idempotency key."""
    if error.status is None or error.status < 500 or error.request_id is None:
        return False
    stored = error.request_id in seen
    seen.add(error.request_id)
    return stored
