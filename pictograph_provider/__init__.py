"""Pictograph projects as code: a Pulumi provider that knows what a change would destroy."""

from pictograph_provider.client import Client
from pictograph_provider.models import ProjectClass

__all__ = ["Client", "ProjectClass"]
