"""What the demo puts into its projects, so that there is something to lose."""

from __future__ import annotations

import json

import pictograph

from pictograph_provider import PictographError
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import SeedingError
from pictograph_provider.emulator.seeding import seed as fill
from tools.demo.emulator import Emulator
from tools.demo.places import DemoError, Places, say

IMAGES = 24
ANNOTATIONS = {"road-signs": {"stop_sign": 40, "yield": 30, "merge": 25}}
"""Per project of the example: annotations per class."""


def seed(emulator: Emulator, places: Places) -> None:
    """Give each new project its images and annotations, through the API as anybody would."""
    done = _seeded(places)
    with emulator.client() as client:
        projects = {p.name: p for p in client.projects.iter() if p.id not in done}
    for name, counts in ANNOTATIONS.items():
        if name not in projects:
            continue
        known = {item.name for item in projects[name].classes}
        wanted = {class_: n for class_, n in counts.items() if class_ in known}
        try:
            fill(client_config(emulator.key, emulator.url, None, None), name, IMAGES, wanted)
        except (PictographError, SeedingError) as error:
            raise DemoError(f"{name} could not be filled: {error}") from error
        say(f"added {IMAGES} images and {sum(wanted.values())} annotations to {name}")
        done.add(projects[name].id)
        # Last, so that an interrupted seeding is done again; it adds only what is missing.
        places.seeded.write_text(json.dumps(sorted(done)))


def empty(emulator: Emulator) -> None:
    """Remove the images, the first of the two steps that deleting a filled project takes."""
    with emulator.client() as client:
        names = [p.name for hidden in (False, True) for p in client.projects.iter(archived=hidden)]
    with pictograph.Client(api_key=emulator.key, base_url=emulator.url) as client:
        for name in names:
            images = list(client.images.iter(name, include_archived=True))
            if images:
                say(f"removing the {len(images)} images of {name}: it is only deleted without")
            for image in images:
                client.images.delete(name, image.id, permanent=True)


def _seeded(places: Places) -> set[str]:
    try:
        return set(json.loads(places.seeded.read_text()))
    except (OSError, ValueError):
        return set()
