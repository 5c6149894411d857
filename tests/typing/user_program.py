"""A user's program: what a type checker must accept, and what it must refuse.

Nobody runs it; mypy and pyright read it. An ignore that is not needed is an error too, so each of
them says that both find the mistake.
"""

# pyright: basic, reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from typing_extensions import assert_type

from pictograph_provider import Catalog, Client, Project, ProjectClass, Provider
from pictograph_provider.choices import AnnotationType

config = pulumi.Config("pictograph")
color: pulumi.Output[str] = pulumi.Output.from_input("#ff0000")
listed: pulumi.Output[list[str]] = pulumi.Output.from_input(["bbox"])

prod = Provider(
    "prod",
    api_key=config.require_secret("prodKey"),
    base_url="https://api.example.com",
    timeout=20.5,
    max_retries=2,
    class_removal="refuse",
    save_before_removal="saved",
    require_save=True,
)

signs = Project(
    "road-signs",
    name=pulumi.Output.concat("road-signs-", pulumi.get_stack()),
    description=color,
    annotation_types=["bbox", pulumi.Output.from_input("polygon")],
    classes=[
        ProjectClass(name="stop", type="bbox", color=color),
        ProjectClass(name=color, type=pulumi.Output.from_input("bbox")),
        ProjectClass(name="yield", type="bbox", attributes=[{"name": "bent", "type": "checkbox"}]),
        {"name": "merge", "type": "bbox", "color": color},
        pulumi.Output.from_input(ProjectClass(name="later", type="bbox")),
    ],
    class_moves={"halt": "stop", "give_way": color},
    allow_class_removal={"merge": 500},
    foreign_classes="keep",
    on_delete="archive",
    adopt=True,
    save_before_removal="saved",
    require_save=True,
    opts=pulumi.ResourceOptions(provider=prod, protect=True),
)

types: list[AnnotationType] = ["bbox"]  # without its type it is a list[str], which does not fit
in_a_variable = Project("in-a-variable", annotation_types=types)
unmanaged = Project("unmanaged")
none_at_all = Project("none", classes=[], allow_class_removal=["merge"], annotation_types=listed)
generated = [ProjectClass(name=f"class-{number}", type="bbox") for number in range(3)]
from_a_list = Project("from-a-list", classes=generated)
from_an_output = Project("from-an-output", classes=pulumi.Output.from_input(generated))

assert_type(signs.project_id, pulumi.Output[str])
assert_type(signs.name, pulumi.Output[str])
assert_type(signs.description, pulumi.Output[str | None])
assert_type(signs.annotation_types, pulumi.Output[Sequence[str]])
assert_type(signs.classes, pulumi.Output[list[dict[str, Any]]])
pulumi.export("colors", signs.classes.apply(lambda classes: [cls["color"] for cls in classes]))

existing = Project.get("existing", "intersections", pulumi.ResourceOptions(provider=prod))
assert_type(existing, Project)

catalog = Catalog.load("catalog.yaml").provision(
    environment=pulumi.get_stack(), opts=pulumi.ResourceOptions(provider=prod)
)
assert_type(catalog.projects, Mapping[str, Project])
pulumi.export("ids", {name: project.project_id for name, project in catalog.projects.items()})

for project in Client(api_key="pk_live_x").projects.iter():
    assert_type(project.image_count, int | None)

kept: pulumi.Output[str] = pulumi.Output.from_input("keep")
Project(
    "outputs-anywhere",
    annotation_types=pulumi.Output.from_input(["bbox"]),
    classes=[
        {"name": color, "type": color, "attributes": [{"name": "bent"}]},
        ProjectClass(name="d", type="keypoint", skeleton={"nodes": [{"name": "head"}]}),
        pulumi.Output.from_input({"name": "later", "type": "bbox"}),
    ],
    class_moves=pulumi.Output.from_input({"halt": "stop"}),
    allow_class_removal=pulumi.Output.from_input(["merge"]),
    foreign_classes=kept,
    on_delete=config.require_secret("onDelete"),
    adopt=pulumi.Output.from_input(True),
    save_before_removal=color,
)
Project("bounds", allow_class_removal=pulumi.Output.from_input({"merge": 500}))
Project("tuples", annotation_types=("bbox", color), allow_class_removal=("a", color))
Project("read", classes=Client().projects.get("signs").classes)
Provider("outputs", class_removal=kept, timeout=pulumi.Output.from_input(2.5))

Project("wrong", typo=True)  # type: ignore[call-arg]
Project("wrong", classes=3)  # type: ignore[arg-type]
Project("wrong", classes="merge")  # type: ignore[arg-type]
Project("wrong", classes=[3])  # type: ignore[list-item]
Project("wrong", adopt="yes")  # type: ignore[arg-type]
Project("wrong", class_moves=["halt", "stop"])  # type: ignore[arg-type]
ProjectClass(type="bbox")  # type: ignore[call-arg]
ProjectClass(name=3, type="bbox")  # type: ignore[arg-type]
Provider("wrong", class_removal="ignore")  # type: ignore[arg-type]

# What people really write.
Project("wrong", on_delete="remove")  # type: ignore[arg-type]
Project("wrong", foreign_classes="ignore")  # type: ignore[arg-type]
ProjectClass(name="a", type="boxx")  # type: ignore[arg-type]
ProjectClass(name="a", type="bbox", colour="red")  # type: ignore[call-arg]
ProjectClass(name="a")  # type: ignore[call-arg]
Project("wrong", annotation_types="bbox")  # type: ignore[arg-type]
Project("wrong", annotation_types=["boxes"])  # type: ignore[list-item]
Project("wrong", allow_class_removal="merge")  # type: ignore[arg-type]
Project("wrong", classes=[{"name": "a", "typ": "bbox"}])  # type: ignore[list-item]
Project("wrong", classes=["merge"])  # type: ignore[list-item]
Project("wrong", clases=[])  # type: ignore[call-arg]
Provider("wrong", api_key=3)  # type: ignore[arg-type]
Catalog.load("catalog.yaml").provision()  # type: ignore[call-arg]
