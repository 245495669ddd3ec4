"""A call of a function of the program: what it returns, and with what that may share memory.

y, r = split(x, k)        y.0, r.0 = call split(x.0, k.0)       y and r may be parts of x
sort(a, 0, n)             a.1 = call sort(a.0, 0, n.0)          sort writes a, and gives it back
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from adgen.frontend.callees import parameters
from adgen.frontend.callees.passing import Passed
from adgen.frontend.callees.program import InlineInstead
from adgen.frontend.callees.remembering import passed_on
from adgen.frontend.callees.specialised import Specialised
from adgen.frontend.control import results
from adgen.frontend.control.given_back import name_noted
from adgen.frontend.regions import memory
from adgen.frontend.regions.apart import doubt_of_arguments
from adgen.frontend.regions.shared_entries import make_stale, note_written
from adgen.frontend.scope.changed import Place
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.frame import label_of
from adgen.frontend.scope.state import called
from adgen.frontend.scope.values import (
    DictContent,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import Array, Kind, Listing, Unbound
from adgen.ir.nodes import Var

Refs = Sequence[Ref | None]


def emit_call(
    ctx: Context, made: Specialised, passed: Passed, node: ast.AST, name: Name
) -> Value:
    """The call; its result as a value."""
    structures = passed.structures()
    args = passed.operands(made.forms)
    refs = passed.refs(made.forms)
    places = [made.regions.index(region) for region in made.result.given]
    given = [ref for ref in (refs[place] for place in places) if ref is not None]
    _require_apart(ctx, made, places, refs, node)
    if made.kept:
        args = [arg for arg, kept in zip(args, made.kept) if kept]
    labels, kinds = _labels_and_kinds(ctx, made, passed, given, name)
    returned = ctx.builder.call(made.name, args, labels, kinds, span=ctx.span(node))
    for var, may_be_none in zip(returned, made.result.nones):
        if may_be_none:
            ctx.maybe_none.add(var)
    count = len(returned) - len(given)
    for i, (ref, var) in enumerate(zip(given, returned[count:])):
        _take_back(ctx, ref, var, node, made.result.given[i])
        _link(ref.region, made.result.sources[count + i], made, refs)
    values = [ctx.value_of(v, label) for v, label in zip(returned[:count], labels)]
    for value, sources in zip(values, made.result.sources):
        if isinstance(value, Ref):
            value.region.doubt = made.doubt if sources else None
            _link(value.region, sources, made, refs)
    leaves = [
        _own(made, i, leaf, refs) for i, leaf in enumerate(made.result.leaves(values))
    ]
    result = results.rebuild(made.result.shape, leaves)
    _link_structures(result, made, structures)
    if not made.result.changed or not isinstance(result, Tuple):
        passed_on(ctx, made, structures, refs)
        return result
    value, *changed = result.items
    for place, new in zip(made.result.changed, changed):
        _change(ctx, made, structures, place, new, node)
    passed_on(ctx, made, structures, refs)
    return value


def _labels_and_kinds(
    ctx: Context, made: Specialised, passed: Passed, given: Sequence[Ref], name: Name
) -> tuple[list[str | None], list[Kind]]:
    """What is returned: the leaves of the result, and the arguments that are given back."""
    kinds = [passed.result(kind, made.forms) for kind in made.result.kinds]
    if not kinds and made.result.shape != results.LEAF:
        return [], []  # an object without attributes
    if not kinds:
        # Every path raises: what follows the call is not reached.
        return [None], [Unbound()]
    count = len(kinds) - len(given)
    if made.result.changed:
        name = (name, *map(_label_of_place, made.result.changed))
    labels = _labels(made.result.shape, name)
    if len(labels) == count + len(made.result.left_out):
        labels = [v for i, v in enumerate(labels) if i not in made.result.left_out]
    else:
        labels = [None] * count
    for position, ref in enumerate(given):
        kind = memory.kind_of(ctx, ref)
        if isinstance(kind, Array):
            kinds[count + position] = (
                kind  # writing changes neither sizes nor the dtype
            )
    return [*labels, *(ref.label or ref.region.label for ref in given)], kinds


# arguments that are given back --------------------------------------------------------


def _require_apart(
    ctx: Context,
    made: Specialised,
    places: Sequence[int],
    refs: Refs,
    node: ast.AST,
) -> None:
    """What the function writes, the arguments at some places, is no part of what else it is
    given."""
    for place in places:
        for position, other in enumerate(refs):
            written = refs[place]
            if other is None or written is None or position == place:
                continue
            if not written.region.may_share(other.region):
                continue
            if _is_only_listed(ctx, made, place, written, other):
                continue
            doubt = doubt_of_arguments(ctx, written.region, other.region)
            if doubt is not None and doubt not in ctx.lowering.decided:
                raise Again(doubt)
            one, two = (called(r.label or r.region.label) for r in (written, other))
            ctx.refuse(
                node,
                f"`{made.name}` calls itself and writes {one}, which may share memory with {two}",
                "Pass a copy of what it reads: y = x.copy().",
            )


def _is_only_listed(
    ctx: Context, made: Specialised, place: int, written: Ref, other: Ref
) -> bool:
    """True for a list, of which no entry is written, and an array that may be in it."""
    region = made.regions[place]
    if region is None or region in ctx.lowering.entries.written:
        return False
    listed, array = memory.kind_of(ctx, written), memory.kind_of(ctx, other)
    return isinstance(listed, Listing) and isinstance(array, Array)


def _take_back(ctx: Context, ref: Ref, var: Var, node: ast.AST, inside: Region) -> None:
    """An argument, which is called `inside` in the function, is what that has left of it."""
    if ref.path:
        memory.store(ctx, ref, None, var, "set", node)
        return
    memory.require_writable(ctx, ref, node)
    memory.write(ctx, ref.region, var, node, entry=True)
    if inside in ctx.lowering.entries.written:
        note_written(ctx, ref.region, node)
        make_stale(ctx, ref.region, node)


def _label_of_place(place: Place) -> str:
    return label_of(place) if isinstance(place, str) else str(place[1])


def _change(
    ctx: Context,
    made: Specialised,
    structures: Sequence[Region],
    place: Place,
    value: Value,
    node: ast.AST,
) -> None:
    """A name or an attribute is what the function has left of it."""
    if isinstance(place, str):
        if place in ctx.captured and not name_noted(ctx, place):
            raise InlineInstead
        ctx.state.names[place] = value
        ctx.note_bound(place, value)
        return
    position = made.structures.index(place[0])
    region = structures[position]
    others = [*structures[:position], *structures[position + 1 :]]
    if any(region.may_share(other) for other in others):
        ctx.refuse(
            node,
            f"`{made.name}` calls itself and changes an object that may be given to it twice",
            "Pass it once.",
        )
    memory.require_writable(ctx, Ref(region), node)
    content = ctx.state.content(region)
    assert isinstance(content, ObjectContent | DictContent)
    at = content.keys.index(place[1])
    items = (*content.items[:at], value, *content.items[at + 1 :])
    memory.write(ctx, region, replace(content, items=items), node)


def _own(made: Specialised, position: int, leaf: Value | None, refs: Refs) -> Value:
    """A leaf of the result; one that is an argument is that argument."""
    if leaf is not None:
        return leaf
    region = made.result.left_out[position]
    found = refs[made.regions.index(region)]
    assert found is not None
    return found


# memory that is shared ----------------------------------------------------------------


def _link(
    region: Region,
    sources: Mapping[Region, None],
    made: Specialised,
    passed: Refs,
) -> None:
    """What may share memory with an argument: a result, or a list that has got it."""
    for source in sources:
        if source.origin == "constant":
            region.link(source)
        elif source in made.regions:
            given = passed[made.regions.index(source)]
            if given is not None and given.region is not region:
                region.link(given.region)


def _labels(shape: results.Shape, name: Name) -> list[str | None]:
    if shape == results.LEAF:
        return [name if isinstance(name, str) else None]
    names: Sequence[Name] = (None,) * len(shape.items)
    if isinstance(name, tuple) and len(name) == len(shape.items):
        names = name
    return [
        label for item, part in zip(shape.items, names) for label in _labels(item, part)
    ]


def _link_structures(
    result: Value, made: Specialised, passed: Sequence[Region]
) -> None:
    """A list, dict or object that is returned may be one that was passed, or another result."""
    own = list(parameters.structure_regions(result, lambda region: region.content))
    given = dict(zip(made.structures, passed))
    origins = made.result.structures
    for position, (region, sources) in enumerate(zip(own, origins)):
        for source in sources:
            if source in given:
                region.link(given[source])
        for other, others in zip(own[:position], origins):
            if any(source in others for source in sources):
                region.link(other)
