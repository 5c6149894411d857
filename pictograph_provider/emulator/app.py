"""The application: every service's routes behind one exchange."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from pictograph_provider.emulator import errors
from pictograph_provider.emulator.annotations import routes as annotation_routes
from pictograph_provider.emulator.clock import stamp
from pictograph_provider.emulator.console.desk import Desk
from pictograph_provider.emulator.console.guard import LocalMiddleware
from pictograph_provider.emulator.console.routes import ConsoleMiddleware
from pictograph_provider.emulator.control.faults import Switchboard
from pictograph_provider.emulator.control.middleware import ControlMiddleware
from pictograph_provider.emulator.control.requests import RequestLog
from pictograph_provider.emulator.control.routes import control_router
from pictograph_provider.emulator.database import Database, transaction
from pictograph_provider.emulator.datasets import routes as dataset_routes
from pictograph_provider.emulator.exchange import AnswerHeadersMiddleware, ExchangeMiddleware
from pictograph_provider.emulator.exports import routes as export_routes
from pictograph_provider.emulator.images import routes as image_routes
from pictograph_provider.emulator.images import upload_routes
from pictograph_provider.emulator.organizations import models as organization_models
from pictograph_provider.emulator.organizations import routes as organization_routes
from pictograph_provider.emulator.session import Service

# Uploads before images, whose paths would swallow theirs.
ROUTES = (
    organization_routes.router,
    dataset_routes.router,
    upload_routes.router,
    upload_routes.storage,
    image_routes.router,
    annotation_routes.router,
    export_routes.router,
    export_routes.storage,
)


def create_app(path: Path | None = None, *, control: bool = False) -> FastAPI:
    """The emulator over one SQLite file, or in memory.

    Args:
        path: the file, made when it is missing; None keeps everything in memory.
        control: serve ``/_emulator/`` too, which needs no key and can break anything.
    """
    service = Service(Database(path))
    with transaction(service.database.connection):
        organization_id, key = organization_models.ensure_first(
            service.database.connection, stamp(service.clock.now())
        )
    # A redirect would hide a wrong path: clients of the real service don't follow any.
    app = FastAPI(title="Pictograph emulator", version="1", redirect_slashes=False)
    app.state.service = service
    app.state.organization_id = organization_id
    app.state.key = key
    errors.install(app)
    for routes in ROUTES:
        app.include_router(routes)
    # The last one added is the first to see a request.
    app.add_middleware(ExchangeMiddleware, service=service)
    log = RequestLog(whole=control)  # the console shows it in any case
    switchboard = Switchboard(service.history)
    if control:
        app.include_router(control_router(service, log, switchboard))
    app.add_middleware(ControlMiddleware, service=service, log=log, switchboard=switchboard)
    app.add_middleware(ConsoleMiddleware, desk=Desk(service, log, switchboard, control=control))
    app.add_middleware(LocalMiddleware)
    app.add_middleware(AnswerHeadersMiddleware, clock=service.clock)
    return app
