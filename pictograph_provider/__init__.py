"""Pictograph projects as code: a Pulumi provider that knows what a change would destroy.

What is imported from here is loaded when it is first used: the client works without loading
Pulumi, and the plan and the guard without loading either.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictograph_provider.catalog.program import Catalog
    from pictograph_provider.client import (
        ApiError,
        AuthError,
        Client,
        ConfigurationError,
        ConflictError,
        ForbiddenError,
        NetworkError,
        NotFoundError,
        PaymentRequiredError,
        PictographError,
        RateLimitError,
        ServerError,
        ValidationError,
    )
    from pictograph_provider.models import ProjectClass
    from pictograph_provider.project import Project, Provider
    from pictograph_provider.version import __version__

__all__ = [
    "ApiError",
    "AuthError",
    "Catalog",
    "Client",
    "ConfigurationError",
    "ConflictError",
    "ForbiddenError",
    "NetworkError",
    "NotFoundError",
    "PaymentRequiredError",
    "PictographError",
    "Project",
    "ProjectClass",
    "Provider",
    "RateLimitError",
    "ServerError",
    "ValidationError",
    "__version__",
]

_ELSEWHERE = {
    "Catalog": "catalog.program",
    "Project": "project",
    "Provider": "project",
    "ProjectClass": "models",
    "__version__": "version",
}

_RESOURCES = ("Catalog", "Project", "Provider")


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _RESOURCES:
        # The engine interrupts a program also when its last project cannot be deleted. Such a
        # program takes the name and declares nothing, so declaring would be too late to ask.
        from pictograph_provider.host.interrupt import leave_quietly

        leave_quietly()
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'client')}"), name)
