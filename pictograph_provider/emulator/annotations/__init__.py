"""Annotations, and the operations that move or remove those of a class."""
