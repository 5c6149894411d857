"""Twins in the state, and a way back from the native resource: what the messages say ends well."""

from __future__ import annotations

import json

from tests.engine.identity.families import HEAD, STOP, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.stack import Stack

TWIN = 'Project("{}", name="{}", classes=[STOP], on_delete="delete")'


def programmed(stack: Stack, *lines: str) -> None:
    stack.program("\n".join([HEAD.format(stop=STOP), *lines]))


def test_the_first_of_two_entries_of_one_project_is_taken_out_and_made_anew(
    stack: Stack, labels: Labels
) -> None:
    programmed(stack, TWIN.format("a", "signs"))
    stack.up()
    labels.add("signs", {"stop": 3})
    document = stack.exported()
    resources = document["deployment"]["resources"]
    (entry,) = (row for row in resources if row["type"] == stack.type)
    sides = {
        side: {**entry[side], "origin": entry[side]["origin"][:-1] + "b"}
        for side in ("inputs", "outputs")
    }
    resources.append({**entry, **sides, "urn": urn("b")})
    file = stack.root / "twins.json"
    file.write_text(json.dumps(document))
    stack.pulumi("stack", "import", "--file", str(file)).expect()

    programmed(stack, TWIN.format("a", "signs"), TWIN.format("b", "signs"))
    said = " ".join(stack.preview(ok=False).split())
    assert "out of the program and run pulumi up: the project stays with the other" in said
    # Another name alone is none: the state says that it is one project.
    programmed(stack, TWIN.format("a", "signs"), TWIN.format("b", "signs-2"))
    assert "both hold project signs" in stack.preview(ok=False)
    programmed(stack, TWIN.format("b", "signs"))
    stack.up()
    stack.preview("--expect-no-changes")
    assert [row["urn"] for row in entries_of(stack)] == [urn("b")]
    assert "then declare it again with another name, such as name=" in said
    programmed(stack, TWIN.format("a", "signs-2"), TWIN.format("b", "signs"))
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}
    assert stack.client.projects.get("signs-2").image_count == 0
