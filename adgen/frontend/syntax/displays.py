"""Displays: tuples, lists, dicts, slices, generator expressions and f-strings."""

from __future__ import annotations

import ast

from adgen.frontend.containers import long_tuples, object_lists, sets
from adgen.frontend.containers.list_methods import append, extend
from adgen.frontend.containers.module_dicts import opened
from adgen.frontend.containers.unpacking import elements, unpacked
from adgen.frontend.instances.operator_methods import iterated
from adgen.frontend.regions import listing, memory, tuple_lengths
from adgen.frontend.regions.keys import (
    MISSING,
    Entries,
    dict_content,
    entries_of,
    known_key,
)
from adgen.frontend.regions.number_lists import displayed
from adgen.frontend.regions.shown import shown
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import (
    DictContent,
    Generator,
    ListContent,
    Method,
    Ref,
    Region,
    Slice,
    Stream,
    Tuple,
    Value,
)
from adgen.frontend.syntax.assignment import set_item
from adgen.ir.kinds import Array, Listing, Other
from adgen.ir.nodes import Const, Operand, Pack, Var

# structures --------------------------------------------------------------------------


def lower_tuple(ctx: Context, node: ast.Tuple, name: Name) -> Value:
    if any(isinstance(item, ast.Starred) for item in node.elts):
        return _starred(ctx, node, name if isinstance(name, str) else None)
    return Tuple(_items(ctx, node.elts, name))


def _starred(ctx: Context, node: ast.Tuple, label: str | None) -> Value:
    """`(*xs, v)`: of any length, if that of xs is only known at run time."""
    items: list[Value] = []
    entries: Ref | None = None
    for item in node.elts:
        if not isinstance(item, ast.Starred):
            value = ctx.expression(item)
            if entries is None:
                items.append(value)
            else:
                append(ctx, entries, value, item)
            continue
        value = elements(ctx, ctx.expression(item.value), item)
        if entries is None and not _is_long(ctx, value):
            items += unpacked(ctx, value, item, None, ())
            continue
        if entries is None:
            entries = Ref(Region(label, ListContent(tuple(items))))
            listing.materialise(ctx, entries.region, node)
        extend(ctx, entries, value, item)
    if entries is None:
        return Tuple(tuple(items))
    return long_tuples.made(ctx, entries, node, label)


def _is_long(ctx: Context, value: Value) -> bool:
    """True for a list or an array of which the length is not known."""
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Array) and kind.dims:
        return not isinstance(kind.dims[0], int)
    return isinstance(kind, Listing)


def lower_list(ctx: Context, node: ast.List, name: Name) -> Value:
    label = name if isinstance(name, str) else None
    if not any(isinstance(item, ast.Starred) for item in node.elts):
        items = ListContent(_items(ctx, node.elts, None))
        made = Ref(Region(label, items, own=True))
        displayed(ctx, made, node)
        return object_lists.displayed(ctx, made, node)
    made = Ref(Region(label, ListContent(()), own=True))
    for item in node.elts:
        if isinstance(item, ast.Starred):
            extend(ctx, made, _spread(ctx, ctx.expression(item.value), item), item)
        else:
            append(ctx, made, ctx.expression(item), item)
    return made


def _spread(ctx: Context, value: Value, node: ast.AST) -> Value:
    """`*value` in a list: its items, or a list or an array of which the length is not known."""
    value = iterated(ctx, tuple_lengths.entries_of(ctx, value, node), node)
    if _is_long(ctx, value) or isinstance(
        value, (Generator, Stream, *memory.ITERATORS)
    ):
        return value
    return Tuple(unpacked(ctx, value, node, None, ()))


def _items(ctx: Context, nodes: list[ast.expr], name: Name) -> tuple[Value, ...]:
    hints: tuple[Name, ...] = (None,) * len(nodes)
    if isinstance(name, tuple) and len(name) == len(nodes):
        hints = name
    items: list[Value] = []
    for item, hint in zip(nodes, hints):
        if isinstance(item, ast.Starred):
            spread = ctx.expression(item.value)
            items += unpacked(ctx, spread, item, None, ())
        else:
            items.append(ctx.expression(item, hint))
    return tuple(items)


def lower_dict(ctx: Context, node: ast.Dict, name: Name) -> Value:
    pairs: list[tuple[Value | None, Value]] = []
    for key, item in zip(node.keys, node.values):
        mark = None if key is None else ctx.expression(key)
        pairs.append((mark, ctx.expression(item)))
    label = name if isinstance(name, str) else None
    entries: Entries = {}
    for mark, value in pairs:
        if mark is None:
            content = memory.content_of(ctx, opened(ctx, value, node))
            if not isinstance(content, DictContent):
                return _entered(ctx, pairs, label, node)
            entries.update(entries_of(content))
            continue
        constant = known_key(ctx, mark)
        if constant is MISSING:
            return _entered(ctx, pairs, label, node)
        entries[constant] = value
    return Ref(Region(label, dict_content(entries)))


def _entered(
    ctx: Context,
    pairs: list[tuple[Value | None, Value]],
    label: str | None,
    node: ast.AST,
) -> Ref:
    """A dict some of whose keys are computed at run time: its entries come one by one."""
    made = Ref(Region(label, dict_content({})))
    for mark, value in pairs:
        if mark is None:
            ctx.lowering.call(ctx, Method(made, "update"), (value,), {}, node)
        else:
            set_item(ctx, made, mark, value, node)
    return made


def lower_set(ctx: Context, node: ast.Set, name: Name) -> Value:
    """A set: nothing can be done with it that depends on an order."""
    return sets.made(ctx, _items(ctx, node.elts, None), node, name)


def lower_slice(ctx: Context, node: ast.Slice, name: Name) -> Value:
    return Slice(*(_bound(ctx, part) for part in (node.lower, node.upper, node.step)))


def _bound(ctx: Context, node: ast.expr | None) -> Value:
    """A bound of a slice: 0 for `k - 1` where k is 1, in a function put in line, say."""
    if node is None:
        return Const(None)
    value = ctx.expression(node)
    known = ctx.integers.of(value, ctx.kind) if isinstance(value, Var) else None
    return Const(known.number) if known is not None and not known.terms else value


def lower_generator(ctx: Context, node: ast.GeneratorExp, name: Name) -> Value:
    return Generator(node, ctx.frame, ctx.expression(node.generators[0].iter))


# text --------------------------------------------------------------------------------


def lower_text(ctx: Context, node: ast.JoinedStr, name: Name) -> Value:
    return ctx.apply(
        "fstring", _pieces(ctx, node.values), node, name, kind=Other("str")
    )


def _pieces(ctx: Context, nodes: list[ast.expr]) -> tuple[Operand, ...]:
    pieces: list[Operand] = []
    for piece in nodes:
        if isinstance(piece, ast.Constant):
            pieces.append(Const(piece.value))
            continue
        assert isinstance(piece, ast.FormattedValue)
        value = shown(ctx, ctx.expression(piece.value), piece)
        form: Operand = Const("")
        if piece.format_spec is not None:
            assert isinstance(piece.format_spec, ast.JoinedStr)
            inner = _pieces(ctx, piece.format_spec.values)
            form = inner[0] if inner else form
            if len(inner) > 1 or isinstance(form, Pack):
                form = ctx.emit("fstring", inner, piece, kind=Other("str"))
        pieces.append(Pack("field", (value, Const(piece.conversion), form)))
    return tuple(pieces)
