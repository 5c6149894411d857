"""The resource and the explicit provider that Pulumi programs use."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi.dynamic import Resource

from pictograph_provider.host import trace
from pictograph_provider.host.interrupt import leave_quietly
from pictograph_provider.host.outputs import wait_for_resource_only
from pictograph_provider.host.plain_key import warn_of_plain_key
from pictograph_provider.host.program import claim, kept, origin
from pictograph_provider.provider import ProjectProvider
from pictograph_provider.state.program import class_inputs, listed, secret_names
from pictograph_provider.state.settings import DEFAULTS, written
from pictograph_provider.texts import python_literal

if TYPE_CHECKING:
    from pictograph_provider.inputs import (
        AnnotationTypesInput,
        ClassesInput,
        ClassRemovalInput,
        ConsentInput,
        ForeignClassesInput,
        OnDeleteInput,
    )

OUTPUTS = (
    "project_id",
    "name",
    "description",
    "annotation_types",
    "classes",
    "class_order",
    "organization_id",
    "created_at",
)
"""Outputs are known to the engine only where they are listed, even where no input gives them."""


NO_IMPORT = (
    "Project({resource}) has ResourceOptions(import_=...), and Pulumi cannot import a resource "
    "that is written in Python. Take import_ out and write adopt=True in its place: it takes over "
    "the project of that name. Or let the command pictograph-provider adopt write the program and "
    "the state of projects that exist: pictograph-provider adopt --out adopted"
)


class Project(Resource, module="pictograph", name="Project"):
    """A Pictograph project: its name, description, annotation types and classes.

    The class list is written whole, and a class left out takes all its annotations with it.
    So a preview that would destroy annotations fails, unless the program names the class.

    Args:
        resource_name: Pulumi's name for it, and the project's, unless `name` is given.
        name: unique in the organization; a change renames the project in place.
        description: None leaves it as it is.
        annotation_types: `bbox`, `polygon`, `polyline`, `keypoint`. None leaves them as they
            are; a new project then allows `bbox`.
        classes: None leaves them as they are; `[]` means none at all.
        class_moves: `{"old": "new"}` renames a class, or merges it where the new one exists.
            Annotations are kept. Harmless once done, so it can stay.
        allow_class_removal: classes that may be lost with their annotations: `["merge"]`, or
            `{"merge": 500}` with the most annotations that may go.
        foreign_classes: what happens to classes added elsewhere when the list is written:
            `refuse`, `keep`, or `remove` (they count as drift; each must still be named in
            `allow_class_removal`).
        on_delete: what removing the resource does: `delete-if-empty` refuses while the project
            holds images, `archive` hides it, `delete` deletes it with all its images.
        adopt: take over an existing project of that name.
        save_before_removal: a folder, or a URL such as `s3://bucket/folder`, where annotations
            are saved before they are removed.
        require_save: permit no removal of annotations, and no deletion of the project with
            annotations in it, that does not save them first.
    """

    project_id: pulumi.Output[str]
    name: pulumi.Output[str]
    description: pulumi.Output[str | None]
    annotation_types: pulumi.Output[Sequence[str]]
    organization_id: pulumi.Output[str]
    created_at: pulumi.Output[str]

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        description: pulumi.Input[str] | None = None,
        annotation_types: AnnotationTypesInput | None = None,
        classes: ClassesInput | None = None,
        class_moves: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        allow_class_removal: ConsentInput | None = None,
        foreign_classes: ForeignClassesInput = "refuse",
        on_delete: OnDeleteInput = "delete-if-empty",
        adopt: pulumi.Input[bool] = False,
        save_before_removal: pulumi.Input[str] | None = None,
        require_save: pulumi.Input[bool] = False,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare the project.

        Raises:
            pulumi.RunError: `opts` asks for an import. Pulumi shows it without a traceback.
        """
        leave_quietly()
        warn_of_plain_key()
        if opts is not None and opts.import_ is not None:
            raise pulumi.RunError(NO_IMPORT.format(resource=python_literal(resource_name)))
        called = resource_name if name is None else kept(name)
        mine = origin(resource_name, opts)
        inputs: dict[str, object] = {
            "name": called,
            "description": description,
            "annotation_types": _listed(annotation_types),
            **class_inputs(classes),
            "class_moves": class_moves,
            "allow_class_removal": _listed(allow_class_removal),
            "foreign_classes": foreign_classes,
            "on_delete": on_delete,
            "adopt": adopt or None,
            "save_before_removal": save_before_removal,
            "require_save": require_save or None,
            "origin": mine,
        }
        said = ("name", "description", "annotation_types", "classes", *DEFAULTS)
        inputs["secret"] = secret_names(resource_name, {key: inputs.get(key) for key in said})
        looks = opts is not None and opts.id is not None
        if looks:
            inputs = {}  # a project that is only looked at declares nothing
        props = {**dict.fromkeys(OUTPUTS), **written(inputs)}
        with trace.of_program(sys._getframe()):
            super().__init__(ProjectProvider(), resource_name, props, opts)
        wait_for_resource_only(self, props)
        # An output that state does not hold is unknown in a preview, and so would the classes be.
        self._ordered = "class_order" in inputs
        if not looks:
            claim(self, mine, called)

    @property
    def classes(self) -> pulumi.Output[list[dict[str, Any]]]:
        """The classes as the service holds them: `name`, `type`, `color` and what else it said."""
        order = self.__dict__["class_order"] if self._ordered else None
        both = pulumi.Output.all(self.__dict__["classes"], order)
        return both.apply(lambda values: listed(*values))

    @staticmethod
    def get(
        resource_name: str, id: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None
    ) -> Project:
        """An existing project, to read and not to manage.

        Args:
            id: its UUID, or its name. The output `id` repeats it; `project_id` is the UUID
                in either case.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return Project(resource_name, opts=opts)


# The SDK reads them for each resource, and would compile their texts again each time.
Project.__annotations__ = inspect.get_annotations(Project, eval_str=True)


class Provider(pulumi.ProviderResource):
    """A service and a key of their own, for some of a program's projects.

    Use it with `ResourceOptions(provider=...)`. What is left out comes from the environment.

    Args:
        api_key: always kept as a secret.
        base_url: of the service.
        timeout: seconds that one try of a request may take.
        max_retries: further tries after the first.
        class_removal: `refuse`, or `report` to print what would be lost and never refuse.
        save_before_removal: a folder or a URL where annotations are saved before they are removed,
            for projects that name none.
        require_save: permit no removal of annotations that are not saved first.
    """

    def __init__(
        self,
        resource_name: str,
        *,
        api_key: pulumi.Input[str] | None = None,
        base_url: pulumi.Input[str] | None = None,
        timeout: pulumi.Input[float] | None = None,
        max_retries: pulumi.Input[int] | None = None,
        class_removal: ClassRemovalInput | None = None,
        save_before_removal: pulumi.Input[str] | None = None,
        require_save: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        leave_quietly()
        # The engine hands these to the provider process by their configuration keys.
        props = {
            "pictograph:apiKey": None if api_key is None else pulumi.Output.secret(api_key),
            "pictograph:baseUrl": base_url,
            "pictograph:timeout": timeout,
            "pictograph:maxRetries": max_retries,
            "pictograph:classRemoval": class_removal,
            "pictograph:saveBeforeRemoval": save_before_removal,
            "pictograph:requireSave": require_save,
        }
        super().__init__("pulumi-python", resource_name, props, opts)
        # As it was given: a catalog must be able to see whether it agrees. Pulumi evaluates what a
        # class's body annotates, and the types of inputs are for type checkers only.
        self.class_removal: ClassRemovalInput | None = class_removal


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
