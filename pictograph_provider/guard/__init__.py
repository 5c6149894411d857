"""May a plan be carried out? Pure: no requests, no Pulumi."""

from pictograph_provider.guard.decide import Decision, Ruling, decide
from pictograph_provider.guard.text import explain, stale_words

__all__ = ["Decision", "Ruling", "decide", "explain", "stale_words"]
