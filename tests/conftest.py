"""How many random examples a property test draws: `make check` draws a fifth."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

PLAIN = settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("thorough", PLAIN)
settings.register_profile("check", PLAIN, max_examples=30)
settings.load_profile("thorough")
