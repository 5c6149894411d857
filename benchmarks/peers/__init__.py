"""Those that are compared, one kind a file."""
