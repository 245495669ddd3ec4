"""Integrals of a function of the program: Leibniz's rule.

    I.0 = integral(%1, function('f'), a.0, b.0, (k.0,), {})       I is %1, by scipy.integrate.quad

    I_dot = quad(f_jvp, a, b, args=(k, k_dot)) + f(b, k) b_dot - f(a, k) a_dot
    k_bar = quad(f_pullback, a, b, args=(k, I_bar))

A derivative is an integral again, to the tolerances asked for; that of an array in k is one of
vectors (scipy.integrate.quad_vec). The result of the primitive is its first operand.
"""

from __future__ import annotations

from collections.abc import Mapping

from adgen.ir.build import Builder
from adgen.ir.kinds import Kind, Number
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Dense
from adgen.rules.implicit import arguments
from adgen.rules.structure import Active, Bars, Found, tangent_kind
from adgen.rules.written import functions_of, name_of, reference


def integral_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The integral of the tangent, and what the limits sweep over."""
    functions, name = functions_of(builder, apply), name_of(apply.args[1])
    args, kind = arguments(apply.args[4]), builder.kind_of(apply.results[0])
    moving = {
        i: dots[a] for i, a in enumerate(args) if isinstance(a, Var) and a in dots
    }
    total: Operand | None = None
    if moving:
        moved = functions.tangent(name, tuple(i + 1 for i in moving))
        total = _integrate(apply, moved, (*args, *moving.values()), kind, builder)
    for place, fn in ((3, "add"), (2, "sub")):
        limit = apply.args[place]
        if isinstance(limit, Var) and limit in dots:
            (height,) = builder.call(name, (limit, *args), ["height"], [kind])
            swept: Operand = builder.emit("mul", height, dots[limit])
            if total is None:
                total = swept if fn == "add" else builder.emit("neg", swept)
            else:
                total = builder.emit(fn, total, swept)
    return (total,)


def integral_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """For each argument the integral of its adjoint; for each limit the height there."""
    functions, name = functions_of(builder, apply), name_of(apply.args[1])
    args, out = arguments(apply.args[4]), apply.results[0]
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    bar = fill(bar, out, builder)
    found: Found = []
    for i, arg in enumerate(args):
        if isinstance(arg, Var) and active(arg):
            pullback = functions.pullback(name, (i + 1,))
            kind = tangent_kind(builder.kind_of(arg))
            value = _integrate(apply, pullback, (*args, bar), kind, builder)
            found.append((arg, Dense(value, True)))
    for place, sign in ((3, 1), (2, -1)):
        limit = apply.args[place]
        if isinstance(limit, Var) and active(limit):
            kind = builder.kind_of(out)
            (height,) = builder.call(name, (limit, *args), ["height"], [kind])
            part = builder.emit("mul", bar, height)
            if not isinstance(kind, Number):
                part = builder.emit("np.sum", part)
            part = part if sign > 0 else builder.emit("neg", part)
            found.append((limit, Dense(part, True)))
    return found


def _integrate(
    apply: Apply,
    name: str,
    args: tuple[Operand, ...],
    kind: Kind,
    builder: Builder,
) -> Var:
    """The integral of another function between the same limits."""
    low, high, settings = apply.args[2], apply.args[3], apply.args[5]
    assert isinstance(settings, Pack)
    number = isinstance(kind, Number)
    fn = "scipy.integrate.quad" if number else "scipy.integrate.quad_vec"
    options = {str(k.value): v for k, v in zip(settings.keys, settings.items)}
    kept = {k: v for k, v in options.items() if number or k in _OF_VECTORS}
    packed = Pack("tuple", args)
    value, _ = builder.emit_many(
        fn,
        ("value", "error"),
        reference(name),
        low,
        high,
        kwargs=[("args", packed), *kept.items()],
        kinds=(kind, Number("float")),
    )
    again = Pack("dict", tuple(kept.values()), tuple(Const(k) for k in kept))
    return builder.emit(
        "integral", value, reference(name), low, high, packed, again, kind=kind
    )


_OF_VECTORS = ("epsabs", "epsrel", "limit", "points")
