"""Ask the engine: for a preview that is made to be reviewed, and for the stack's key."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from pictograph_provider.client.config import ClientConfig, client_config
from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.review.preview import Preview, PreviewError, read_preview
from pictograph_provider.settings import NAMESPACE, REVIEW

SELECTS = ("-s", "--stack", "-C", "--cwd", "--config-file")
"""Arguments of a preview that choose the stack, so the stack's key is read with them too."""


def run_preview(args: Sequence[str]) -> Preview:
    """The preview of the stack in the current directory.

    Args:
        args: more arguments of `pulumi preview`.

    Raises:
        PreviewError: there was none; says why.
    """
    done = _pulumi("preview", "--json", "--show-sames", *args)
    try:
        return read_preview(done.stdout)
    except PreviewError:
        said = done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}"
        raise PreviewError(f"pulumi preview made no preview: {said}") from None


def connection(
    preview: Preview, selection: Sequence[str], env: Mapping[str, str] = os.environ
) -> ClientConfig:
    """Where the service is, and the key to ask it with.

    A key in the environment is taken first, so that a stack of several organisations can be
    reviewed with the key of each. It brings its address along: no key is sent to an address
    that belongs to another.

    Args:
        selection: arguments that choose the stack, as of `stack_of`.

    Raises:
        ConfigurationError: there is no key.
    """
    config = {key.removeprefix(f"{NAMESPACE}:"): value for key, value in preview.config.items()}
    url = config.get("baseUrl")
    if env.get("PICTOGRAPH_API_KEY"):
        key, url = env["PICTOGRAPH_API_KEY"], env.get("PICTOGRAPH_BASE_URL") or url
    else:
        key = _stack_key(selection)
    return client_config(key, url, config.get("timeout"), config.get("maxRetries"), env=env)


def stack_of(preview: Preview, args: Sequence[str] | None) -> list[str]:
    """The arguments that choose the stack of a preview.

    Args:
        args: those that the preview was made with; None where it was read from a file.
    """
    if args is None:
        return ["--stack", preview.stack]
    chosen = []
    for place, arg in enumerate(args):
        name, joined, _ = arg.partition("=")
        if name in SELECTS:
            chosen += [arg] if joined else list(args[place : place + 2])
    return chosen


def _stack_key(selection: Sequence[str]) -> str:
    try:
        done = _pulumi("config", "get", f"{NAMESPACE}:apiKey", *selection)
    except PreviewError:
        done = None
    if done is None or done.returncode or not done.stdout.strip():
        raise ConfigurationError(
            "there is no API key to count with: set PICTOGRAPH_API_KEY, or run this where "
            f"`pulumi config get {NAMESPACE}:apiKey` gives the stack's."
        )
    return done.stdout.strip()


def _pulumi(*args: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("pulumi")
    if program is None:
        raise PreviewError("there is no pulumi on PATH: install it (https://www.pulumi.com)")
    streaming = "PULUMI_ENABLE_STREAMING_JSON_PREVIEW"  # events instead of one document
    env = {name: value for name, value in os.environ.items() if name != streaming}
    return subprocess.run(
        [program, *args, "--non-interactive", "--color=never"],
        env=env | {REVIEW: "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
