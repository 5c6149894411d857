"""The file for `pulumi import --file`: resources with their inputs and outputs.

Given both, the engine takes the state as it is and does not read it through the provider,
which for dynamic providers it cannot do (tried with Pulumi 3.259).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pulumi.dynamic.dynamic import serialize_provider

from pictograph_provider.adoption.declare import Adopted
from pictograph_provider.classes import without_nulls
from pictograph_provider.provider import PROVIDER, ProjectProvider
from pictograph_provider.state.outputs import outputs

TYPE = "pulumi-python:dynamic/pictograph:Project"


def import_document(adopted: Iterable[Adopted]) -> dict[str, Any]:
    """The document. There is no secret in it: the provider is a path to its class."""
    provider = {PROVIDER: serialize_provider(ProjectProvider())}
    return {"resources": [_resource(item, provider) for item in adopted]}


def _resource(item: Adopted, provider: dict[str, str]) -> dict[str, Any]:
    inputs = item.inputs
    return {
        "type": TYPE,
        "name": item.resource,
        "id": item.project.id,
        "inputs": provider | inputs,
        "outputs": provider | without_nulls(outputs(item.project, inputs)),
    }
