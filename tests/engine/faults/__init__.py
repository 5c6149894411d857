"""Every fault at every request of every operation, through the real engine.

Many projects go through an operation in one command, and each meets one fault at one of its
requests: a cell of the matrix.
"""
