"""Moments and means of a vector without its NaN, in words of the vector that is left.

scipy.stats.gmean(x, nan_policy="omit")      scipy.stats.gmean(np.compress(~np.isnan(x), x))
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.arrays import sample_moments
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_NONE, _OMIT = Const(None), Const("omit")


def _without_nan(fn: str, moment: Builtin | None = None) -> Builtin:
    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        names = positional_names(callable_of(fn))
        given = {**dict(zip(names[1:], args[1:])), **kwargs}
        left_out = given.get("nan_policy") == _OMIT and bool(args)
        if left_out and given.get("weights", _NONE) == _NONE:
            del given["nan_policy"]
            args, kwargs = (_kept(ctx, fn, args[0], given, node),), given
        if moment is not None:
            return moment(ctx, args, kwargs, node, name)
        return call_primitive(ctx, fn, args, kwargs, node, name)

    return call


def _kept(
    ctx: Context, fn: str, x: Value, given: dict[str, Value], node: ast.AST
) -> Value:
    """What of a vector, or of all numbers of an array, is not NaN."""
    kind = memory.kind_of(ctx, x)
    if given.get("axis") == _NONE:
        x = apply_primitive(ctx, "np.ravel", (x,), {}, node, None)
    elif not isinstance(kind, Array) or kind.dims is None or len(kind.dims) != 1:
        ctx.refuse(
            node,
            f"{fn} leaves out NaN of what is no vector, or not known to be one",
            "Call it for one row after another, or with axis=None.",
        )
    nothing = apply_primitive(ctx, "np.isnan", (x,), {}, node, None)
    kept = apply_primitive(ctx, "invert", (nothing,), {}, node, None)
    return apply_primitive(ctx, "np.compress", (kept, x), {}, node, None)


CALLS: dict[str, Builtin] = {
    **{
        f"scipy.stats.{name}": _without_nan(f"scipy.stats.{name}")
        for name in ("gmean", "hmean", "pmean", "skew", "kurtosis")
    },
    "scipy.stats.moment": _without_nan("scipy.stats.moment", sample_moments.moment),
}
"""How each is lowered, by the name of its rule."""
