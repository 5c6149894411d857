"""What ends the demo early."""


class DemoError(Exception):
    """Something the user can act on; the message is one sentence."""
