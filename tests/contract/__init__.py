"""Our client and the vendor's SDK, request by request: same call, same bytes, or a reason.

`python -m tests.contract` prints the comparison.
"""
