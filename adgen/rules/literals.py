"""What a formula computes of literals alone is a literal: np.sqrt(12) is 3.4641016151377544.

Input: a function of a formula and its operands. Output: the value, if all of them are numbers
that stand in the formula or in the call, and the function is one of those that are folded.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from adgen.ir.nodes import Const, Operand

_EXACT: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
}
_OF_POSITIVE: dict[str, Callable[..., Any]] = {
    "np.abs": abs,
    "np.log": math.log,
    "np.maximum": max,
    "np.sqrt": math.sqrt,
}


def of_literals(fn: str, *operands: Operand) -> Operand | None:
    """The value of a function of literals; None where it is to be computed at run time."""
    numbers = [
        operand.value
        for operand in operands
        if isinstance(operand, Const)
        and type(operand.value) in (int, float)
        and not operand.name
    ]
    if not numbers or len(numbers) < len(operands):
        return None
    if fn in _EXACT and len(numbers) == 2:
        return Const(_EXACT[fn](*numbers))
    if fn in _OF_POSITIVE and min(numbers) > 0:
        return Const(_OF_POSITIVE[fn](*numbers))
    return None
