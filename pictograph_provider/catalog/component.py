"""The component whose children are the projects of one environment."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi

from pictograph_provider.catalog.levels import needs_reporting, reporting_provider
from pictograph_provider.catalog.resolve import ResolvedEnvironment, ResolvedProject
from pictograph_provider.catalog_lines import Lines
from pictograph_provider.host.language import CATALOG_TYPE
from pictograph_provider.host.program import stands_in_catalog
from pictograph_provider.project import Project, Provider

PLAIN_NAME = "catalog"
"""The one name of a component that does not show in its children's."""


class CatalogProjects(pulumi.ComponentResource):
    """The projects of one environment; `Catalog.provision` makes it.

    Attributes:
        environment: its name.
        projects: by their names in the catalog.

    Raises:
        CatalogError: the environment's `class_removal` contradicts the provider's.
    """

    environment: str
    projects: Mapping[str, Project]

    def __init__(
        self,
        name: str,
        environment: ResolvedEnvironment,
        file: str,
        lines: Mapping[str, Lines],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare the projects.

        Args:
            lines: where each of them stands in the file.
        """
        reports = needs_reporting(environment, opts, file)
        super().__init__(CATALOG_TYPE, name, None, opts)
        provider = reporting_provider(name, self) if reports else None
        prefix = "" if name == PLAIN_NAME else f"{name}-"
        self.environment = environment.name
        for key, where in lines.items():
            stands_in_catalog(prefix + key, where)
        self.projects = {
            project.key: self._declare(prefix, project, provider)
            for project in environment.projects
        }
        self.register_outputs(
            {"project_ids": {key: project.project_id for key, project in self.projects.items()}}
        )

    def _declare(self, prefix: str, project: ResolvedProject, provider: Provider | None) -> Project:
        # A project that the program declared by itself moves in here: without the alias it would
        # be deleted and made again.
        outside = pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)
        opts = pulumi.ResourceOptions(
            parent=self, provider=provider, protect=project.protect, aliases=[outside]
        )
        return Project(prefix + project.key, opts=opts, **project.arguments)
