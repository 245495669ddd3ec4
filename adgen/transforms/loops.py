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

from adgen.ir.kinds import Array, Kind, Listing, has_name, may_be_one
from adgen.ir.nodes import (
    Block,
    Branch,
    Break,
    For,
    Operand,
    Raise,
    Return,
    Statement,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    bound_vars,
    free_vars,
    leaves,
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
from adgen.transforms.export import (
    definitions,
    fresh_like,
    needed_beside,
    placed,
    recompute,
)
from adgen.transforms.headers import Header, rebound, taped_header
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
    seeds: dict[int, Operand] = field(init=False)

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
            if self._goes_on(position)
        }
        given = {p: bar for p, bar in self.bars.items() if bar is not None}
        self.seeds = {**given, **self.carried}

    def _goes_on(self, position: int) -> bool:
        """False for what only a Break makes active: iterations before it have no adjoint of it."""
        loop = self.loop
        values = [loop.initial[position], loop.carried[position]]
        for leaf in leaves(loop.body):
            if isinstance(leaf.end, Yield):
                values.append(leaf.end.values[position])
        return any(isinstance(v, Var) and self.sweep.is_active(v) for v in values)

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
                seed(self.sweep, values, self.seeds, adjoints)
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
                    for position in self.bars
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
        for position in self.carried:
            bar, result = self.bars[position], self.loop.results[position]
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
    ) -> tuple[list[Statement], Header]:
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
        kept, dear = self.sweep.kept, self.sweep.dear
        builder = self.outer.builder
        kind_of = builder.kind_of
        need = needed_beside(
            kept, used, defined, kind_of, records_all=records_all, dear=dear
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
        header = taped_header(result, names, builder)
        head = recompute(need, names, builder)
        header.body = placed(head, substitute(made, names))
        return [*before, forward], header

    def _counted(
        self, body: Block, made: Block, elements: ElementAdjoints
    ) -> Header | None:
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
        kept, dear = self.sweep.kept, self.sweep.dear
        builder = self.outer.builder
        at_hand, kind_of = targets.__contains__, builder.kind_of
        need = needed_beside(kept, used, defined, kind_of, at_hand, records_all, dear)
        if need.recorded:
            return None
        wanted = {v for s in need.recomputed for v in free_vars(s)} | set(used)
        found = rebound(loop, elements, wanted & targets, builder)
        if found is None:
            return None
        header, names = found
        head = recompute(need, names, builder)
        moved = substitute(made, names)
        moved = placed(head, moved)
        header.body = replace(moved, body=(*header.body.body, *moved.body))
        return header


def _holds_complex(kind: Kind) -> bool:
    return isinstance(kind, Listing) and any(map(is_complex, kind.fields))
