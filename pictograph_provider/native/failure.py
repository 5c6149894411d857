"""How a call fails, so that the engine shows one clear text, or records what was done."""

from __future__ import annotations

from typing import NoReturn

import grpc
from google.protobuf import any_pb2
from google.rpc import status_pb2
from grpc import ServicerContext
from pulumi.runtime.proto import provider_pb2

_DETAILS = "grpc-status-details-bin"
"""The trailing metadata in which gRPC carries more than a text."""


def abort(context: ServicerContext, text: str) -> NoReturn:
    """End the call with a text."""
    # Of all statuses, only with this one does the engine show the text and nothing around it.
    context.abort(grpc.StatusCode.UNKNOWN, text)
    raise AssertionError("abort raises")


def abort_partly(
    context: ServicerContext, failed: provider_pb2.ErrorResourceInitFailed
) -> NoReturn:
    """End a create that has begun: the engine records it, and the next `up` goes on with it."""
    packed = any_pb2.Any()
    packed.Pack(failed)
    text = "; ".join(failed.reasons)
    code = grpc.StatusCode.UNKNOWN.value[0]
    status = status_pb2.Status(code=code, message=text, details=[packed])
    context.set_trailing_metadata(((_DETAILS, status.SerializeToString()),))
    abort(context, text)
