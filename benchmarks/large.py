"""What grows: long class lists, reviews, adoptions, and annotations that are saved."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.peers.pulumi import Stack, ours
from benchmarks.processes import Ran, run
from benchmarks.samples import Sample
from benchmarks.service import Service, class_list, names
from pictograph_provider import Client
from tools.engine import Engine

COMMAND = str(Path(sys.executable).with_name("pictograph-provider"))
PER_IMAGE = 100
"""Annotations on an image."""

SAVE = """\
import sys
from datetime import datetime, timezone
from pathlib import Path
from pictograph_provider import Client
from pictograph_provider.saving.removal import Removal
from pictograph_provider.saving.save import save

with Client() as client:
    project = client.projects.get("project-00000")
    counted = client.projects.insights("project-00000").class_annotation_counts
    classes = [(cls.fields(), "removed") for cls in project.classes]
    removal = Removal(
        project, str(project.organization_id), "benchmark", classes, whole=False,
        counted=counted, counted_at=datetime.now(timezone.utc),
    )
    print(save(client, removal, Path(sys.argv[1]), lambda text: None).path)
"""

Progress = Callable[[str], None]


def class_lists(engine: Engine, service: Service, sizes: list[int]) -> Iterator[Sample]:
    """Preview one project: nothing changed, and a quarter of its classes renamed without a move."""
    for size in sizes:
        with _stack(engine, service, 1, class_list(size)) as stack:
            for operation, renamed in (("preview, nothing to do", 0), ("a quarter renamed", None)):
                stack.declare(
                    1, class_list(size, renamed=size // 4 if renamed is None else renamed)
                )
                service.requests_since()
                # A rename that is not declared adds and removes: nothing uses these classes, so
                # it is shown and permitted.
                ran = stack.pulumi("preview")
                yield _sample(operation, size, ran, service)


def review(engine: Engine, service: Service, projects: int) -> Iterator[Sample]:
    """Review a change of every project's class list."""
    classes = class_list()
    with _stack(engine, service, projects, classes) as stack:
        stack.declare(projects, classes[1:])
        service.requests_since()
        command = [COMMAND, "review", "--format", "json", "--fail-on", "never"]
        ran = run(command, cwd=stack.folder, env=stack.env, look_for="pictograph-provider review")
        yield _sample("review, every list changed", projects, ran, service)


def adopt(service: Service, projects: int) -> Iterator[Sample]:
    """Write the program and the state of projects that are there already."""
    service.empty(0)
    with Client(service.key, service.url) as client:
        for name in names(projects):
            client.projects.create(name, classes=class_list())
    with _folder() as folder:
        service.requests_since()
        ran = _command(service, folder, COMMAND, "adopt", "--out", str(folder / "adopted"))
        yield _sample("adopt", projects, ran, service)


def save_and_restore(service: Service, count: int) -> Iterator[Sample]:
    """Save annotations to files and put them back."""
    service.empty(0)
    with Client(service.key, service.url, timeout=300) as client:
        _labelled(client, count)
    with _folder() as folder:
        service.requests_since()
        saved = _command(service, folder, sys.executable, "-c", SAVE, str(folder / "saved"))
        yield _sample("save annotations", count, saved, service)
        with Client(service.key, service.url, timeout=300) as client:
            client.projects.update("project-00000", classes=[])
        service.requests_since()
        receipt = saved.output.strip().splitlines()[-1]
        restored = _command(service, folder, COMMAND, "restore", receipt)
        yield _sample("restore annotations", count, restored, service)


def _labelled(client: Client, count: int) -> None:
    (name,) = names(1)
    client.projects.create(name, classes=class_list(1))
    box = {"name": "class-00000", "type": "bbox", "bounding_box": {"x": 1, "y": 2, "w": 3, "h": 4}}
    for image in range(count // PER_IMAGE):
        uploaded = client.images.upload(name, f"{image:06}.png", b"not really an image")
        rows = [{**box, "id": f"{image}-{number}"} for number in range(PER_IMAGE)]
        client.annotations.bulk_save({uploaded["id"]: rows})


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _stack(
    engine: Engine, service: Service, projects: int, classes: list[dict[str, str]]
) -> Iterator[Stack]:
    service.empty(0)
    with _folder() as folder:
        stack = ours(engine, once=True)
        stack.prepare(folder / "stack", service, projects)
        stack.declare(projects, classes)
        stack.pulumi("up", "--skip-preview")
        yield stack


def _command(service: Service, folder: Path, *command: str) -> Ran:
    own = {"PICTOGRAPH_API_KEY": service.key, "PICTOGRAPH_BASE_URL": service.url}
    env = {**os.environ, **own, "PICTOGRAPH_TIMEOUT": "300"}
    look_for = "pictograph-provider" if command[0] == COMMAND else "python"
    return run(command, cwd=folder, env=env, look_for=look_for)


def _sample(operation: str, size: int, ran: Ran, service: Service) -> Sample:
    requests = service.requests_since()
    return Sample("ours", operation, size, 0, ran.seconds, requests, None, ran.memory)
