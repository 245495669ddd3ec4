"""Calls of SciPy that integrate a function, or a differential equation with a function.

I, e = quad(f, a, b, args=(k,))    %1, e.0 = scipy.integrate.quad(function('f'), a, b, ...)
                                   I.0 = integral(%1, function('f'), a, b, (k,), {...})
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from adgen.frontend.higher_order.functionals import functional
from adgen.frontend.higher_order.given_arguments import Given
from adgen.frontend.higher_order.inner_functions import (
    Handed,
    as_array,
    as_it_is,
    as_vector,
    hand_over,
    vector_kind,
)
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Fields, Ref, Region, Tuple, Value
from adgen.ir.kinds import (
    BOOL,
    FLOAT,
    INT,
    OBJECT,
    TEXT,
    Array,
    Kind,
    Number,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules.dtypes import is_complex
from adgen.rules.written import result_kind

MATRIX = Array("float", ("?", "?"))


def _settings(options: list[tuple[str, Operand]]) -> Pack:
    """Settings as an operand of the primitive that says how it is differentiated."""
    keys = tuple(Const(name) for name, _ in options)
    return Pack("dict", tuple(value for _, value in options), keys)


# integrals ---------------------------------------------------------------------------


@functional("scipy.integrate.quad", "scipy.integrate.quad_vec")
def quad(call: Given) -> Value:
    """The integral, and the estimate of its error, which has no derivative."""
    call.refuse("full_output")
    ctx, node = call.ctx, call.node
    vector = call.fn.endswith("quad_vec")
    key = "f" if vector else "func"
    handed = hand_over(
        ctx,
        [(call.get(key), as_it_is)],
        [("t", FLOAT)],
        call.further(),
        node,
        title="integrand",
    )
    kind = result_kind(ctx.lowering.functions[handed.names[0]])
    if not vector and not isinstance(kind, Number):
        ctx.refuse(
            node,
            "the integrand of quad is no number, or it is not known that it is one",
            "Return a number; for arrays there is scipy.integrate.quad_vec.",
        )
    ends = [memory.operand(ctx, call.get(end), node) for end in "ab"]
    options = call.settings(key, "a", "b", "args", "full_output")
    more: list[tuple[str, Operand]] = [("args", handed.packed)] if handed.args else []
    value_name, error_name = _two(call.name)
    raw, error = ctx.builder.emit_many(
        call.fn,
        (None, error_name),
        handed.reference(),
        *ends,
        kwargs=[*more, *options],
        kinds=(kind, FLOAT),
        span=ctx.span(node),
    )
    operands = [raw, handed.reference(), *ends, handed.packed, _settings(options)]
    value = ctx.apply("integral", operands, node, value_name, kind=kind)
    return Tuple((value, error))


def _two(name: Name) -> tuple[str | None, str | None]:
    if isinstance(name, tuple) and len(name) == 2:
        first, second = name
        return (
            first if isinstance(first, str) else None,
            second if isinstance(second, str) else None,
        )
    return None, None


# differential equations --------------------------------------------------------------


@functional("scipy.integrate.odeint")
def odeint(call: Given) -> Value:
    """The solution, one row a time."""
    ctx, node = call.ctx, call.node
    first = call.get("tfirst") == Const(True)
    handed, start = _right_side(call, "func", first)
    times = _times(call, "t")
    options = call.settings("func", "y0", "t", "args", "tfirst")
    more: list[tuple[str, Operand]] = [("args", handed.packed)] if handed.args else []
    begin, t = memory.operand(ctx, start, node), memory.operand(ctx, times, node)
    kwargs: list[tuple[str, Operand]] = [*more, ("tfirst", Const(True)), *options]
    raw = ctx.emit(
        call.fn, [handed.reference(), begin, t], node, None, kwargs, kind=MATRIX
    )
    operands: list[Operand] = [
        raw,
        handed.reference(),
        begin,
        Const(None),
        t,
        handed.packed,
    ]
    operands += [_settings(options), Const("odeint")]
    return ctx.apply("flow", operands, node, call.name, kind=MATRIX)


@functional("scipy.integrate.solve_ivp")
def solve_ivp(call: Given) -> Value:
    """An object with the attributes `t` and `y` (one column a time)."""
    ctx, node = call.ctx, call.node
    handed, state = _right_side(call, "fun", True)
    span = _span(call)
    options = call.settings("fun", "t_span", "y0", "args", "t_eval")
    more: list[tuple[str, Operand]] = [("args", handed.packed)] if handed.args else []
    given_times = call.has("t_eval")
    if given_times:
        times = memory.operand(ctx, _times(call, "t_eval"), node)
        more.append(("t_eval", times))
    begin = memory.operand(ctx, state, node)
    raw = ctx.emit(
        call.fn,
        [handed.reference(), Pack("tuple", span), begin],
        node,
        None,
        [*more, *options],
        kind=OBJECT,
    )
    if not given_times:
        times = _steps(ctx, raw, span[1], call)
    columns = ctx.emit("attr", [raw, Const("y")], node, kind=MATRIX)
    # Transposed and back: what adgen adds may be simplified.
    rows = ctx.builder.emit("np.transpose", columns, kind=MATRIX, derived=True)
    operands: list[Operand] = [
        rows,
        handed.reference(),
        begin,
        span[0],
        times,
        handed.packed,
    ]
    operands += [_settings(options), Const("solve_ivp")]
    flow = ctx.emit("flow", operands, node, kind=MATRIX)
    y = ctx.value_of(ctx.builder.emit("np.transpose", flow, kind=MATRIX, derived=True))
    t: Value = times
    if isinstance(times, Var):
        t = Ref(Region(None, times))
    return _solution(ctx, call, raw, t, y)


def _right_side(call: Given, key: str, time_first: bool) -> tuple[Handed, Value]:
    """The right side of the equation as a function of time and state, and the first state."""
    ctx, node = call.ctx, call.node
    state = as_array(ctx, call.get("y0"), node)
    kind = vector_kind(ctx, state)
    if is_complex(memory.kind_of(ctx, state)):
        ctx.refuse(
            node,
            "a differential equation has a complex state",
            "Solve for its real and its imaginary part, one behind the other.",
        )
    function = call.get(key)
    own: list[tuple[str, Kind]] = [("t", FLOAT), ("y", kind)]
    order = None if time_first else (1, 0)
    handed = hand_over(
        ctx,
        [(function, as_vector(ctx, node))],
        own,
        call.further(),
        node,
        order,
        "right_side",
    )
    return handed, state


def _times(call: Given, key: str) -> Value:
    """The times at which the solution is wanted, as an array."""
    return as_array(call.ctx, call.get(key), call.node)


def _span(call: Given) -> tuple[Operand, Operand]:
    """The first and the last time."""
    from adgen.frontend.regions.structures import known_items

    items = known_items(call.ctx, call.get("t_span"))
    if items is None or len(items) != 2:
        call.ctx.refuse(
            call.node, "t_span is no pair known here", "Write it out: (0.0, end)."
        )
    first, last = (memory.operand(call.ctx, item, call.node) for item in items)
    return first, last


def _steps(ctx: Context, raw: Var, end: Operand, call: Given) -> Operand:
    """The times of the solver's own steps, which have no derivative; the last is the end."""
    kind = Array("float", ("?",))
    times = ctx.emit("attr", [raw, Const("t")], call.node, kind=kind)
    if not isinstance(end, Var) or ctx.kind(end) == INT:
        return times
    inner = Pack("slice", (Const(None), Const(-1), Const(None)))
    before = ctx.emit("getitem", [times, inner], call.node, kind=kind)
    return ctx.emit("np.append", [before, end], call.node, kind=kind)


_KINDS: dict[str, Kind] = {
    "success": BOOL,
    "status": INT,
    "nfev": INT,
    "njev": INT,
    "nlu": INT,
    "message": TEXT,
}


def _solution(ctx: Context, call: Given, raw: Var, t: Value, y: Value) -> Fields:
    def count(attr: str) -> Value:
        return ctx.emit("attr", [raw, Const(attr)], call.node, kind=_KINDS[attr])

    items: dict[str, Callable[[], Value]] = {"t": lambda: t, "y": lambda: y}
    for attr in _KINDS:
        items[attr] = functools.partial(count, attr)
    return Fields(f"the result of {call.fn}", items)
