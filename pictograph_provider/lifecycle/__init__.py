"""What happens to a project: each step of a resource's life, without Pulumi's types."""
