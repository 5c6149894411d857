"""The catalog's JSON Schema, with which editors complete and check the file while it is written.

It lies beside this module as `catalog.schema.json`, so that it has an address.
"""

from __future__ import annotations

import json
from pathlib import Path

from pictograph_provider.catalog.schema import CatalogFile

PUBLISHED = Path(__file__).with_name("catalog.schema.json")


def json_schema() -> dict[str, object]:
    """The schema, of JSON Schema's draft 2020-12."""
    schema = CatalogFile.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for field in part.get("properties", {}).values():
            # A title repeats the key, and a default of null would offer what is refused.
            field.pop("title", None)
            if field.get("default", "") is None:
                field.pop("default")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Pictograph catalog",
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
