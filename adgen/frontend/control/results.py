"""The result of a function: the structure all its returns share, and the values at its leaves."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from adgen.frontend.control.given_back import (
    arguments_given,
    changed_places,
    give_back,
    value_at,
)
from adgen.frontend.control.returned_lists import make_alike
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import closed
from adgen.frontend.regions.dicts import Table
from adgen.frontend.regions.joined_kinds import (
    LIST_OR_ARRAY,
    is_list_or_array,
    join_kinds,
)
from adgen.frontend.regions.object_lists import Chosen, Entry, Objects
from adgen.frontend.regions.optional import form_of_optional
from adgen.frontend.regions.readers import Reader
from adgen.frontend.regions.sets import Members
from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.regions.windows import Windows
from adgen.frontend.scope import forms
from adgen.frontend.scope.changed import Place
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.state import Leaf, Open, leaves
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    Conflict,
    Generator,
    Ref,
    Region,
    Rows,
    Stream,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import NONE, UNKNOWN, Kind, Listing, Unbound, join
from adgen.ir.nodes import Block, Const, End, Operand, Pack, Return


class StaticResult(Exception):
    """A function returns what is no value at run time (a function): only inlining can do it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The structure of a result: a leaf, or a tuple, list, dict or object of shapes."""

    form: forms.Form = ""
    items: tuple[Shape, ...] = ()
    keys: forms.Keys = ()

    def has_objects(self) -> bool:
        """True if part of the structure is a named tuple or an object."""
        return isinstance(self.form, type) or any(i.has_objects() for i in self.items)

    def holds(self, cls: type) -> bool:
        """True if part of the structure is an object of a class."""
        own = isinstance(self.form, type) and issubclass(self.form, cls)
        return own or any(item.holds(cls) for item in self.items)


LEAF = Shape()


@dataclass(slots=True)
class Result:
    """What a function gives: `kinds`, `sources` and `nones` by value that is returned.

    Sources may share its memory; where `nones` is set it may be None. Behind the leaves of the
    result stand the arguments that are `given` back. If names or attributes are `changed`, the
    structure is a tuple of the result and of what these are then. Leaves that are `left_out` are
    an argument that is given back, or None, and are not returned.
    """

    shape: Shape
    kinds: tuple[Kind, ...]
    sources: list[dict[Region, None]] = field(default_factory=list)
    nones: list[bool] = field(default_factory=list)
    structures: list[dict[Region, None]] = field(default_factory=list)
    given: list[Region] = field(default_factory=list)
    changed: list[Place] = field(default_factory=list)
    left_out: dict[int, Region | None] = field(default_factory=dict)

    def template(self, flat: bool = False) -> Pack | None:
        """The structure for the IR. `flat`: objects are left to the caller to put together."""
        if self.given:
            flat_one = len(self.kinds) == 1
            return None if flat_one else self._flat()
        if self.shape == LEAF:
            return None
        if flat and self.shape.has_objects():
            return self._flat()
        made = _template(self.shape, iter(range(len(self.kinds))))
        assert isinstance(made, Pack)
        return made

    def _flat(self) -> Pack:
        return Pack("tuple", tuple(map(Const, range(len(self.kinds)))))

    def leaves(self, made: Sequence[Value]) -> list[Value | None]:
        """The leaves of the result, of what a call has returned; None for an argument."""
        rest = iter(made)
        return [
            (
                (NONE_VALUE if self.left_out[i] is None else None)
                if i in self.left_out
                else next(rest)
            )
            for i in range(_leaf_count(self.shape))
        ]


def _template(shape: Shape, numbers: Iterator[int]) -> Operand:
    if shape == LEAF:
        return Const(next(numbers))
    items = tuple(_template(item, numbers) for item in shape.items)
    return forms.pack_of(shape.form, shape.keys, items)


def flatten(
    ctx: Context,
    value: Value,
    node: ast.AST,
    into: list[Value],
    regions: list[Region] | None = None,
) -> Shape:
    """The structure of a value; its leaves go into a list, and the regions of its lists, dicts
    and objects into another, each before its parts."""
    if isinstance(value, Stream):
        raise StaticResult
    if isinstance(value, Rows):
        ctx.refuse(
            node, "a tuple is returned whose length is only known at run time", _ROWS
        )
    if isinstance(value, (Generator, *memory.ITERATORS)):
        value = ctx.lowering.listed(ctx, value, node)
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    form = forms.form_of(whole)
    if form is not None:
        if ctx.is_entry and form[0] in (Objects, Chosen, Windows, Entry):
            ctx.refuse(
                node,
                "an object in a list that grows at run time, or the list, is returned",
                "Return lists of its attributes: [p.x for p in particles].",
            )
        assert isinstance(whole, (Tuple, *KNOWN))
        if isinstance(value, Ref):
            memory.require_current(ctx, value, node)
            if regions is not None:
                regions.append(value.region)
        items = tuple(flatten(ctx, item, node, into, regions) for item in whole.items)
        return Shape(form[0], items, form[1])
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, "Return the same kind of value everywhere.")
    if not (is_operand(value) or isinstance(value, Ref)):
        raise StaticResult
    into.append(value)
    return LEAF


_ROWS = "Return the array, np.moveaxis(x, axis, 0), or the list of its rows."


def finish(ctx: Context, result_key: str, node: ast.AST) -> tuple[Block, Result]:
    """The body of a function whose statements have all been lowered."""
    if ctx.block is not None:
        ctx.state.names[result_key] = NONE_VALUE
        ctx.leave(Exit("return", ctx.frame))
    ends = list(leaves(ctx.root))
    changed = changed_places(ctx, ends)
    values = [_returned(ctx, block, result_key, changed) for block in ends]
    rows, shapes, places = _flattened(ctx, ends, values, node)
    if any(shape != shapes[0] for shape in shapes):
        if make_alike(ctx, ends, values, node):
            rows, shapes, places = _flattened(ctx, ends, values, node)
    _require_settled(ctx, ends, result_key)
    shapes, places = _settled(ctx, rows, shapes, places)
    shape = shapes[0] if shapes else LEAF
    _require_returnable(ctx, shape, shapes, node)
    _require_plain(ctx, ends, rows, node)
    left = give_back(ctx, rows.values(), _leaf_count(shape))
    operands = {id(b): _operands(ctx, b, rows[id(b)], node) for b in ends}

    def end_of(block: Open) -> End:
        assert isinstance(block.end, Leaf)
        return Return(operands[id(block)])

    columns = zip(*(operands[id(block)] for block in ends))
    leaf_kinds = [list(map(ctx.kind, column)) for column in columns]
    if any(map(is_list_or_array, leaf_kinds)):
        ctx.refuse(node, LIST_OR_ARRAY.format("the result"), "Return arrays only.")
    kinds = tuple(map(join_kinds, leaf_kinds))
    sources = [_sources(rows.values(), i) for i in range(len(kinds))]
    body = closed(ctx.root, end_of)
    nones = _nones(ctx, kinds, operands.values())
    structures = list(map(_origins, zip(*places)))
    given = arguments_given(ctx)
    return body, Result(shape, kinds, sources, nones, structures, given, changed, left)


def _returned(
    ctx: Context, block: Open, result_key: str, changed: Sequence[Place]
) -> Value:
    """What is returned at the end of a path, with what has changed."""
    value = block.state.names[result_key]
    if not changed or (is_operand(value) and ctx.is_bottom(value)):
        return value
    return Tuple((value, *(value_at(ctx, block, place) for place in changed)))


def _flattened(
    ctx: Context, ends: Sequence[Open], values: Sequence[Value], node: ast.AST
) -> tuple[dict[int, list[Value]], list[Shape], list[list[Region]]]:
    """The leaves that each path returns, their structure, and the regions of its lists, dicts
    and objects."""
    rows: dict[int, list[Value]] = {}
    shapes: list[Shape] = []
    places: list[list[Region]] = []
    for block, value in zip(ends, values):
        with ctx.at(block):
            rows[id(block)] = []
            places.append([])
            shapes.append(flatten(ctx, value, node, rows[id(block)], places[-1]))
    return rows, shapes, places


def _require_settled(ctx: Context, ends: Sequence[Open], result_key: str) -> None:
    """What may be None is put together where the function is called."""
    results = [block.state.names[result_key] for block in ends]
    if not ctx.is_entry and form_of_optional(results, [b.state for b in ends]):
        raise StaticResult


def _require_returnable(
    ctx: Context, shape: Shape, shapes: Sequence[Shape], node: ast.AST
) -> None:
    """One structure on all paths, and nothing that the caller could not be given."""
    if any(other != shape for other in shapes):
        ctx.refuse(
            node,
            f"`{ctx.frame.acquired.name}` returns values of different structure",
            "Return the same number of values everywhere; in the place of None a flag and numbers.",
        )
    if ctx.is_entry and shape.holds(Reader):
        ctx.refuse(node, "an iterator is returned", "Return a list: list(it).")
    if ctx.is_entry and shape.holds(Members):
        ctx.refuse(node, "a set is returned", "Return a list: sorted(members).")
    if ctx.is_entry and shape.holds(LongTuple):
        ctx.refuse(
            node,
            "a tuple is returned whose length is only known at run time",
            "Return a list: list(t).",
        )
    if ctx.is_entry and shape.holds(Table):
        ctx.refuse(
            node,
            "a dict whose keys are computed at run time is returned",
            "Return its keys and its values: list(d), list(d.values()).",
        )


def _require_plain(
    ctx: Context, ends: Iterable[Open], rows: dict[int, list[Value]], node: ast.AST
) -> None:
    """No list of named tuples, which are plain tuples in the list that the program makes."""
    for block in ends if ctx.is_entry else ():
        with ctx.at(block):
            kinds = [memory.kind_of(ctx, value) for value in rows[id(block)]]
        for kind in kinds:
            if isinstance(kind, Listing) and kind.of is not None:
                ctx.refuse(
                    node,
                    f"a list of `{kind.of.__name__}` that grows at run time is returned",
                    "Return lists of the fields: [p.x for p in points].",
                )


def _settled(
    ctx: Context,
    rows: dict[int, list[Value]],
    shapes: list[Shape],
    places: list[list[Region]],
) -> tuple[list[Shape], list[list[Region]]]:
    """The shapes without those of recursive calls of which nothing is known yet."""
    unknown = [
        shape == LEAF and is_operand(row[0]) and ctx.is_bottom(row[0])
        for shape, row in zip(shapes, rows.values())
    ]
    found = [i for i, is_unknown in enumerate(unknown) if not is_unknown]
    if not found:
        return shapes, places
    count = _leaf_count(shapes[found[0]])
    for is_unknown, row in zip(unknown, rows.values()):
        if is_unknown:
            row[:] = row * count
    return [shapes[i] for i in found], [places[i] for i in found]


def _nones(
    ctx: Context, kinds: Sequence[Kind], rows: Collection[tuple[Operand, ...]]
) -> list[bool]:
    """Which results may be None, and are something else too."""
    return [
        kind != NONE and any(_may_be_none(ctx, row[i]) for row in rows)
        for i, kind in enumerate(kinds)
    ]


def _origins(regions: Sequence[Region]) -> dict[Region, None]:
    """What a list, dict or object that is returned may be."""
    return {other: None for r in regions for other in (r, *r.links)}


def _may_be_none(ctx: Context, operand: Operand) -> bool:
    return operand == Const(None) or operand in ctx.maybe_none


def _leaf_count(shape: Shape) -> int:
    return 1 if shape == LEAF else sum(map(_leaf_count, shape.items))


def _operands(
    ctx: Context, block: Open, values: list[Value], node: ast.AST
) -> tuple[Operand, ...]:
    with ctx.at(block):
        return tuple(memory.operand(ctx, value, node) for value in values)


def _sources(rows: Iterable[list[Value]], position: int) -> dict[Region, None]:
    """Regions of parameters and constants with which a result may share memory."""
    found: dict[Region, None] = {}
    for values in rows:
        value = values[position]
        if isinstance(value, Ref):
            for region in (value.region, *value.region.links):
                if region.origin in ("parameter", "constant"):
                    found[region] = None
    return found


def rebuild(shape: Shape, values: list[Value]) -> Value:
    """The value of a call, from the values at its leaves."""
    if shape == LEAF:
        return values.pop(0)
    items = tuple(rebuild(item, values) for item in shape.items)
    return forms.value_of(shape.form, shape.keys, items)


# the results of recursive functions -------------------------------------------------

_PATIENCE = 5
"""After so many rounds the results of a recursive function are taken as unknown."""


def covers(old: Result, new: Result) -> bool:
    """True if what was taken as a result of a recursive function holds for what it gives."""
    if old.shape != new.shape or (any(new.nones) and old.nones != new.nones):
        return False
    return all(join(a, b) == a for a, b in zip(old.kinds, new.kinds))


def widened(old: Result, new: Result, round_number: int) -> Result:
    """What is taken as the result in the next round."""
    if old.shape != new.shape or len(old.kinds) != len(new.kinds):
        return new
    kinds: list[Kind] = []
    for a, b in zip(old.kinds, new.kinds):
        kind = join(a, b)
        unsettled = kind != a and round_number >= _PATIENCE
        kinds.append(
            _unknown(kind) if unsettled and not isinstance(a, Unbound) else kind
        )
    return replace(new, kinds=tuple(kinds))


def _unknown(kind: Kind) -> Kind:
    """A list stays one, of entries of which nothing is known."""
    if isinstance(kind, Listing):
        return Listing(tuple(map(_unknown, kind.fields)), kind.of)
    return UNKNOWN
