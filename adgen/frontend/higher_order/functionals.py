"""Calls of SciPy that take a function: equations, minima, integrals, differential equations.

    x = brentq(f, a, b, args=(k,))     %1 = scipy.optimize.brentq(function('f'), a, b, args=(k,))
                                       x.0 = solution(%1, function('f'), (k,))

The call of SciPy stands in the program as the user wrote it. Its result is wrapped in a primitive
that is its first operand, and says by which equation it is differentiated.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping, Sequence

from adgen.frontend.higher_order.given_arguments import Given, given
from adgen.frontend.higher_order.inner_functions import (
    Finish,
    Handed,
    as_array,
    as_it_is,
    as_vector,
    hand_over,
    program_of,
    vector_kind,
)
from adgen.frontend.operations.primitives import FUNCTIONALS, apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Fields, Value
from adgen.ir.build import Builder
from adgen.ir.kinds import BOOL, FLOAT, INT, OBJECT, TEXT, Array, Kind, Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import Const, Function, Operand, Param, Return, Var
from adgen.ir.walk import param_vars
from adgen.rules.written import result_kind

_COUNTS: dict[str, Kind] = {
    "success": BOOL,
    "converged": BOOL,
    "status": INT,
    "nfev": INT,
    "njev": INT,
    "nit": INT,
    "iterations": INT,
    "function_calls": INT,
    "message": TEXT,
    "flag": TEXT,
}
"""Attributes without derivative."""

Handler = Callable[[Given], Value]


def functional(*names: str) -> Callable[[Handler], Handler]:
    """Registers what a call of primitives of these names becomes."""

    def register(handler: Handler) -> Handler:
        for fn in names:

            def lowered(
                ctx: Context,
                args: Sequence[Value],
                kwargs: Mapping[str, Value],
                node: ast.AST,
                name: Name,
                fn: str = fn,
            ) -> Value:
                for value in (*args, *kwargs.values()):
                    if isinstance(value, Var) and ctx.is_bottom(value):
                        return value  # the next round knows what it is
                return handler(given(ctx, fn, args, kwargs, node, name))

            FUNCTIONALS[fn] = lowered
        return handler

    return register


# one equation ------------------------------------------------------------------------


@functional(
    *(
        f"scipy.optimize.{name}"
        for name in ("brentq", "brenth", "ridder", "bisect", "toms748")
    )
)
def bracketed(call: Given) -> Value:
    """A root between two numbers."""
    call.refuse("full_output")
    x = [("x", FLOAT)]
    handed = hand_over(
        call.ctx, [(call.get("f"), as_it_is)], x, call.further(), call.node
    )
    ends = [memory.operand(call.ctx, call.get(end), call.node) for end in "ab"]
    settings = call.settings("f", "a", "b", "args")
    raw = _emit(call, [handed.reference(), *ends], handed, settings, FLOAT)
    return solution(call, raw, handed, FLOAT)


@functional("scipy.optimize.newton")
def newton(call: Given) -> Value:
    """A root by Newton's or the secant method; for an array, of each element."""
    call.refuse("full_output")
    start = call.get("x0")
    kind = memory.kind_of(call.ctx, start)
    number = isinstance(kind, Number)
    unknown: Kind = FLOAT if number else Array("float", getattr(kind, "dims", None))
    others = [name for name in ("fprime", "fprime2") if call.has(name)]
    functions = [(call.get(name), as_it_is) for name in ("func", *others)]
    handed = hand_over(call.ctx, functions, [("x", unknown)], call.further(), call.node)
    begin = memory.operand(call.ctx, start, call.node)
    settings = call.settings("func", "x0", "args", *others)
    settings += [(name, handed.reference(i + 1)) for i, name in enumerate(others)]
    raw = _emit(call, [handed.reference(), begin], handed, settings, unknown)
    return solution(
        call, raw, handed, unknown, "solution" if number else "solution_each"
    )


@functional("scipy.optimize.root_scalar")
def root_scalar(call: Given) -> Value:
    """An object with the attribute `root`."""
    others = [name for name in ("fprime", "fprime2") if call.has(name)]
    functions = [(call.get(name), as_it_is) for name in ("f", *others)]
    handed = hand_over(call.ctx, functions, [("x", FLOAT)], call.further(), call.node)
    settings = _operands(call, "f", "args", *others)
    settings += [(name, handed.reference(i + 1)) for i, name in enumerate(others)]
    raw = _emit(call, [handed.reference()], handed, settings, OBJECT, None)
    root = call.ctx.emit("attr", [raw, Const("root")], call.node, kind=FLOAT)
    value = solution(call, root, handed, FLOAT, name=None)
    return _fields(call, raw, {"root": value})


# several equations -------------------------------------------------------------------


@functional("scipy.optimize.fsolve", "scipy.optimize.fixed_point")
def vector_root(call: Given) -> Value:
    """The vector at which a function vanishes, or which it leaves alone."""
    call.refuse("full_output", "col_deriv")
    ctx, node, fixed = call.ctx, call.node, call.fn.endswith("fixed_point")
    if fixed and isinstance(memory.kind_of(ctx, call.get("x0")), Number):
        return _fixed_number(call)
    start = as_array(ctx, call.get("x0"), node)
    kind = vector_kind(ctx, start)
    finish = as_vector(ctx, node)
    functions: list[tuple[Value, Finish]] = [(call.get("func"), finish)]
    if call.has("fprime"):
        functions.append((call.get("fprime"), finish))
    handed = hand_over(ctx, functions, [("x", kind)], call.further(), node)
    begin = memory.operand(ctx, start, node)
    settings = call.settings("func", "x0", "args", "fprime", "col_deriv")
    if len(functions) > 1:
        settings.append(("fprime", handed.reference(1)))
    raw = _emit(call, [handed.reference(), begin], handed, settings, kind)
    return solution(call, raw, _moved(ctx, handed) if fixed else handed, kind)


def _fixed_number(call: Given) -> Value:
    handed = hand_over(
        call.ctx,
        [(call.get("func"), as_it_is)],
        [("x", FLOAT)],
        call.further(),
        call.node,
    )
    begin = memory.operand(call.ctx, call.get("x0"), call.node)
    settings = call.settings("func", "x0", "args")
    raw = _emit(call, [handed.reference(), begin], handed, settings, FLOAT)
    return solution(call, raw, _moved(call.ctx, handed), FLOAT)


def _moved(ctx: Context, handed: Handed) -> Handed:
    """The function `f(x) - x`, which vanishes at a fixed point."""
    function = ctx.lowering.functions[handed.names[0]]
    builder = Builder(ctx.lowering.infer, Namer(), {})
    given = zip(function.params, param_vars(function))
    variables = [builder.fresh(p.name, function.kinds[v]) for p, v in given]
    params = tuple(Param(v.name, v) for v in variables)
    kind = builder.kind_of(variables[0])
    (value,) = builder.call(function.name, variables, ["value"], [kind])
    moved = builder.emit("sub", value, variables[0], kind=kind)
    name = ctx.lowering.free_name(f"{function.name}_moved")
    ctx.lowering.functions[name] = Function(
        name, params, builder.block(Return((moved,))), None, builder.kinds
    )
    return Handed([name], handed.args)


@functional("scipy.optimize.root")
def root(call: Given) -> Value:
    """An object with the attributes `x` and `fun`."""
    call.refuse("callback")
    ctx, node = call.ctx, call.node
    start = as_array(ctx, call.get("x0"), node)
    kind = vector_kind(ctx, start)
    finish = as_vector(ctx, node)
    functions: list[tuple[Value, Finish]] = [(call.get("fun"), finish)]
    if call.has("jac") and not isinstance(call.get("jac"), Const):
        functions.append((call.get("jac"), finish))
    _refuse_pairs(call)
    handed = hand_over(ctx, functions, [("x", kind)], call.further(), node)
    begin = memory.operand(ctx, start, node)
    settings = _with_slope(call, handed, len(functions) > 1)
    raw = _emit(call, [handed.reference(), begin], handed, settings, OBJECT, None)
    x = ctx.emit("attr", [raw, Const("x")], node, kind=kind)
    value = solution(call, x, handed, kind, name=None)
    return _fields(call, raw, {"x": value}, handed)


def _with_slope(
    call: Given, handed: Handed, is_function: bool
) -> list[tuple[str, Operand]]:
    """All other arguments, among them `jac=`: a function, or the name of a way to find it."""
    settings = _operands(call, "fun", "x0", "args", "jac")
    slope = call.get("jac")
    if is_function:
        settings.append(("jac", handed.reference(1)))
    elif isinstance(slope, Const) and slope != Const(None):
        settings.append(("jac", slope))
    return settings


# minima ------------------------------------------------------------------------------


@functional("scipy.optimize.minimize", "scipy.optimize.minimize_scalar")
def minimum(call: Given) -> Value:
    """An object with the attributes `x` and `fun`: where the gradient vanishes."""
    call.refuse("callback", "hess", "hessp", "bounds", "constraints")
    ctx, node = call.ctx, call.node
    kind: Kind = FLOAT
    begin: list[Operand] = []
    if call.fn.endswith("minimize"):
        start = as_array(ctx, call.get("x0"), node)
        kind = vector_kind(ctx, start)
        begin.append(memory.operand(ctx, start, node))
    functions: list[tuple[Value, Finish]] = [(call.get("fun"), as_it_is)]
    if call.has("jac") and not isinstance(call.get("jac"), Const):
        functions.append((call.get("jac"), as_vector(ctx, node)))
    _refuse_pairs(call)
    handed = hand_over(
        ctx, functions, [("x", kind)], call.further(), node, title="objective"
    )
    settings = _with_slope(call, handed, len(functions) > 1)
    raw = _emit(call, [handed.reference(), *begin], handed, settings, OBJECT, None)
    x = ctx.emit("attr", [raw, Const("x")], node, kind=kind)
    value = solution(call, x, gradient(call, handed), kind, name=None)
    return _fields(call, raw, {"x": value}, handed)


def _refuse_pairs(call: Given) -> None:
    """A function that gives its derivative along with its value."""
    if call.get("jac") == Const(True):
        call.ctx.refuse(
            call.node,
            f"adgen cannot differentiate {call.fn} with `jac=True`",
            "Let the function give its value only, and hand over jac=gradient.",
        )


@functional("scipy.optimize.least_squares")
def least_squares(call: Given) -> Value:
    """An object with the attributes `x` and `fun`: where the sum of squares is stationary."""
    call.refuse("bounds", "x_scale")
    ctx, node = call.ctx, call.node
    if call.has("loss") and call.get("loss") != Const("linear"):
        ctx.refuse(node, "least_squares with another loss", "Use loss='linear'.")
    start = as_array(ctx, call.get("x0"), node)
    kind = vector_kind(ctx, start)
    functions: list[tuple[Value, Finish]] = [(call.get("fun"), as_vector(ctx, node))]
    if call.has("jac") and not isinstance(call.get("jac"), Const):
        functions.append((call.get("jac"), as_it_is))
    own = [("x", kind)]
    handed = hand_over(ctx, functions, own, call.further(), node)
    squares = _sum_of_squares(call, own)
    settings = _with_slope(call, handed, len(functions) > 1)
    begin = memory.operand(ctx, start, node)
    raw = _emit(call, [handed.reference(), begin], handed, settings, OBJECT, None)
    x = ctx.emit("attr", [raw, Const("x")], node, kind=kind)
    value = solution(call, x, gradient(call, squares), kind, name=None)
    return _fields(call, raw, {"x": value}, handed)


def _sum_of_squares(call: Given, own: Sequence[tuple[str, Kind]]) -> Handed:
    """Half the sum of the squares of the residuals."""
    ctx, node = call.ctx, call.node

    def finish(value: Value) -> Value:
        residuals = as_vector(ctx, node)(value)
        squares = apply_primitive(ctx, "np.square", (residuals,), {}, node, None)
        total = apply_primitive(ctx, "np.sum", (squares,), {}, node, None)
        return apply_primitive(ctx, "mul", (Const(0.5), total), {}, node, None)

    return hand_over(
        ctx,
        [(call.get("fun"), finish)],
        own,
        call.further(),
        node,
        title="sum_of_squares",
    )


def gradient(call: Given, handed: Handed) -> Handed:
    """The gradient of a function in its first argument, as a function of the program."""
    ctx = call.ctx
    if ctx.lowering.derive is None:
        ctx.refuse(
            call.node,
            f"{call.fn} is called where no derivative can be made",
            "Differentiate it through adgen.grad.",
        )
    program = program_of(ctx, handed)
    x = param_vars(program.main)[0]
    made = ctx.lowering.derive(program, "grad", (x,), True)
    for title, function in made.functions.items():
        ctx.lowering.functions.setdefault(title, function)
    return Handed([made.entry], handed.args)


# results -----------------------------------------------------------------------------


def _emit(
    call: Given,
    operands: Sequence[Operand],
    handed: Handed,
    settings: list[tuple[str, Operand]],
    kind: Kind,
    name: Name = None,
) -> Var:
    """The call of SciPy, with the further arguments of the function."""
    more = [("args", handed.packed)] if handed.args else []
    label = name if isinstance(name, str) else None
    return call.ctx.emit(
        call.fn, operands, call.node, label, [*more, *settings], kind=kind
    )


def solution(
    call: Given,
    raw: Operand,
    handed: Handed,
    kind: Kind,
    fn: str = "solution",
    name: Name = "",
) -> Value:
    """The root a solver found, as the solution of the equation."""
    operands = [raw, handed.reference(), handed.packed]
    label = call.name if name == "" else name
    return call.ctx.apply(fn, operands, call.node, label, kind=kind)


def _operands(call: Given, *handled: str) -> list[tuple[str, Operand]]:
    """The other arguments; where a solver starts and stops has no derivative."""
    return [
        (name, memory.operand(call.ctx, value, call.node))
        for name, value in call.values.items()
        if name not in handled
    ]


def _fields(
    call: Given,
    raw: Var,
    values: Mapping[str, Value],
    handed: Handed | None = None,
) -> Fields:
    """The attributes of the object a solver gives."""
    ctx, node = call.ctx, call.node

    def count(attr: str) -> Value:
        return ctx.emit("attr", [raw, Const(attr)], node, kind=_COUNTS[attr])

    def value_there() -> Value:
        assert handed is not None
        at = memory.operand(ctx, values["x"], node)
        kind = result_kind(ctx.lowering.functions[handed.names[0]])
        (found,) = ctx.builder.call(
            handed.names[0], (at, *handed.args), [None], [kind], span=ctx.span(node)
        )
        return ctx.value_of(found)

    items: dict[str, Callable[[], Value]] = {}
    for attr, value in values.items():
        items[attr] = functools.partial(lambda v: v, value)
    if handed is not None:
        items["fun"] = value_there
    for attr in _COUNTS:
        items[attr] = functools.partial(count, attr)
    return Fields(f"the result of {call.fn}", items)
