"""Integrals of SciPy in words of others: double integrals, and Gauss's rule of a fixed order.

dblquad(f, a, b, low, high)     quad(lambda x: quad(lambda y: f(y, x), low(x), high(x))[0], a, b)
fixed_quad(f, a, b, n=5)        (b - a) / 2 * np.sum(weights * f(points)), None
"""

from __future__ import annotations

from adgen.frontend.arrays.applied import as_function
from adgen.frontend.containers.items import known_index
from adgen.frontend.higher_order.functionals import functional
from adgen.frontend.higher_order.given_arguments import Given
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.scope.values import Conflict, Object, Partial, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of


@functional("scipy.integrate.dblquad")
def double_integral(call: Given) -> Value:
    """The integral; the estimate of its error is not that of one of the two integrals."""
    ctx, node = call.ctx, call.node
    settings = {
        name: call.values[name] for name in ("epsabs", "epsrel") if name in call.values
    }
    quad = Object(callable_of("scipy.integrate.quad"), "quad")
    one = Partial(quad, (), tuple(settings.items()))
    ends = [as_function(call.get(name)) for name in ("gfun", "hfun")]
    limits = (call.get("a"), call.get("b"))
    given = (one, call.get("func"), *limits, *ends, *call.further())
    value = word(ctx, words.double_integral, given, node, _first(call))
    reason = "the estimate of the error of a double integral is read"
    return Tuple((value, Conflict(reason, ctx.span(node), "Use the value alone.")))


@functional("scipy.integrate.fixed_quad")
def of_fixed_order(call: Given) -> Value:
    """A pair, the second of which is None."""
    ctx, node = call.ctx, call.node
    order = call.values.get("n", Const(5))
    if known_index(ctx, order) is None:
        ctx.refuse(node, "the order of fixed_quad is not known", "Write a number.")
    fn = "scipy.special.roots_legendre"
    rule = apply_primitive(ctx, fn, (order,), {}, node, None)
    assert isinstance(rule, Tuple)
    given = (call.get("func"), call.get("a"), call.get("b"), *rule.items)
    value = word(ctx, words.gauss_rule, (*given, *call.further()), node, _first(call))
    return Tuple((value, Const(None)))


def _first(call: Given) -> str | None:
    """The name of the first of two results."""
    name = call.name[0] if isinstance(call.name, tuple) and call.name else None
    return name if isinstance(name, str) else None
