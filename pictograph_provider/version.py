"""What this release is called: its version, as the service sees it, and its plugin."""

from importlib.metadata import version

__version__ = version("pictograph-provider")

PLUGIN = "pulumi-resource-pictograph"
"""The plugin's program: Pulumi looks for it by this name."""

IGNORE_PATH = "PULUMI_IGNORE_AMBIENT_PLUGINS"
"""With this variable, Pulumi takes no plugin from PATH."""
