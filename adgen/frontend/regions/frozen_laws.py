"""Distributions of scipy.stats with their parameters, as a class: an attribute for each parameter.

d = stats.norm(m, scale=s)     d.law is stats.norm, d.loc is m, d.scale is s
d.logpdf(x)                    stats.norm.logpdf(x, m, s)

The class is read as one of the user's is, never made. SciPy keeps the parameters of a law of one
variable as they are given: an array that is written later counts with what was written.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class FrozenLaw:
    """What `stats.norm(m, s)` gives; its attributes are `law` and the parameters."""


# What the user knows it as.
FrozenLaw.__name__ = "frozen distribution"


def is_law(value: object) -> bool:
    """True for a distribution of scipy.stats, without parameters."""
    return _is_of_stats(value) and _is_a(value, "rv_generic", "multi_rv_generic")


def is_frozen(value: object) -> bool:
    """True for a distribution of scipy.stats with its parameters."""
    return _is_of_stats(value) and _is_a(value, "rv_frozen", "multi_rv_frozen")


def public_law(frozen: object) -> object | None:
    """The distribution of one variable, under its own name, of which SciPy keeps a copy."""
    kept = getattr(frozen, "dist", None)
    law = getattr(sys.modules["scipy.stats"], str(getattr(kept, "name", "")), None)
    if law is None or type(law) is not type(kept):
        return None
    same = all(getattr(law, end) == getattr(kept, end) for end in ("a", "b"))
    return law if same else None


def _is_of_stats(value: object) -> bool:
    return type(value).__module__.startswith("scipy.stats.")


def _is_a(value: object, *names: str) -> bool:
    return any(cls.__name__ in names for cls in type(value).__mro__)
