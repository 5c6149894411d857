"""Programs in Go that tests and benchmarks run beside ours: built once, from pinned modules."""

from tools.programs.programs import RESTAPI, TOFU, VERSITYGW, Program, find

__all__ = ["RESTAPI", "TOFU", "VERSITYGW", "Program", "find"]
