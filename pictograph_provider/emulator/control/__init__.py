"""The control plane: keys, the clock, the switches, the request log and faults.

Served under ``/_emulator/``, apart from the API, without a key, and only when asked for.
"""
