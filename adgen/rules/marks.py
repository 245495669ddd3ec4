"""Functions a program calls to say something to adgen; by themselves they do nothing."""

from __future__ import annotations

from types import FunctionType
from typing import TypeVar

T = TypeVar("T")

IDENTITIES = ("constant", "solution", "solution_each", "integral", "flow")
"""Primitives whose result is their first operand: they say how it is differentiated."""


def constant(x: T) -> T:
    """`x`, with derivative zero: `adgen.constant(scale(x)) * x` has the derivative `scale(x)`.

    Of a function it is a declaration, also as a decorator: what it gives counts as constant.
    """
    if isinstance(x, FunctionType):
        from adgen.rules import declare

        declare.add(declare.rule_of_function(x, x, "constant"))
    return x
