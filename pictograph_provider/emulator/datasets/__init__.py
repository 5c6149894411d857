"""Datasets: the service's word for what its users call projects."""
