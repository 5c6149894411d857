"""How a command shows its arguments in its help."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class Command(TyperCommand):
    """Names each argument by one word: `FILE`, and not `{FILE}` or `FILE <path>`."""

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)
        for param in params:
            if param.param_type_name == "argument":
                # Typers before 0.29 have no such method, and name no type.
                vars(param)["display_type_rich"] = _no_type
        return params

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


def _no_type(*, ctx: Any) -> None:
    """What Typer asks for the type of an argument: the one of Python says nothing to a person."""
