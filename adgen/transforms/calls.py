"""The adjoint of a call: the callee is split into a forward and a reverse function.

    s.0 = spring(q.0, k.0)    ->    s.0, r.1 = spring_forward(q.0, k.0)
                                    q_bar.0, k_bar.0 = spring_reverse(q.0, k.0, r.1, s_bar.0)

The forward function returns what the reverse one needs besides the parameters. The pair is made
once for each set of active arguments and used results. Several values that are needed are
returned as one record; that of a recursive callee holds further ones, as deep as the recursion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from adgen.ir.kinds import RECORD, UNKNOWN, Kind, Listing, is_record, record_of
from adgen.ir.nodes import (
    Apply,
    Block,
    Call,
    Const,
    Function,
    Operand,
    Pack,
    Param,
    Return,
    Statement,
    Var,
)
from adgen.ir.walk import (
    free_vars,
    needed_functions,
    operand_vars,
    param_vars,
    substitute,
    used_vars,
)
from adgen.names import adjoint_name, is_temporary, untaken
from adgen.transforms.adjoints import Adjoints, adjoint_kind
from adgen.transforms.conforming import conforming
from adgen.transforms.context import Context
from adgen.transforms.demands import for_all_calls
from adgen.transforms.export import Need, definitions, fresh_like, needed, recompute
from adgen.transforms.pairs import Demand, Pair, leaf_operands
from adgen.transforms.passed_on import without_passed_on
from adgen.transforms.returned import own_adjoints
from adgen.transforms.reuse import reusing
from adgen.transforms.straighten import straighten
from adgen.transforms.sweep import Sweep, annotate, note_of
from adgen.transforms.unbound import (
    may_be_unbound,
    may_hold_unbound,
    unbound_results,
    unbound_values,
)


def reverse_call(sweep: Sweep, call: Call, adjoints: Adjoints) -> list[Statement]:
    """Writes the call of the reverse function; gives that of the forward one."""
    builder = adjoints.builder
    bars: dict[int, Operand] = {}
    for position, result in enumerate(call.results):
        bar = adjoints.take_full(result) if sweep.is_active(result) else None
        if bar is not None:
            bars[position] = bar
    args = leaf_operands(call.args, sweep.context.functions[call.function])
    moving = tuple(i for i, arg in enumerate(args) if sweep.is_active(arg))
    inputs = sweep.context.useful(call.function, moving, tuple(bars))
    if not bars or not inputs:
        return [call]
    pair = pair_of(sweep.context, call.function, inputs, tuple(bars))
    start = len(builder.statements)
    saved = tuple(builder.fresh(_saved_name(call), kind) for _, kind in pair.saved)
    # One that calls itself may be asked for more than this call needs.
    for i in pair.outputs:
        if i not in bars:
            bars[i] = adjoints.zero(call.results[i])
    operands = (
        *(args[i] for i in pair.passed),
        *saved,
        *(bars[i] for i in pair.outputs),
    )
    leaves = param_vars(sweep.context.functions[call.function])
    named = [arg if isinstance(arg, Var) else leaves[i] for i, arg in enumerate(args)]
    found = builder.call(
        pair.reverse,
        operands,
        [adjoint_name(named[i].name) for i in pair.inputs],
        [adjoint_kind(builder.kind_of(args[i])) for i in pair.inputs],
    )
    for position, value in zip(pair.inputs, found):
        if position in inputs:
            adjoints.contribute_part(args[position], value)
    annotate(builder.statements, start, note_of(call))
    taken = tuple(call.args[i] for i in pair.taken)
    results = (*call.results, *saved)
    return [replace(call, function=pair.forward, args=taken, results=results)]


def pair_of(
    context: Context,
    name: str,
    inputs: tuple[int, ...],
    outputs: tuple[int, ...],
    apart: bool = False,
) -> Pair:
    """The pair of a function for these active leaves and used results, made if need be.

    Several values are saved as one record; `apart`, each by itself, and the forward function
    takes all parameters, as the one it is made of.
    """

    def made(demand: Demand) -> Pair:
        return _made_pair(context, name, demand, apart)

    if not apart and context.is_recursive(name):
        return for_all_calls(context, name, Demand(inputs, outputs), made)
    return made(Demand(inputs, outputs))


def _made_pair(context: Context, name: str, demand: Demand, apart: bool) -> Pair:
    inputs, outputs = demand.inputs, demand.outputs
    key = (name, inputs, outputs)
    if key in context.pairs:
        pair = context.pairs[key]
        assert isinstance(pair, Pair)
        return pair
    function = context.functions[name]
    forward = context.reserve(f"{name}_forward")
    reverse = context.reserve(f"{name}_reverse")
    taken = tuple(range(len(function.params)))
    if context.is_recursive(name):
        everything = tuple(range(len(param_vars(function))))
        saved: tuple[tuple[str, Kind], ...] = (("saved", RECORD),)
        pair = Pair(forward, reverse, inputs, everything, saved, outputs, taken)
        context.pairs[key] = pair
        pair = _Splitter(context, function, pair, recursive=True).split()
        context.pairs[key] = pair
        return pair
    pair = Pair(forward, reverse, inputs, (), (), outputs, taken)
    pair = _Splitter(context, function, pair, recursive=False, apart=apart).split()
    context.pairs[key] = pair
    return pair


class _Splitter:
    """Splits one function into its forward and its reverse function."""

    def __init__(
        self,
        context: Context,
        function: Function,
        pair: Pair,
        recursive: bool,
        apart: bool = False,
    ) -> None:
        self.apart = apart
        self.context = context
        self.pair = pair
        self.recursive = recursive
        self.builder = context.builder_for(function)
        self.function = straighten(function, self.builder)
        self.leaves = param_vars(function)

    def split(self) -> Pair:
        """Adds both functions to the context; gives the pair with what is saved."""
        made, body, bars = self._sweep()
        if self.recursive:
            made = self._without_passed_on(made, body)
        made = reusing(made, body.body)
        need = self._needed(made, body)
        names = {v: fresh_like(v, self.builder) for v in need.recorded}
        recorded = tuple(need.recorded)
        taped = dict(names)  # `recompute` adds what it defines to `names`
        head = recompute(need, names, self.builder)
        moved = substitute(made, names)
        moved = replace(moved, body=(*head, *moved.body))
        passed, saved = self.pair.passed, tuple(taped.values())
        absent: set[Var] = set()
        if not self.recursive:
            self._take_what_is_used(body)
            free = free_vars(moved)
            passed = tuple(i for i, v in enumerate(self.leaves) if v in free)
            self._add_forward(body, recorded, packed=False)
            # What is None on some path is no array for the caller, who may have to copy it.
            forward = self.context.functions[self.pair.forward]
            held = may_hold_unbound(forward, self.context.unbound_results)
            absent = {names[v] for v in recorded if v in held}
        if self.recursive or (len(saved) > 1 and not self.apart and not absent):
            self._add_forward(body, recorded, packed=True)
            moved, saved = self._unpacked(moved, taped)
            absent = set(saved) if self.recursive else absent
            absent |= self._absent_bars(bars)
            self._add_reverse(moved, passed, saved, bars, absent)
            kind = RECORD if self.recursive else self._record_kind(recorded)
            return replace(self.pair, passed=passed, saved=(("saved", kind),))
        absent |= self._absent_bars(bars)
        self._add_reverse(moved, passed, saved, bars, absent)
        forward = self.context.functions[self.pair.forward]
        unbound = may_be_unbound(forward, self.context.unbound_results)
        known = ((v, self.builder.kind_of(v)) for v in recorded)
        kinds = (UNKNOWN if v in unbound and not _is_list(k) else k for v, k in known)
        saved_kinds = tuple(zip((v.name for v in recorded), kinds))
        return replace(self.pair, passed=passed, saved=saved_kinds)

    def _without_passed_on(self, made: Block, body: Block) -> Block:
        """The reverse sweep; the reverse function takes what it reads, unless another one, which
        hands it all, has been made meanwhile."""
        others = self.context.functions.values()
        if any(self.pair.reverse in needed_functions(f.body) for f in others):
            return made

        def reads(block: Block) -> set[Var]:
            need = self._needed(block, body)
            again = (v for stmt in need.recomputed for v in used_vars(stmt))
            return {*free_vars(block), *again}

        name = self.pair.reverse
        made, passed = without_passed_on(made, name, self.leaves, reads)
        self.pair = replace(self.pair, passed=passed)
        return made

    def _needed(self, made: Block, body: Block) -> Need:
        """What the reverse function takes from the forward one."""
        used, defined, kind_of = (
            free_vars(made),
            definitions(body),
            self.builder.kind_of,
        )
        dear, records_all = self.context.dear(self.function), self.context.records_all
        return needed(used, defined, kind_of, records_all=records_all, dear=dear)

    def _absent_bars(self, bars: Mapping[int, Var]) -> set[Var]:
        """The adjoints that may be None, as the results are that they belong to."""
        results = unbound_results(self.function, self.context.unbound_results)
        return {bar for position, bar in bars.items() if position in results}

    def _take_what_is_used(self, body: Block) -> None:
        """Leaves out parameters of the forward function that its body never reads."""
        if self.apart:
            return
        used = free_vars(body)
        taken = tuple(
            position
            for position, param in enumerate(self.function.params)
            if any(var in used for var in operand_vars(param.pattern))
        )
        self.pair = replace(self.pair, taken=taken)

    def _sweep(self) -> tuple[Block, Block, dict[int, Var]]:
        """The reverse sweep, the forward sweep, and the adjoints that come in."""
        function, pair = self.function, self.pair
        inputs = [self.leaves[i] for i in pair.inputs]
        active = self.context.active(function.name, inputs, pair.outputs)
        active = self.context.with_straightened(function, active)
        inside = dict.fromkeys((*self.leaves, *definitions(function.body)))
        adjoints = Adjoints(self.builder.child(), inside)
        adjoints.unbound = unbound_values(function, self.context.unbound_results)
        adjoints.mixed = self.context.mixed
        bars: dict[int, Var] = {}
        if isinstance(function.body.end, Return):
            values = function.body.end.values
            for position in pair.outputs:
                value = values[position]
                bars[position] = self._bar_parameter(value, position)
                if isinstance(value, Var) and value in active:
                    adjoints.contribute_part(value, bars[position])
        dear = self.context.dear(self.function)
        kept = self.context.kept(function, once=False)
        sweep = Sweep(self.context, active, reverse_call, dear, kept)
        body = sweep.statements(function.body.body, adjoints)
        grads = []
        for leaf in inputs:
            bar = adjoints.take_full(leaf)
            bar = adjoints.zero(leaf) if bar is None else bar
            # Those of a pullback are the user's; inside a program any precision will do.
            grads.append(
                conforming(bar, leaf, adjoints, function) if self.apart else bar
            )
        made = adjoints.builder.block(Return(tuple(grads)))
        return made, Block(body, function.body.end), bars

    def _bar_parameter(self, value: Operand, position: int) -> Var:
        """The adjoint of a result: `out_bar`; of one of several by its name or number."""
        kind = adjoint_kind(self.builder.kind_of(value))
        name = "out"
        if len(self.pair.outputs) > 1:
            name = f"out{position + 1}"
            if isinstance(value, Var) and not is_temporary(value.name):
                name = value.name
        return self.builder.fresh(adjoint_name(name), kind)

    def _unpacked(
        self, moved: Block, names: dict[Var, Var]
    ) -> tuple[Block, tuple[Var, ...]]:
        """The reverse function takes one record and unpacks it."""
        saved = self.builder.fresh("saved", self._record_kind(names))
        if not names:
            return moved, (saved,)
        unpack = Apply(tuple(names.values()), "unpack", (saved,), derived=True)
        return replace(moved, body=(unpack, *moved.body)), (saved,)

    def _record_kind(self, recorded: Iterable[Var]) -> Kind:
        return record_of(self.builder.kind_of(v) for v in recorded)

    def _add_forward(
        self, body: Block, recorded: tuple[Var, ...], packed: bool
    ) -> None:
        function = self.function
        extra: tuple[Operand, ...] = recorded
        statements = body.body
        if packed:
            saved = self.builder.fresh("saved", self._record_kind(recorded))
            record = Apply((saved,), "record", recorded, derived=True)
            statements, extra = (*statements, record), (saved,)
        end = body.end
        template = function.template
        if isinstance(end, Return):
            count = len(end.values)
            end = Return((*end.values, *extra))
            template = extended_template(template, count, len(extra))
        doc = f"`{function.name}`, and what its reverse sweep needs."
        self.context.functions[self.pair.forward] = replace(
            function,
            name=self.pair.forward,
            params=tuple(function.params[i] for i in self.pair.taken),
            body=Block(statements, end),
            template=template,
            kinds=self.builder.kinds,
            doc=doc,
        )

    def _add_reverse(
        self,
        made: Block,
        passed: tuple[int, ...],
        saved: tuple[Var, ...],
        bars: dict[int, Var],
        absent: Collection[Var],
    ) -> None:
        leaves = [self.leaves[i] for i in passed]
        variables = (*leaves, *saved, *bars.values())
        params = tuple(
            Param(name, v, absent=v in absent)
            for v, name in zip(variables, _labels(variables))
        )
        wrt = ", ".join(self.leaves[i].name for i in self.pair.inputs)
        template = None
        if len(self.pair.inputs) > 1:
            template = Pack(
                "tuple", tuple(Const(i) for i in range(len(self.pair.inputs)))
            )
        result = "result" if len(bars) == 1 else "results"
        self.context.functions[self.pair.reverse] = Function(
            self.pair.reverse,
            params,
            made,
            template,
            self.builder.kinds,
            doc=f"Adjoints of {wrt} from the adjoint of `{self.function.name}`'s {result}.",
            span=self.function.span,
            returned=own_adjoints(
                self.function.params, [self.leaves[i] for i in self.pair.inputs]
            ),
        )


def _is_list(kind: Kind) -> bool:
    """True for records and lists, whose kinds say which zeros they have: they are asked whether
    they are bound."""
    return is_record(kind) or isinstance(kind, Listing)


def extended_template(template: Pack | None, count: int, extra: int) -> Pack | None:
    """The structure of a result that is followed by `extra` further values."""
    if not extra:
        return template
    first: Operand = Const(0) if template is None else template
    return Pack("tuple", (first, *(Const(count + i) for i in range(extra))))


def _labels(variables: Sequence[Var]) -> list[str]:
    labels: list[str] = []
    for position, var in enumerate(variables):
        label = f"v{position}" if is_temporary(var.name) else var.name
        labels.append(untaken(label, labels))
    return labels


def _saved_name(call: Call) -> str:
    """s_saved for what belongs to `s = spring(...)`; spring_saved if it has several results."""
    owner = call.results[0].name if len(call.results) == 1 else call.function
    return "saved" if is_temporary(owner) else f"{owner}_saved"
