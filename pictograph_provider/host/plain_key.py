"""Warn of an API key that is plain text in the stack's configuration.

Tried with Pulumi 3.259: what is plain in the configuration is plain in the state, and nothing is
said of it. This can go when Pulumi warns of it itself.
"""

from __future__ import annotations

import weakref

import pulumi
from pulumi.runtime import get_root_resource, is_config_secret

# Not taken from the settings: they load the client, which a program does without.
_NAMESPACE, _KEY = "pictograph", "apiKey"

_programs: weakref.WeakSet[pulumi.Resource] = weakref.WeakSet()
"""Programs that were looked at, by their stacks: one process may run several."""


def warn_of_plain_key() -> None:
    """Warn once in a program when its stack's key is no secret, and say how to make it one."""
    program = get_root_resource()
    if program is None or program in _programs:
        return
    _programs.add(program)
    name = f"{_NAMESPACE}:{_KEY}"
    if is_config_secret(name) or not pulumi.Config(_NAMESPACE).get(_KEY):
        return
    pulumi.log.warn(
        f"{name} is plain text in the configuration of stack {pulumi.get_stack()}, and every up "
        f"copies it into the state. Make it a secret: pulumi config set --secret {name} (it asks "
        "for the key). If anybody else can read either, replace the key as well: their history "
        "keeps the old one."
    )
