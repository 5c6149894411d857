"""Run one operation under all its faults: a column of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pictograph_provider.emulator.server import Emulator
from tests.engine.faults import program, verify
from tests.engine.faults.cells import Cell, cells
from tests.engine.faults.errors import errors
from tests.engine.faults.kinds import DELETED, REVOKED, STALE, TIMEOUT, WRITER
from tests.engine.faults.program import PROBE
from tests.engine.faults.requests import Shape, shapes
from tests.engine.faults.somebody import Somebody, meanwhile, work
from tests.engine.labels import Labels
from tests.engine.operations import Operation
from tests.engine.running import Run
from tests.engine.stack import Stack


@dataclass
class Column:
    """An operation, on a stack of its own."""

    stack: Stack
    emulator: Emulator
    operation: Operation
    requests: list[Shape] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def run(self, *, thorough: bool = False) -> list[Cell]:
        """Go through it all.

        Returns:
            The cells, each with its outcome.

        Raises:
            AssertionError: an effect happened twice, an error is not clear, the state does not
                tell the truth, something was lost, or the next command did not converge.
        """
        self.requests = self._learnt(checks=thorough and self.operation.has_check)
        self.cells = cells(self.operation, self.requests, thorough=thorough)
        self._provision()
        alone = [cell for cell in self.cells if cell.alone]
        together = [cell for cell in self.cells if not cell.alone]
        for cell in alone:
            self._meet([cell], *self._flags("--target", [cell]))
        # Who is gone already can't be excluded, and need not be.
        self._meet(together, *(self._flags("--exclude", alone) if self.operation.after else ()))
        verify.state(self.stack, self.cells)
        verify.nothing_lost(self.stack.client, self.cells)
        self._converge()
        verify.service(self.stack.client, self.cells)
        return self.cells

    def _learnt(self, *, checks: bool) -> list[Shape]:
        """What the operation sends, seen on a project that nothing happens to.

        Args:
            checks: find out too which of it is sent by the check, as a preview does.
        """
        before, control = self.operation.before, self.emulator.control
        if before is not None:
            self._declare(PROBE, before=True)
            self.stack.up()
            Labels(self.stack.client).add(PROBE, self.operation.labelled)
        probe = Cell(PROBE, self.operation, Shape("", "", 0), WRITER, id=self._ids().get(PROBE))
        checked: list[Shape] = []
        free = [f"{PROBE} renamed"] if self.operation.renames else []
        self._declare(PROBE)
        control.forget_requests()
        if checks:
            self.stack.preview()
            checked = shapes(control.requests(), probe.names, free=free)
        control.forget_requests()
        self._command().expect()
        sent = control.requests()
        probe.id = probe.id or self._ids()[PROBE]
        return shapes(sent, probe.names, checked, free)

    def _provision(self) -> None:
        """Bring the project of each cell to where the operation starts."""
        revoked = [cell for cell in self.cells if cell.kind is REVOKED]
        for cell in revoked:
            cell.key = self.emulator.control.create_key(self.emulator.organization_id)
            cell.provider = cell.name
        for cell in self.cells:
            if cell.kind.everywhere:  # each provider is a process: this one is over by then
                cell.provider = revoked[0].name
        self._declare(*self.cells, before=True)
        if self.operation.before is not None:
            self.stack.up()
        ids, labels = self._ids(), Labels(self.stack.client)
        for cell in self.cells:
            cell.id = ids.get(cell.name)
            if cell.id and self.operation.labelled:
                labels.add(cell.id, self.operation.labelled)
                if cell.somebody:
                    cell.image = self.stack.client.images.upload(cell.id, "b.png", b"-")["id"]
        self._declare(*self.cells)

    def _meet(self, group: list[Cell], *flags: str) -> None:
        """Run the operation, with the faults of these cells."""
        control = self.emulator.control
        for stale_first in (True, False):
            for cell in group:
                if (cell.kind is STALE) == stale_first:
                    self._switch_on(cell)
            if stale_first:  # what these reads miss is done now
                with Somebody(self.emulator) as somebody:
                    for cell in group:
                        if cell.id and (cell.kind is STALE or self.operation.drifts):
                            somebody.does(work(cell))
        control.forget_requests()
        run = self._command(*flags)
        verify.met(control.faults(), group)
        verify.once(control.requests(), group)
        control.clear_faults()
        found = errors(run.output)
        for cell in group:
            cell.errors = found.pop(cell.name, [])
        verify.errors(run, group, found, self.emulator.key)

    def _switch_on(self, cell: Cell) -> None:
        options: dict[str, Any] = dict(cell.kind.options)
        if cell.kind in (WRITER, DELETED):
            options["requests"] = meanwhile(cell)
        for shape in self.requests if cell.kind.everywhere else [cell.shape]:
            self.emulator.control.fault(
                cell.kind.kind,
                method=shape.method,
                path=shape.path,
                project=cell.id or cell.name,
                # Where each request is sent twice, twice as many came before.
                skip=shape.index * (2 if cell.kind.everywhere else 1),
                times=None if cell.lasting else 1,
                **options,
            )

    def _converge(self) -> None:
        """Do what the errors told, and run the next command."""
        gone: list[Cell] = []
        for cell in self.cells:
            text = " ".join(cell.errors)
            if cell.kind is REVOKED:
                cell.key = self.emulator.control.create_key(self.emulator.organization_id)
                cell.followed = "new key"
            elif self.stack.spelling.assign("adopt", True) in text:
                cell.followed = "adopt"
            elif "pulumi refresh" in text or cell.kind is DELETED:
                cell.followed = "refresh"
                gone.append(cell)
        # The engine refuses a target that its state does not have, as after a create that failed.
        held = [cell for cell in gone if cell.id]
        if held and self.operation.command[0] == "up":
            self.stack.refresh(*self._flags("--target", held))
        self._declare(*self.cells, before=self.operation.after is None)
        for command in self.operation.again:
            self.stack.pulumi(*command).expect()
        if self.operation.after is not None:
            self.stack.preview("--expect-no-changes")

    def _command(self, *flags: str) -> Run:
        # Two tries, as the stack is configured, and no long wait for either.
        return self.stack.pulumi(*self.operation.command, *flags, PICTOGRAPH_TIMEOUT=str(TIMEOUT))

    def _declare(self, *what: Cell | str, before: bool = False) -> None:
        """Write the program: these projects, and the probe where it has been through."""
        body = program.BODIES[self.stack.shell]
        self.stack.program(body(self.operation, what, self.emulator.url, before=before))

    def _ids(self) -> Mapping[str, str]:
        return {project.name: project.id for project in self.stack.client.projects.iter()}

    def _flags(self, flag: str, cells: Iterable[Cell]) -> list[str]:
        urn = f"urn:pulumi:dev::signs::{self.stack.type}::"
        return [part for cell in cells for part in (flag, urn + cell.name)]
