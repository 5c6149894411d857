"""A setting that is misspelt stops a preview, and what the message says to run mends it."""

from __future__ import annotations

from tests.engine.stack import Stack

CLASSES = [{"name": "stop_sign", "type": "bbox", "color": "#ff0000"}]


def test_a_misspelt_key_of_the_stack_is_refused_until_it_is_mended(stack: Stack) -> None:
    url = stack.url
    stack.pulumi("config", "rm", "pictograph:baseUrl").expect()
    stack.pulumi("config", "set", "pictograph:baseurl", url).expect()
    stack.declare(classes=CLASSES)

    said = stack.preview(ok=False)

    assert "unknown setting baseurl: did you mean baseUrl?" in said
    assert "Run: pulumi config rm pictograph:baseurl; pulumi config set pictograph:baseUrl" in said
    stack.pulumi("config", "rm", "pictograph:baseurl").expect()
    stack.pulumi("config", "set", "pictograph:baseUrl", url).expect()
    stack.up()


def test_a_misspelt_variable_is_refused(stack: Stack) -> None:
    stack.declare(classes=CLASSES)

    done = stack.pulumi("preview", PICTOGRAPH_BASEURL="http://127.0.0.1:1").expect(ok=False)

    assert "PICTOGRAPH_BASEURL: did you mean PICTOGRAPH_BASE_URL?" in done.output
