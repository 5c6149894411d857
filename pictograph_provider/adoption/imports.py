"""The file for `pulumi import --file`: resources with their inputs and outputs.

Given both, the engine takes the state as it is and does not read it through the provider,
which for dynamic providers it cannot do (tried with Pulumi 3.259).
"""

from __future__ import annotations

from collections.abc import Iterable

from pulumi.dynamic.dynamic import serialize_provider

from pictograph_provider.adoption.declare import Adopted
from pictograph_provider.catalog.component import PLAIN_NAME
from pictograph_provider.host.language import CATALOG_TYPE as COMPONENT
from pictograph_provider.provider import PROVIDER, ProjectProvider
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record

TYPE = "pulumi-python:dynamic/pictograph:Project"


def import_document(adopted: Iterable[Adopted], catalog: bool = False) -> dict[str, object]:
    """The document. There is no secret in it: the provider is a path to its class.

    Args:
        catalog: the projects are children of a catalog's component.
    """
    provider = {PROVIDER: serialize_provider(ProjectProvider())}
    projects = [_resource(item, provider) for item in adopted]
    if not catalog:
        return {"resources": projects}
    # Within the file a name stands for one resource, and a project may be called as the
    # component is. So the component's may be another there than Pulumi's.
    name = PLAIN_NAME
    while any(project["name"] == name for project in projects):
        name += "-"
    parent = {"type": COMPONENT, "name": name, "logicalName": PLAIN_NAME, "component": True}
    return {"resources": [parent, *({**project, "parent": name} for project in projects)]}


def _resource(item: Adopted, provider: dict[str, str]) -> dict[str, object]:
    inputs = item.inputs
    return {
        "type": TYPE,
        "name": item.resource,
        "id": item.project.id,
        "inputs": provider | inputs,
        "outputs": provider | {**record(item.project, declaration(inputs)).outputs},
    }
