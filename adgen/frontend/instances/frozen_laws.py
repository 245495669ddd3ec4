"""Distributions that are made with their parameters, and asked without them.

d = stats.norm(m, scale=s)     a new region: the distribution, and its parameters by name
d.logpdf(x)                    stats.norm.logpdf(x, m, s)
d.rvs()                        refused by name: stats.norm.rvs
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from adgen.frontend.instances.classes import class_of
from adgen.frontend.instances.names import constant
from adgen.frontend.operations.primitives import no_rule
from adgen.frontend.regions import memory
from adgen.frontend.regions.frozen_laws import FrozenLaw, public_law
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    Conflict,
    Fields,
    Object,
    ObjectContent,
    Ref,
    Region,
    Value,
)
from adgen.ir.nodes import Const
from adgen.rules.registry import find
from adgen.rules.signature import REQUIRED, Parameter

_DENSITIES = ("logpdf", "pdf", "logpmf", "pmf", "cdf")
_NUMBERS = ("mean", "median", "var", "std")
"""Methods without rules that are called alike; of parameters that are known they are constants."""
_THEN = "_then"


def freeze(
    law: object,
    ctx: Context,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`law(*args, **kwargs)`"""
    called = ctx.lowering.primitive(law) or f"scipy.stats.{getattr(law, 'name', law)}"
    parameters = _parameters(called)
    if not parameters:
        no_rule(ctx, called, node)
    values = _bound(ctx, called, parameters, args, kwargs, node)
    parts: dict[str, Value] = {"law": Object(law, called), **values}
    if not _keeps_parameters(law):
        parts |= {
            key + _THEN: Object(memory.operand(ctx, value, node), key)
            for key, value in values.items()
            if isinstance(value, Ref)
        }
    content = ObjectContent(FrozenLaw, tuple(parts), tuple(parts.values()))
    return Ref(Region(name if isinstance(name, str) else None, content))


def of_object(ctx: Context, frozen: Object, node: ast.AST) -> Value:
    """A distribution of the module with its parameters, as one that is made here."""
    value: Any = frozen.value
    law = public_law(value)
    if law is None:
        ctx.refuse(
            node,
            f"`{frozen.name}` is a distribution with parameters that is not known here",
            "Make it in the function: scipy.stats.norm(mean, deviation).",
        )
    for attr in ("args", "kwds", "dist"):
        ctx.lowering.watch(value, attr, getattr(value, attr))
    args = [constant(ctx, v, _name(frozen, i, v)) for i, v in enumerate(value.args)]
    kwargs = {k: constant(ctx, v, _name(frozen, k, v)) for k, v in value.kwds.items()}
    return freeze(law, ctx, args, kwargs, node, None)


def _name(frozen: Object, part: object, value: object) -> str | None:
    """A number stands for itself, an array has a name."""
    plain = isinstance(value, (bool, int, float))
    return None if plain else f"{frozen.name}_{part}"


def attribute(ctx: Context, base: Value, attr: str, node: ast.AST) -> Value:
    """A method of a distribution with its parameters."""
    parts = _parts(ctx, base, node)
    law = parts["law"]
    if not isinstance(law, Object):
        reason = law.reason if isinstance(law, Conflict) else "a distribution is chosen"
        ctx.refuse(node, reason, "Call each distribution on its own path.")
    fn = f"{law.name}.{attr}"
    plain = attr in _NUMBERS and _keeps_parameters(law.value)
    if not hasattr(law.value, attr) or not (plain or find(fn)):
        no_rule(ctx, fn, node)
    method = Object(getattr(law.value, attr), fn)

    def call(
        args: Sequence[Value], kwargs: Mapping[str, Value], node: ast.AST, name: Name
    ) -> Value:
        points = _points(ctx, method, args, kwargs, node)
        first, named = _given(ctx, law, parts, node)
        return ctx.lowering.call(ctx, method, (*points, *first), named, node, name)

    return Fields(f"the method `{attr}` of {law.name}", {}, call)


def _parts(ctx: Context, base: Value, node: ast.AST) -> dict[object, Value]:
    """The distribution and its parameters."""
    content = memory.content_of(ctx, base)
    assert isinstance(content, ObjectContent)
    return dict(zip(content.keys, content.items))


def refuse_growing(ctx: Context, item: Value, node: ast.AST) -> None:
    """Refuses a distribution that is put into a list which grows at run time."""
    if class_of(ctx, item) is FrozenLaw:
        ctx.refuse(
            node,
            "a distribution is put into a list that grows at run time",
            "Keep the parameters in lists, and make the distribution where it is called.",
        )


def refuse_class(
    ctx: Context, cls: type | None, wanted: type | None, node: ast.AST
) -> None:
    """Refuses the question of which class of SciPy a distribution is."""
    of_scipy = wanted is None or wanted.__module__.startswith("scipy")
    if cls is FrozenLaw and of_scipy:
        ctx.refuse(
            node,
            "the class of a distribution with parameters is asked for",
            "Decide by something else: a flag, or None in its place.",
        )


def _keeps_parameters(law: object) -> bool:
    """True of one variable; of several ones SciPy computes with the parameters at once."""
    return not any(c.__name__ == "multi_rv_generic" for c in type(law).__mro__)


def _parameters(law: str) -> tuple[Parameter, ...]:
    """The parameters of a distribution, which stand behind the point in its rules."""
    rules = filter(None, (find(f"{law}.{method}") for method in _DENSITIES))
    rule = next(rules, None)
    return () if rule is None else rule.parameters[1:]


def _bound(
    ctx: Context,
    law: str,
    parameters: Sequence[Parameter],
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> dict[str, Value]:
    """The parameters in their order; what is not given is what SciPy takes for it."""
    names = [parameter.name for parameter in parameters]
    given = dict(zip(names, args))
    unknown = next((key for key in kwargs if key not in names), None)
    if len(args) > len(names) or unknown is not None:
        ctx.refuse(
            node,
            f"adgen cannot differentiate {law} with "
            + (f"the argument `{unknown}`" if unknown else f"{len(args)} parameters"),
            f"It knows {', '.join(names)}.",
        )
    for key, value in kwargs.items():
        if key in given:
            ctx.wrong(node, f"{law}() got two values for `{key}`")
        given[key] = value
    for parameter in parameters:
        if parameter.name not in given and parameter.default is REQUIRED:
            ctx.refuse(
                node,
                f"{law} is made without its parameter `{parameter.name}`",
                f"Give all of them: {', '.join(names)}.",
            )
    return {p.name: given.get(p.name, Const(p.default)) for p in parameters}


def _given(
    ctx: Context, law: Object, parts: Mapping[object, Value], node: ast.AST
) -> tuple[list[Value], dict[str, Value]]:
    """The parameters of the call: by position up to the first that is left out, then by name."""
    first: list[Value] = []
    named: dict[str, Value] = {}
    left_out = False
    for parameter in _parameters(law.name):
        value = parts[parameter.name]
        if isinstance(value, Conflict):
            ctx.refuse(node, value.reason, "Give it the same parameters on every path.")
        _require_as_then(ctx, law, value, parts.get(parameter.name + _THEN), node)
        if _is(value, parameter.default):
            left_out = True
        elif left_out:
            named[parameter.name] = value
        else:
            first.append(value)
    return first, named


def _is(value: Value, default: object) -> bool:
    """True for a constant that is what SciPy takes if nothing is given."""
    if not isinstance(value, Const) or type(value.value) is not type(default):
        return False
    return bool(value.value == default)


def _require_as_then(
    ctx: Context, law: Object, value: Value, then: Value | None, node: ast.AST
) -> None:
    """Refuses an array that has been written since SciPy has computed with it."""
    if then is None:
        return
    if isinstance(then, Object) and memory.operand(ctx, value, node) == then.value:
        return
    ctx.refuse(
        node,
        f"a parameter of {law.name} may have been changed since the distribution was made",
        "Make the distribution after the write, or of a copy.",
    )


def _points(
    ctx: Context,
    method: Object,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
) -> list[Value]:
    """What stands in front of the parameters: the points, by position or by name."""
    signature = inspect.signature(method.value)  # type: ignore[arg-type]
    wanted = [
        p.name
        for p in signature.parameters.values()
        if p.kind is p.POSITIONAL_OR_KEYWORD
    ]
    count = 0 if method.name.rpartition(".")[2] in (*_NUMBERS, "entropy") else 1
    rest = dict(kwargs)
    points = list(args)
    if not points and count and wanted[0] in rest:
        points.append(rest.pop(wanted[0]))
    if rest or len(points) != count:
        ctx.wrong(
            node, f"{method.name} of a frozen distribution takes {count} arguments"
        )
    return points
