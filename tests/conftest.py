"""What all tests share: an emulator of their own, on a real socket."""

pytest_plugins = ["pictograph_provider.emulator.pytest_plugin"]
