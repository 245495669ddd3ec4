"""The axis of what has none: `np.sum(x, axis=0)` of a number is `np.sum(x)`.

Input: a rule, the operands of a call and their kinds. Output: the operands with `axis=None`, where
NumPy takes a number for a vector of one element. np.mean, np.sort and others raise an AxisError.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adgen.ir.kinds import Kind
from adgen.ir.nodes import Const, Operand
from adgen.rules.declare import Rule
from adgen.rules.shapes import dims_of
from adgen.rules.signature import Bound

_NUMPY = (
    "amax amin cumprod cumsum cumulative_prod cumulative_sum max min nancumprod nancumsum"
    " nanmax nanmean nanmin nanprod nanstd nansum nanvar prod ptp repeat sum take"
)
_SPECIAL = "log_softmax logsumexp softmax"
_OF_NUMBERS = frozenset(
    (
        *(f"np.{name}" for name in _NUMPY.split()),
        *(f"scipy.special.{name}" for name in _SPECIAL.split()),
    )
)


def without_axis_of_number(
    rule: Rule, bound: Bound, kind_of: Callable[[Operand], Kind]
) -> Bound:
    """The operands of a call, with no axis if it is the only one that a number is taken to have."""
    axis = bound.get("axis")
    if rule.name not in _OF_NUMBERS or not isinstance(axis, Const):
        return bound
    if type(axis.value) is not int or axis.value not in (0, -1):
        return bound
    if dims_of(kind_of(bound[rule.parameters[0].name])) != ():
        return bound
    return replace(bound, values={**bound.values, "axis": Const(None)})
