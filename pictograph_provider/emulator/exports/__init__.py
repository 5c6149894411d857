"""Exports: a dataset's annotations, and its images when asked, as one archive."""
