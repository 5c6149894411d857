"""The real Pulumi engine for the demo and the tests: found, downloaded or built, never imitated."""

from tools.engine.engine import Engine
from tools.engine.errors import EngineError, UnavailableError
from tools.engine.ways import find

__all__ = ["Engine", "EngineError", "UnavailableError", "find"]
