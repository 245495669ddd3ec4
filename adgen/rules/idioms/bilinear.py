"""Adjoints of inner, Kronecker and cross products."""

from __future__ import annotations

from adgen.ir.kinds import Array, Dim, same_dim
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE
from adgen.rules.idioms.matrices import ELLIPSIS
from adgen.rules.idioms.parts import rank
from adgen.rules.idioms.products import like, tensordot_left, tensordot_right
from adgen.rules.idioms.shaping import as_shaped
from adgen.rules.shapes import constant_of, dims_of


@idiom
def inner_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `np.inner(a, b)`."""
    if bar is None:
        return None
    ranks = rank(scope, a), rank(scope, b)
    if ranks == (1, 1) or ranks[1] == 0:
        return scope.emit("mul", bar, b)
    if ranks[0] == 0:
        return scope.emit("np.sum", scope.emit("mul", bar, b))
    if ranks == (2, 2):
        return scope.emit("matmul", bar, b)
    return tensordot_left(scope, bar, a, b, _last_axes(ranks))


@idiom
def inner_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `np.inner(a, b)`."""
    if bar is None:
        return None
    ranks = rank(scope, a), rank(scope, b)
    if ranks == (1, 1) or ranks[0] == 0:
        return scope.emit("mul", bar, a)
    if ranks[1] == 0:
        return scope.emit("np.sum", scope.emit("mul", bar, a))
    if ranks == (2, 2):
        return scope.emit("matmul", scope.emit("np.transpose", bar), a)
    return tensordot_right(scope, bar, a, b, _last_axes(ranks))


def _last_axes(ranks: tuple[int, int]) -> Pack:
    lists = tuple(Pack("list", (Const(number - 1),)) for number in ranks)
    return Pack("tuple", lists)


def _blocks(scope: Scope, bar: Operand, a: Operand, b: Operand) -> Operand:
    """The adjoint of a Kronecker product with an axis pair for each axis of the operands."""
    builder = scope.builder
    shapes = builder.emit("np.shape", a), builder.emit("np.shape", b)
    sizes = [
        builder.emit("getitem", shape, Const(i))
        for i in range(rank(scope, a))
        for shape in shapes
    ]
    return builder.emit("np.reshape", bar, Pack("tuple", tuple(sizes)))


def _kron_part(
    scope: Scope, bar: Value, a: Operand, b: Operand, other: Operand, result: int
) -> Value:
    if bar is None:
        return None
    number = rank(scope, a)
    if number != rank(scope, b) or number not in (1, 2):
        return _kron_of_ranks(scope, bar, a, b, other, result)
    subscripts = {1: ("ip", "i", "p"), 2: ("ipjq", "ij", "pq")}[number]
    wanted, summed = subscripts[1 + result], subscripts[2 - result]
    text = f"{subscripts[0]},{summed}->{wanted}"
    return scope.emit("np.einsum", Const(text), _blocks(scope, bar, a, b), other)


def _kron_of_ranks(
    scope: Scope, bar: Operand, a: Operand, b: Operand, other: Operand, result: int
) -> Value:
    """As above for any ranks: the shorter shape is completed with ones in front."""
    builder = scope.builder
    number = max(rank(scope, a), rank(scope, b))
    sizes = [_sizes(scope, operand, number) for operand in (a, b)]
    pairs = [size for i in range(number) for size in (sizes[0][i], sizes[1][i])]
    blocks = builder.emit("np.reshape", bar, Pack("tuple", tuple(pairs)))
    ones: list[Operand] = []
    for size in sizes[1 - result]:
        ones += [Const(1), size] if result == 0 else [size, Const(1)]
    beside = builder.emit("np.reshape", other, Pack("tuple", tuple(ones)))
    product = builder.emit("mul", blocks, beside)
    axes = Pack("tuple", tuple(Const(2 * i + 1 - result) for i in range(number)))
    summed = builder.emit("np.sum", product, kwargs=[("axis", axes)])
    return as_shaped(scope, summed, b if result else a)


def _sizes(scope: Scope, x: Operand, number: int) -> list[Operand]:
    """The dimensions of an operand, with ones in front."""
    builder = scope.builder
    shape = builder.emit("np.shape", x)
    own: list[Operand] = [
        builder.emit("getitem", shape, Const(i)) for i in range(rank(scope, x))
    ]
    return [Const(1)] * (number - len(own)) + own


@idiom
def kron_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `np.kron(a, b)`."""
    return _kron_part(scope, bar, a, b, b, 0)


@idiom
def kron_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `np.kron(a, b)`."""
    return _kron_part(scope, bar, a, b, a, 1)


@idiom
def cross_left(
    scope: Scope,
    bar: Value,
    a: Operand,
    b: Operand,
    at: Operand,
    of_b: Operand,
    of_out: Operand,
) -> Value:
    """The adjoint of `a`, whose vectors lie along the axis `at`."""
    product = scope.emit("np.cross", b, bar, axisa=of_b, axisb=of_out)
    return _along(scope, _components(scope, product, a, at, b, of_b), a, at)


@idiom
def cross_right(
    scope: Scope,
    bar: Value,
    a: Operand,
    b: Operand,
    of_a: Operand,
    at: Operand,
    of_out: Operand,
) -> Value:
    """The adjoint of `b`, whose vectors lie along the axis `at`."""
    product = scope.emit("np.cross", bar, a, axisa=of_out, axisb=of_a)
    return _along(scope, _components(scope, product, b, at, a, of_a), b, at)


def _components(
    scope: Scope, product: Value, x: Operand, at: Operand, y: Operand, other: Operand
) -> Value:
    """Two of three components, if `x` has vectors of two: those of `y` have three then."""
    size, of_y = (_size(scope, *place) for place in ((x, at), (y, other)))
    same = size is not None and of_y is not None and same_dim(size, of_y)
    if product is None or size == 3 or same:
        return product
    builder = scope.builder
    count = builder.emit("getitem", builder.emit("np.shape", x), at)
    index = Pack("tuple", (ELLIPSIS, Pack("slice", (NONE, count, NONE))))
    kind = builder.kind_of(product)
    if size is not None and isinstance(kind, Array) and kind.dims:
        kind = Array(kind.dtype, (*kind.dims[:-1], size))
        return builder.emit("getitem", product, index, kind=kind)
    return builder.emit("getitem", product, index)


def _size(scope: Scope, x: Operand, axis: Operand) -> Dim | None:
    """How many components the vectors along an axis have."""
    dims, at = dims_of(scope.builder.kind_of(x)), constant_of(axis)
    if dims is None or not isinstance(at, int) or not -len(dims) <= at < len(dims):
        return None
    return dims[at]


def _along(scope: Scope, product: Value, x: Operand, at: Operand) -> Value:
    """Vectors along the last axis, in the shape of `x`, in which they lie along another one."""
    last = Const(-1)
    if at == last:
        return like(scope, product, x)
    summed = like(scope, product, scope.builder.emit("np.moveaxis", x, at, last))
    return scope.emit("np.moveaxis", summed, last, at)
