"""How a command fails when the user can mend it."""

from __future__ import annotations


class UserError(Exception):
    """Ends the command with exit status 1 and this one line on standard error."""
