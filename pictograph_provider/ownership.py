"""Which resource of which stack is this, and which projects does the program still declare?

A provider process sees only the resources that an `up` has to do with. The program sees all of
them, so it writes down whose project is whose, where the provider looks before it deletes.
"""

from __future__ import annotations

import sys
import weakref
from typing import Any

import pulumi
from pulumi.runtime import get_root_resource
from pulumi.runtime.settings import get_engine

ROOT = "pulumi:pulumi:Stack"
"""The type of the resource that stands for a program; it is part of no other's URN."""

_runs: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()
"""By the resources that stand for programs: one process may run several."""


def origin(resource_name: str, opts: pulumi.ResourceOptions | None) -> pulumi.Input[str]:
    """Names a resource among all: organization, project, stack, types of its parents, name.

    As in a URN, the names of the parents are no part of it.
    """
    stack = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    if opts is None or opts.parent is None:
        return f"{stack}/{resource_name}"
    # An Output of the parent makes the resource depend on it, and so, where it is a component, on
    # all its children: on itself.
    urn = opts.parent.urn
    free = pulumi.Output[str | None](set(), urn.future(), urn.is_known())
    return free.apply(lambda known: f"{stack}/{_types(known or '')}{resource_name}")


def _types(urn: str) -> str:
    types = urn.split("::")[2] if "::" in urn else ROOT
    return "" if types == ROOT else f"{types}$"


def claim(id: pulumi.Output[str], origin: pulumi.Input[str]) -> None:
    """Write down that the program declares this project, as soon as its id is known."""
    address = _engine_address()
    program = get_root_resource()
    if address is None or program is None:
        return

    def write(known: list[Any]) -> None:
        from pictograph_provider.lifecycle.run import Claim, Run

        run = _runs.setdefault(program, Run(address))
        run.claim(Claim(known[0], known[1], "program"))

    pulumi.Output.all(id, origin).apply(write)


def _engine_address() -> str | None:
    """Where the engine listens that runs this program; None where that can't be told."""
    arguments = sys.orig_argv
    if "--engine" in arguments[:-1]:
        return arguments[arguments.index("--engine") + 1]
    # A program that is run inline by the Automation API is told nowhere, but by its connection.
    channel = getattr(getattr(get_engine(), "Log", None), "_channel", None)
    target = getattr(channel, "target", None)
    found = target() if callable(target) else None
    return found.decode() if isinstance(found, bytes) else None
