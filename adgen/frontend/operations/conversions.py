"""`dtype=` of a ufunc: its operands are numbers of that type before it sees them.

np.multiply(x, 2.0, dtype=np.float32)     np.multiply(np.array(x, dtype=np.float32), 2.0)

That is what NumPy does, by the same loop over the same numbers. The slope is that of the
conversion: the tangent is rounded too, and the adjoint has the type of the operand.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Value
from adgen.ir.nodes import Const, Var
from adgen.rules.dtypes import class_of, is_real
from adgen.rules.inference.asked import dtype_of_operand

_INTEGERS = frozenset("?bBhHiIlLqQpP")
_REALS = frozenset("efdgFDG")
_OF_PYTHON = (bool, int, float, complex)


def converted(
    ctx: Context,
    fn: str,
    ufunc: np.ufunc,
    args: Sequence[Value],
    dtype: Value,
    node: ast.AST,
) -> Sequence[Value] | None:
    """The operands as numbers of a type; None if the ufunc has no loop of such numbers alone."""
    asked = memory.operand(ctx, dtype, node)
    known = ctx.dtypes.get(asked) if isinstance(asked, Var) else None
    known = known or dtype_of_operand(asked, None)
    if known is None or not _has_loop(ufunc, np.dtype(known)):
        return None
    if np.dtype(known).kind == "f" and not all(
        is_real(memory.kind_of(ctx, arg)) for arg in args
    ):
        ctx.refuse(
            node,
            f"{fn} is called with a real `dtype` and what may be complex",
            "Make it real before: np.real(z), np.abs(z).",
        )
    # Numbers of Python have the type of the array beside them, if there is one.
    light = [isinstance(arg, Const) and type(arg.value) in _OF_PYTHON for arg in args]
    made: list[Value] = []
    for arg, weak in zip(args, light):
        same = [new for old, new in zip(args, made) if old == arg]
        if class_of(memory.kind_of(ctx, arg)) == known or weak and not all(light):
            made.append(arg)
        elif same:
            made.append(same[0])
        else:
            named = {"dtype": dtype}
            made.append(apply_primitive(ctx, "np.array", (arg,), named, node, None))
    return made


def _has_loop(ufunc: np.ufunc, dtype: np.dtype) -> bool:
    """True if a ufunc makes reals or complex numbers of a type of such numbers alone.

    Where it has other loops for integers beside reals, as eval_legendre of a degree, numbers that
    are left as they are would choose one of those.
    """
    loops = [loop.split("->") for loop in ufunc.types]
    mixed = any(_INTEGERS & set(into) and _REALS & set(into) for into, _ in loops)
    own = (dtype.char * ufunc.nin, dtype.char * ufunc.nout)
    return dtype.kind in "fc" and not mixed and own in map(tuple, loops)
