"""The documentation as a site: `docs/`, and what lies beside it in the clone."""
