"""Functions of the IR written by a rule: a loop around another function, two of them together.

    columns(functions, "residual_jvp", ...)      def residual_jacobian(x, k): for j in range(n): ...

What a rule can write as one expression is a formula; this is for what needs a function of its
own, because a primitive calls it or because it has a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adgen.errors import KindError, NoRuleError
from adgen.ir.build import Builder, Functions
from adgen.ir.kinds import FLOAT, INT, UNKNOWN, Array, Kind, join
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Const,
    For,
    Function,
    FunctionName,
    Operand,
    Pack,
    Param,
    Range,
    Return,
    Var,
    Yield,
)
from adgen.ir.walk import leaves, param_vars
from adgen.rules.infer import result_kinds

WHOLE = Pack("slice", (Const(None), Const(None), Const(None)))
"""The index `:`."""


def functions_of(builder: Builder, apply: Apply) -> Functions:
    """The functions of the program; there are none where a rule is only looked at."""
    if builder.functions is None:
        raise NoRuleError(
            "the derivative of what a solver gives is not shown step by step",
            apply.span,
            "Look at the generated code, with adgen show or `.source`.",
        )
    return builder.functions


def name_of(operand: Operand) -> str:
    """The name of the function an operand stands for."""
    assert isinstance(operand, Const) and isinstance(operand.value, FunctionName)
    return operand.value.name


def reference(name: str) -> Const:
    """A function of the program as an operand."""
    return Const(FunctionName(name))


def write(
    name: str,
    params: Sequence[tuple[str, Kind]],
    body: Callable[[Builder, tuple[Var, ...]], Operand],
    doc: str,
) -> Function:
    """A function of these parameters whose result `body` writes."""
    builder = Builder(result_kinds, Namer(), {})
    variables = tuple(builder.fresh(label, kind) for label, kind in params)
    result = body(builder, variables)
    return Function(
        name,
        tuple(Param(f"{v.name}{'_' * v.version}", v) for v in variables),
        builder.block(Return((result,))),
        None,
        builder.kinds,
        doc=doc,
    )


def parameters_of(function: Function) -> list[tuple[str, Kind]]:
    """The names and kinds of a function's parameters, which are all plain."""
    return [(v.name, function.kinds.get(v, UNKNOWN)) for v in param_vars(function)]


def loop(
    builder: Builder,
    count: Operand,
    start: Var,
    step: Callable[[Builder, Var, Var], Var],
) -> Var:
    """`for i in range(count): start = step(i, start)`; gives the last value."""
    index = builder.fresh("i", INT)
    kind = builder.kind_of(start)
    carried = builder.fresh(start.name, kind)
    inner = builder.child()
    following = step(inner, index, carried)
    result = builder.fresh(start.name, kind)
    builder.add(
        For(
            (result,),
            index,
            Range(Const(0), count, Const(1)),
            (carried,),
            (start,),
            inner.block(Yield((following,))),
            derived=True,
        )
    )
    return result


def unit(builder: Builder, size: Operand, index: Operand, name: str) -> Var:
    """The vector of zeros with a one at an index."""
    zeros = builder.emit("np.zeros", size, name=name)
    return builder.store(zeros, index, Const(1.0))


def head(builder: Builder, vector: Operand, count: Operand) -> Var:
    """`vector[:count]`"""
    index = Pack("slice", (Const(None), count, Const(None)))
    return builder.emit("getitem", vector, index, kind=VECTOR)


def tail(builder: Builder, vector: Operand, count: Operand) -> Var:
    """`vector[count:]`"""
    index = Pack("slice", (count, Const(None), Const(None)))
    return builder.emit("getitem", vector, index, kind=VECTOR)


VECTOR = Array("float", ("?",))
MATRIX = Array("float", ("?", "?"))


def jacobian(functions: Functions, name: str) -> str:
    """The function of the matrix of the partial derivatives of f(x, ...) in the vector x."""

    def make(title: str) -> Function:
        moved = functions.tangent(name, (0,))
        params = parameters_of(functions.get(name))

        def body(builder: Builder, variables: tuple[Var, ...]) -> Operand:
            size = builder.emit("len", variables[0], name="n")
            shape = Pack("tuple", (size, size))
            empty = builder.emit("np.zeros", shape, name="columns", kind=MATRIX)

            def step(inner: Builder, i: Var, columns: Var) -> Var:
                direction = unit(inner, size, i, "direction")
                operands = (*variables, direction)
                (column,) = inner.call(moved, operands, ["column"], [VECTOR])
                return inner.store(columns, Pack("tuple", (WHOLE, i)), column)

            return loop(builder, size, empty, step)

        doc = f"The partial derivatives of `{name}` in {params[0][0]}, one a column."
        return write(title, params, body, doc)

    return functions.add(f"{name}_jacobian", make)


def result_kind(function: Function) -> Kind:
    """The kind of the one result of a function; FLOAT for a literal."""
    found: Kind | None = None
    for leaf in leaves(function.body):
        if isinstance(leaf.end, Return):
            value = leaf.end.values[0]
            kind = (
                function.kinds.get(value, UNKNOWN) if isinstance(value, Var) else FLOAT
            )
            found = kind if found is None else join(found, kind)
    return UNKNOWN if found is None else found


def refuse(apply: Apply, what: str, remedy: str) -> KindError:
    """The error of a call that the rule does not cover."""
    return KindError(
        f"adgen has no derivative of {apply.fn} {what}", apply.span, remedy
    )
