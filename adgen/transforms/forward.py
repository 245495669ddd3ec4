"""Forward mode: each statement is followed by its tangent, in the user's own control flow.

    y.0 = np.sin(x.0)       ->      y.0 = np.sin(x.0)
                                    %2 = np.cos(x.0)
                                    y_dot.0 = x_dot.0 * %2

Input: a Program and the active leaves of its entry's parameters. Output: the Program of the
tangent function, which takes the tangents after the parameters and returns value and tangent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from adgen.ir.build import Builder
from adgen.ir.kinds import Listing, is_discrete
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Param,
    Program,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Target,
    Undefined,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.walk import operand_vars, param_vars, target_vars
from adgen.names import tangent_name, untaken
from adgen.rules import differentiate
from adgen.rules.selections import Selected
from adgen.transforms.adjoints import ZERO, adjoint_kind, still_tangents, zero_tangent
from adgen.transforms.conforming import conforming_tangent, in_full, with_width
from adgen.transforms.context import Context
from adgen.transforms.iteration import as_target
from adgen.transforms.naming import named_tangent
from adgen.transforms.pairs import leaf_operands
from adgen.transforms.records import RecordRead, field_read, field_tangent, records_read
from adgen.transforms.room import makes_complex, with_room
from adgen.transforms.tangent_signature import (
    doc_of,
    in_order,
    template_of,
    with_tangents,
)
from adgen.transforms.unbound import may_be_unbound

Ends = Callable[[Yield | Break | Return, Builder], End]
"""Makes the end of a block: its values, and their tangents."""

_GROWING = ("list.append", "list.append_in")


@dataclass(frozen=True)
class Request:
    """`inputs` are positions among the leaves of the entry's parameters. `value`: the primal's
    result is returned too. `outputs`: the results whose tangents are returned."""

    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    value: bool = True
    name: str = ""


def tangent(program: Program, request: Request) -> Program:
    """The program of the tangent of `program`'s entry."""
    context = Context(program)
    name = _tangent_function(context, program.entry, request)
    return context.finished(name)


def _tangent_function(context: Context, name: str, request: Request) -> str:
    key = (name, request.inputs, request.outputs, request.value)
    if key not in context.tangents:
        made = context.reserve(request.name or f"{name}_jvp")
        context.tangents[key] = made
        context.functions[made] = _Tangent(context, name, request).function(made)
    return context.tangents[key]


@dataclass
class _Tangent:
    """The tangent of one function. `dots` maps a Var to its tangent, `empty` are lists
    that nothing was appended to."""

    context: Context
    source: str
    request: Request
    dots: dict[Var, Operand] = field(default_factory=dict)
    empty: set[Var] = field(default_factory=set)
    records: dict[Var, RecordRead] = field(default_factory=dict)
    selected: Selected = field(default_factory=Selected)

    def function(self, name: str) -> Function:
        """The tangent function, under its name."""
        main = self.context.program.functions[self.source]
        self.root = self.context.builder_for(main)
        leaves = param_vars(main)
        inputs = [leaves[i] for i in self.request.inputs]
        self.active = self.context.active(self.source, inputs, None)
        self.unbound = may_be_unbound(main, self.context.unbound_results)
        self.mixed = makes_complex(main)
        extra: list[Param] = []
        taken = {p.name for p in main.params}
        names = {p.pattern: p.name for p in main.params if isinstance(p.pattern, Var)}
        for leaf in inputs:
            dot = self._fresh_dot(leaf, self.root)
            self.dots[leaf] = in_full(dot, inputs, main, self.root)
            label = untaken(tangent_name(names.get(leaf, leaf.name)), taken)
            taken.add(label)
            extra.append(Param(label, dot))
        body = self._block(main.body, self.root, self._returned)
        return Function(
            name,
            with_tangents(main.params, extra),
            body,
            template_of(main, self.request.outputs, self.request.value),
            self.root.kinds,
            doc=doc_of(main, extra, self.request.value),
            span=main.span,
        )

    # blocks --------------------------------------------------------------------------

    def _block(self, block: Block, builder: Builder, ends: Ends) -> Block:
        self.records.update(records_read(block.body, self.root))
        for stmt in block.body:
            builder.span = getattr(stmt, "span", None)
            self._statement(stmt, builder)
        end: End = block.end
        match end:
            case Branch():
                then = self._block(end.then, builder.child(), ends)
                orelse = self._block(end.orelse, builder.child(), ends)
                return builder.block(replace(end, then=then, orelse=orelse))
            case Yield() | Break() | Return():
                return builder.block(ends(end, builder))
            case Raise():
                return builder.block(end)
            case _:
                assert_never(end)

    def _returned(self, end: Yield | Break | Return, builder: Builder) -> End:
        dots = [self._dot_or_zero(end.values[i], builder) for i in self.request.outputs]
        if self.source == self.context.program.entry:
            given = [end.values[i] for i in self.request.outputs]
            dots = [conforming_tangent(d, v, builder) for d, v in zip(dots, given)]
        values = end.values if self.request.value else ()
        return Return((*values, *dots))

    def _statement(self, stmt: Statement, builder: Builder) -> None:
        match stmt:
            case Apply():
                self._apply(stmt, builder)
            case Store():
                self._store(stmt, builder)
            case If():
                self._if(stmt, builder)
            case For():
                self._for(stmt, builder)
            case While():
                self._loop(stmt, builder)
            case Call():
                self._call(stmt, builder)
            case Remark():
                builder.add(stmt)
            case _:
                assert_never(stmt)

    # straight statements -------------------------------------------------------------

    def _apply(self, stmt: Apply, builder: Builder) -> None:
        builder.add(stmt)
        self.selected.note(stmt)
        if stmt.fn == "list.new":
            self.empty |= set(stmt.results)
        # A list that has a tangent keeps it in step, whatever is appended.
        grows = stmt.fn in _GROWING and stmt.args[0] in self.dots
        if not grows and not any(r in self.active for r in stmt.results):
            return
        operands = (*stmt.args, *(value for _, value in stmt.kwargs))
        read = [v for operand in operands for v in operand_vars(operand)]
        dots = {v: self.dots[v] for v in read if v in self.dots}
        if not dots:
            return
        if stmt.fn in ("list.append", "record"):
            dots |= still_tangents(stmt, self.unbound - dots.keys(), builder)
        start = len(builder.statements)
        of_record = field_read(stmt, self.records)
        if of_record is not None:
            found = field_tangent(of_record, dots, builder)
        else:
            found = differentiate.tangents(stmt, dots, builder, self.selected)
        named: dict[Operand, Operand] = {}
        for result, dot in zip(stmt.results, found):
            if dot is not None:
                if dot not in named:
                    named[dot] = named_tangent(result, dot, builder, start)
                self.dots[result] = named[dot]

    def _empty_list(self, listing: Var, builder: Builder) -> Var:
        name, kind = tangent_name(listing.name), builder.kind_of(listing)
        return builder.emit("list.new", name=name, kind=adjoint_kind(kind))

    def _store(self, stmt: Store, builder: Builder) -> None:
        builder.add(stmt)
        if stmt.result not in self.active:
            return
        base = self._dot_or_zero(stmt.base, builder)
        if self.mixed:  # what is written is there, and may be complex
            base = with_room(base, stmt.base, builder, self.mixed)
        value = self.dots.get(stmt.value, ZERO) if isinstance(stmt.value, Var) else ZERO
        if value == ZERO and isinstance(builder.kind_of(stmt.base), Listing):
            value = zero_tangent(stmt.value, builder)
        if stmt.mode == "add" and value == ZERO:
            self.dots[stmt.result] = base
            return
        name = tangent_name(stmt.result.name)
        kind = adjoint_kind(builder.kind_of(stmt.result))
        dot = builder.store(base, stmt.index, value, stmt.mode, name=name, kind=kind)
        self.dots[stmt.result] = dot

    def _call(self, stmt: Call, builder: Builder) -> None:
        callee = self.context.program.functions[stmt.function]
        args = leaf_operands(stmt.args, callee)
        inputs = tuple(
            i for i, a in enumerate(args) if isinstance(a, Var) and a in self.dots
        )
        outputs = tuple(i for i, r in enumerate(stmt.results) if r in self.active)
        if not inputs or not outputs:
            builder.add(stmt)
            return
        name = _tangent_function(
            self.context, stmt.function, Request(inputs, outputs, True)
        )
        dots = [self._fresh_dot(stmt.results[i], builder) for i in outputs]
        tangents = [self._dot_or_zero(args[i], builder) for i in inputs]
        operands = in_order(callee.params, stmt.args, tangents)
        builder.add(
            replace(stmt, function=name, args=operands, results=(*stmt.results, *dots))
        )
        for position, dot in zip(outputs, dots):
            self.dots[stmt.results[position]] = dot

    # control flow --------------------------------------------------------------------

    def _if(self, stmt: If, builder: Builder) -> None:
        active = [i for i, r in enumerate(stmt.results) if r in self.active]
        sides = (stmt.then, stmt.orelse)
        ends = self._carrying(active, stmt.results)
        then, orelse = (self._block(s, builder.child(), ends) for s in sides)
        dots = self._result_dots(stmt, active, builder)
        results = (*stmt.results, *dots)
        builder.add(replace(stmt, results=results, then=then, orelse=orelse))

    def _for(self, stmt: For, builder: Builder) -> None:
        target, iterable = self._iteration(stmt.target, stmt.iterable, builder)
        self._loop(replace(stmt, target=target, iterable=iterable), builder)

    def _loop(self, stmt: For | While, builder: Builder) -> None:
        active, carried, initial = self._carry(stmt, builder)
        ends = self._carrying(active, stmt.carried)
        body = self._block(stmt.body, builder.child(), ends)
        dots = self._result_dots(stmt, active, builder)
        builder.add(
            replace(
                stmt,
                results=(*stmt.results, *dots),
                carried=(*stmt.carried, *carried),
                initial=(*stmt.initial, *initial),
                body=body,
            )
        )

    def _carry(
        self, stmt: For | While, builder: Builder
    ) -> tuple[list[int], list[Var], list[Operand]]:
        active = [
            i
            for i, (c, r) in enumerate(zip(stmt.carried, stmt.results))
            if c in self.active or r in self.active
        ]
        initial = []
        carried = []
        for position in active:
            start, var = stmt.initial[position], stmt.carried[position]
            first = self._dot_of(start, var, builder)
            initial.append(with_width(first, start, var, builder))
            dot = self._fresh_dot(var, builder)
            self.dots[var] = dot
            carried.append(dot)
        return active, carried, initial

    def _carrying(self, active: Sequence[int], targets: Sequence[Var]) -> Ends:
        def ends(end: Yield | Break | Return, builder: Builder) -> End:
            dots = [self._dot_of(end.values[i], targets[i], builder) for i in active]
            return replace(end, values=(*end.values, *dots))

        return ends

    def _iteration(
        self, target: Target, iterable: Iterable, builder: Builder
    ) -> tuple[Target, Iterable]:
        """The loop runs over the tangents of what it runs over, too."""
        match iterable:
            case Each(value) | Reversed(Each(value)) if value in self.dots:
                backwards = isinstance(iterable, Reversed)
                return self._with_tangent(target, value, backwards, builder)
            case Enumerate(inner, start) if isinstance(target, Pack):
                part, changed = self._iteration(
                    as_target(target.items[1]), inner, builder
                )
                both = replace(target, items=(target.items[0], part))
                return both, Enumerate(changed, start)
            case Zip(inners) if isinstance(target, Pack):
                pairs = [
                    self._iteration(as_target(t), i, builder)
                    for t, i in zip(target.items, inners)
                ]
                both = replace(target, items=tuple(t for t, _ in pairs))
                return both, Zip(tuple(i for _, i in pairs))
            case Range() | Each() | Reversed() | Enumerate() | Zip():
                return target, iterable
            case _:
                assert_never(iterable)

    def _with_tangent(
        self, target: Target, value: Operand, backwards: bool, builder: Builder
    ) -> tuple[Target, Iterable]:
        kind = builder.kind_of(value)
        parts = []
        for var in target_vars(target):
            if isinstance(kind, Listing) and is_discrete(builder.kind_of(var)):
                continue
            dot = self._fresh_dot(var, builder)
            if var in self.active:
                self.dots[var] = dot
            parts.append(dot)
        inner: list[Iterable] = [Each(value)]
        if parts:
            inner.append(Each(self._dot_or_zero(value, builder)))
        if backwards:
            inner = [Reversed(i) for i in inner]
        if not parts:  # Records of integers alone: their list may have a tangent still.
            return target, inner[0]
        second = parts[0] if len(parts) == 1 else Pack("tuple", tuple(parts))
        return Pack("tuple", (target, second)), Zip(tuple(inner))

    # tangents ------------------------------------------------------------------------

    def _result_dots(
        self, stmt: If | For | While, active: Sequence[int], builder: Builder
    ) -> list[Var]:
        dots = [self._fresh_dot(stmt.results[i], builder) for i in active]
        self.dots.update((stmt.results[i], dot) for i, dot in zip(active, dots))
        return dots

    def _fresh_dot(self, var: Var, builder: Builder) -> Var:
        kind = adjoint_kind(builder.kind_of(var))
        return builder.fresh(tangent_name(var.name), kind)

    def _dot_of(self, value: Operand, target: Var, builder: Builder) -> Operand:
        """The tangent of what becomes `target`: that of a list that is None is None."""
        if value == Const(None) and isinstance(builder.kind_of(target), Listing):
            return value
        return self._dot_or_zero(value, builder)

    def _dot_or_zero(self, operand: Operand, builder: Builder) -> Operand:
        if isinstance(operand, Undefined):
            return UNDEFINED
        if isinstance(operand, Var) and operand in self.dots:
            return with_room(self.dots[operand], operand, builder)
        if isinstance(operand, Var) and operand in self.empty:
            return self._empty_list(operand, builder)
        return zero_tangent(operand, builder, self.unbound)
