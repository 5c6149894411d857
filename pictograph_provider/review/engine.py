"""Ask the engine: for a preview that is made to be reviewed, and for the stack's key."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pictograph_provider.client.config import BASE_URL, ClientConfig, client_config
from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.review.preview import Preview, PreviewError, is_project, read_preview
from pictograph_provider.settings import NAMESPACE, REVIEW
from pictograph_provider.texts import quoted_if_needed

SELECTS = ("-s", "--stack", "-C", "--cwd", "--config-file")
"""Arguments of a preview that choose the stack, so the stack's key is read with them too."""


def run_preview(args: Sequence[str]) -> Preview:
    """The preview of the stack in the current directory.

    Args:
        args: more arguments of `pulumi preview`.

    Raises:
        PreviewError: pulumi gave no preview; says why.
    """
    done = _pulumi("preview", "--json", "--show-sames", *args)
    try:
        return replace(read_preview(done.stdout, _folder(args)), command="up")
    except PreviewError:
        said = done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}"
        raise PreviewError(f"pulumi preview made no preview: {said}") from None


def _folder(args: Sequence[str]) -> Path:
    """Where the program is: here, or where pulumi is told to go first."""
    for place, arg in enumerate(args):
        name, joined, value = arg.partition("=")
        if name in ("-C", "--cwd"):
            return Path(value if joined else "".join(args[place + 1 : place + 2]))
    return Path()


def connection(
    preview: Preview, selection: Sequence[str], env: Mapping[str, str] = os.environ
) -> ClientConfig:
    """Where the service is, and the key to ask it with.

    A key in the environment is taken first, so that a stack of several organizations can be
    reviewed with the key of each. It brings its address along: no key is sent to an address
    that belongs to another.

    A preview may come from a file that anybody wrote, so the address in it is believed in
    nothing: it is only compared with the one that the person at the keyboard chose.

    Args:
        selection: arguments that choose the stack, as of `stack_of`.

    Raises:
        ConfigurationError: there is no key, or the preview is of another address.
    """
    config = {key.removeprefix(f"{NAMESPACE}:"): value for key, value in preview.config.items()}
    key, url = env.get("PICTOGRAPH_API_KEY"), env.get("PICTOGRAPH_BASE_URL")
    if not (key and url):
        key = key or _stack_key(selection)
        url = _stack_value("baseUrl", selection) or url
        _same_address(config.get("baseUrl"), url or BASE_URL)
    return client_config(key, url, config.get("timeout"), config.get("maxRetries"), env=env)


def _same_address(previewed: str | None, chosen: str) -> None:
    # Another service would say of every project that it is gone, and nothing would be lost.
    if previewed and previewed.strip().rstrip("/") != chosen.strip().rstrip("/"):
        raise ConfigurationError(
            f"the preview was made for the service at {quoted_if_needed(previewed)}, but the key "
            f"is for the one at {quoted_if_needed(chosen)}. Nothing was sent to either. If the key "
            "may go to the first, set PICTOGRAPH_BASE_URL to it, and PICTOGRAPH_API_KEY to the "
            "key."
        )


def stack_of(preview: Preview, args: Sequence[str] | None) -> list[str]:
    """The arguments that choose the stack of a preview.

    Args:
        args: those that the preview was made with; None where it was read from a file.
    """
    if args is None:
        # The name is of a file that anybody may have written: it must not read as an option.
        return [f"--stack={preview.stack}"]
    chosen = []
    for place, arg in enumerate(args):
        name, joined, _ = arg.partition("=")
        if name in SELECTS:
            chosen += [arg] if joined else list(args[place : place + 2])
    return chosen


def _stack_key(selection: Sequence[str]) -> str:
    key = _stack_value("apiKey", selection)
    if key is None:
        raise ConfigurationError(
            "there is no API key to count with: set PICTOGRAPH_API_KEY, or run this where "
            f"`pulumi config get {NAMESPACE}:apiKey` gives the stack's."
        )
    return key


def _stack_value(name: str, selection: Sequence[str]) -> str | None:
    """A value of the stack's own configuration, None where it has none or there is no stack."""
    try:
        done = _pulumi("config", "get", f"{NAMESPACE}:{name}", *selection)
    except PreviewError:
        return None
    return None if done.returncode else done.stdout.strip() or None


def projects_in_state(selection: Sequence[str]) -> frozenset[str] | None:
    """URNs of the projects that the stack has, or None where its state can't be read here.

    Args:
        selection: arguments that choose the stack, as of `stack_of`.
    """
    try:
        done = _pulumi("stack", "export", *selection)
        resources = json.loads(done.stdout)["deployment"]["resources"]
        return frozenset(row["urn"] for row in resources if is_project(row["urn"]))
    except (PreviewError, ValueError, KeyError, TypeError):
        return None


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
