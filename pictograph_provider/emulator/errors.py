"""Errors as the service words them: the envelope, and the older ``detail`` beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

CODES = {
    400: "validation_error",
    401: "unauthorized",
    402: "payment_required",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    409: "conflict",
    422: "validation_error",
    429: "rate_limited",
    500: "internal_error",
    502: "bad_gateway",
    503: "service_unavailable",
    504: "gateway_timeout",
}


class ServiceError(Exception):
    """A refusal that the client is told about."""

    status: ClassVar[int]

    def __init__(self, message: str, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class BadRequestError(ServiceError):
    status = 400


class UnauthorizedError(ServiceError):
    status = 401


class PaymentRequiredError(ServiceError):
    status = 402


class ForbiddenError(ServiceError):
    status = 403


class NotFoundError(ServiceError):
    status = 404


class ConflictError(ServiceError):
    status = 409


class InvalidError(ServiceError):
    """A body or query that does not fit; ``loc`` is the path to the value, as FastAPI gives it."""

    status = 422

    def __init__(self, loc: Sequence[str | int], reason: str) -> None:
        self.errors = [{"loc": list(loc), "msg": reason, "type": "value_error"}]
        super().__init__(_sentence(self.errors), {"errors": self.errors})


class Envelope(BaseModel):
    """The inner object of an error body."""

    code: str
    message: str
    details: dict[str, object] | None


class ErrorBody(BaseModel):
    """Every error body (service contract, section 6)."""

    error: Envelope
    detail: str | list[dict[str, object]]


def error_answer(
    status: int,
    message: str,
    details: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer for one error; field errors are repeated in ``detail``, as FastAPI has them."""
    envelope = {"code": CODES.get(status, "error"), "message": message, "details": details}
    detail = details["errors"] if details and "errors" in details else message
    return JSONResponse({"error": envelope, "detail": detail}, status, dict(headers or {}))


def documented(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The OpenAPI ``responses`` of these error statuses."""
    return {s: {"model": ErrorBody, "description": HTTPStatus(s).phrase} for s in statuses}


def install(app: FastAPI) -> None:
    """Make every error of ``app`` come out in the service's shape."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)


def answer_for(error: ServiceError) -> JSONResponse:
    return error_answer(error.status, error.message, error.details)


async def _service_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ServiceError)  # noqa: S101 - the signature Starlette asks for
    return answer_for(error)


async def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - the signature Starlette asks for
    return error_answer(error.status_code, str(error.detail), headers=error.headers)


async def _invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the signature Starlette asks for
    # The rejected input is left out: it may be huge, or not JSON at all.
    errors = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
    return error_answer(422, _sentence(errors), {"errors": errors})


def _sentence(errors: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in errors)
