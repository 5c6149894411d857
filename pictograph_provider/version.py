"""The version of this package, as the service sees it in `User-Agent`."""

from importlib.metadata import version

__version__ = version("pictograph-provider")
