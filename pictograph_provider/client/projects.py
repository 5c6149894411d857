"""`client.projects`: the projects of the key's organization.

The service calls them datasets since its generation C; this module translates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from pictograph_provider.client.answers import Answer
from pictograph_provider.client.decode import malformed, mapping, member, model
from pictograph_provider.client.errors import NotFoundError, ValidationError
from pictograph_provider.client.pages import pages
from pictograph_provider.client.transport import Transport
from pictograph_provider.models import DeletionSummary, Insights, Project, ProjectClass
from pictograph_provider.names import name_problem

PATH = "/api/v1/developer/datasets/"

ClassLike = ProjectClass | Mapping[str, object]


@dataclass(frozen=True)
class Created:
    """What the service answered to a create.

    Attributes:
        answered_at: when it answered, by its own clock, to the second; None where it did not
            say. An answer that is repeated for its idempotency key has a new one, so a
            project whose `created_at` is much older was made by an earlier create.
    """

    project: Project
    answered_at: datetime | None


class Projects:
    """Create, read, change and delete projects.

    Every method that takes a project takes its name, or its `id=` (a UUID) instead.
    Raises what `pictograph_provider.client.errors` draws.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, limit: int = 50, offset: int = 0, *, archived: bool = False) -> list[Project]:
        """One page of projects, newest first. `limit`: at most 1000."""
        for answer, rows in self._pages(limit, offset, archived):
            return [_project(row, answer) for row in rows]
        return []

    def iter(self, page_size: int = 100, *, archived: bool = False) -> Iterator[Project]:
        """All projects, fetched page by page. `archived`: the archived ones instead."""
        for answer, rows in self._pages(page_size, 0, archived):
            for row in rows:
                yield _project(row, answer)

    def get(self, name: str | None = None, *, id: str | None = None) -> Project:
        """One project, archived ones too."""
        return self._dataset("GET", segment(name, id), id)

    def create(
        self,
        name: str,
        description: str | None = None,
        annotation_types: Sequence[str] = ("bbox",),
        classes: Iterable[ClassLike] = (),
        *,
        idempotency_key: str | None = None,
    ) -> Project:
        """Create a project. A name that is taken raises ConflictError."""
        return self.create_with_date(
            name, description, annotation_types, classes, idempotency_key=idempotency_key
        ).project

    def create_with_date(
        self,
        name: str,
        description: str | None = None,
        annotation_types: Sequence[str] = ("bbox",),
        classes: Iterable[ClassLike] = (),
        *,
        idempotency_key: str | None = None,
    ) -> Created:
        """As `create`, and say when the service answered.

        Args:
            idempotency_key: a create that repeats one of the last 24 hours brings its answer
                again and creates nothing.
        """
        segment(name, None)
        body: dict[str, object] = {"name": name, "annotation_types": list(annotation_types)}
        if description is not None:
            body["description"] = description
        body["classes"] = wire_classes(classes)
        answer = self._transport.request("POST", PATH, json=body, idempotency_key=idempotency_key)
        return Created(_project(member(answer), answer), answer.answered_at)

    def update(
        self,
        name: str | None = None,
        *,
        id: str | None = None,
        new_name: str | None = None,
        description: str | None = None,
        annotation_types: Sequence[str] | None = None,
        classes: Iterable[ClassLike] | None = None,
        classes_base: Iterable[ClassLike] | None = None,
    ) -> Project:
        """Change what is given and nothing else, in one request.

        Args:
            classes: replaces the whole list. **A class left out takes all its annotations
                with it.**
            classes_base: the list that `classes` was made from. The service then applies
                only the difference, so a class added meanwhile survives.
        """
        if new_name is not None:
            segment(new_name, None)
        body: dict[str, object] = {"new_name": new_name, "description": description}
        body["annotation_types"] = None if annotation_types is None else list(annotation_types)
        body["classes"] = None if classes is None else wire_classes(classes)
        body["classes_base"] = None if classes_base is None else wire_classes(classes_base)
        # A null would clear the field; what is not given stays as it is.
        body = {key: value for key, value in body.items() if value is not None}
        if not body:
            raise ValueError("nothing to change: give at least one field")
        return self._dataset("PATCH", segment(name, id), id, json=body)

    def delete(
        self,
        name: str | None = None,
        *,
        id: str | None = None,
    ) -> DeletionSummary:
        """Delete a project with all its images, for ever. Takes an admin's or owner's key."""
        path = PATH + segment(name, id)
        try:
            return DeletionSummary(mapping(self._transport.request("DELETE", path)))
        except NotFoundError as error:
            if error.tries == 1:
                raise
            # An earlier try had its effect, and only its answer was lost.
            return DeletionSummary({"deleted": True})

    def archive(self, name: str | None = None, *, id: str | None = None) -> Project:
        """Hide a project from the list; nothing is deleted. Takes an admin's or owner's key."""
        return self._dataset("POST", segment(name, id) + "/archive", id)

    def unarchive(self, name: str | None = None, *, id: str | None = None) -> Project:
        """Bring an archived project back. Takes an admin's or owner's key."""
        return self._dataset("POST", segment(name, id) + "/unarchive", id)

    def insights(self, name: str | None = None, *, id: str | None = None) -> Insights:
        """Statistics: annotations and images per class, archived images not counted."""
        answer = self._transport.request("GET", PATH + segment(name, id) + "/insights")
        return model(Insights, member(answer), answer, "a statistic")

    def _dataset(self, method: str, path: str, id: str | None, json: object = None) -> Project:
        answer = self._transport.request(method, PATH + path, json=json)
        project = _project(member(answer), answer)
        if id is not None and _digits(project.id) != _digits(id):
            raise malformed(answer, f"it is about another project ({project.id})")
        return project

    def _pages(
        self, size: int, offset: int, archived: bool
    ) -> Iterator[tuple[Answer, Sequence[object]]]:
        params = {"archived": "true"} if archived else {}
        return pages(self._transport, PATH, size=size, offset=offset, params=params)


def wire_classes(classes: Iterable[ClassLike]) -> list[Mapping[str, object]]:
    """Classes as they are sent: just the fields that were given."""
    return [cls.fields() if isinstance(cls, ProjectClass) else dict(cls) for cls in classes]


def segment(name: str | None, id: str | None) -> str:
    """The part of a path that names a project.

    Raises:
        ValidationError: the name or the id cannot be one; nothing was sent.
        ValueError: neither or both of name and id were given.
    """
    if (name is None) == (id is None):
        raise ValueError("name the project by its name or by its id, not both")
    if id is not None:
        if id in ("", ".", ".."):  # it would address the collection, or what is above it
            raise ValidationError(f'"{id}" is not the id of a project.')
        return quote(id, safe="")
    problem = name_problem(str(name))
    if problem:
        raise ValidationError(problem)
    return quote(str(name), safe="")


def _project(row: object, answer: Answer) -> Project:
    return model(Project, row, answer, "a project")


def _digits(id: str) -> str:
    return id.replace("-", "").lower()
