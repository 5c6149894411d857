"""The console as HTML. Imported when somebody looks: most emulators are never looked at."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from pictograph_provider.emulator.console.view import View

_ENVIRONMENT = Environment(
    # Of whatever name a template may be, what it is given is text and never HTML.
    autoescape=True,
    undefined=StrictUndefined,
    loader=PackageLoader(__package__),
    trim_blocks=True,
    lstrip_blocks=True,
)


def whole(view: View) -> str:
    """The page as a browser asks for it."""
    return _ENVIRONMENT.get_template("page.html").render(view=view)


def content(view: View) -> str:
    """What of the page changes."""
    return _ENVIRONMENT.get_template("content.html").render(view=view)
