"""The command as it is installed: says what is missing where the package came without it."""

from __future__ import annotations

import sys

COMMAND = ("click", "rich", "typer")
EMULATOR = ("fastapi", "starlette", "uvicorn")
"""Packages that only an extra brings."""


def main() -> None:
    """Runs the command; exit status 2 where an extra is missing."""
    try:
        from pictograph_provider.cli import main as run

        run()
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in (*COMMAND, *EMULATOR):
            raise
        extras = "cli,emulator" if package in EMULATOR else "cli"
        what = "the emulator" if package in EMULATOR else "this command"
        line = f'pip install "pictograph-provider[{extras}]"'
        print(f"pictograph-provider: {what} needs {package}. Run: {line}", file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
