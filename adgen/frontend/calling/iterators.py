"""itertools: over items that are known now computed now, else generator functions.

itertools.combinations((a, b, c), 2)     ((a, b), (a, c), (b, c))
itertools.combinations(x, 2)             for i in range(len(x)):
                                             for j in range(i + 1, len(x)):
                                                 yield x[i], x[j]
"""

from __future__ import annotations

import ast
import itertools
import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from adgen.errors import AdgenError
from adgen.frontend.callees import functions
from adgen.frontend.calling.reading_again import is_consumed_at_once
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.control.at_once import changing_nothing
from adgen.frontend.control.generators import Emit
from adgen.frontend.instances.entries import age_of, columns, is_list_of_objects
from adgen.frontend.instances.operator_methods import iterated
from adgen.frontend.regions import memory
from adgen.frontend.regions.lent import Lists, lend, lent
from adgen.frontend.regions.structures import LARGEST, known_items, known_range
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Object,
    RangeValue,
    Ref,
    ReversedValue,
    Slice,
    Stream,
    Tuple,
    Value,
    ZipValue,
    birth,
    is_operand,
)
from adgen.frontend.syntax.streams import elements_of
from adgen.frontend.vocabulary import iterator_words as words
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const

_Words = Callable[..., Any]
_WHOLE = Slice(NONE_VALUE, NONE_VALUE, NONE_VALUE)


class _Call:
    """One call of a function of itertools."""

    def __init__(self, ctx: Context, title: str, node: ast.AST) -> None:
        self.ctx, self.title, self.node = ctx, title, node
        self.at_once = is_consumed_at_once(ctx, node)

    def stream(self, function: _Words, *args: Value, fixed: bool = False) -> Value:
        """The generator function of `words`; errors in it are shown at the call. With `fixed`
        lists and arrays among the arguments are not changed while it runs."""
        ctx, node = self.ctx, self.node
        callee = Object(function, f"itertools.{self.title}")
        made = functions.call_object(ctx, callee, args, {}, node, None)
        assert isinstance(made, Stream)
        run = made.run

        lists = self.lists(args) if fixed else {}

        kept = self.objects(args)

        def placed(ctx: Context, emit: Emit) -> None:
            kept()
            try:
                with lent(ctx, lists, callee.name):
                    run(ctx, emit)
            except AdgenError as error:
                if error.span is None or error.span.file != words.__file__:
                    raise
                span = ctx.span(node)
                raise type(error)(error.summary, span, error.remedy) from error

        return Stream(placed, callee.name, made.nesting, made.endless)

    def lists(self, values: Sequence[Value]) -> Lists:
        """The lists among values, or their columns, which may be changed otherwise than in length;
        the rows of a matrix are parts of it for Python, too."""
        found: Lists = {}
        for value in values:
            if isinstance(value, Ref) and is_list_of_objects(self.ctx, value):
                parts = columns(self.ctx, value).values()
                found |= {p.region: False for p in parts if isinstance(p, Ref)}
            elif isinstance(value, Ref):
                kind = memory.kind_of(self.ctx, value)
                rows = isinstance(kind, Array) and len(kind.dims or ()) > 1
                found |= {} if rows else {value.region: True}
        return found

    def objects(self, values: Sequence[Value]) -> Callable[[], None]:
        """Asks later whether lists of objects among values are what they were."""
        ctx, then = self.ctx, birth()
        lists = [v for v in values if isinstance(v, Ref) and is_list_of_objects(ctx, v)]
        ages = [age_of(ctx, value) for value in lists]

        def asked() -> None:
            longer = (ctx.resized.get(r, -1) > then for r in self.lists(lists))
            if ages != [age_of(ctx, value) for value in lists] or any(longer):
                ctx.refuse(
                    self.node,
                    f"a list of objects is changed before what itertools.{self.title} makes of it"
                    " is consumed",
                    "Make it where it is consumed.",
                )

        return asked

    def elements(self, value: Value) -> Value:
        """What is run over; of an object what its `__iter__` gives."""
        if isinstance(value, Ref) and is_list_of_objects(self.ctx, value):
            return value
        return iterated(self.ctx, value, self.node)

    def indexable(self, value: Value) -> Value:
        """The elements in a form that has a length and items."""
        value = self.elements(value)
        if isinstance(value, (Ref, Tuple)):
            return value
        numbers = (
            known_range(self.ctx, value) if isinstance(value, RangeValue) else None
        )
        if numbers is not None and len(numbers) <= LARGEST:
            return Tuple(tuple(map(Const, numbers)))
        with changing_nothing(self.ctx, self.node):
            return self.ctx.lowering.listed(self.ctx, value, self.node)

    def again(self, value: Value) -> Value:
        """The elements in a form that can be run over several times."""
        return value if isinstance(value, RangeValue) else self.indexable(value)

    def later(self, values: Value, made: Callable[[Context], Value]) -> Value:
        """What is made of a list where it is consumed: the list may be changed until then."""
        node, title = self.node, f"itertools.{self.title}"
        kept = isinstance(values, Tuple) or isinstance(
            memory.kind_of(self.ctx, values), Array
        )
        if kept and title == "itertools.islice":
            return self.once(made(self.ctx))
        if kept or self.at_once:
            return lend(self.ctx, made(self.ctx), self.lists([values]), title)

        def run(ctx: Context, emit: Emit) -> None:
            part = lend(ctx, made(ctx), self.lists([values]), title)
            elements_of(ctx, part, node, title).run(ctx, emit)

        return Stream(run, title, self.ctx.nesting)

    def kept(self, value: Value) -> Value:
        """The elements as they are now, for what Python copies before anything is consumed."""
        kind = memory.kind_of(self.ctx, value)
        if self.at_once or not isinstance(value, Ref):
            return value
        if isinstance(kind, Array) and len(kind.dims or ()) == 1:
            number = memory.operand(self.ctx, value, self.node)
            return self.ctx.apply("np.copy", (number,), self.node, None)
        if isinstance(kind, Array) or is_list_of_objects(self.ctx, value):
            return value
        return select(self.ctx, value, _WHOLE, self.node)

    def known(self, *values: Value) -> list[tuple[Value, ...]] | None:
        """The items of all, if they are known now."""
        found = [known_items(self.ctx, value) for value in values]
        present = [items for items in found if items is not None]
        return present if len(present) == len(found) else None

    def now(self, rows: Iterable[Sequence[Value]]) -> Value | None:
        """Rows that are known now, unless they are too many to be written out."""
        taken = list(itertools.islice(rows, LARGEST + 1))
        if len(taken) > LARGEST:
            return None
        return self.once(Tuple(tuple(Tuple(tuple(row)) for row in taken)))

    def once(self, values: Value) -> Value:
        """Elements that are there now, to be read once."""
        if self.at_once:
            return values
        if isinstance(values, Tuple):
            return ReversedValue(Tuple(values.items[::-1]))
        found = elements_of(self.ctx, values, self.node, f"itertools.{self.title}")
        found.of = values
        return found

    def integer(self, value: Value, what: str) -> int:
        found = known_index(self.ctx, value)
        if found is None:
            self.refuse(f"{what} of itertools.{self.title} is only known at run time")
        return found

    def refuse(self, summary: str) -> NoReturn:
        self.ctx.refuse(self.node, summary, "Write the loops out.")


def _lowered(
    title: str, lower: Callable[[_Call, Sequence[Value], Keywords], Value]
) -> Builtin:
    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        return lower(_Call(ctx, title, node), args, kwargs)

    return call


def _accumulate(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    function = args[1] if len(args) > 1 else kwargs.get("func", NONE_VALUE)
    if function == NONE_VALUE:
        function = Object(operator.add, "operator.add")
    initial = kwargs.get("initial", NONE_VALUE)
    if initial != NONE_VALUE:
        return call.stream(words.accumulated_from, args[0], function, initial)
    values = call.indexable(args[0])
    return call.stream(words.accumulated, values, function, fixed=True)


def _islice(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    values, *bounds = args
    values = call.elements(values)
    start, stop, step = (
        (Const(0), bounds[0], Const(1)) if len(bounds) == 1 else (*bounds, Const(1))[:3]
    )
    start = Const(0) if start == NONE_VALUE else start
    step = Const(1) if step == NONE_VALUE else step
    part = Slice(start, stop, step)
    if isinstance(values, (Ref, Tuple)):
        return call.later(values, lambda ctx: select(ctx, values, part, call.node))
    return call.stream(words.sliced, values, start, stop, step)


def _product(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    repeat = call.integer(kwargs.get("repeat", Const(1)), "repeat")
    factors = [call.again(value) for value in args] * repeat
    known = call.known(*factors)
    rows = None if known is None else call.now(itertools.product(*known))
    if rows is not None:
        return rows
    if len(factors) in (2, 3):
        function = words.products if len(factors) == 2 else words.triple_products
        factors = list(map(call.kept, factors))
        return call.stream(function, *factors, fixed=call.at_once)
    call.refuse("itertools.product of more than three iterables")


def _chosen(
    choose: Callable[..., Iterable[Any]], *by_size: tuple[int, _Words]
) -> Callable[[_Call, Sequence[Value], Keywords], Value]:
    """combinations, permutations: known now, or loops for some sizes."""

    def lower(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
        values = call.indexable(args[0])
        given = args[1] if len(args) > 1 else kwargs.get("r", NONE_VALUE)
        size = None if given == NONE_VALUE else call.integer(given, "r")
        known = call.known(values)
        rows = None if known is None else call.now(choose(known[0], size))
        if rows is not None:
            return rows
        for number, function in by_size:
            if number == size:
                values = call.kept(values)
                return call.stream(function, values, fixed=call.at_once)
        call.refuse(
            f"itertools.{call.title} of so many items of what is only known at run time"
        )

    return lower


def _pairwise(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    values = call.indexable(args[0])
    rest = Slice(Const(1), NONE_VALUE, NONE_VALUE)

    def pairs(ctx: Context) -> Value:
        return ZipValue((values, select(ctx, values, rest, call.node)))

    return call.later(values, pairs)


def _zip_longest(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    fill = kwargs.get("fillvalue", NONE_VALUE)
    values = [call.indexable(value) for value in args]
    known = call.known(*values)
    if known is not None:
        rows = call.now(itertools.zip_longest(*known, fillvalue=fill))
        if rows is not None:
            return rows
    if len(values) != 2:
        call.refuse("itertools.zip_longest of more than two iterables")
    return call.stream(words.longest_pairs, *values, fill)


def _repeat(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    times = args[1] if len(args) > 1 else kwargs.get("times")
    if times is not None:
        return call.stream(words.repeated, args[0], times)
    stream = call.stream(words.endless, args[0])
    assert isinstance(stream, Stream)
    stream.always = args[0]
    return stream


def _count(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    start = args[0] if args else kwargs.get("start", Const(0))
    step = args[1] if len(args) > 1 else kwargs.get("step", Const(1))
    stream = call.stream(words.counted, start, step)
    assert isinstance(stream, Stream)
    if step == Const(1) and is_operand(start):
        stream.first = start
    return stream


def _in_words(
    function: _Words, *again: int
) -> Callable[[_Call, Sequence[Value], Keywords], Value]:
    """A generator function of `words`; the arguments at `again` are run over repeatedly."""

    def lower(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
        if kwargs:
            call.refuse(f"itertools.{call.title} is called with keywords")
        given = [call.again(v) if i in again else v for i, v in enumerate(args)]
        return call.stream(function, *given)

    return lower


def _refused(call: _Call, args: Sequence[Value], kwargs: Keywords) -> Value:
    call.ctx.refuse(
        call.node,
        f"itertools.{call.title} makes iterators that share their progress",
        "Make a list of the elements, and run over it.",
    )


_FUNCTIONS: dict[str, Callable[[_Call, Sequence[Value], Keywords], Value]] = {
    "accumulate": _accumulate,
    "chain": _in_words(words.chained),
    "combinations": _chosen(
        itertools.combinations, (2, words.pairs), (3, words.triples)
    ),
    "combinations_with_replacement": _chosen(
        itertools.combinations_with_replacement, (2, words.pairs_with_itself)
    ),
    "compress": _in_words(words.selected),
    "count": _count,
    "cycle": _in_words(words.cycled, 0),
    "dropwhile": _in_words(words.dropped_while),
    "filterfalse": _in_words(words.rejected),
    "groupby": _refused,
    "islice": _islice,
    "pairwise": _pairwise,
    "permutations": _chosen(itertools.permutations, (2, words.ordered_pairs)),
    "product": _product,
    "repeat": _repeat,
    "starmap": _in_words(words.star_mapped),
    "takewhile": _in_words(words.taken_while),
    "tee": _refused,
    "zip_longest": _zip_longest,
}

ITERTOOLS: dict[object, Builtin] = {
    getattr(itertools, title): _lowered(title, lower)
    for title, lower in _FUNCTIONS.items()
} | {
    itertools.chain.from_iterable: _lowered(
        "chain.from_iterable", _in_words(words.flattened)
    )
}
"""The functions of itertools, by themselves."""
