"""Where the key and the other settings come from: what to say when they are the wrong ones."""

from __future__ import annotations

PLACES = (
    "pulumi config set --secret pictograph:apiKey, or the api_key of the program's Provider, "
    "or PICTOGRAPH_API_KEY"
)
"""The three that there are; which of them the engine was given is not told."""

RECORDED = (
    "Unless it is in the environment, refresh and destroy use the key of the last up: after "
    "changing it run pulumi up, or add --run-program."
)

CONFIGURATION = (
    "refresh and destroy use the configuration of the last up: after changing it run pulumi up, "
    "or add --run-program."
)
