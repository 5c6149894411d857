"""The console at ``/``: a page that shows what the emulator holds, and what comes in, live.

Nothing of it goes through the exchange: it is no part of the service, no fault reaches it, and
no log mentions it.
"""
