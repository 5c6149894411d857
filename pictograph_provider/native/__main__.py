"""`python -m pictograph_provider.native`: the plugin, where there is no console script."""

from pictograph_provider.native.main import main

main()
