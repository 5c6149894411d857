"""The calls to compare: how each is made with our client, and how with the vendor's SDK."""

from tests.contract.calls.call import Call
from tests.contract.calls.content import CONTENT
from tests.contract.calls.projects import PROJECTS

CALLS = [*PROJECTS, *CONTENT]

__all__ = ["CALLS", "CONTENT", "PROJECTS", "Call"]
