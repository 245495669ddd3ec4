"""What is stored through `x.flat`, which NumPy writes element by element, without a buffer.

x.flat[1:] = x.flat[:-1]      the right side is a copy: so it is made one
x.flat[1:4] = x[0, :3]        refused: what is written first is read afterwards
x.flat[:] = y                 y as a vector, whatever its shape
"""

from __future__ import annotations

import ast

from adgen.frontend.regions.view_functions import is_flat_index
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Ref, Through, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Operand, Var


def for_flat(
    ctx: Context, base: Ref, value: Value, what: Operand, node: ast.AST
) -> Operand:
    """The operand `what` of a value, as it is stored in `base`."""
    if not _through_flat(base):
        return what
    if not (isinstance(value, Ref) and _through_flat(value)) and writes_flat(node):
        require_apart(ctx, base, value, node)
    kind = ctx.kind(what)
    if isinstance(kind, Array) and kind.dims is not None and len(kind.dims) > 1:
        what = ctx.emit("np.ravel", (what,), node)
    if isinstance(value, Ref) and _may_share(base, value):
        # Generated code may write through `x.flat` what the program writes in x.ravel().
        return ctx.emit("np.copy", (what,), node)
    return what


def require_apart(ctx: Context, target: Ref, value: Value, node: ast.AST) -> None:
    """Refuses a value that may be a part of what is written element by element."""
    if isinstance(value, Ref) and _may_share(target, value):
        ctx.refuse(
            node,
            "an array is written element by element, and may be read at the same time",
            "Make what is read a copy: v.copy().",
        )


def is_row(ctx: Context, value: Value) -> bool:
    """True for `x[i]` of a whole array x and a number i."""
    if not isinstance(value, Ref) or len(value.path) != 1:
        return False
    (step,) = value.path
    if isinstance(step, Through):
        return False
    return isinstance(step, Const | Var) and isinstance(ctx.kind(step), Number)


def writes_flat(node: ast.AST) -> bool:
    """True for `x.flat[...] = v`; a view `x.ravel()[...] = v` is written with a buffer."""
    return any(
        isinstance(part, ast.Attribute) and part.attr == "flat"
        for part in ast.walk(node)
    )


def _through_flat(ref: Ref) -> bool:
    """True for a vector of all elements, and for elements of it: not for a view of such a part."""
    return any(
        isinstance(step, Through)
        and step.fn == "np.ravel"
        and (place == len(ref.path) or is_flat_index(ref.path[place:]))
        for place, step in enumerate(ref.path, start=1)
    )


def _may_share(a: Ref, b: Ref) -> bool:
    return a.region.may_share(b.region)
