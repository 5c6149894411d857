"""Programs in Go that tests and benchmarks run beside ours: built once, from pinned modules."""

from tools.programs.programs import VERSITYGW, Program, find

__all__ = ["VERSITYGW", "Program", "find"]
