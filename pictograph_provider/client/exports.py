"""`client.exports`: a project's annotations as one file, made by the service in the background.

The wire: vendor's SDK 1.69.146, `resources/exports.py`. Exports have names of their own,
unique in their project.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict
from tenacity import RetryCallState, Retrying, retry_if_result, stop_before_delay, wait_exponential

from pictograph_provider.client.answers import Answer, sentence
from pictograph_provider.client.decode import mapping, model, signed_address
from pictograph_provider.client.errors import ApiError, NetworkError, PictographError
from pictograph_provider.client.transport import Transport

if TYPE_CHECKING:
    import httpx

PATH = "/api/v1/developer/exports/"

PATIENCE = 1800.0
LONGEST_PAUSE = 10.0
LONGEST_DOWNLOAD = 3600.0
"""Seconds: for an export to be made, between two looks at it, for one download."""


class Export(BaseModel):
    """An export as the service describes it.

    Attributes:
        status: `pending`, `processing`, `completed` or `failed`.
        error_message: why it failed.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    name: str
    status: str
    error_message: str | None = None

    @property
    def finished(self) -> bool:
        return self.status in ("completed", "failed")


class Exports:
    """Make, await, download and delete exports. `project` is a project's name."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, project: str, name: str, *, classes: Sequence[str] | None = None) -> Export:
        """Ask for an export in the service's own format, annotations only.

        Args:
            name: at most 100 characters.
            classes: names of classes, no other annotation is exported; None exports all.
        """
        body = {
            "dataset_name": project,
            "name": name,
            "format": "pictograph",
            # Images are as large as it gets, and are not what a removal of a class loses.
            "include_images": False,
        }
        if classes is not None:
            body["class_filter"] = list(classes)
        return _export(self._transport.request("POST", PATH, json=body))

    def get(self, project: str, name: str) -> Export:
        """How an export is getting on."""
        return _export(self._request("GET", project, name))

    def wait(
        self,
        project: str,
        name: str,
        *,
        patience: float = PATIENCE,
        progress: Callable[[float, str], None] = lambda seconds, status: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> Export:
        """Wait until an export is complete.

        Args:
            patience: seconds after which to give up.
            progress: called before each pause, with the seconds waited so far and the status.

        Raises:
            ApiError: the export failed.
            PictographError: it was not finished in time.
        """

        def before_pause(state: RetryCallState) -> None:
            status = state.outcome.result().status if state.outcome else "unknown"
            progress(state.seconds_since_start or 0.0, status)

        def give_up(state: RetryCallState) -> Export:
            status = state.outcome.result().status if state.outcome else "unknown"
            raise PictographError(f"the export was still {status} after {patience:g} s.")

        export: Export = Retrying(
            sleep=sleep,
            wait=wait_exponential(multiplier=0.25, max=LONGEST_PAUSE),
            stop=stop_before_delay(patience),
            retry=retry_if_result(lambda export: not export.finished),
            before_sleep=before_pause,
            retry_error_callback=give_up,
        )(self.get, project, name)
        if export.status == "failed":
            why = export.error_message or "the service does not say why"
            raise ApiError(
                sentence(f"the service could not make the export: {why}"), code="export_failed"
            )
        return export

    def download(self, project: str, name: str, file: BinaryIO) -> None:
        """Write a complete export, a ZIP archive, to a file that is open for writing.

        A download that is cut off starts the file anew.

        Raises:
            NetworkError: the storage could not be reached, or the download was cut off.
            ApiError: the service or the storage refused.
            OSError: the file could not be written.
        """
        answer = self._request("GET", project, name, "/download")
        url = signed_address(answer, "download_url")

        def fetch() -> None:
            # A try before may have written a part of it.
            file.seek(0)
            file.truncate()
            _fetch(url, file, self._transport.config.timeout)

        self._transport.repeat(fetch)

    def delete(self, project: str, name: str) -> None:
        """Delete an export and its file. Takes an admin's or owner's key."""
        self._request("DELETE", project, name)

    def _request(self, method: str, project: str, name: str, suffix: str = "") -> Answer:
        path = PATH + quote(name, safe="") + suffix
        return self._transport.request(method, path, params={"dataset": project})


def _fetch(url: httpx.URL, file: BinaryIO, timeout: float) -> None:
    # The signature in the address is the permission. The key stays out of it, since the storage
    # is another host, and the address stays out of every message: whoever has it needs no key.
    import httpx

    deadline = time.monotonic() + LONGEST_DOWNLOAD
    try:
        with httpx.stream("GET", url, timeout=timeout, follow_redirects=False) as response:
            if not response.is_success:
                status = response.status_code
                raise ApiError(
                    "the storage did not give the export.",
                    request=f"GET from {url.host} answered {status}",
                    status=status,
                )
            for piece in response.iter_bytes():
                file.write(piece)
                if time.monotonic() > deadline:
                    raise PictographError(f"the download took over {LONGEST_DOWNLOAD:g} s.")
    except httpx.HTTPError as error:
        reason = type(error).__name__
        raise NetworkError(f"the download of the export was cut off ({reason}).") from None


def _export(answer: Answer) -> Export:
    return model(Export, mapping(answer), answer, "an export")
