"""What the console can see and do: one place, so that the routes only speak HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from itertools import islice
from typing import Literal

from starlette.concurrency import run_in_threadpool

from pictograph_provider.emulator.console import holdings, offers
from pictograph_provider.emulator.console.view import (
    ClockView,
    FaultView,
    OfferView,
    RequestView,
    View,
)
from pictograph_provider.emulator.control.faults import Fault, Switchboard
from pictograph_provider.emulator.control.requests import SHOWN, LoggedRequest, RequestLog
from pictograph_provider.emulator.organizations import keys
from pictograph_provider.emulator.session import Service

API = "/api/v1/developer"
"""How nearly every path begins: left out, so that what differs is seen."""


class Desk:
    def __init__(
        self, service: Service, log: RequestLog, switchboard: Switchboard, *, control: bool
    ) -> None:
        self.news = service.news
        self.control = control
        self._service = service
        self._log = log
        self._switchboard = switchboard

    async def view(self) -> View:
        """Everything as it is between two requests."""
        async with self._service.turn:
            db = self._service.database.connection
            organizations = await run_in_threadpool(holdings.organizations, db)
        first = self._log.count
        latest = islice(reversed(self._log.entries), SHOWN)
        faults = self._switchboard.faults
        return View(
            organizations=organizations,
            requests=tuple(_request(first - i, entry) for i, entry in enumerate(latest)),
            request_count=self._log.count,
            control=self.control,
            offers=tuple(
                OfferView(offer.id, offer.title, offer.words, any(map(offer.is_it, faults)))
                for offer in offers.OFFERS
            ),
            faults=tuple(
                FaultView(fault.number, fault.kind, offers.words(fault))
                for fault in faults
                if not any(offer.is_it(fault) for offer in offers.OFFERS)
            ),
            clock=self._clock(),
        )

    async def switch(self, offer_id: str, *, on: bool) -> None:
        """Switches an offered fault; switching it twice is no error.

        Raises:
            LookupError: there is no such offer.
        """
        offer = next((offer for offer in offers.OFFERS if offer.id == offer_id), None)
        if offer is None:
            raise LookupError(f"There is no fault {offer_id!r} to switch.")

        def change() -> None:
            self._switchboard.switch_off(offer.is_it)
            if on:
                self._switchboard.switch_on(offer.fault())

        await self._do(change)

    async def switch_off(self, number: int) -> None:
        """Switches off a fault of any origin; one that is off already is no error."""

        def it(fault: Fault) -> bool:
            return fault.number == number

        await self._do(lambda: self._switchboard.switch_off(it))

    async def move_clock(self, seconds: float) -> None:
        """Raises:
        OverflowError: it would leave what a calendar can say.
        """
        _ = self._service.clock.now() + timedelta(seconds=seconds)
        await self._do(lambda: self._service.clock.advance(seconds))

    async def reset_clock(self) -> None:
        await self._do(self._service.clock.reset)

    async def restore_key(self, key_id: str) -> None:
        """Makes a revoked key good again; an unknown one is no error."""
        await self._do(lambda: keys.restore(self._service.database.connection, key_id))

    async def _do(self, change: Callable[[], None]) -> None:
        async with self._service.turn:
            change()
        self.news.publish()

    def _clock(self) -> ClockView:
        clock = self._service.clock
        return ClockView(
            now=clock.now().strftime("%Y-%m-%d %H:%M:%S UTC"),
            offset=clock.offset.total_seconds(),
            moved=_moved(clock.offset),
        )


def _moved(offset: timedelta) -> str | None:
    if not offset:
        return None
    size = str(timedelta(seconds=round(abs(offset.total_seconds()))))
    return f"{size} {'ahead of' if offset > timedelta(0) else 'behind'} this machine"


def _request(number: int, entry: LoggedRequest) -> RequestView:
    tone: Literal["good", "bad", "open"]
    if entry.status is None:
        answer = "no answer" if entry.ended else "waiting"
        tone = "bad" if entry.ended else "open"
    else:
        answer = f"{entry.status} {_phrase(entry.status)}".rstrip()
        tone = "bad" if entry.status >= 400 else "good"
    return RequestView(
        number=number,
        time=entry.moment[11:19],
        method=entry.method,
        path=entry.path.removeprefix(API) + (f"?{entry.query}" if entry.query else ""),
        answer=answer,
        tone=tone,
        faults=tuple(entry.faults),
        changes=tuple(entry.changes),
    )


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
