"""The adjoint of a loop: a loop over the same iterations, last first.

    for k.0 in range(n) carried x.1:         for k.1 in reversed(range(n)) carried x_bar.1:
        %1 = x.1 * c.0                 ->        x_bar.2 = x_bar.1 * c.0
        yield %1                                 yield x_bar.2

The carried values of the reverse loop are the adjoints of the carried values, and the adjoints
of outer variables that the body uses. What the body of the reverse loop needs of the forward
iteration is computed again from the index, or recorded on a tape (`tape`); a loop whose number
of iterations is not known beforehand, and that needs nothing else, counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adgen.ir.build import Builder
from adgen.ir.kinds import INT, Array, Kind, Listing, has_name, may_be_one
from adgen.ir.nodes import (
    Block,
    Branch,
    Break,
    Const,
    Each,
    Enumerate,
    For,
    Iterable,
    Operand,
    Pack,
    Raise,
    Range,
    Return,
    Reversed,
    Statement,
    Target,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    bound_vars,
    free_vars,
    leaves,
    operand_vars,
    substitute,
    target_vars,
)
from adgen.names import adjoint_name
from adgen.rules.broadcasting import to_real
from adgen.rules.dtypes import is_complex
from adgen.transforms import iteration
from adgen.transforms.adjoints import Adjoints, LoopAdjoints, adjoint_kind
from adgen.transforms.conditional import reverse_sides, seed
from adgen.transforms.elements import ElementAdjoints
from adgen.transforms.export import definitions, fresh_like, needed, placed, recompute
from adgen.transforms.reuse import reusing
from adgen.transforms.tape import Recorder

if TYPE_CHECKING:
    from adgen.transforms.sweep import Sweep

Loop = For | While


def reverse_loop(sweep: Sweep, loop: Loop, adjoints: Adjoints) -> list[Statement]:
    """Writes the adjoint of `loop`; gives the forward loop, which may record."""
    bars: dict[int, Operand | None] = {}
    for position, result in enumerate(loop.results):
        if sweep.is_active(result) or sweep.is_active(loop.carried[position]):
            bars[position] = adjoints.take_full(result)
    if all(bar is None for bar in bars.values()):
        return [loop]
    return _LoopReversal(sweep, loop, adjoints, bars).reverse()


@dataclass
class _LoopReversal:
    """The steps of reversing one loop. `bars` are the adjoints of its active results."""

    sweep: Sweep
    loop: Loop
    outer: Adjoints
    bars: Mapping[int, Operand | None]
    inner: LoopAdjoints = field(init=False)
    carried: dict[int, Var] = field(init=False)

    def __post_init__(self) -> None:
        inside = dict.fromkeys((*bound_vars(self.loop), *definitions(self.loop.body)))
        builder = self.outer.builder
        self.inner = LoopAdjoints(builder.child(), inside, self.outer)
        self.carried = {
            position: builder.fresh(
                adjoint_name(self.loop.carried[position].name),
                self._kind_of_carried(position),
            )
            for position in self.bars
        }

    def _kind_of_carried(self, position: int) -> Kind:
        """That of its variable; the adjoints of a list of real numbers may be complex."""
        kind_of, bar = self.outer.builder.kind_of, self.bars[position]
        kind = adjoint_kind(kind_of(self.loop.carried[position]))
        given = kind if bar is None else kind_of(bar)
        return given if isinstance(kind, Listing) and _holds_complex(given) else kind

    # the steps -----------------------------------------------------------------------

    def reverse(self) -> list[Statement]:
        loop, inner = self.loop, self.inner
        body = self._tree(loop.body, inner)
        following = [self._carried_adjoint(position) for position in self.carried]
        elements = ElementAdjoints(self.sweep, loop, inner, self._runs_through(body))
        elements.contribute()
        touched = tuple(inner.incoming)
        outgoing = [inner.take_full(v) for v in touched]
        yields = [
            v for v in (*following, *outgoing, *elements.yields()) if v is not None
        ]
        made = reusing(inner.builder.block(Yield(tuple(yields))), self._trunk(body))
        carried = (
            *self.carried.values(),
            *inner.incoming.values(),
            *elements.carried(),
        )
        initial = (*self._initial(touched), *elements.initial(self.outer))
        results = tuple(fresh_like(v, self.outer.builder) for v in carried)
        forward, header = self._header(body, made, elements)
        reverse = For(
            results,
            header.target,
            header.iterable,
            carried,
            initial,
            header.body,
            span=loop.span,
            derived=True,
        )
        self.outer.builder.statements += header.before
        self.outer.builder.add(reverse)
        self._hand_out(touched, results, elements)
        return forward

    def _tree(self, block: Block, adjoints: Adjoints) -> Block:
        """Writes the reverse sweep of a tree of blocks; the adjoints of the ends are carried."""
        match block.end:
            case Branch() as end:
                then, orelse = end.then, end.orelse
                if self._idle(then):
                    orelse = self._tree(orelse, adjoints)
                elif self._idle(orelse):
                    then = self._tree(then, adjoints)
                else:
                    then, orelse = reverse_sides(
                        end.test, then, orelse, adjoints, self._tree
                    )
                tail: Branch | Yield | Break | Raise | Return = replace(
                    end, then=then, orelse=orelse
                )
            case Yield(values) | Break(values):
                seed(self.sweep, values, self.carried, adjoints)
                tail = block.end
            case Raise() | Return():
                tail = block.end
        return Block(self.sweep.statements(block.body, adjoints), tail)

    def _trunk(self, block: Block) -> list[Statement]:
        """The statements of all iterations that the reverse sweep has."""
        end = block.end
        if not isinstance(end, Branch):
            return list(block.body)
        sides = [side for side in (end.then, end.orelse) if not self._idle(side)]
        return [*block.body, *(self._trunk(sides[0]) if len(sides) == 1 else ())]

    def _idle(self, block: Block) -> bool:
        """True if every end of the block leaves all active values as they were, or raises.

        The reverse sweep has no such iteration: it was not recorded. (A `continue` of a loop
        that could be run backwards without a tape is no reason for one.)
        """
        return all(self._idle_end(leaf) for leaf in leaves(block))

    def _idle_end(self, leaf: Block) -> bool:
        match leaf.end:
            case Yield(values) | Break(values):
                if isinstance(leaf.end, Yield) and not self._exits_early:
                    return False
                return all(
                    values[position] == self.loop.carried[position]
                    for position in self.carried
                )
            case _:
                return True

    @property
    def _exits_early(self) -> bool:
        return isinstance(self.loop, While) or any(
            isinstance(leaf.end, Break) for leaf in leaves(self.loop.body)
        )

    def _runs_through(self, body: Block) -> bool:
        """True if every element that is iterated over is seen, and recorded."""
        return not self._exits_early

    def _carried_adjoint(self, position: int) -> Operand:
        var = self.loop.carried[position]
        bar = self.inner.take_full(var)
        if bar is not None:
            return bar
        like = self._same_shape(position)
        return self.inner.zero(like if like is not None else var)

    def _same_shape(self, position: int) -> Var | None:
        """The carried adjoint, if it has the shape of its variable in every iteration."""
        var = self.loop.carried[position]
        kind = self.inner.builder.kind_of(var)
        if var in self.outer.unbound.maybe:
            return None
        if isinstance(kind, Array) and kind.dims is not None:
            if all(
                isinstance(d, int) or not may_be_one(d) and has_name(d)
                for d in kind.dims
            ):
                return self.carried[position]
        return None

    def _initial(self, touched: tuple[Var, ...]) -> list[Operand]:
        values: list[Operand] = []
        for position, bar in self.bars.items():
            result = self.loop.results[position]
            values.append(self.outer.zero(result) if bar is None else bar)
        for var in touched:
            before = self.outer.known(var)
            values.append(self.outer.zero(var) if before is None else before)
        return values

    def _hand_out(
        self,
        touched: tuple[Var, ...],
        results: tuple[Var, ...],
        elements: ElementAdjoints,
    ) -> None:
        own, rest = results[: len(self.carried)], results[len(self.carried) :]
        for var, result in zip(touched, rest):
            self.outer.assign(var, result)
        elements.hand_out(rest[len(touched) :], self.outer)
        for position, result in zip(self.carried, own):
            start = self.loop.initial[position]
            if self.sweep.is_active(start):
                self.outer.contribute_part(start, self._real(start, position, result))

    def _real(self, start: Operand, position: int, bar: Var) -> Operand:
        """The adjoint of a real value that becomes complex in the loop: its real part."""
        builder = self.outer.builder
        if not is_complex(builder.kind_of(self.loop.carried[position])):
            return bar
        return to_real(bar, builder.kind_of(start), builder)

    # the header ----------------------------------------------------------------------

    def _header(
        self, body: Block, made: Block, elements: ElementAdjoints
    ) -> tuple[list[Statement], _Header]:
        counted = self._counted(body, made, elements)
        if counted is not None:
            return [replace(self.loop, body=body)], counted
        defined = dict.fromkeys(bound_vars(self.loop)) | definitions(body)
        loop = replace(self.loop, body=body)
        if elements.index is not None:
            assert isinstance(loop, For)
            loop, number = iteration.numbered(loop, elements.index)
            made = substitute(made, {elements.index: number})
            defined = {number: None} | defined
        used = free_vars(made)
        records_all = self.sweep.context.records_all
        dear = self.sweep.dear
        builder = self.outer.builder
        need = needed(
            used, defined, builder.kind_of, records_all=records_all, dear=dear
        )
        recorder = Recorder(need.recorded, self._idle, builder)
        start, before = recorder.empty()
        tape, result = recorder.fresh(), recorder.fresh()
        forward = replace(
            loop,
            results=(*loop.results, result),
            carried=(*loop.carried, tape),
            initial=(*loop.initial, start),
            body=recorder.extend(body, tape),
        )
        names = {v: fresh_like(v, builder) for v in need.recorded}
        header = _taped_header(result, names, builder)
        head = recompute(need, names, builder)
        header.body = placed(head, substitute(made, names))
        return [*before, forward], header

    def _counted(
        self, body: Block, made: Block, elements: ElementAdjoints
    ) -> _Header | None:
        """The header that needs no tape; None if the loop exits early or a value is needed."""
        loop = self.loop
        if not isinstance(loop, For) or self._exits_early:
            return None
        targets = frozenset(target_vars(loop.target))
        if elements.index is not None:
            targets |= {elements.index}
        defined = dict.fromkeys(bound_vars(loop)) | definitions(body)
        used = free_vars(made)
        records_all = self.sweep.context.records_all
        dear = self.sweep.dear
        builder = self.outer.builder
        at_hand = targets.__contains__
        need = needed(used, defined, builder.kind_of, at_hand, records_all, dear)
        if need.recorded:
            return None
        wanted = {v for s in need.recomputed for v in free_vars(s)} | set(used)
        found = _rebound(loop, elements, wanted & targets, builder)
        if found is None:
            return None
        header, names = found
        head = recompute(need, names, builder)
        moved = substitute(made, names)
        moved = placed(head, moved)
        header.body = replace(moved, body=(*header.body.body, *moved.body))
        return header


@dataclass
class _Header:
    """The header of a reverse loop, what stands before it, and the start of its body."""

    target: Target
    iterable: Iterable
    before: list[Statement]
    body: Block


def _taped_header(tape: Var, names: Mapping[Var, Var], builder: Builder) -> _Header:
    fields = tuple(names.values())
    empty = Block((), Yield(()))
    if not fields:
        steps = Range(Const(0), tape, Const(1))
        return _Header(builder.fresh("_", INT), steps, [], empty)
    target: Target = fields[0] if len(fields) == 1 else Pack("tuple", fields)
    return _Header(target, Reversed(Each(tape)), [], empty)


def _rebound(
    loop: For, elements: ElementAdjoints, wanted: set[Var], builder: Builder
) -> tuple[_Header, dict[Var, Var]] | None:
    """The reversed header of a loop that runs through; its targets' new names."""
    plain = iteration.flipped(loop.iterable)
    if plain is not None and elements.index is None and _reversible(loop, builder):
        names = {v: fresh_like(v, builder) for v in target_vars(loop.target)}
        target = substitute(loop.target, names)
        assert isinstance(target, Var | Pack)
        return _Header(target, plain, [], Block((), Yield(()))), names
    found = iteration.sources(loop.target, loop.iterable)
    if found is None:
        return None
    before, inside = builder.child(), builder.child()
    count = iteration.trip_count(loop.iterable, before)
    if count is None:
        return None
    k = builder.fresh(_index_name(loop), INT)
    names = {} if elements.index is None else {elements.index: k}
    for source in found:
        if any(v in wanted for v in operand_vars(source.target)):
            for var, value in iteration.rebind(source, k, inside).items():
                assert isinstance(value, Var)
                names[var] = value
    steps = Reversed(Range(Const(0), count, Const(1)))
    return _Header(k, steps, before.statements, inside.block(Yield(()))), names


def _index_name(loop: For) -> str:
    target = loop.target
    if isinstance(loop.iterable, Enumerate) and isinstance(target, Pack):
        first = target.items[0]
        if isinstance(first, Var):
            return first.name
    return "i"


def _reversible(loop: For, builder: Builder) -> bool:
    """True if Python's reversed() takes what the loop runs over."""
    match loop.iterable:
        case Range() | Reversed(Range()):
            return True
        case Each(value) | Reversed(Each(value)):
            if isinstance(value, Pack):
                return True
            return isinstance(builder.kind_of(value), Array | Listing)
        case _:
            return False


def _holds_complex(kind: Kind) -> bool:
    return isinstance(kind, Listing) and any(map(is_complex, kind.fields))
