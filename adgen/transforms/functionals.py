"""Derivatives of functions that a primitive calls: what the rules of solvers and integrals need.

    x.0 = solution(%1, function('residual'), (k.0,))

    tangent("residual", (1,))     residual_jvp(x, k, k_dot)            the tangent of its result
    pullback("residual", (1,))    residual_pullback(x, k, out_bar)     the adjoint of k

They are functions of the same program, which can be differentiated again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adgen.ir.build import Builder
from adgen.ir.kinds import Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Block,
    Function,
    Operand,
    Param,
    Program,
    Return,
    Var,
)
from adgen.ir.walk import param_vars
from adgen.names import untaken
from adgen.rules.infer import result_kinds
from adgen.rules.structure import tangent_kind
from adgen.rules.written import result_kind
from adgen.transforms.context import Context

_NOTHING = Function("", (), Block((), Return(())))


class Derivatives:
    """See `adgen.ir.build.Functions`; the context remembers what has been made."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, name: str) -> Function:
        return self._context.functions[name]

    def add(self, wanted: str, make: Callable[[str], Function]) -> str:
        key = ("written", wanted)
        if key not in self._context.derived:
            name = self._context.reserve(wanted)
            self._context.derived[key] = name
            self._context.functions[name] = make(name)
        return self._context.derived[key]

    def tangent(self, name: str, inputs: tuple[int, ...]) -> str:
        from adgen.transforms import forward

        key = ("tangent", name, inputs)
        if key not in self._context.derived:
            wanted = f"{name}_jvp"
            request = forward.Request(inputs, (0,), value=False, name=wanted)
            made = forward.tangent(self._program(name, self.get(name)), request)
            self._context.derived[key] = self._adopted(made)
        return self._context.derived[key]

    def pullback(self, name: str, inputs: tuple[int, ...]) -> str:
        from adgen.transforms import reverse

        key = ("pullback", name, inputs)
        if key not in self._context.derived:
            weighted = _weighted(self.get(name))
            leaves = param_vars(weighted)
            wrt: tuple[Operand, ...] = tuple(leaves[i] for i in inputs)
            request = reverse.Request(
                wrt,
                bare=len(wrt) == 1,
                seeded=False,
                name=f"{name}_pullback",
                records_all=self._context.records_all,
            )
            made = reverse.gradient(self._program(weighted.name, weighted), request)
            names = ", ".join(leaves[i].name for i in inputs)
            doc = f"Adjoints of {names} from the adjoint of the result of `{name}`."
            main = replace(made.main, doc=doc)
            functions = {**made.functions, made.entry: main}
            self._context.derived[key] = self._adopted(Program(functions, made.entry))
        return self._context.derived[key]

    def _program(self, name: str, entry: Function) -> Program:
        """All functions so far; names that are promised are taken."""
        taken = dict.fromkeys(sorted(self._context.reserved), _NOTHING)
        return Program({**taken, **self._context.functions, name: entry}, name)

    def _adopted(self, made: Program) -> str:
        for name, function in made.functions.items():
            if name not in self._context.functions:
                self._context.reserve(name)
                self._context.functions[name] = function
        return made.entry


def _weighted(function: Function) -> Function:
    """The sum of the result, weighted with a further argument: its gradient is the pullback."""
    name = f"{function.name}_weighted"
    builder = Builder(result_kinds, Namer.of(function), dict(function.kinds))
    end = function.body.end
    if isinstance(end, Return):
        params, value = function.params, end.values[0]
        for stmt in function.body.body:
            builder.add(stmt)
    else:
        params, value = _called(function, builder)
    kind = builder.kind_of(value)
    taken = {p.name for p in params} | {v.name for v in builder.kinds}
    weights = builder.fresh(untaken("out_bar", taken), tangent_kind(kind))
    total: Operand = builder.emit("mul", weights, value)
    if not isinstance(kind, Number):
        total = builder.emit("np.sum", total)
    return Function(
        name,
        (*params, Param(weights.name, weights)),
        builder.block(Return((total,))),
        None,
        builder.kinds,
        span=function.span,
    )


def _called(function: Function, builder: Builder) -> tuple[tuple[Param, ...], Var]:
    """The call of a function that has several ends, on parameters of the same kinds."""
    fresh = {v: builder.fresh(v.name, builder.kind_of(v)) for v in param_vars(function)}
    params = tuple(
        replace(p, pattern=fresh[p.pattern]) if isinstance(p.pattern, Var) else p
        for p in function.params
    )
    args = [p.pattern for p in params]
    (result,) = builder.call(function.name, args, [None], [result_kind(function)])
    return params, result
