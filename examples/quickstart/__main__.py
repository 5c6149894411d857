"""Road signs: one annotation project and its classes, as code."""

import pulumi

from pictograph_provider import Project, ProjectClass

road_signs = Project(
    "road-signs",
    description="Road sign detection training set",
    annotation_types=["bbox", "polygon"],
    classes=[
        ProjectClass(name="stop_sign", type="bbox", color="#ff0000"),
        ProjectClass(name="yield", type="bbox", color="#ffff00"),
        ProjectClass(name="merge", type="bbox", color="#00aaff"),
    ],
)

pulumi.export("project_id", road_signs.project_id)
