"""What a loop or a comprehension runs over: an iterable of the IR, or items known now."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace

from adgen.errors import InternalError
from adgen.frontend.control.live import regions_of
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.merge import part_label
from adgen.frontend.regions.no_items import raises_or_refused
from adgen.frontend.regions.nones import note_entry
from adgen.frontend.regions.records import put_together, spread_names
from adgen.frontend.regions.structures import LARGEST, known_items, known_range
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import (
    Conflict,
    DictContent,
    DictView,
    EnumerateValue,
    Generator,
    ListContent,
    MapValue,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Tuple,
    Value,
    ZipValue,
    is_operand,
)
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import (
    INT,
    OBJECT,
    TEXT,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    Unbound,
    join,
)
from adgen.ir.nodes import (
    Const,
    Each,
    Enumerate,
    Iterable,
    Operand,
    Pack,
    Range,
    Reversed,
    Target,
    Var,
    Zip,
)
from adgen.ir.walk import operand_vars

Form = str | tuple["Form", ...] | None
"""The names of the targets that take an element apart."""


@dataclass(frozen=True, slots=True)
class Source:
    """An iterable of the IR. `make` makes the Vars of one element; `regions` are read by it."""

    iterable: Iterable
    make: Callable[[Form], tuple[Target, Value]]
    regions: tuple[Region, ...]
    known: range | None = None


def static_items(ctx: Context, value: Value, node: ast.AST) -> tuple[Value, ...] | None:
    """The items a loop is written out over, or None if it runs at run time."""
    if isinstance(value, RangeValue):
        known = known_range(ctx, value) if ctx.written_out is node else None
        if known is None or len(known) > LARGEST:
            return None
        return tuple(Const(i) for i in known)
    items = known_items(ctx, value)
    if items is not None and len(items) > LARGEST:
        ctx.refuse(
            node,
            f"a loop runs over {len(items)} items that are known now, more than {LARGEST}",
            "Use an array, or a loop over a range.",
        )
    return items


def source(ctx: Context, value: Value, node: ast.AST) -> Source:
    """The iterable of the IR for a value."""
    if isinstance(value, (Ref, Tuple, DictView)):
        made = _made_at_run_time(ctx, value, node)
        if made is not None:
            found = _over_elements(ctx, made, node)
            return replace(found, regions=regions_of(value))
    if isinstance(value, RangeValue):
        return _over_range(ctx, value)
    if isinstance(value, EnumerateValue):
        return _enumerated(ctx, value, node)
    if isinstance(value, ZipValue):
        return _zipped(ctx, value, node)
    if isinstance(value, ReversedValue):
        inner = source(ctx, value.inner, node)
        known = None if inner.known is None else inner.known[::-1]
        return Source(Reversed(inner.iterable), inner.make, inner.regions, known)
    if isinstance(value, (Generator, MapValue)):
        return source(ctx, ctx.lowering.listed(ctx, value, node), node)
    if isinstance(value, DictView):
        return source(ctx, value.ref, node)
    if isinstance(memory.content_of(ctx, value), DictContent):
        return _over_elements(ctx, Tuple(known_items(ctx, value) or ()), node)
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, value.remedy)
    if isinstance(value, (Ref, Tuple)) or is_operand(value):
        return _over_elements(ctx, value, node)
    ctx.refuse(
        node,
        "adgen cannot iterate over this",
        "Iterate over a range, an array or a list.",
    )


def _made_at_run_time(ctx: Context, value: Value, node: ast.AST) -> Ref | None:
    """Known items beside which something else is run over at run time, as a list."""
    items = known_items(ctx, value)
    if items is None or all(isinstance(item, Const) for item in items):
        return None
    region = Region(None, listing.made(ctx, ListContent(items), None, node))
    for item in items:
        listing.escape(ctx, region, item)
    return Ref(region)


def _label(form: Form) -> str | None:
    return form if isinstance(form, str) else None


def _over_range(ctx: Context, value: RangeValue) -> Source:
    def make(form: Form) -> tuple[Target, Value]:
        var = ctx.builder.fresh(_label(form), INT)
        ctx.integers.runs(var, value.start, value.stop, value.step, ctx.kind)
        return var, var

    iterable = Range(value.start, value.stop, value.step)
    known = known_range(ctx, value)
    small = known is not None and len(known) <= LARGEST
    return Source(iterable, make, (), known if small else None)


def _enumerated(ctx: Context, value: EnumerateValue, node: ast.AST) -> Source:
    inner = source(ctx, value.inner, node)

    def make(form: Form) -> tuple[Target, Value]:
        parts = form if isinstance(form, tuple) and len(form) == 2 else (None, None)
        number = ctx.builder.fresh(_label(parts[0]), INT)
        target, element = inner.make(parts[1])
        return Pack("tuple", (number, target)), Tuple((number, element))

    return Source(Enumerate(inner.iterable, value.start), make, inner.regions)


def _zipped(ctx: Context, value: ZipValue, node: ast.AST) -> Source:
    inners = [source(ctx, _downwards(ctx, inner, node), node) for inner in value.inners]

    def make(form: Form) -> tuple[Target, Value]:
        parts: tuple[Form, ...] = (None,) * len(inners)
        if isinstance(form, tuple) and len(form) == len(inners):
            parts = form
        made = [inner.make(part) for inner, part in zip(inners, parts)]
        targets = Pack("tuple", tuple(target for target, _ in made))
        return targets, Tuple(tuple(element for _, element in made))

    regions = tuple(region for inner in inners for region in inner.regions)
    return Source(Zip(tuple(inner.iterable for inner in inners)), make, regions)


def _downwards(ctx: Context, value: Value, node: ast.AST) -> Value:
    """`reversed(range(a, b))` beside other things: a range from b - 1 down to a."""
    match value:
        case ReversedValue(RangeValue(start, stop, Const(value=1))):
            last, before = (_less_one(ctx, bound, node) for bound in (stop, start))
            return RangeValue(last, before, Const(-1))
        case _:
            return value


def _less_one(ctx: Context, bound: Operand, node: ast.AST) -> Operand:
    if isinstance(bound, Const):
        assert isinstance(bound.value, int)
        return Const(bound.value - 1)
    return ctx.emit("sub", (bound, Const(1)), node, kind=INT)


def _over_elements(ctx: Context, value: Value, node: ast.AST) -> Source:
    operand = memory.operand(ctx, value, node)
    if any(operand_vars(operand)) and not isinstance(operand, Var):
        # No derivative would flow through it.
        raise InternalError("a loop runs over a display", ctx.span(node))
    kind = ctx.kind(operand)
    region = value.region if isinstance(value, Ref) else None
    kinds = element_kinds(ctx, operand, kind, node)
    cls = kind.of if isinstance(kind, Listing) else None

    def make(form: Form) -> tuple[Target, Value]:
        parts: tuple[Form, ...] = (form,)
        if len(kinds) > 1:
            form = spread_names(form, cls)  # type: ignore[assignment]
            parts = _parts_of(form, cls) or (None,) * len(kinds)
            if isinstance(form, tuple) and len(form) == len(kinds):
                parts = form
        elements = [
            ctx.builder.fresh(_label(part), kind) for part, kind in zip(parts, kinds)
        ]
        values = [_element(ctx, var, region) for var in elements]
        if isinstance(kind, Listing):
            ctx.members[tuple(elements)] = operand
            for var in elements:
                note_entry(ctx, var)
        if len(kinds) == 1:
            return elements[0], values[0]
        return Pack("tuple", tuple(elements)), put_together(values, cls)

    return Source(Each(operand), make, () if region is None else (region,))


def _parts_of(form: Form, cls: type | None) -> tuple[Form, ...]:
    """Names for the fields of a named tuple that has one: `p_x` of p."""
    fields = fields_of(cls) if isinstance(form, str) else ()
    return tuple(part_label(_label(form), field) for field in fields)


def _element(ctx: Context, var: Var, region: Region | None) -> Value:
    """An element that is an array may be a view of what is iterated over."""
    value = ctx.value_of(var, None if var.name.startswith("%") else var.name)
    if isinstance(value, Ref) and region is not None:
        value.region.link(region)
    return value


def element_kinds(
    ctx: Context, operand: Operand, kind: Kind, node: ast.AST
) -> tuple[Kind, ...]:
    """The kinds of the fields of an element."""
    if isinstance(operand, Const) and isinstance(operand.value, (list, tuple)):
        kinds = [kind_of_constant(item) for item in operand.value] or [kind_bottom()]
        return (_joined(kinds),)
    match kind:
        case Listing(fields):
            return fields or (kind_bottom(),)
        case Array(dtype, dims) if dims is not None:
            if len(dims) == 1:
                return (Number(dtype),)
            return (Array(dtype, dims[1:]),)
        case Array() | Unbound():
            return (UNKNOWN,) if isinstance(kind, Array) else (kind,)
        case Structure(_, items, _):
            return (_joined(list(items)),)
        case Other("str"):
            return (TEXT,)
        case Number():
            raises_or_refused(ctx, operand, node, "a number cannot be iterated over")
        case Other():
            return (OBJECT,)
        case _:
            return (UNKNOWN,)


def kind_bottom() -> Kind:
    """The kind of the elements of a list that is always empty here."""
    return Unbound()


def _joined(kinds: list[Kind]) -> Kind:
    result = kinds[0] if kinds else UNKNOWN
    for kind in kinds[1:]:
        result = join(result, kind)
    return UNKNOWN if result == OBJECT else result
