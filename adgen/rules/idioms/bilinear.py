"""Adjoints of inner, Kronecker and cross products."""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.parts import rank, refusal
from adgen.rules.idioms.products import like, tensordot_left, tensordot_right


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
        raise refusal(scope, "operands of different or large ranks")
    subscripts = {1: ("ip", "i", "p"), 2: ("ipjq", "ij", "pq")}[number]
    wanted, summed = subscripts[1 + result], subscripts[2 - result]
    text = f"{subscripts[0]},{summed}->{wanted}"
    return scope.emit("np.einsum", Const(text), _blocks(scope, bar, a, b), other)


@idiom
def kron_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `np.kron(a, b)`."""
    return _kron_part(scope, bar, a, b, b, 0)


@idiom
def kron_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `np.kron(a, b)`."""
    return _kron_part(scope, bar, a, b, a, 1)


@idiom
def cross_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `np.cross(a, b)`, vectors of three components."""
    return like(scope, scope.emit("np.cross", b, bar), a)


@idiom
def cross_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `np.cross(a, b)`, vectors of three components."""
    return like(scope, scope.emit("np.cross", bar, a), b)
