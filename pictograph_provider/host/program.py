"""Which resource of which stack is this, and which projects does the program declare?

A provider process sees only the resources that an `up` has to do with: with `--target` it sees
those few. The program sees all of them, so it writes down whose project is whose, where the
provider looks before it deletes. Tried with Pulumi 3.259: program and providers of one run are
given one address of the engine. This can go when a delete is told what the program declares.
"""

from __future__ import annotations

import asyncio
import os
import weakref
from collections.abc import Awaitable, Coroutine
from typing import TYPE_CHECKING

import pulumi
from pulumi.runtime import get_root_resource

from pictograph_provider.host.engine import address_of_program
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.setting_names import REVIEW

if TYPE_CHECKING:
    from pictograph_provider.catalog_lines import Lines

ROOT = "pulumi:pulumi:Stack"
"""The type of the resource that stands for a program; it is part of no other's URN."""

_runs: weakref.WeakKeyDictionary[pulumi.Resource, Run] = weakref.WeakKeyDictionary()
"""By the resources that stand for programs: one process may run several."""

_unfinished: weakref.WeakKeyDictionary[Run, list[asyncio.Future[None]]] = (
    weakref.WeakKeyDictionary()
)
"""What is still to be written down, by runs."""


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


def claim(
    resource: pulumi.CustomResource, origin: pulumi.Input[str], name: pulumi.Input[str]
) -> None:
    """Write down that the program declares a project: its name, and its id once that is known."""
    run = _run()
    if run is None:
        return

    async def write() -> None:
        declared, said = await _known(origin), await _known(name)
        if not declared:
            return
        # The id of a new resource that a `--target` leaves out is never known. A transformation
        # may have given it another name, with which the SDK has registered it.
        for called in dict.fromkeys((said, await _known(resource.__dict__.get("name")))):
            if called:
                run.name(called, declared)
        # By the origin that state has of it, since a delete is told that one: before the first
        # `up` after a rename of the stack or the resource, the program says another one.
        project = await _known(resource.id)
        state = resource.__dict__.get("origin")
        recorded = await _known(state) or declared
        if project and said:
            run.claim(Claim(project, recorded, "program"))
            run.name(said, declared, recorded)

    _wait_for(run, write())


def _wait_for(run: Run, work: Coroutine[None, None, None]) -> None:
    """Have the program wait until it is done."""
    unfinished = _unfinished.setdefault(run, [])
    unfinished.append(asyncio.ensure_future(work))
    if unfinished[1:]:
        return  # who waits for those before it goes on until there are none

    async def all_of_it() -> None:
        failed = None
        try:
            while unfinished:
                each = unfinished.pop()
                await asyncio.wait([each])
                failed = failed or each.exception()
        finally:
            unfinished.clear()  # of a run that is cut off, what is left would keep it for ever
        if failed is not None:
            raise failed

    known = asyncio.Future[bool]()  # a coroutine would warn that nobody asked, after a failure
    known.set_result(True)
    # An Output, since Pulumi lets a program end only when all of its Outputs are there. One for
    # all projects: the SDK looks at each that is missing, each time that some have come.
    pulumi.Output(set(), all_of_it(), known)


def kept(value: pulumi.Input[str]) -> pulumi.Input[str]:
    """The same input for two who wait for it: a coroutine can be awaited only once."""
    return asyncio.ensure_future(value) if isinstance(value, Awaitable) else value


async def _known(value: object) -> str | None:
    """A text once it is there; None where it is not known, or no text: that is refused later."""
    if isinstance(value, Awaitable):
        value = await value
    if isinstance(value, pulumi.Output):
        value = await value.future() if await value.is_known() else None
    return value if isinstance(value, str) else None


def stands_in_catalog(resource_name: str, lines: Lines) -> None:
    """Tell the provider where a project of a catalog is written, before it is declared.

    A review reads the preview and hears nothing else, so there it stands among the diagnostics.
    """
    if os.environ.get(REVIEW):
        pulumi.log.info(lines.diagnostic(resource_name))
    if run := _run():
        run.stands_in(resource_name, lines.told())


def _run() -> Run | None:
    """What the program in this process has written down; None where no engine runs it."""
    address = address_of_program()
    program = get_root_resource()
    if address is None or program is None:
        return None
    return _runs.get(program) or _runs.setdefault(program, Run(address))
