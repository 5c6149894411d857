"""One annotation project."""

import pulumi

from pictograph_provider import Project, ProjectClass

parking = Project(
    "parking",
    classes=[
        ProjectClass(name="free", type="bbox", color="green"),
        ProjectClass(name="taken", type="bbox", color="red"),
    ],
)

pulumi.export("project_id", parking.project_id)
