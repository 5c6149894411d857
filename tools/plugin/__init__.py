"""The native plugin as a release carries it: one archive that Pulumi installs."""
