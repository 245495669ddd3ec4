"""The tables of rules, one file a topic. Importing the package declares them all."""

from adgen.rules import idioms, inference
from adgen.rules.tables import (
    accumulation,
    creation,
    indexing,
    linalg,
    mathematics,
    operators,
    piecewise,
    products,
    random,
    reductions,
    selection,
    shaping,
    special,
    structure,
)

__all__ = [
    "accumulation",
    "creation",
    "idioms",
    "indexing",
    "inference",
    "linalg",
    "mathematics",
    "operators",
    "piecewise",
    "products",
    "random",
    "reductions",
    "selection",
    "shaping",
    "special",
    "structure",
]
