"""Solutions of equations: the implicit function theorem.

    x.0 = solution(%1, function('f'), (k.0,))     x is %1, where f(x, k) = 0

    x_dot = -f_x^-1 (f_k k_dot)                    k_bar = -f_k^T f_x^-T x_bar

The equation is differentiated at the solution, whatever the solver did to find it, so that the
start and the tolerances of the solver have no derivative. See Griewank and Walther, Evaluating
Derivatives, 2nd edition (2008), section 15.1. The result of the primitive is its first operand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adgen.ir.build import Builder, Functions
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.names import adjoint_name
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Dense
from adgen.rules.structure import Active, Bars, Found, tangent_kind
from adgen.rules.written import (
    MATRIX,
    functions_of,
    jacobian,
    name_of,
    refuse,
)


def solution_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The residual moves with the arguments; the solution moves against it."""
    functions, name, x = _parts(apply, builder)
    args = arguments(apply.args[2])
    moving = {
        i: dots[a] for i, a in enumerate(args) if isinstance(a, Var) and a in dots
    }
    if not moving:
        return (None,)
    moved = functions.tangent(name, tuple(i + 1 for i in moving))
    kind = builder.kind_of(x)
    operands = (x, *args, *moving.values())
    (r_dot,) = builder.call(moved, operands, ["residual_dot"], [kind])
    if _is_scalar(apply, kind):
        slope = _slope(apply, functions, name, x, args, builder)
        ratio = builder.emit("div", r_dot, slope)
        return (builder.emit("neg", ratio, kind=kind),)
    matrix = _matrix(functions, name, x, args, builder)
    found = builder.emit("np.linalg.solve", matrix, r_dot, kind=kind)
    return (builder.emit("neg", found, kind=kind),)


def solution_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """One linear system with the transposed matrix, then the pullback of the residual."""
    functions, name, x = _parts(apply, builder)
    args = arguments(apply.args[2])
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    wanted = [(i, a) for i, a in enumerate(args) if isinstance(a, Var) and active(a)]
    if not wanted:
        return []
    kind = builder.kind_of(x)
    bar = fill(bar, x, builder)
    if _is_scalar(apply, kind):
        slope = _slope(apply, functions, name, x, args, builder)
        ratio = builder.emit("div", bar, slope)
    else:
        matrix = _matrix(functions, name, x, args, builder)
        transposed = builder.emit("np.transpose", matrix)
        ratio = builder.emit("np.linalg.solve", transposed, bar, kind=kind)
    weights = builder.emit("neg", ratio, name="residual_bar", kind=kind)
    pullback = functions.pullback(name, tuple(i + 1 for i, _ in wanted))
    return pulled(pullback, (x, *args, weights), [a for _, a in wanted], builder)


def pulled(
    pullback: str, operands: Sequence[Operand], wanted: Sequence[Var], builder: Builder
) -> Found:
    """The call of a pullback; its results are the adjoints of `wanted`."""
    names = [adjoint_name(v.name) for v in wanted]
    kinds = [tangent_kind(builder.kind_of(v)) for v in wanted]
    found = builder.call(pullback, operands, names, kinds)
    return [(var, Dense(value, True)) for var, value in zip(wanted, found)]


def arguments(operand: Operand) -> tuple[Operand, ...]:
    """The operands of the tuple of further arguments."""
    assert isinstance(operand, Pack)
    return operand.items


def _parts(apply: Apply, builder: Builder) -> tuple[Functions, str, Var]:
    """The functions of the program, the name of the residual, and the solution."""
    return functions_of(builder, apply), name_of(apply.args[1]), apply.results[0]


def _is_scalar(apply: Apply, kind: Kind) -> bool:
    """True for one equation, and for as many that have nothing to do with each other."""
    if apply.fn == "solution_each" or isinstance(kind, Number):
        return True
    if isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1:
        return False
    raise refuse(
        apply,
        "of an unknown that is neither a number nor a vector",
        "Solve for a vector: np.ravel, and reshape in the function.",
    )


def _slope(
    apply: Apply,
    functions: Functions,
    name: str,
    x: Var,
    args: Sequence[Operand],
    builder: Builder,
) -> Var:
    """The derivative of one equation in its unknown."""
    moved = functions.tangent(name, (0,))
    kind = builder.kind_of(x)
    one: Operand = Const(1.0)
    if not isinstance(kind, Number):
        one = builder.emit("np.ones_like", x, kind=kind)
    (slope,) = builder.call(moved, (x, *args, one), ["slope"], [kind])
    return slope


def _matrix(
    functions: Functions, name: str, x: Var, args: Sequence[Operand], builder: Builder
) -> Var:
    """The matrix of the derivatives of the equations in the unknowns."""
    title = jacobian(functions, name)
    (matrix,) = builder.call(title, (x, *args), ["matrix"], [MATRIX])
    return matrix
