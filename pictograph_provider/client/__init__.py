"""A client for Pictograph's developer API, for the part that concerns projects."""

from pictograph_provider.client.client import Client
from pictograph_provider.client.errors import (
    ApiError,
    AuthError,
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

__all__ = [
    "ApiError",
    "AuthError",
    "Client",
    "ConfigurationError",
    "ConflictError",
    "ForbiddenError",
    "NetworkError",
    "NotFoundError",
    "PaymentRequiredError",
    "PictographError",
    "RateLimitError",
    "ServerError",
    "ValidationError",
]
