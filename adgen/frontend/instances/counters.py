"""What a Counter does otherwise than a dict: it adds where a dict replaces.

counts.update(other)      counts[key] += other[key] for each key
counts == other           what is not there counts 0; this and the operators are refused
"""

from __future__ import annotations

import ast

from adgen.frontend.instances.classes import class_of
from adgen.frontend.regions.dicts import Counts
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Ref, Value
from adgen.ir.nodes import Const

OWN = ("update", "subtract", "total", "most_common")
"""The methods that a dict has not, or that do something else there."""


def is_counter(ctx: Context, value: Value) -> bool:
    """True for a Counter, whose keys may be known."""
    if not isinstance(value, Ref) or value.path:
        return False
    cls = class_of(ctx, value)
    counts = cls is not None and issubclass(cls, Counts)
    return counts or isinstance(value.region.factory, Const)


def refuse_operators(ctx: Context, node: ast.AST, *values: Value) -> None:
    """`a + b` and `a == b` of Counters go over the keys of both."""
    if any(is_counter(ctx, value) for value in values):
        ctx.refuse(
            node,
            "an operator has a Counter",
            "Go over the keys, for key in b: a[key] += b[key], or call a.update(b).",
        )
