"""What is known of shapes: the dimensions of kinds, and how broadcasting joins them.

broadcast(("m", 3), (3,))  gives  ("m", 3)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from adgen.ir.kinds import (
    ANY,
    SEVERAL,
    Array,
    Dim,
    Kind,
    Number,
    Structure,
    has_name,
    may_be_one,
    same_dim,
)
from adgen.ir.nodes import Const, Operand, Pack

Dims = tuple[Dim, ...]
KindOf = Callable[[Operand], Kind]


def dims_of(kind: Kind) -> Dims | None:
    """The dimensions of a value; () for a number, None where not even the rank is known."""
    match kind:
        case Number():
            return ()
        case Array(_, dims):
            return dims
        case Structure("tuple" | "list", items, _) if items:
            inner = same_dims([dims_of(item) for item in items])
            return None if inner is None else (len(items), *inner)
        case _:
            return None


def same_dims(all_dims: list[Dims | None]) -> Dims | None:
    """The dimensions that values of one shape have, given what is known of each of them."""
    known = [dims for dims in all_dims if dims is not None]
    if len(known) < len(all_dims) or len({len(dims) for dims in known}) != 1:
        return None
    return tuple(
        reduce(lambda a, b: a if isinstance(a, int) or not has_name(b) else b, column)
        for column in zip(*known)
    )


def broadcast(a: Dims | None, b: Dims | None) -> Dims | None:
    """The dimensions of the result of an elementwise operation on two shapes."""
    if a is None or b is None:
        return None
    rank = max(len(a), len(b))
    a = (1,) * (rank - len(a)) + a
    b = (1,) * (rank - len(b)) + b
    return tuple(_broadcast_dim(x, y) for x, y in zip(a, b))


def _broadcast_dim(a: Dim, b: Dim) -> Dim:
    if same_dim(a, b) or b == 1:
        return a
    if a == 1:
        return b
    # A dimension that is not 1 is that of the result, whatever the other one is.
    if not may_be_one(a):
        return a if isinstance(a, int) or may_be_one(b) or not has_name(b) else b
    return ANY if may_be_one(b) else b


def is_scalar(kind: Kind) -> bool:
    """True for a number and for an array of rank 0."""
    return dims_of(kind) == ()


def is_empty(kind: Kind) -> bool:
    """True for an array without elements: nothing depends on it."""
    return isinstance(kind, Array) and kind.dims is not None and 0 in kind.dims


def is_full(bar: Kind, like: Kind) -> bool:
    """True if an adjoint of kind `bar` has the shape of its primal of kind `like`.

    An adjoint of which a dimension is unknown always has it: a smaller one, to be broadcast,
    may only stand where its kind says so.
    """
    known = dims_of(bar)
    if known is None:
        return True
    wanted = dims_of(like)
    if wanted is None or len(known) != len(wanted):
        return False
    return all(_surely_equal(x, y) for x, y in zip(known, wanted))


def _surely_equal(bar: Dim, like: Dim) -> bool:
    # Broadcastable and not 1 means equal.
    return bar in (ANY, like) or not may_be_one(bar)


def is_vague(kind: Kind) -> bool:
    """True if the rank or a dimension is wholly unknown."""
    dims = dims_of(kind)
    return dims is None or ANY in dims


def same_shape(a: Dims | None, b: Dims | None) -> bool:
    """True if the two shapes are equal in every run."""
    if a is None or b is None or len(a) != len(b):
        return False
    return all(same_dim(x, y) for x, y in zip(a, b))


def is_literal(operand: Operand) -> bool:
    """True for a number written in the program: it never widens a shape."""
    return isinstance(operand, Const) and isinstance(
        operand.value, (bool, int, float, complex)
    )


def constant_of(operand: Operand) -> object:
    """The Python value of an operand made of constants; raises ValueError for any other."""
    match operand:
        case Const(value=value):
            return value
        case Pack(form="tuple", items=items):
            return tuple(constant_of(item) for item in items)
        case Pack(form="list", items=items):
            return [constant_of(item) for item in items]
        case Pack(form="slice", items=items):
            return slice(*(constant_of(item) for item in items))
        case _:
            raise ValueError(f"{operand!r} is not constant")


def is_constant(operand: Operand) -> bool:
    """True if `constant_of` has an answer."""
    match operand:
        case Const():
            return True
        case Pack(items=items):
            return all(is_constant(item) for item in items)
        case _:
            return False


def slices_of(
    index: Operand, rank: int, is_integer: Callable[[Operand], bool]
) -> list[tuple[int, Pack | None]] | None:
    """The axes of an array that an index leaves, each with its slice (None: all of it).

    None if there is anything but integers and slices in the index.
    """
    whole = isinstance(index, Pack) and index.form == "tuple"
    items = index.items if isinstance(index, Pack) and whole else (index,)
    if len(items) > rank:
        return None
    found: list[tuple[int, Pack | None]] = []
    for axis, item in enumerate(items):
        if isinstance(item, Pack) and item.form == "slice":
            found.append((axis, item))
        elif not is_integer(item):
            return None
    return found + [(axis, None) for axis in range(len(items), rank)]


def sliced_dim(dim: Dim, item: Pack) -> Dim:
    """The length of a slice of a dimension: `n[1:-1]` is "n-2?", `n[::2]` is "n[::2]?"."""
    if not is_constant(item):
        return ANY
    part = constant_of(item)
    assert isinstance(part, slice)
    return _sliced(dim, part)


def _sliced(dim: Dim, part: slice) -> Dim:
    if part == slice(None) or part == slice(None, None, -1):
        return dim
    if isinstance(dim, int):
        return len(range(*part.indices(dim)))
    if not has_name(dim):
        return ANY
    start, stop, step = part.start or 0, part.stop or 0, part.step
    if step in (None, 1) and part.stop != 0 and start >= 0 >= stop:
        return shortened(dim, start - stop)
    bounds = ("" if n is None else str(n) for n in (part.start, part.stop, part.step))
    return f"{dim}[{':'.join(bounds)}]?"


def shortened(dim: Dim, by: int) -> Dim:
    """max(dim - by, 0), named so that equal lengths have equal names."""
    if isinstance(dim, int):
        return max(dim - by, 0)
    if not has_name(dim) or by < 0:
        return ANY
    if longer := _LENGTHENED.fullmatch(dim):
        more = int(longer[2]) - by
        return lengthened(longer[1], more) if more >= 0 else shortened(longer[1], -more)
    known = _SHORTENED.fullmatch(dim)
    base, before = (known[1], int(known[2])) if known else (dim, 0)
    return dim if by == 0 else f"{base}-{before + by}?"


def lengthened(dim: Dim, by: int) -> Dim:
    """dim + by, in the words of sums of integers."""
    if isinstance(dim, int):
        return dim + by
    if not has_name(dim):
        return ANY
    return dim if by == 0 else f"(+1*{dim}{by:+d})?"


_LENGTHENED = re.compile(r"\(\+1\*([^*]+)\+(\d+)\)\?")
_SHORTENED = re.compile(r"(.+)-(\d+)\?")
_PART = re.compile(r"(.+)\[(-?\d*):(-?\d*):(-?\d*)\]\?")


def total(dims: Sequence[Dim]) -> Dim:
    """The sum of dimensions, if it has a name: of 1, "n-2?" and 1 it is n.

    A dimension that has no question mark is 2 or more, as a derivative for arguments of 0 or 1
    elements is another one.
    """
    parts = [_part(dim) for dim in dims]
    bases = {base for base, _ in parts if base is not None}
    if len(bases) > 1 or any(base == ANY for base in bases):
        return ANY
    if not bases:
        return sum(int(dim) for dim in dims)
    (base,) = bases

    def length(n: int) -> int:
        return sum(
            int(dim) if base is None else len(range(*part.indices(n)))
            for dim, (base, part) in zip(dims, parts)
        )

    # Slices by constants change their slope where n is as small as their bounds.
    small = 2 + sum(abs(n) for _, part in parts for n in (part.start, part.stop) if n)
    by = length(small) - small
    if length(small + 1) - length(small) != 1:
        return ANY
    sizes = [n for n in range(small) if n > 1 or may_be_one(base)]
    if any(length(n) != max(n + by, 0) for n in sizes):
        return ANY
    return shortened(base, -by) if by <= 0 else lengthened(base, by)


def _part(dim: Dim) -> tuple[str | None, slice]:
    """The dimension that another one is a part of, and which part; ANY if it is not known."""
    if isinstance(dim, int):
        return None, slice(None)
    if known := _SHORTENED.fullmatch(dim):
        return known[1], slice(int(known[2]), None)
    if known := _PART.fullmatch(dim):
        start, stop, step = (int(n) if n else None for n in known.groups()[1:])
        plain = step in (None, 1)
        return (known[1], slice(start, stop)) if plain else (ANY, slice(None))
    return dim if has_name(dim) else ANY, slice(None)


def renamed_dim(dim: Dim, names: Mapping[Dim, Dim]) -> Dim:
    """A dimension where those it is made of have other names; ANY if one has none."""
    if isinstance(dim, int) or dim in names:
        return names.get(dim, dim)
    if known := _LENGTHENED.fullmatch(dim):
        return lengthened(renamed_dim(known[1], names), int(known[2]))
    if known := _SHORTENED.fullmatch(dim):
        return shortened(renamed_dim(known[1], names), int(known[2]))
    if known := _PART.fullmatch(dim):
        bounds = (int(text) if text else None for text in known.groups()[1:])
        return _sliced(renamed_dim(known[1], names), slice(*bounds))
    return ANY if may_be_one(dim) else SEVERAL
