"""What can go wrong with a request, as one tree of exceptions.

    PictographError
      ConfigurationError            no key, or a setting that makes no sense
      NetworkError                  no answer: unreachable, cut off, timed out
      ApiError                      the service answered, and not with success
        ValidationError    400 422  the request does not fit
        AuthError          401      the key is not accepted
        PaymentRequiredError 402    the plan's limit is reached
        ForbiddenError     403      the key's role is too low
        NotFoundError      404      no such project in the key's organization
        ConflictError      409      the name is taken
        RateLimitError     429      too many requests
        ServerError        408 5xx  or an answer that is not what the service speaks

Statuses and names: service contract, section 6.
"""

from __future__ import annotations


class PictographError(Exception):
    """The root of all that this client raises.

    Attributes:
        cause: what is wrong, as a sentence.
        request: method and address of the request, and how it was answered; empty where there
            was none. It stands last in the text, in brackets.
    """

    def __init__(self, cause: str = "", *, request: str = "") -> None:
        super().__init__(f"{cause} ({request})" if request else cause)
        self.cause = cause
        self.request = request


class ConfigurationError(PictographError):
    """No key, or a setting that makes no sense; nothing was sent."""


class NetworkError(PictographError):
    """No usable answer came. What was sent may or may not have had its effect.

    Attributes:
        tries: how often the request was sent.
    """

    tries = 1


class ApiError(PictographError):
    """The service answered with an error.

    Attributes:
        status: the HTTP status, or None where the answer could not be understood.
        code: the service's slug, such as `conflict`.
        request_id: what the service's support asks for.
        response: the body as parsed, or its text.
        retry_after: seconds the service asks to wait, where it does.
        tries: how often the request was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        response: object = None,
        retry_after: float | None = None,
        request: str = "",
    ) -> None:
        super().__init__(message, request=request)
        self.status = status
        self.code = code
        self.request_id = request_id
        self.response = response
        self.retry_after = retry_after
        self.tries = 1


class ValidationError(ApiError):
    """The request does not fit: 400 or 422."""


class AuthError(ApiError):
    """The key is not accepted: 401."""


class PaymentRequiredError(ApiError):
    """A limit of the organization's plan is reached: 402."""


class ForbiddenError(ApiError):
    """The key's role is too low: 403."""


class NotFoundError(ApiError):
    """Nothing of that name or id in the key's organization: 404."""


class ConflictError(ApiError):
    """The name is taken, or the project is in no state for this: 409."""


class RateLimitError(ApiError):
    """Too many requests: 429. `retry_after` says how long to wait."""


class ServerError(ApiError):
    """The service failed (5xx) or gave up (408), or answered something that it does not speak."""


BY_STATUS: dict[int, type[ApiError]] = {
    400: ValidationError,
    401: AuthError,
    402: PaymentRequiredError,
    403: ForbiddenError,
    404: NotFoundError,
    408: ServerError,
    409: ConflictError,
    422: ValidationError,
    429: RateLimitError,
}


def class_for(status: int) -> type[ApiError]:
    """The exception class for an HTTP status."""
    return BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
