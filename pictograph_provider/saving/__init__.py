"""Annotations kept in files: saved before they are removed, and put back from there."""
