"""What the state calls secret is in no form of a report, though the service tells it."""

from __future__ import annotations

from tests.engine.labels import Labels
from tests.engine.leaks import lines_with
from tests.engine.reviewing import run
from tests.engine.stack import Stack

FORMATS = ("table", "markdown", "html", "json")
WORDS = ("moonlight", "velvet", "about silk", "#123456", "old moon")
BEFORE = """\
SECRET = pulumi.Output.secret
STOP = ProjectClass(name="stop", type="bbox", color="#ff0000")
VELVET = ProjectClass(name="velvet", type="bbox", color="#123456")
Project("named", name=SECRET("moonlight"), description=SECRET("about silk"),
        classes=[STOP, ProjectClass(name="tree", type="bbox")])
Project("listed", classes=SECRET([dict(name="velvet", type="bbox", color="#123456"),
                                  dict(name="stop", type="bbox", color="#ff0000")]))
Project("going", name=SECRET("moonlight going"), on_delete="delete")
"""
AFTER = """\
SECRET = pulumi.Output.secret
STOP = ProjectClass(name="stop", type="bbox", color="#ff0000")
Project("named", name=SECRET("moonlight"), description=SECRET("about silk"), classes=[STOP])
Project("listed", classes=[STOP])
"""


def test_no_report_tells_what_is_secret(stack: Stack, labels: Labels) -> None:
    stack.program(BEFORE)
    stack.up()
    labels.add("moonlight", {"tree": 2})
    labels.add("listed", {"velvet": 3})
    labels.add("moonlight going", {})
    stack.client.projects.update("moonlight going", new_name="old moon")
    stack.program(AFTER)
    made = stack.pulumi("preview", "--json", "--show-sames", PICTOGRAPH_REVIEW="1").expect()
    (stack.folder / "preview.json").write_text(made.output)
    for form in FORMATS:
        done = run(stack, "--from", "preview.json", "--format", form)
        assert done.status == 1, done.errors
        text = done.output + done.errors
        for word in WORDS:
            assert lines_with(word, text) == [], form
        assert "[secret]" in text, form
        assert "tree" in text, form  # what is no secret is named
    for word in WORDS:
        assert lines_with(word, made.output) == []
