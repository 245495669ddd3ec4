"""Functions whose result may be a part of their argument, under another name.

    b = np.ravel(a)                  reading a after a write to b is refused, and the reverse
    d = np.diff(a), np.diff(a, 0)    new; a itself
    e = np.einsum("ii->i", a)        the diagonal of a, in the memory of a

What is a view of known form has a path of its own (`adgen.frontend.regions.view_functions`);
this is the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adgen.ir.nodes import Const, Operand
from adgen.rules.declare import Rule

SHARING = frozenset(
    (
        "np.real np.imag np.asarray np.asanyarray np.ascontiguousarray np.asfortranarray"
        " np.require np.nan_to_num np.atleast_1d np.atleast_2d np.atleast_3d np.squeeze"
        " np.broadcast_to np.broadcast_arrays np.diagonal np.diag np.split np.array_split"
        " np.hsplit np.vsplit np.dsplit np.real_if_close np.meshgrid np.ravel np.unstack"
        " constant np.moveaxis np.rollaxis np.swapaxes np.matrix_transpose np.rot90"
        " np.linalg.matrix_transpose np.trim_zeros"
        " np.float64 np.float32 np.complex128 np.complex64"
    ).split()
)
"""Functions whose result may share memory with their first argument, declared so or not."""
_NEVER_SHARING = frozenset(("np.copy", "np.array", "np.repeat", "np.tile", "list"))
_ITSELF = {"np.diff": ("n", 0), "np.linalg.matrix_power": ("n", 1)}
"""What gives its argument back for one value of a parameter."""


def may_share(
    fn: str, rule: Rule, args: Sequence[Operand], kwargs: Mapping[str, Operand]
) -> bool:
    """True for what may be its first argument, or a part of it."""
    if kwargs.get("copy", Const(True)) != Const(True):
        return True
    if fn in _ITSELF:
        parameter, value = _ITSELF[fn]
        given = kwargs.get(parameter, args[1] if len(args) > 1 else Const(None))
        return not isinstance(given, Const) or given == Const(value)
    if fn == "np.einsum":
        return is_view_of_einsum(args)
    return (rule.view or fn in SHARING) and fn not in _NEVER_SHARING


def is_view_of_einsum(args: Sequence[Operand]) -> bool:
    """True if np.einsum only puts the axes of one array in another order, or takes diagonals."""
    if len(args) != 2:
        return False
    subscripts = args[0]
    if not isinstance(subscripts, Const) or not isinstance(subscripts.value, str):
        return True
    before, arrow, after = subscripts.value.replace(" ", "").partition("->")
    if not arrow:
        letters = before.replace(".", "")
        return len(set(letters)) == len(letters)
    return set(before) == set(after)
