"""The dynamic provider: Pulumi's side of a project's life.

STORED DATA. State holds the path of the class below, and the engine loads it by that path
at refresh and destroy. The module and the class keep their names for ever, the class has no
attributes and no arguments.

A program imports this module too, only to name the class: what the calls do is loaded by the
first of them, in the provider's own process.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

if TYPE_CHECKING:
    from pictograph_provider.lifecycle.session import Process, Session
    from pictograph_provider.spelling import Spelling

PROVIDER = "__provider"
"""The input in which the engine carries the path of the class."""

RECORDED = ("read", "delete")
"""Calls for which the engine may configure the provider with what the last `up` recorded."""

NATIVE = (
    "its state was recorded by the native plugin (pictograph:index:Project), and a dynamic "
    "resource cannot go on from there. Nothing was changed. To come back: take the alias out of "
    "the program, add adopt=True, take the entry out of the state (pulumi state delete URN, "
    "which deletes no project; pulumi stack --show-urns shows the URN), and run pulumi up."
)
"""Why a project does not move back from the native resource to a dynamic one."""

Props = dict[str, object]
_Method = TypeVar("_Method", bound=Callable[..., object])


def _plainly(method: _Method) -> _Method:
    """Let nothing out but one clear error.

    Not even a SystemExit: the engine would wait for its answer for ever.
    """

    @functools.wraps(method)
    def run(*args: object) -> object:
        try:
            return method(*args)
        except BaseException as error:  # noqa: BLE001
            from pictograph_provider.host.errors import plain_error
            from pictograph_provider.state.secrets import mask

            values = (value for value in args if isinstance(value, dict))
            recorded = method.__name__ in RECORDED
            raise plain_error(error, mask(*values), recorded=recorded) from None

    return run  # type: ignore[return-value]


@functools.cache
def _process() -> Process:
    # httpx brings a command of its own, with rich and click, if it finds those. What this process
    # waits for is the library, and that takes this for "not installed".
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

    from pictograph_provider.host import checkpoints, concurrency, engine
    from pictograph_provider.host.entries import DYNAMIC, Entries
    from pictograph_provider.lifecycle.session import Process
    from pictograph_provider.lifecycle.shell import NOBODY, Shell

    concurrency.answer_all_calls()
    address = engine.address_of_provider()
    # Without an engine there is no stack, and so no state to look into.
    others = NOBODY if address is None else Entries(DYNAMIC)
    shell = Shell(engine.say, engine.paint(), advice=checkpoints.advice, others=others)
    return Process(address, shell)


def _session(*values: Props) -> Session:
    """The session, with a voice that keeps what the values call secret.

    Its texts suggest lines of the program, or of the catalog that a project is written in.
    """
    from pictograph_provider.state.secrets import mask

    return _process().session.of_project(mask(*values), _language(*values))


def _language(*values: Props) -> Spelling:
    """How the project is written; of several values, the last one that tells is believed."""
    from pictograph_provider.host.language import language_of

    origins = [said for value in values if isinstance(said := value.get("origin"), str)]
    configured = _process().configured
    return language_of(
        (lambda _: None) if configured is None else configured.run.lines, *origins[-1:]
    )


class ProjectProvider(ResourceProvider):
    """Creates, reads, changes and deletes the projects of a stack.

    Each method reads the engine's values once: what the program declares, and what state
    records. All that follows takes those two.
    """

    serialize_as_secret_always = False  # a path and nothing else: there is nothing to hide

    def configure(self, req: ConfigureRequest) -> None:
        """Read the stack's configuration; what is wrong with it is said by the next call."""
        # The SDK's Config gives a value by its key; which keys there are, only its inside knows.
        _process().configure(req.config.get, getattr(req.config, "_props", ()))

    @_plainly
    def check(self, old_inputs: Props, new_inputs: Props) -> CheckResult:
        """Validate, and refuse what would destroy annotations without consent.

        Args:
            old_inputs: the inputs in state; empty for a project that is to be created.
        """
        from pictograph_provider.host.errors import plain_error
        from pictograph_provider.lifecycle.check import check
        from pictograph_provider.state.recorded import recorded_inputs
        from pictograph_provider.state.refresh import keep_recorded_spelling
        from pictograph_provider.state.secrets import mask, without_quotes
        from pictograph_provider.state.unknowns import with_unknowns
        from pictograph_provider.state.validate import validated

        known = with_unknowns(new_inputs)
        hide = mask(old_inputs, known)
        try:
            if old_inputs and PROVIDER not in old_inputs:
                return CheckResult(new_inputs, [CheckFailure("", NATIVE)])
            language = _language(old_inputs, known)
            wanted, reasons = validated(without_quotes(known), language)
            if wanted is not None and not reasons:
                before = recorded_inputs(with_unknowns(old_inputs)) if old_inputs else None
                session = _process().session.of_project(hide, language)
                reasons = check(session, before, wanted)
        except Exception as error:  # noqa: BLE001 - any failure reads best as a reason
            reasons = [str(plain_error(error))]
        if reasons:
            # An empty property: with a name, the engine would print the whole value in front.
            return CheckResult(new_inputs, [CheckFailure("", hide(reason)) for reason in reasons])
        return CheckResult(keep_recorded_spelling(old_inputs, new_inputs), [])

    @_plainly
    def diff(self, id_: str, old_outputs: Props, new_inputs: Props) -> DiffResult:
        """Compare state and program. A refresh asks this with the sides swapped.

        Only where a check came before, which no refresh makes, it may fail: when the project in
        state is not the one that was checked.

        Args:
            old_outputs: the outputs in state.
        """
        from pictograph_provider.lifecycle.diff import diff
        from pictograph_provider.state.declaration import declaration
        from pictograph_provider.state.recorded import recorded
        from pictograph_provider.state.unknowns import with_unknowns

        wanted = declaration(with_unknowns(new_inputs))
        found = diff(_process().configured, id_, recorded(with_unknowns(old_outputs)), wanted)
        moved = old_outputs.get(PROVIDER) != new_inputs.get(PROVIDER)
        return DiffResult(
            changes=moved or bool(found),
            replaces=[],  # a replacement would delete the images
            delete_before_replace=False,
        )

    @_plainly
    def create(self, props: Props) -> CreateResult:
        """Create the project, or adopt it.

        Args:
            props: the inputs.
        """
        from pictograph_provider.lifecycle.create import create
        from pictograph_provider.state.declaration import declaration
        from pictograph_provider.state.recorded import record

        wanted = declaration(props)
        project = create(_session(props), wanted)
        return CreateResult(project.id, {**record(project, wanted).outputs})

    @_plainly
    def read(self, id_: str, props: Props) -> ReadResult:
        """Read the project; only a project that is truly gone leaves the state.

        Args:
            props: the outputs in state; none for a project that is only looked at.
        """
        from pictograph_provider.lifecycle.read import read
        from pictograph_provider.state.declaration import declaration
        from pictograph_provider.state.recorded import record, recorded
        from pictograph_provider.state.refresh import inputs_after_refresh, looked_at

        managed = "created_at" in props and not props.get("looked_at")
        before = recorded(props) if managed else None
        project = read(_session(props), id_, before)
        if project is None:
            return ReadResult(None, {})
        if before is None:
            inputs = looked_at(project)
            outputs = {**record(project, declaration({})).outputs, "looked_at": True}
        else:
            inputs = inputs_after_refresh(project, before)
            outputs = {**record(project, declaration(inputs)).outputs}
        return ReadResult(project.id, outputs, {**inputs})

    @_plainly
    def update(self, id_: str, old_outputs: Props, new_inputs: Props) -> UpdateResult:
        """Change the project in place.

        Args:
            old_outputs: the outputs in state.
            new_inputs: the inputs. The outputs are given back whole: what is left out is lost.
        """
        from pictograph_provider.lifecycle.update import update
        from pictograph_provider.state.declaration import declaration
        from pictograph_provider.state.recorded import record, recorded

        before, wanted = recorded(old_outputs), declaration(new_inputs)
        project = update(_session(old_outputs, new_inputs), id_, before, wanted)
        after = before.declared_as(wanted) if project is None else record(project, wanted)
        return UpdateResult({**after.outputs})

    @_plainly
    def delete(self, id_: str, outputs: Props) -> None:
        """Do what `on_delete` says.

        Args:
            outputs: the outputs in state.
        """
        from pictograph_provider.lifecycle.delete import delete
        from pictograph_provider.state.recorded import recorded

        delete(_session(outputs), id_, recorded(outputs))
