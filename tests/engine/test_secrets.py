"""The key is nowhere but where it was put: grepped for after a whole life, mistakes included."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.leaks import files, lines_with, places_of
from tests.engine.running import Run
from tests.engine.stack import Stack

VERBOSE = ("--logtostderr", "-v=9")
STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
WARNING = "warning: pictograph:apiKey is plain text in the configuration of stack dev"


@pytest.fixture
def stack(stack: Stack) -> Stack:
    """One whose temporary files are looked at as well."""
    folder = stack.root / "tmp"
    folder.mkdir()
    stack.env["TMPDIR"] = str(folder)
    return stack


def live(stack: Stack, emulator: Emulator, **env: str) -> str:
    """A project's life with a mistake and a failure in it; all that was printed, at `-v=9`."""

    def run(*command: str, ok: bool = True, **more: str) -> Run:
        done = stack.pulumi(*command, *VERBOSE, **env, **more)
        assert done.ok is ok, done.output
        return done

    stack.declare(classes=[STOP])
    runs = [run("up", "--yes")]
    stack.declare(classes=[{**STOP, "color": "reddish"}])
    runs.append(run("preview", "--diff", ok=False))
    stack.declare(classes=[STOP], description="new")
    emulator.control.fault("status", method="PATCH", status=500, times=None)
    runs.append(run("up", "--yes", "--skip-preview", ok=False, PICTOGRAPH_DEBUG="1"))
    assert "Traceback" in runs[-1].output  # what the debug variable is for
    emulator.control.clear_faults()
    runs.append(run("refresh", "--yes", "--skip-preview"))
    runs.append(stack.pulumi("stack", "export").expect())
    assert "::road-signs" in runs[-1].output
    runs.append(run("destroy", "--yes", "--skip-preview"))
    return "\n".join(run.output for run in runs)


def kept(stack: Stack) -> set[str]:
    """Which kinds of files a life leaves behind."""
    kinds = {
        "backups": "/backups/",
        "checkpoints": ".checkpoint.json",
        "histories": ".history.json",
    }
    kinds |= {"the state": "/dev.json", "its backup": "/dev.json.bak", "logs": "pulumi/logs/"}
    names = [path.as_posix() for path in files(stack.root)]
    return {kind for kind, part in kinds.items() if any(part in name for name in names)}


KINDS = {"backups", "checkpoints", "histories", "its backup", "logs", "the state"}


def test_the_key_is_in_no_file_and_no_output(stack: Stack, pictograph_emulator: Emulator) -> None:
    key = pictograph_emulator.key
    said = live(stack, pictograph_emulator)
    assert lines_with(key, said) == []
    assert places_of(key, stack.root) == []
    assert kept(stack) == KINDS  # so there was something to look at
    assert WARNING not in said


def test_a_key_from_the_environment_is_kept_out_even_of_the_engines_log(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "rm", "pictograph:apiKey").expect()
    said = live(stack, pictograph_emulator, PICTOGRAPH_API_KEY=key)
    assert key not in said
    assert lines_with(key, said) == []
    assert places_of(key, stack.root) == []
    assert WARNING not in said


def test_a_plain_key_is_warned_of_once_and_the_warning_mends_it(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    key = pictograph_emulator.key
    stack.pulumi("config", "set", "--plaintext", "pictograph:apiKey", key).expect()
    stack.program('Project("road-signs")\nProject("cracks")')
    said = stack.up()
    _, _, diagnostics = said.partition("Diagnostics:")
    assert diagnostics.count(WARNING) == 1
    assert "pulumi config set --secret pictograph:apiKey (it asks" in said
    state = "state/.pulumi/stacks/signs/dev.json"
    assert {"program/Pulumi.dev.yaml", state} <= set(places_of(key, stack.root))

    stack.pulumi("config", "set", "--secret", "pictograph:apiKey", key).expect()
    assert WARNING not in stack.up()
    left = places_of(key, stack.root)
    assert state not in left
    assert "program/Pulumi.dev.yaml" not in left
    # Which is why the warning speaks of replacing it.
    assert any("/history/" in place for place in left)


SECRET = """
SECRETS = dict(
    name=pulumi.Output.secret("moonlight"),
    description=pulumi.Output.secret("about velvet"),
)
project = Project("road-signs", **SECRETS, **dict({more}))
pulumi.export("classes", project.classes)
pulumi.export("order", project.__dict__["class_order"])
"""
LIST = """classes=pulumi.Output.secret([
    dict(name="velvet", type="bbox", color="#123456"),
    dict(name="give way", type="bbox", color="#abcdef"),
])"""
COLOR = """classes=[
    dict(name="stop", type="bbox", color="#00ff00"),
    dict(name="tree", type="bbox", color=pulumi.Output.secret("#123456")),
]"""
NONE_LEFT = "classes=pulumi.Output.secret([]), on_delete='delete'"
CONSENT = NONE_LEFT + ", allow_class_removal=pulumi.Output.secret(['velvet', 'give way'])"
STATE = "state/.pulumi/stacks/signs/dev.json"
WORDS = ("moonlight", "velvet", "give way", "#123456", "#abcdef")


@pytest.mark.parametrize("classes", [LIST, COLOR], ids=["list", "color"])
def test_what_is_secret_is_ciphertext_in_state_and_no_text_tells_it(
    stack: Stack, labels: Labels, classes: str
) -> None:
    said = []

    def run(*command: str, ok: bool = True) -> str:
        said.append(stack.pulumi(*command, "--diff").expect(ok=ok).output)
        for word in WORDS:
            assert lines_with(word, said[-1]) == []
            assert STATE not in places_of(word, stack.root), word
        return said[-1]

    stack.program(SECRET.format(more=classes))
    run("preview")
    run("up", "--yes", "--skip-preview")
    run("preview", "--expect-no-changes")
    live = stack.client.projects.get("moonlight")
    labels.add("moonlight", {live.classes[1].name: 3})
    stack.client.projects.update("moonlight", description="changed")
    run("refresh", "--yes", "--skip-preview")
    stack.program(SECRET.format(more=NONE_LEFT))
    refused = run("preview", ok=False)
    assert "- remove  [secret] (bbox)  destroys 3 annotations on 1 image" in refused
    assert '"[secret]"' in refused
    refused = run("up", "--yes", "--skip-preview", ok=False)
    assert "destroys 3 annotations" in refused
    names = [cls.name for cls in live.classes]
    stack.program(SECRET.format(more=CONSENT.replace("['velvet', 'give way']", repr(names))))
    run("preview")
    done = run("up", "--yes", "--skip-preview")
    assert "[secret]: removed 2 of its classes, as permitted" in done
    assert "[secret]: deleted, with" in run("destroy", "--yes", "--skip-preview")
    assert stack.client.projects.list() == []


def test_mistakes_in_what_is_secret_do_not_quote_it(stack: Stack) -> None:
    twice = LIST.replace("give way", "velvet")
    stack.program(SECRET.format(more=twice))
    assert "classes is secret, and something in it is not valid" in stack.preview(ok=False)
    stack.program(SECRET.format(more=LIST.replace("#abcdef", "moonshine")))
    said = stack.preview(ok=False)
    assert "'[secret]' is not a CSS color" in said
    assert "moonshine" not in said


def test_nothing_is_stored_of_secrets_where_there_are_none(stack: Stack) -> None:
    stack.program('project = Project("road-signs", name=pulumi.Output.from_input("plain"))')
    stack.up()
    entry = stack.resource()
    assert "secret" not in {**entry["inputs"], **entry["outputs"]}
