"""A catalog: many projects for many environments, declared in one YAML file."""
