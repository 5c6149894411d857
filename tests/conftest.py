"""What all tests share. The emulator's fixture comes with the package."""

from hypothesis import HealthCheck, settings

# A busy machine is no failure: generated cases are never judged by the time they take.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
