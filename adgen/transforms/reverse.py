"""Reverse mode: from a function to the function of its gradient.

    def f(x):              def f_grad(x, out_bar=1.0):
        y = sin(x)             # forward sweep
        return y * y    ->     y = sin(x)

                               # reverse sweep
                               y_bar = out_bar * y + out_bar * y
                               return y_bar * cos(x)

Joint (`gradient`): one function, the forward sweep and then the reverse sweep. Split
(`pullback_pair`): two functions, the first returns what the second needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adgen.analyses import steps
from adgen.ir.kinds import FLOAT
from adgen.ir.nodes import (
    Block,
    Const,
    End,
    Function,
    Operand,
    Pack,
    Param,
    Program,
    Remark,
    Return,
    Statement,
    Var,
)
from adgen.ir.walk import all_definitions, operand_vars, param_vars
from adgen.names import untaken
from adgen.rules.differentiate import Dense
from adgen.transforms.adjoints import Adjoints, adjoint_kind
from adgen.transforms.calls import pair_of, reverse_call
from adgen.transforms.conforming import conforming, in_full
from adgen.transforms.context import Context
from adgen.transforms.equal_slices import with_equal_slices
from adgen.transforms.export import definitions
from adgen.transforms.in_place import with_shapes_in_place
from adgen.transforms.pairs import Pair
from adgen.transforms.reads import share_reads
from adgen.transforms.returned import own_adjoints, under_own_names
from adgen.transforms.straighten import straighten
from adgen.transforms.sweep import Sweep
from adgen.transforms.unbound import unbound_values

FORWARD, REVERSE = Remark("forward sweep"), Remark("reverse sweep")


@dataclass(frozen=True)
class Request:
    """What a gradient is asked for.

    `wrt` are structures of leaf Vars of the entry function's parameters, one a result; `bare`
    if the one result is not wrapped in a tuple. `value`: the primal's result comes first.
    `seeded`: the seed is the last parameter (`out_bar=1.0`), else it is 1. `outputs` are the
    positions of the results that are differentiated (with auxiliary data: only the first).
    `aux`: the primal's second result is one of the gradient too, after it.
    `records_all`: what is used again is recorded and never recomputed.
    """

    wrt: tuple[Operand, ...]
    bare: bool
    value: bool = False
    aux: bool = False
    seeded: bool = True
    outputs: tuple[int, ...] = (0,)
    name: str = ""
    records_all: bool = False


def gradient(program: Program, request: Request) -> Program:
    """The program of the gradient of `program`'s entry."""
    context = Context(_with_known_shapes(program), request.records_all)
    return _Joint(context, request).build()


def pullback_pair(
    program: Program,
    inputs: tuple[int, ...],
    outputs: tuple[int, ...],
    records_all: bool = False,
) -> tuple[Program, Pair]:
    """The program that holds the forward and the reverse function of `program`'s entry."""
    context = Context(_with_known_shapes(program), records_all)
    pair = pair_of(context, program.entry, inputs, outputs, apart=True)
    both = dict(context.finished(pair.forward).functions)
    both |= context.finished(pair.reverse).functions
    return Program(both, pair.forward), pair


def _with_known_shapes(program: Program) -> Program:
    return with_shapes_in_place(with_equal_slices(share_reads(program)))


class _Joint:
    """One function: forward sweep, reverse sweep, results."""

    def __init__(self, context: Context, request: Request) -> None:
        self.context = context
        self.request = request
        main = context.program.main
        self.builder = context.builder_for(main)
        self.function = straighten(main, self.builder)
        self.leaves = [v for o in request.wrt for v in operand_vars(o)]

    def build(self) -> Program:
        """The program with the gradient as its entry."""
        function, request = self.function, self.request
        name = self.context.reserve(request.name or f"{function.name}_grad")
        if isinstance(function.body.end, Return):
            body = self._body(function.body.end)
        else:
            body = function.body
        params = function.params
        if request.seeded:
            params = with_seed(params, self.seed)
        self.context.functions[name] = Function(
            name,
            params,
            body,
            self._template(),
            self.builder.kinds,
            doc=self._doc(),
            span=function.span,
            returned=self._returned(),
        )
        return self.context.finished(name)

    def _body(self, end: Return) -> Block:
        function = self.function
        active = self.context.active(function.name, self.leaves, self.request.outputs)
        active = self.context.with_straightened(function, active)
        inside = dict.fromkeys((*param_vars(function), *definitions(function.body)))
        adjoints = Adjoints(self.builder.child(), inside)
        adjoints.unbound = unbound_values(function, self.context.unbound_results)
        adjoints.mixed = self.context.mixed
        for position in self.request.outputs:
            value = end.values[position]
            seed = self._seed(value, adjoints)
            if value in active:
                adjoints.contribute(value, Dense(seed, True))
        dear = steps.dear(function)
        kept = self.context.kept(function, once=True)
        sweep = Sweep(self.context, active, reverse_call, dear, kept)
        forward = sweep.statements(function.body.body, adjoints)
        made = [self._gradient(leaf, adjoints) for leaf in self.leaves]
        grads = under_own_names(self.leaves, made, adjoints.builder)
        reverse: Sequence[Statement] = adjoints.builder.statements
        values = (*self._primal_results(end), *grads)
        return Block((FORWARD, *forward, REVERSE, *reverse), Return(values))

    def _seed(self, value: Operand, adjoints: Adjoints) -> Operand:
        kind = adjoint_kind(self.builder.kind_of(value))
        seed: Operand = Const(1.0)
        if self.request.seeded:
            self.builder.kinds[self.seed] = kind
            seed = self.seed
        return in_full(seed, self.leaves, self.function, adjoints.builder)

    @property
    def seed(self) -> Var:
        """The seed, under a name the user has not used."""
        taken = {p.name for p in self.function.params}
        taken |= {v.name for v in all_definitions(self.function)}
        seed = Var(untaken("out_bar", taken), 0)
        self.builder.kinds.setdefault(seed, FLOAT)
        self.builder.namer.take(seed)
        return seed

    def _gradient(self, leaf: Var, adjoints: Adjoints) -> Operand:
        bar = adjoints.take_full(leaf)
        if bar is None:
            bar = adjoints.zero(leaf)
        return conforming(bar, leaf, adjoints, self.function)

    def _primal_results(self, end: End) -> tuple[Operand, ...]:
        """The results of the primal that the gradient hands out, too."""
        values = end.values if isinstance(end, Return) else ()
        if self.request.aux:
            return values[1:]
        return values if self.request.value else ()

    def _template(self) -> Pack | None:
        request, template = self.request, self.function.template
        start = len(self._primal_results(self.function.body.end))
        numbers = iter(range(start, start + len(self.leaves)))
        parts = [_numbered(o, numbers) for o in request.wrt]
        grads = parts[0] if request.bare else Pack("tuple", tuple(parts))
        if request.value:
            primal = Const(0) if template is None else template
            return Pack("tuple", (primal, grads))
        if request.aux and template is not None:
            return Pack("tuple", (grads, _one_less(template.items[1])))
        return grads if isinstance(grads, Pack) else None

    def _returned(self) -> tuple[str, ...]:
        """The adjoints of whole parameters are returned under the names of these."""
        before = ("",) * len(self._primal_results(self.function.body.end))
        return before + own_adjoints(self.function.params, self.leaves)

    def _doc(self) -> str:
        names = ", ".join(v.name for v in self.leaves)
        what = (
            f"`{self.function.name}` and its gradient"
            if self.request.value
            else (f"Gradient of `{self.function.name}`")
        )
        text = f"{what} with respect to {names}"
        if self.request.seeded:
            text += f"; `{self.seed.name}` is the adjoint of its result"
        return text + "."


def with_seed(params: tuple[Param, ...], seed: Var) -> tuple[Param, ...]:
    """The parameters with the seed after them; by keyword where they leave no other way."""
    last = params[-1].style if params else "plain"
    new = Param(seed.name, seed, "plain", Const(1.0))
    if last in ("plain", "only"):
        return (*params, new)
    by_keyword = replace(new, style="keyword")
    if last == "stars":
        return (*params[:-1], by_keyword, params[-1])
    return (*params, by_keyword)


def _one_less(template: Operand) -> Operand:
    """The structure with the positions of its leaves counted from one result less."""
    if isinstance(template, Pack):
        return replace(template, items=tuple(map(_one_less, template.items)))
    assert isinstance(template, Const), "leaves of a template are positions"
    return Const(template.value - 1)


def _numbered(operand: Operand, numbers: object) -> Operand:
    if isinstance(operand, Pack):
        return replace(
            operand, items=tuple(_numbered(i, numbers) for i in operand.items)
        )
    if isinstance(operand, Var):
        return Const(next(numbers))  # type: ignore[call-overload]
    return operand
