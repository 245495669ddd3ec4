"""Reading and writing memory: a value becomes an operand, a store a new version of a region.

b = x[1:3]      b is the view (1:3) of the region of x
b[0] = 1.0      x.1 = x.0 with [1:3] replaced; b is read anew from x.1
sum(b)
"""

from __future__ import annotations

import ast
from typing import Literal

import numpy as np

from adgen.frontend.regions import partings
from adgen.frontend.regions.apart import doubt_of_arguments, is_left_alone
from adgen.frontend.regions.chosen import chosen_anew, write_back
from adgen.frontend.regions.contents import require_content
from adgen.frontend.regions.indices import ELLIPSIS, compose
from adgen.frontend.regions.inner_arrays import put_back, store_in_list
from adgen.frontend.regions.inner_lists import in_step, note_length
from adgen.frontend.regions.lent import require_unlent
from adgen.frontend.regions.lists_as_arrays import stored
from adgen.frontend.regions.no_operands import refuse_as_operand, refuse_object
from adgen.frontend.regions.object_lists import Entry
from adgen.frontend.regions.path_stores import step_into, store_at
from adgen.frontend.regions.view_functions import READ_ONLY
from adgen.frontend.scope.context import SAY_WHAT_IT_IS, Context, holds_memory
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.layout import is_row_view
from adgen.frontend.scope.state import State, Written, called
from adgen.frontend.scope.values import (
    KNOWN,
    Content,
    DictContent,
    DictView,
    EnumerateValue,
    Generator,
    ListContent,
    MapValue,
    Object,
    ObjectContent,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Slice,
    Stream,
    Through,
    Tuple,
    Value,
    ZipValue,
    is_constant,
    is_operand,
)
from adgen.ir.kinds import (
    OBJECT,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    Unbound,
    Unknown,
    entry_kind,
    has_name,
    is_discrete,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.ir.objects import ONE_OF_EACH

ITERATORS = (
    RangeValue,
    EnumerateValue,
    ZipValue,
    ReversedValue,
    MapValue,
    DictView,
    Stream,
)


def operand(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """The value as an operand of the IR, memory read as it is at this point."""
    if isinstance(value, (Var, Const)):
        if is_constant(value, frozenset) and value.name is None:
            ctx.refuse(
                node,
                "a set is used as a value",
                "Ask for `in` or len of it only; to iterate, use a tuple.",
            )
        return value
    if isinstance(value, Ref):
        return read(ctx, value, node)
    if isinstance(value, Tuple) and value.cls is Entry:
        ctx.refuse(
            node,
            "an object in a list that grows at run time is used as a value",
            "Use its attributes, or append it to one list only.",
        )
    if isinstance(value, Tuple):
        return Pack("tuple", tuple(operand(ctx, item, node) for item in value.items))
    if isinstance(value, Slice):
        parts = (value.start, value.stop, value.step)
        return Pack("slice", tuple(operand(ctx, part, node) for part in parts))
    if isinstance(value, Object):
        return Const(value.value, value.name)
    if isinstance(value, (Generator, *ITERATORS)):
        listed = ctx.lowering.listed(ctx, value, node)
        if isinstance(listed, ITERATORS):
            refuse_as_operand(ctx, listed, node)
        return operand(ctx, listed, node)
    refuse_as_operand(ctx, value, node)


def read(ctx: Context, ref: Ref, node: ast.AST) -> Operand:
    """What a reference stands for at this point."""
    require_current(ctx, ref, node)
    content = ctx.state.content(ref.region)
    found = _read(ctx, ref, content, node)
    if ref.region.in_rows and is_row_view(ref.path, _rank(ctx, content)):
        ctx.in_rows.add(found)
    return found


def _rank(ctx: Context, content: Content) -> int:
    kind = UNKNOWN if isinstance(content, KNOWN) else ctx.kind(content)
    return len(kind.dims or ()) if isinstance(kind, Array) else 0


def _read(ctx: Context, ref: Ref, content: Content, node: ast.AST) -> Operand:
    if not ref.path:
        return content_operand(ctx, content, node)
    if ref.taken is not None and ref.of == content:
        return ref.taken
    key = (ref.region, ref.path)
    kept = ctx.state.views.get(key)
    if kept is not None and kept[0] == content:
        return kept[1]
    view = content_operand(ctx, content, node)
    for end in range(1, len(ref.path) + 1):
        key = (ref.region, ref.path[:end])
        kept = ctx.state.views.get(key)
        if kept is not None and kept[0] == content:
            view = kept[1]
            continue
        label = ref.label if end == len(ref.path) else None
        view = step_into(ctx, view, ref.path[end - 1], node, label)
        ctx.state.views[key] = (content, view)
    return view


def content_operand(ctx: Context, content: Content, node: ast.AST) -> Operand:
    """A content as an operand: a Pack for a list or a dict of known form."""
    if isinstance(content, ListContent):
        return Pack("list", tuple(operand(ctx, item, node) for item in content.items))
    if isinstance(content, DictContent):
        items = tuple(operand(ctx, item, node) for item in content.items)
        return Pack("dict", items, tuple(Const(key) for key in content.keys))
    if isinstance(content, ObjectContent):
        refuse_object(ctx, content.cls, node)
    return content


def require_current(ctx: Context, ref: Ref, node: ast.AST) -> None:
    """Refuses a read of memory that a store elsewhere may have changed."""
    written = ctx.state.stale.get(ref.region)
    if written is None or chosen_anew(ctx, ref.region, node):
        return
    ctx.lowering.note_row(ctx, ref.region)
    known_as = (ref.region, *ref.region.links)
    arguments = [doubt_of_arguments(ctx, written.region, each) for each in known_as]
    for doubt in (ref.region.doubt, written.region.doubt, *arguments):
        if doubt is not None and doubt not in ctx.lowering.decided:
            raise Again(doubt)
    partings.decide(ctx, (*known_as, written.region))
    remedy = "Make one of them a copy before the write: y = x.copy()."
    if isinstance(kind_of(ctx, ref), Listing):
        remedy = (
            "Read it anew where it stands, xs[i], or copy it before the write: list(x)."
        )
    regions = (ref.region, written.region)
    if any(is_unknown(_kind_of_ref(ctx, Ref(region))) for region in regions):
        remedy += f"\n{SAY_WHAT_IT_IS}"
    ctx.refuse(node, written.reason(ref), remedy)


def content_of(ctx: Context, value: Value) -> Content | None:
    """The content of a region if the value is a whole one, else None."""
    if isinstance(value, Ref) and not value.path:
        return ctx.state.content(value.region)
    return None


def items_in(state: State, value: Value) -> tuple[Value, ...]:
    """The items of a list whose items are known, else none."""
    if isinstance(value, Ref) and not value.path:
        content = state.content(value.region)
        if isinstance(content, ListContent):
            return content.items
    return ()


# kinds -------------------------------------------------------------------------------


def kind_of(ctx: Context, value: Value) -> Kind:
    """The kind of a value, without reading it."""
    if is_operand(value):
        return ctx.kind(value)
    if isinstance(value, Ref):
        return _kind_of_ref(ctx, value)
    if isinstance(value, Tuple):
        return Structure("tuple", tuple(kind_of(ctx, item) for item in value.items))
    if isinstance(value, Slice):
        return Other("slice")
    if isinstance(value, (Generator, *ITERATORS)):
        return Other("iterator")
    return Other("object")


def _kind_of_ref(ctx: Context, ref: Ref) -> Kind:
    if ref.path:
        if ref.taken is not None:
            return ctx.kind(ref.taken)
        kept = ctx.state.views.get((ref.region, ref.path))
        if kept is not None:
            return ctx.kind(kept[1])
        return entry_kind(_kind_of_ref(ctx, Ref(ref.region)), len(ref.path))
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        return Structure("list", tuple(kind_of(ctx, item) for item in content.items))
    if isinstance(content, DictContent):
        kinds = tuple(kind_of(ctx, item) for item in content.items)
        return Structure("dict", kinds, content.keys)
    if isinstance(content, ObjectContent):
        return OBJECT
    return ctx.kind(content)


# writing -----------------------------------------------------------------------------


def write(
    ctx: Context, region: Region, content: Content, node: ast.AST, entry: bool = False
) -> None:
    """A region has a new content; what may share memory with it must not be read any more.

    Of a list an `entry` was changed, that is a list, rather than which entries it has.
    """
    require_content(ctx, region, content, node)
    require_unlent(ctx, region, content, entry, node)
    shared = (region, *region.links) if ctx.is_entry else ()
    if any(r.origin == "parameter" and isinstance(r.content, KNOWN) for r in shared):
        ctx.lowering.watch(ONE_OF_EACH, "arguments", None)
    note_length(ctx, region, content)
    if isinstance(content, DictContent):
        ctx.lowering.require_keys(ctx, region, content, node)
    inner = in_step(ctx.state, region)
    ctx.state.memory[region] = content
    known = write_back(ctx, region, node)
    if inner is not None:
        known += put_back(ctx, region, inner, write, node)
    written = Written(region, ctx.span(node))
    for other in region.links:
        apart = is_left_alone(ctx, region, content, other, entry, node)
        if other not in known and not apart:
            ctx.state.stale[other] = written


def store(
    ctx: Context,
    ref: Ref,
    index: Operand | None,
    value: Operand,
    mode: Literal["set", "add"],
    node: ast.AST,
) -> None:
    """`ref[index] = value`, or `+=`; without an index the whole of what it refers to."""
    require_writable(ctx, ref, node)
    if index is not None:
        ctx.lowering.require_index(ctx, index, node)
    value = stored(ctx, value, node)
    content = ctx.state.content(ref.region)
    base = content_operand(ctx, content, node)
    path = compose(ctx, ref.path, index)
    if not path or isinstance(path[-1], Through):
        path = (*path, ELLIPSIS)
    if store_in_list(ctx, ref.region, path, value, mode, write, node):
        return
    new = store_at(ctx, base, path, value, mode, node, ref.region)
    write(ctx, ref.region, new, node)


def overwrite(
    ctx: Context, ref: Ref, value: Operand, node: ast.AST, fits: bool = False
) -> None:
    """`ref[...] = value`: the whole of what it refers to is another value, which surely `fits`."""
    value = stored(ctx, value, node)
    kind, given = kind_of(ctx, ref), ctx.kind(value)
    require_dtype(ctx, kind, given, node)
    if not ref.path and given == kind and (fits or _is_exact(kind)):
        require_writable(ctx, ref, node)
        write(ctx, ref.region, value, node)
    else:
        store(ctx, ref, None, value, "set", node)


def _is_exact(kind: Kind) -> bool:
    if not isinstance(kind, Array) or kind.dims is None:
        return False
    return all(map(has_name, kind.dims))


_MUTABLE = (list, dict, set, np.ndarray)


def require_writable(ctx: Context, ref: Ref, node: ast.AST) -> None:
    """Refuses a store to what the program only sees, or to memory that is out of date."""
    require_current(ctx, ref, node)
    label = called(ref.label or ref.region.label)
    shared = (ref.region, *ref.region.links)
    if any(r.origin == "constant" and not _is_entry(ctx, ref, r) for r in shared):
        ctx.refuse(
            node,
            f"{label} is, or may be part of, a global or captured array, and is written",
            "Work on a copy: y = x.copy().",
        )
    default = ctx.frame.acquired.defaults.get(ref.region.label or "")
    if ref.region.origin == "parameter" and isinstance(default, _MUTABLE):
        ctx.refuse(
            node,
            f"{label} is changed, and its default is one object that lives on between calls",
            "Let the default be None, and make a new one in the function.",
        )
    fixed = next(
        (s.fn for s in ref.path if isinstance(s, Through) and s.fn in READ_ONLY), None
    )
    if fixed is not None:
        ctx.refuse(
            node,
            f"what {fixed} gives is written, and NumPy makes it read-only",
            "Write the array itself, or work on a copy.",
        )
    ctx.lowering.note_write(ctx, ref.region, node)


def _is_entry(ctx: Context, ref: Ref, other: Region) -> bool:
    """True for an array that is in a list: what changes the list does not write it."""
    if ref.path or other is ref.region or isinstance(other.content, KNOWN):
        return False
    listed = isinstance(_kind_of_ref(ctx, ref), (Listing, Structure))
    return listed and isinstance(ctx.kind(other.content), Array)


def require_dtype(ctx: Context, base: Kind, value: Kind, node: ast.AST) -> None:
    """NumPy truncates floats stored into integer arrays: refused."""
    if not isinstance(base, (Array, Number)):
        return
    if base.dtype.startswith("float") and _is_complex(value):
        ctx.refuse(
            node,
            "a complex number is stored into an array of floats, which has no place for it",
            "Make the array complex: np.zeros(n, dtype=complex), or store z.real.",
        )
    if base.dtype not in ("int", "bool"):
        return
    if not is_discrete(value) and not isinstance(value, Unbound):
        ctx.refuse(
            node,
            f"a float is stored into an array of {base.dtype}, which cuts its fraction off",
            "Make the array of floats: np.zeros(n) or x.astype(float).",
        )


def _is_complex(kind: Kind) -> bool:
    return isinstance(kind, (Array, Number)) and kind.dtype.startswith("complex")


# questions ---------------------------------------------------------------------------


def holds_arrays(kind: Kind) -> bool:
    """True for a list whose entries may be arrays."""
    return isinstance(kind, Listing) and any(map(holds_memory, kind.fields))


def may_be_array(kind: Kind) -> bool:
    return holds_memory(kind) and not isinstance(kind, Listing)


def is_number(kind: Kind) -> bool:
    return isinstance(kind, Number)


def is_unknown(kind: Kind) -> bool:
    return isinstance(kind, Unknown)
