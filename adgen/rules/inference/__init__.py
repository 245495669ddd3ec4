"""How the kinds of results follow from those of operands, one file a topic.

Each function answers a `Question` and is registered under its name by the decorator
`inference`; rules name it as `kinds=`.
"""

from adgen.rules.inference import (
    asked,
    choices,
    creation,
    data,
    fixed,
    fourier,
    indexing,
    joining,
    matrices,
    products,
    reductions,
    shaping,
    signals,
    structured,
    windows,
)

__all__ = [
    "asked",
    "choices",
    "creation",
    "data",
    "fixed",
    "fourier",
    "indexing",
    "joining",
    "matrices",
    "products",
    "reductions",
    "shaping",
    "signals",
    "structured",
    "windows",
]
