"""Functions whose results have another form with a setting, in words of others.

scipy.linalg.lu(a, permute_l=True)            p, l, u = scipy.linalg.lu(a); p @ l, u
scipy.linalg.lu(a, p_indices=True)            p, l, u = scipy.linalg.lu(a); np.argmax(p, -1), l, u
scipy.linalg.eigh(a, eigvals_only=True)       scipy.linalg.eigvalsh(a)
scipy.linalg.svd(a, compute_uv=False)         scipy.linalg.svdvals(a)

They are known by the names of their rules: SciPy is not imported.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.arrays import (
    averages,
    filter_calls,
    filtered_twice,
    image_filters,
    matrix_calls,
    omitted,
)
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of
from adgen.rules.settings import is_default
from adgen.rules.signature import positional_names

_NO, _YES = Const(False), Const(True)


def _by_name(
    fn: str, args: Sequence[Value], kwargs: Keywords
) -> tuple[Sequence[Value], dict[str, Value]]:
    """The arguments of a call, all but the first by name."""
    names = positional_names(callable_of(fn))
    return args[:1], {**dict(zip(names[1:], args[1:])), **kwargs}


def lu(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.linalg.lu(a, permute_l=False, p_indices=False)`"""
    first, given = _by_name("scipy.linalg.lu", args, kwargs)
    permuted, indices = given.get("permute_l", _NO), given.get("p_indices", _NO)
    if (permuted, indices) == (_NO, _NO):
        return call_primitive(ctx, "scipy.linalg.lu", args, kwargs, node, name)
    if permuted not in (_NO, _YES) or indices not in (_NO, _YES):
        ctx.refuse(
            node,
            "scipy.linalg.lu is called with a setting that is not known",
            "Write permute_l and p_indices as True or False.",
        )
    rest = {k: v for k, v in given.items() if k not in ("permute_l", "p_indices")}
    factors = apply_primitive(ctx, "scipy.linalg.lu", first, rest, node, None)
    assert isinstance(factors, Tuple), "the rule has three results"
    p, lower, upper = factors.items
    if permuted == _YES:
        return Tuple(
            (apply_primitive(ctx, "matmul", (p, lower), {}, node, None), upper)
        )
    return Tuple((word(ctx, words.rows_of_permutation, (p,), node), lower, upper))


def _alone(fn: str, setting: str, value: Const, instead: str) -> Builtin:
    """A function of which a setting leaves the values alone, which another function gives."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        first, given = _by_name(fn, args, kwargs)
        if given.pop(setting, None) != value:
            return call_primitive(ctx, fn, args, kwargs, node, name)
        given.pop("full_matrices", None)  # of the vectors that are not made
        given = {k: v for k, v in given.items() if not is_default(fn, k, v)}
        return call_primitive(ctx, instead, first, given, node, name)

    return call


def logsumexp(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.special.logsumexp(a, axis, b, keepdims, return_sign)`: with the sign two results."""
    fn = "scipy.special.logsumexp"
    first, given = _by_name(fn, args, kwargs)
    signed = given.pop("return_sign", _NO)
    if signed == _NO:
        return call_primitive(ctx, fn, args, kwargs, node, name)
    if signed != _YES:
        ctx.refuse(node, "`return_sign` is not known", "Write it as True or False.")
    return apply_primitive(ctx, "signed_logsumexp", first, given, node, name)


_CALLS: dict[str, Builtin] = {
    "scipy.special.logsumexp": logsumexp,
    **image_filters.CALLS,
    "np.average": averages.average,
    "scipy.signal.lfilter": filter_calls.lfilter,
    "scipy.signal.sosfilt": filter_calls.sosfilt,
    "scipy.signal.filtfilt": filtered_twice.filtfilt,
    "scipy.signal.sosfilt_zi": filtered_twice.sosfilt_zi,
    **omitted.CALLS,
    "scipy.linalg.lu": lu,
    "scipy.linalg.norm": matrix_calls.norm_of_scipy,
    "scipy.linalg.eigh": _alone(
        "scipy.linalg.eigh", "eigvals_only", _YES, "scipy.linalg.eigvalsh"
    ),
    "scipy.linalg.svd": _alone(
        "scipy.linalg.svd", "compute_uv", _NO, "scipy.linalg.svdvals"
    ),
}
"""How each is lowered, by the name of its rule."""


def call(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """A call of a primitive: one of these, or any other as it stands."""
    called = _CALLS.get(fn)
    if called is None:
        return call_primitive(ctx, fn, args, kwargs, node, name)
    return called(ctx, args, kwargs, node, name)
