"""The program that declares what is there."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from pictograph_provider.adoption.declare import Adopted
from pictograph_provider.adoption.source import WIDTH, Call, Name, statement
from pictograph_provider.models import Organization
from pictograph_provider.texts import quoted_if_needed

PROTECTION = """\
# Pulumi refuses to delete a protected project. To delete one, first take its opts out.
PROTECTED = pulumi.ResourceOptions(protect=True)
"""


def program(organization: Organization, adopted: Sequence[Adopted]) -> str:
    """The source of `__main__.py`, formatted as black and ruff would leave it."""
    used = "Project, ProjectClass" if any(item.classes for item in adopted) else "Project"
    whose = quoted_if_needed(organization.name or organization.id)
    head = (
        f"# The projects of organization {whose},\n"
        "# written by: pictograph-provider adopt\n\n"
        f"import pulumi\nfrom pictograph_provider import {used}\n"
    )
    return "\n".join([head, PROTECTION, *map(_project, adopted)])


def _project(item: Adopted) -> str:
    arguments = item.arguments
    if item.classes is not None:
        arguments["classes"] = [Call("ProjectClass", (), cls) for cls in item.classes]
    call = Call("Project", (item.resource,), {**arguments, "opts": Name("PROTECTED")})
    note = wrap(quoted_if_needed(item.note), WIDTH - 2) if item.note else []
    return "".join(f"# {line}\n" for line in note) + statement(call)
