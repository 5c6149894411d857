"""The projects of one environment: the one that the stack is called after."""

import pulumi

from pictograph_provider import Catalog

catalog = Catalog.load("catalog.yaml").provision(environment=pulumi.get_stack())

pulumi.export("project_ids", {key: each.project_id for key, each in catalog.projects.items()})
