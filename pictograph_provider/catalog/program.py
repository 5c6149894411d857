"""The catalog in a Pulumi program."""

from __future__ import annotations

import os

import pulumi

from pictograph_provider.catalog.component import CatalogProjects
from pictograph_provider.catalog.lines import lines_of
from pictograph_provider.catalog.problems import CatalogError, no_such
from pictograph_provider.catalog.reading import read
from pictograph_provider.catalog.resolve import resolve
from pictograph_provider.catalog.schema import CatalogFile
from pictograph_provider.catalog.source import Source


class Catalog:
    """Projects for many environments, read from a YAML file.

    Example:
        >>> catalog = Catalog.load("catalog.yaml").provision(environment=pulumi.get_stack())
        >>> pulumi.export("road_signs", catalog.projects["road-signs"].project_id)
    """

    def __init__(self, file: str, content: CatalogFile, source: Source) -> None:
        self._file = file
        self._content = content
        self._source = source

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Catalog:
        """Read a catalog.

        Args:
            path: of the file. A relative one starts in the folder where the program runs: for
                the Pulumi command, that of the program.

        Raises:
            pulumi.RunError: all that is wrong with it, a line each. Pulumi shows it without a
                traceback.
        """
        try:
            content, source = read(path)
        except CatalogError as error:
            raise pulumi.RunError(f"the catalog cannot be used:\n{error}") from None
        return cls(os.fspath(path), content, source)

    @property
    def environments(self) -> tuple[str, ...]:
        """Their names, in the order of the file."""
        return tuple(self._content.environments)

    def provision(
        self,
        *,
        environment: str,
        name: str = "catalog",
        opts: pulumi.ResourceOptions | None = None,
    ) -> CatalogProjects:
        """Declare the projects of one environment.

        Args:
            environment: one of the file's; usually `pulumi.get_stack()`.
            name: Pulumi's name for the component. A program that provisions twice gives it:
                another name than `catalog` stands in front of the children's names too.
            opts: of the component. `provider` and `protect` reach its children.

        Raises:
            pulumi.RunError: there is no such environment, or what it says of `class_removal`
                contradicts the stack or the provider.
        """
        known = self._content.environments
        if environment not in known:
            raise pulumi.RunError(f"{self._file}: {no_such('environment', environment, known)}")
        here = resolve(self._content, environment)
        lines = {
            project.key: lines_of(self._content, self._source, self._file, environment, project.key)
            for project in here.projects
        }
        try:
            return CatalogProjects(name, here, self._file, lines, opts)
        except CatalogError as error:
            raise pulumi.RunError(str(error)) from None

    def __repr__(self) -> str:
        return f"Catalog({self._file!r}, environments={[*self._content.environments]!r})"
