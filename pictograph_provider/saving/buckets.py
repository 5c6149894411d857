"""Files in the bucket of an object store: whole or not there, and checked by reading them back.

Nothing here knows a credential. The library looks for them where each store's own tools do: in
the environment, else in the role of the machine.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pictograph_provider.saving.files import sha256
from pictograph_provider.saving.places import PlaceError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

RETRIES = 3
"""Further tries of one request; an upload is many."""

AT_ONCE = 4
"""Parts of 5 MiB of one file that are on their way, and so in memory, at the same time."""


class Bucket:
    """The files below a URL such as s3://bucket/folder, which has no problem."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        scheme, _, rest = self.url.partition("://")
        bucket, _, self._folder = rest.partition("/")
        with _plainly(self.url):
            from obstore.store import from_url

            self._store: ObjectStore = from_url(
                f"{scheme}://{bucket}", retry_config={"max_retries": RETRIES}
            )

    def address(self, name: str) -> str:
        """A file's URL."""
        return f"{self.url}/{name}"

    def upload(self, files: Sequence[Path]) -> None:
        """Upload files, in this order, and make sure that each is there as it is here.

        When anything fails, none is left, as far as the store can still be reached.

        Raises:
            PlaceError: one of them could not be stored, or reads back as something else.
        """
        import obstore

        begun = list[str]()
        try:
            for file in files:
                begun.append(file.name)
                self._upload(file)
        except BaseException:
            for name in reversed(begun):
                with contextlib.suppress(PlaceError), _plainly(self.address(name)):
                    obstore.delete(self._store, self._key(name))
            raise

    def fetch(self, name: str, path: Path) -> None:
        """Download a file.

        Raises:
            PlaceError: it is not there, or could not be read.
            OSError: the copy could not be written.
        """
        with path.open("wb") as file:
            for piece in self._read(name):
                file.write(piece)

    def _upload(self, file: Path) -> None:
        import obstore

        # A file of several parts appears at once, when the last of them has arrived.
        with _plainly(self.address(file.name)):
            obstore.put(self._store, self._key(file.name), file, max_concurrency=AT_ONCE)
        if self._sha256(file.name) != sha256(file):
            raise PlaceError(f"{self.address(file.name)} reads back as another file")

    def _sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        for piece in self._read(name):
            digest.update(piece)
        return digest.hexdigest()

    def _read(self, name: str) -> Iterator[bytes]:
        import obstore

        with _plainly(self.address(name)):
            pieces = iter(obstore.get(self._store, self._key(name)).stream())
        while True:
            with _plainly(self.address(name)):
                piece = next(pieces, None)
            if piece is None:
                return
            yield bytes(piece)

    def _key(self, name: str) -> str:
        return f"{self._folder}/{name}" if self._folder else name


@contextlib.contextmanager
def _plainly(url: str) -> Iterator[None]:
    """Put the library's errors into one line, without what it appends for its developers."""
    from obstore import exceptions

    try:
        yield
    except exceptions.PermissionDeniedError as error:
        raise PlaceError(f"{url}: the credentials do not permit it ({_code(error)})") from None
    except exceptions.UnauthenticatedError as error:
        raise PlaceError(f"{url}: the store knows no such credentials ({_code(error)})") from None
    except FileNotFoundError as error:
        raise PlaceError(f"{url}: there is no such bucket or file ({_code(error)})") from None
    except (exceptions.BaseError, OSError) as error:
        raise PlaceError(f"{url}: {_first(error)}") from None


def _code(error: Exception) -> str:
    """The name that the store has for the error, else the first words about it."""
    found = re.search(r"<Code>(\w+)</Code>", str(error))
    return found[1] if found else _first(error)


def _first(error: Exception) -> str:
    # Whoever has a signed address needs no key: what stands behind its ? is not repeated.
    line = re.sub(r"\?\S*", "", str(error).partition("\n")[0])
    return re.sub(r"\s+", " ", line).strip().rstrip(".") or type(error).__name__
