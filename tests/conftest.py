"""How many random examples a property test draws: `make check` draws a fifth. And in
which order tests run: those of one function of the zoo, which share its derivatives, together.
"""

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


def pytest_collection_modifyitems(items):
    items.sort(key=_place_in_the_zoo)


def _place_in_the_zoo(item):
    """The function of the zoo that a test is about; other tests come first."""
    if item.path.name != "test_zoo.py" or not hasattr(item, "callspec"):
        return ""
    return str(item.callspec.params.get("name", ""))
