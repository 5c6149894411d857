"""The one thing that can go wrong here, and what the user should do about it."""

ADVICE = (
    "install Pulumi 3.254 or newer (https://www.pulumi.com/docs/install/) "
    "or Go 1.21 or newer (https://go.dev/dl/), then run this again"
)


class EngineError(Exception):
    """No engine can be had; the message is one sentence that ends in what to install."""


class UnavailableError(Exception):
    """One way to an engine did not work; the message says why, and another way may remain."""
