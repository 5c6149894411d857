"""Putting the control plane into an application."""

from __future__ import annotations

from fastapi import FastAPI

from pictograph_provider.emulator.control.faults import Switchboard
from pictograph_provider.emulator.control.middleware import ControlMiddleware
from pictograph_provider.emulator.control.requests import RequestLog
from pictograph_provider.emulator.control.routes import control_router
from pictograph_provider.emulator.session import Service


def install_control(
    app: FastAPI, service: Service, *, control: bool
) -> tuple[RequestLog, Switchboard]:
    """The log, which the console shows in any case; ``control`` decides on ``/_emulator/``."""
    log = RequestLog(whole=control)
    switchboard = Switchboard(service.history)
    if control:
        app.include_router(control_router(service, log, switchboard))
    app.add_middleware(ControlMiddleware, service=service, log=log, switchboard=switchboard)
    return log, switchboard
