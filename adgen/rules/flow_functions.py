"""The functions a flow is differentiated with: the right side together with its linearisation.

rhs  ->  rhs_with_tangent(t, state, k, k_dot)     y and one tangent of it, one after the other
         rhs_with_slopes(t, state, n, k)          y and its slopes in all that is asked for
         rhs_rates(times, rows, k)                the right side at many times
"""

from __future__ import annotations

from adgen.ir.build import Builder, Functions
from adgen.ir.kinds import FLOAT, INT, Number
from adgen.ir.nodes import Const, Function, Operand, Pack, Var
from adgen.rules.structure import tangent_kind
from adgen.rules.written import (
    MATRIX,
    VECTOR,
    WHOLE,
    head,
    loop,
    parameters_of,
    tail,
    unit,
    write,
)


def with_tangent(functions: Functions, name: str, moving: tuple[int, ...]) -> str:
    """def rhs_and_tangent(t, y, k, k_dot): the right sides of y and of its tangent."""

    def make(title: str) -> Function:
        moved = functions.tangent(name, (1, *(i + 2 for i in moving)))
        params = parameters_of(functions.get(name))
        given = [
            (f"{params[i + 2][0]}_dot", tangent_kind(params[i + 2][1])) for i in moving
        ]

        def body(builder: Builder, variables: tuple[Var, ...]) -> Operand:
            t, state, *rest = variables
            args, args_dot = rest[: len(params) - 2], rest[len(params) - 2 :]
            length = builder.emit("len", state)
            size = builder.emit("floordiv", length, Const(2), name="n")
            y, y_dot = head(builder, state, size), tail(builder, state, size)
            (rate,) = builder.call(name, (t, y, *args), ["rate"], [VECTOR])
            operands = (t, y, *args, y_dot, *args_dot)
            (rate_dot,) = builder.call(moved, operands, ["rate_dot"], [VECTOR])
            return builder.emit("np.concatenate", Pack("tuple", (rate, rate_dot)))

        several = [params[0], ("state", VECTOR), *params[2:], *given]
        doc = (
            f"`{name}` of the first half of `state`, and its tangent along the second."
        )
        return write(title, several, body, doc)

    label = "_".join(map(str, moving))
    return functions.add(f"{name}_with_tangent{label and '_of_'}{label}", make)


def with_sensitivities(functions: Functions, name: str, wanted: tuple[int, ...]) -> str:
    """def rhs_with_slopes(t, state, n, k): the right sides of y and of the matrix S."""

    def make(title: str) -> Function:
        params = parameters_of(functions.get(name))

        def body(builder: Builder, variables: tuple[Var, ...]) -> Operand:
            t, state, size, *args = variables
            y = head(builder, state, size)
            shape = Pack("tuple", (size, Const(-1)))
            matrix = tail(builder, state, size)
            slopes = builder.emit(
                "np.reshape", matrix, shape, name="slopes", kind=MATRIX
            )
            inputs = (1, *(i + 2 for i in wanted))
            partials = _partials(
                functions, name, inputs, (t, y, *args), slopes, builder
            )
            square = Pack(
                "tuple", (WHOLE, Pack("slice", (Const(None), size, Const(None))))
            )
            of_y = builder.emit("getitem", partials, square, kind=MATRIX)
            moved = builder.emit("matmul", of_y, slopes, name="moved", kind=MATRIX)
            if wanted:
                rest = Pack("slice", (size, Const(None), Const(None)))
                index = Pack("tuple", (WHOLE, rest))
                own = builder.emit("getitem", partials, index, kind=MATRIX)
                moved = builder.store(moved, index, own, "add")
            (rate,) = builder.call(name, (t, y, *args), ["rate"], [VECTOR])
            flat = builder.emit("np.ravel", moved, kind=VECTOR)
            return builder.emit("np.concatenate", Pack("tuple", (rate, flat)))

        several = [params[0], ("state", VECTOR), ("n", INT), *params[2:]]
        doc = f"`{name}` of the first n numbers, and the slopes of the others in it."
        return write(title, several, body, doc)

    label = "_".join(map(str, wanted))
    return functions.add(f"{name}_with_slopes{label and '_in_'}{label}", make)


def _partials(
    functions: Functions,
    name: str,
    inputs: tuple[int, ...],
    operands: tuple[Operand, ...],
    slopes: Var,
    builder: Builder,
) -> Var:
    """The partial derivatives of the right side in some of its parameters, one row a number."""
    pullback = functions.pullback(name, inputs)
    params = parameters_of(functions.get(name))
    labels = [f"{params[i][0]}_bar" for i in inputs]
    kinds = [VECTOR, *(tangent_kind(params[i][1]) for i in inputs[1:])]
    empty = builder.emit("np.zeros_like", slopes, name="partials", kind=MATRIX)
    size = builder.emit("len", slopes)

    def step(inner: Builder, i: Var, partials: Var) -> Var:
        direction = unit(inner, size, i, "direction")
        bars = inner.call(pullback, (*operands, direction), labels, kinds)
        parts = tuple(_as_vector(inner, bar) for bar in bars)
        row = (
            inner.emit("np.concatenate", Pack("tuple", parts)) if parts[1:] else bars[0]
        )
        return inner.store(partials, i, row)

    return loop(builder, size, empty, step)


def _as_vector(builder: Builder, value: Var) -> Operand:
    if isinstance(builder.kind_of(value), Number):
        return Pack("list", (value,))
    return builder.emit("np.ravel", value, kind=VECTOR)


def rates_of(functions: Functions, name: str) -> str:
    """def rhs_rates(times, rows, k): the right side at each time, one a row."""

    def make(title: str) -> Function:
        params = parameters_of(functions.get(name))

        def body(builder: Builder, variables: tuple[Var, ...]) -> Operand:
            times, rows, *args = variables
            empty = builder.emit("np.zeros_like", rows, name="rates", kind=MATRIX)

            def step(inner: Builder, i: Var, rates: Var) -> Var:
                t = inner.emit("getitem", times, i, kind=FLOAT)
                y = inner.emit("getitem", rows, i, kind=VECTOR)
                (rate,) = inner.call(name, (t, y, *args), ["rate"], [VECTOR])
                return inner.store(rates, i, rate)

            return loop(builder, builder.emit("len", times), empty, step)

        several = [("times", VECTOR), ("rows", MATRIX), *params[2:]]
        return write(title, several, body, f"`{name}` at each of the times, one a row.")

    return functions.add(f"{name}_rates", make)
