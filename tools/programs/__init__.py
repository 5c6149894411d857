"""Programs in Go that tests and benchmarks run beside ours: built once, from pinned modules."""

from tools.programs.programs import ACTIONLINT, RESTAPI, TOFU, VERSITYGW, Program, find

__all__ = ["ACTIONLINT", "RESTAPI", "TOFU", "VERSITYGW", "Program", "find"]
