"""Workarounds of Pulumi: what the engine and its SDK do that a user of this package must not feel.

Each says with which version it was tried, and on which condition it can go. Nothing here acts on
import; who needs one calls it.
"""
