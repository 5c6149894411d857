"""May a plan be carried out? Pure: no requests, no Pulumi."""

from pictograph_provider.guard.decide import Decision, Verdict, decide
from pictograph_provider.guard.text import explain, stale_words

__all__ = ["Decision", "Verdict", "decide", "explain", "stale_words"]
