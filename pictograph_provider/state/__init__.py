"""The shape of a project in Pulumi's state: stored data, so it changes only with care.

Inputs and outputs are plain values. The class list is kept as a map keyed by class, since
the engine compares lists by index and would name the wrong class in `preview --diff`.
"""
