"""Where saved annotations are kept: a folder, or the bucket of an object store, by its URL."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

BUCKETS = {"s3": "Amazon S3 and what speaks its API", "gs": "Google Cloud", "az": "Azure"}
"""URL schemes of object stores, each with whose it is."""

LIBRARY = "obstore"
INSTALL = 'pip install "pictograph-provider[save]"'

EXAMPLE = "s3://bucket/folder"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+")


class PlaceError(Exception):
    """Something cannot be kept there, or is not there."""


def is_bucket(place: str) -> bool:
    """Whether a place that has no problem is in an object store."""
    return place.startswith(tuple(f"{scheme}://" for scheme in BUCKETS))


def place_problem(place: str, setting: str) -> str | None:
    """What is wrong with a place, in one sentence with the way out; None where nothing is.

    A part that could hold a password is never repeated.

    Args:
        setting: what it was given as, such as `save_before_removal`.
    """
    scheme, _, rest = place.partition(":")
    known_scheme = scheme in (*BUCKETS, "file")
    if not known_scheme and not (_SCHEME.fullmatch(scheme) and rest.startswith("//")):
        return None  # a plain path; a drive of Windows has one letter
    if not known_scheme:
        known = ", ".join(f"{name}://" for name in (*BUCKETS, "file"))
        return f"{setting} is a URL that begins with {scheme}:, and known are {known}."
    if not rest.startswith("//"):
        return f"{setting} begins with {scheme}: and no //: write it like {EXAMPLE}."
    if "@" in urlsplit(place).netloc or "?" in place or "#" in place:
        return (
            f"{setting} is a URL with a user, a password or options in it (@, ? or #): leave them "
            "out. Credentials are found where the store's own tools look for them: for S3, "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or the machine's role."
        )
    if scheme == "file":
        host = urlsplit(place).netloc
        return f"{setting} names the host {host}: write file:///folder." if host else None
    if not urlsplit(place).netloc:
        return f"{setting} names no bucket: write it like {EXAMPLE}."
    if find_spec(LIBRARY) is None:
        return (
            f"{setting} is {place}, and the library that reaches {scheme}:// is not installed. "
            f"Run: {INSTALL}"
        )
    return None


def folder(place: str) -> Path:
    """The folder or file of this machine that a plain path or a file:// URL names."""
    if place.startswith("file://"):
        return Path(url2pathname(urlsplit(place).path))
    return Path(place).absolute()
