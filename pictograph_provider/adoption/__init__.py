"""Take over what exists: live projects as a program, and as the state that goes with it.

Nothing here asks the service or touches a stack: from projects to texts.
"""

from pictograph_provider.adoption.catalog import as_catalog, same_names
from pictograph_provider.adoption.declare import Adopted, Survey, survey
from pictograph_provider.adoption.imports import import_document
from pictograph_provider.adoption.program import program

__all__ = [
    "Adopted",
    "Survey",
    "as_catalog",
    "import_document",
    "program",
    "same_names",
    "survey",
]
