"""Where the key and the other settings come from: what to say when they are the wrong ones."""

from __future__ import annotations

PLACES = (
    "pulumi config set --secret pictograph:apiKey, or the api_key of the program's Provider, "
    "or PICTOGRAPH_API_KEY"
)
"""The three that there are; which of them the engine was given is not told."""

# The engine configures a provider anew only where it runs a program that declares something for it.
_MEND = "after changing it run pulumi up while the project is declared, or add --run-program."

RECORDED = (
    "Unless it is in the environment, refresh, destroy and an up that leaves no project use the "
    f"key of the last up: {_MEND}"
)
CONFIGURATION = (
    "refresh, destroy and an up that leaves no project use the configuration of the last up: "
    f"{_MEND}"
)
