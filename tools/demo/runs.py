"""`make up` and `make down`, against the emulator and against the live service."""

from __future__ import annotations

import os
import shutil

from pictograph_provider.classes import canonical_type
from tools.demo import contents, emulator
from tools.demo.emulator import Emulator
from tools.demo.places import EMULATOR, LIVE, DemoError, alone, say
from tools.demo.processes import end_strays
from tools.demo.stack import Stack
from tools.engine import find

_NEXT = """
Try next: delete the line of the class "merge" from examples/quickstart/__main__.py and run
`make up` again. It refuses, and says what would be lost."""

_CONSOLE = """
See it in a browser, and switch faults on: {url}/
`make down` takes everything down."""


def up() -> None:
    """Provision the example into the embedded emulator, and fill its projects."""
    with alone(EMULATOR):
        engine = find()
        service = emulator.ensure(EMULATOR)
        say(f"using the embedded emulator at {service.url}, not the live service\n")
        Stack("demo", EMULATOR, engine, _settings(service)).up()
        contents.seed(service, EMULATOR)
        _summarise(service)


def down() -> None:
    """Destroy what `up` provisioned, stop the emulator, and remove all that it kept."""
    with alone(EMULATOR):
        if not EMULATOR.root.exists():
            say("nothing is up")
            return
        try:
            service = emulator.running(EMULATOR)
            if service and EMULATOR.database.exists():
                _destroy(service)
        finally:
            # The state and the service go together: without one the other means nothing.
            end_strays(EMULATOR)
            emulator.stop(EMULATOR)
            shutil.rmtree(EMULATOR.root)
            say("the emulator is stopped, and .demo with all that it held is removed")


def _destroy(service: Emulator) -> None:
    stack = Stack("demo", EMULATOR, find(), _settings(service))
    if stack.exists():
        contents.empty(service)
        stack.destroy()


def live_up() -> None:
    """Provision the example into the live service."""
    with alone(LIVE):
        settings = _live_settings()
        say(f"using the live service{_elsewhere(settings)} with PICTOGRAPH_API_KEY\n")
        Stack("live", LIVE, find(), settings).up()
        say(f"\nThe stack's state is in {LIVE.root.name}/: keep it until `make down LIVE=1`.")


def live_down() -> None:
    """Destroy what `live_up` provisioned; each project's own `on_delete` decides."""
    with alone(LIVE):
        if not LIVE.root.exists():
            say("nothing is up on the live service")
            return
        stack = Stack("live", LIVE, find(), _live_settings())
        if stack.exists():
            stack.destroy()
            stack.remove()
        shutil.rmtree(LIVE.root)


def _settings(service: Emulator) -> dict[str, str]:
    return {"PICTOGRAPH_API_KEY": service.key, "PICTOGRAPH_BASE_URL": service.url}


def _live_settings() -> dict[str, str]:
    names = ("API_KEY", "BASE_URL", "TIMEOUT", "MAX_RETRIES")
    variables = [f"PICTOGRAPH_{name}" for name in names]
    settings = {name: os.environ[name] for name in variables if os.environ.get(name, "").strip()}
    if "PICTOGRAPH_API_KEY" not in settings:
        raise DemoError("LIVE=1 needs a key of the live service in PICTOGRAPH_API_KEY.")
    return settings


def _elsewhere(settings: dict[str, str]) -> str:
    url = settings.get("PICTOGRAPH_BASE_URL")
    return f" at {url}" if url else ""


def _summarise(service: Emulator) -> None:
    say(f"\nThe embedded emulator at {service.url} (process {service.pid}) holds")
    held = set()
    with service.client() as client:
        for project in client.projects.iter():
            facts = client.projects.insights(id=project.id)
            per_class = facts.class_annotation_counts or {}
            counts = f"{facts.total_images} images, {facts.total_annotations} annotations"
            say(f"  {project.name}: {counts}")
            for item in project.classes:
                count = per_class.get(str(item.name), 0)
                held.add((project.name, item.name))
                type_ = canonical_type(item.type)
                say(f"    {item.name:<12} {type_:<8} {item.color}  {count:>5} annotations")
    if ("road-signs", "merge") in held:  # else that has been tried
        say(_NEXT)
    say(_CONSOLE.format(url=service.url))
