"""Rules for functions that do nothing, or something simpler, to operands of known kind.

unbroadcast(b, like)      b                    where the kinds say that the shapes agree
unbroadcast(b, s)         np.sum(b)            where s is a number
np.broadcast_to(x, n)     x                    where the result has the shape of x
np.conj(x)                x                    where x is real
np.zeros_like(s)          0.0                  where s is a number
list.zeros_like(zs)       list.zeros_like(xs)  where zs is that, and read by nothing else
np.ravel(x)               x                    where x has one axis
np.outer(a, b).T          np.outer(b, a)
a[1][2]                   a[1, 2]              where a is an array of two axes or more
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adgen.ir.kinds import Array, Dim, Kind, Number, may_be_one, same_dim
from adgen.ir.nodes import Apply, Const, Operand, Pack
from adgen.optimize.facts import Facts
from adgen.rules.dtypes import is_complex, is_real

_ZEROS = ("np.zeros_like", "np.zeros")


def same_shape(a: Kind, b: Kind) -> bool:
    """True if two values of these kinds have one shape and dtype in every run."""
    match a, b:
        case Number(s), Number(t):
            return s == t
        case Array(s, dims), Array(t, others):
            if dims is None or others is None or s != t:
                return False
            return len(dims) == len(others) and all(map(same_dim, dims, others))
        case _:
            return False


def is_zeros_like(operand: Operand, other: Operand, facts: Facts) -> bool:
    """True if the operand is made as zeros, of the shape and dtype of the other."""
    if not any(facts.made_by(operand, fn) for fn in _ZEROS):
        return False
    return same_shape(facts.kind(operand), facts.kind(other))


def _unchanged(stmt: Apply, facts: Facts) -> Operand | None:
    """The first operand, if the result has its shape."""
    first = stmt.args[0]
    kinds = facts.kind(first), facts.kind(stmt.results[0])
    return first if same_shape(*kinds) else None


def _real_part(stmt: Apply, facts: Facts) -> Operand | None:
    return stmt.args[0] if facts.is_real(stmt.args[0]) else None


def _zeros_like(stmt: Apply, facts: Facts) -> Operand | None:
    kind = facts.kind(stmt.args[0])
    simple = len(stmt.args) == 1 and not stmt.kwargs
    return Const(0.0) if simple and kind == Number("float") else None


def _zeros_of_zeros(stmt: Apply, facts: Facts) -> Apply | None:
    """Zeros in the form of zeros that nothing else reads are those of what these were made of."""
    zeros = facts.made_once_by(stmt.args[0], "list.zeros_like")
    if zeros is None or len(stmt.args) > 1:
        return None
    return replace(stmt, args=zeros.args)


def _sum(stmt: Apply, facts: Facts) -> Operand | None:
    kind = facts.kind(stmt.args[0])
    simple = len(stmt.args) == 1 and not stmt.kwargs
    inexact = isinstance(kind, Number) and facts.is_inexact(stmt.args[0])
    return stmt.args[0] if simple and inexact else None


def _transpose(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    if len(stmt.args) != 1 or stmt.kwargs:
        return None
    outer = facts.made_once_by(stmt.args[0], "np.outer")
    if outer is not None and len(outer.args) == 2 and not outer.kwargs:
        return replace(stmt, fn="np.outer", args=outer.args[::-1])
    inner = facts.made_by(stmt.args[0], "np.transpose")
    if inner is None or len(inner.args) != 1 or inner.kwargs:
        return None
    return inner.args[0]


def _ravel(stmt: Apply, facts: Facts) -> Operand | None:
    kind = facts.kind(stmt.args[0])
    flat = isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1
    return stmt.args[0] if flat and len(stmt.args) == 1 and not stmt.kwargs else None


def _element(stmt: Apply, facts: Facts) -> Apply | None:
    base, index = stmt.args
    inner = facts.made_once_by(base, "getitem")
    if inner is None or not (_is_place(index) and _is_place(inner.args[1])):
        return None
    kind = facts.kind(inner.args[0])
    if not isinstance(kind, Array) or kind.dims is None or len(kind.dims) < 2:
        return None
    both = Pack("tuple", (inner.args[1], index))
    return replace(stmt, args=(inner.args[0], both))


def _is_place(index: Operand) -> bool:
    return isinstance(index, Const) and type(index.value) is int


def _unbroadcast(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    bar, like = stmt.args
    if not (is_real(facts.kind(bar)) or is_complex(facts.kind(like))):
        return None  # it may have to be made real, too
    match facts.kind(bar), facts.kind(like):
        case Number(), Number():
            return bar
        case Array(_, dims), Number() if dims is not None:
            return replace(stmt, fn="np.sum", args=(bar,))
        case Array(_, dims), Array(_, wanted) if (
            dims is not None and wanted is not None
        ):
            return _summed(stmt, bar, dims, wanted)
        case _:
            return None


def _summed(
    stmt: Apply, bar: Operand, dims: tuple[Dim, ...], wanted: tuple[Dim, ...]
) -> Operand | Apply | None:
    """The sum of `bar` over the axes `wanted` does not have, or over those where it has 1."""
    extra = len(dims) - len(wanted)
    pairs = list(zip(dims[extra:], wanted)) if extra >= 0 else []
    narrow = [i for i, (a, b) in enumerate(pairs) if b == 1 and not may_be_one(a)]
    rest = [pair for i, pair in enumerate(pairs) if i not in narrow]
    if extra < 0 or (extra and narrow) or not all(same_dim(a, b) for a, b in rest):
        return None
    axes = list(range(extra)) or narrow
    if not axes:
        return bar
    numbers = tuple(Const(axis) for axis in axes)
    axis: Operand = numbers[0] if len(numbers) == 1 else Pack("tuple", numbers)
    kept: tuple[tuple[str, Operand], ...] = (
        (("keepdims", Const(True)),) if narrow else ()
    )
    return replace(stmt, fn="np.sum", args=(bar,), kwargs=(("axis", axis), *kept))


SHAPING: dict[str, Callable[[Apply, Facts], Operand | Apply | None]] = {
    "getitem": _element,
    "unbroadcast": _unbroadcast,
    "np.broadcast_to": _unchanged,
    "np.reshape": _unchanged,
    "list.zeros_like": _zeros_of_zeros,
    "np.conj": _real_part,
    "np.conjugate": _real_part,
    "np.real": _real_part,
    "np.ravel": _ravel,
    "np.sum": _sum,
    "np.transpose": _transpose,
    "np.zeros_like": _zeros_like,
}
