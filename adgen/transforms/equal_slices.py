"""Slices by the same bounds: they are equally long, however long that is.

    %1 = a.0[i.0, k.0:]          of a: [n, m], %1 and %2 are as long as each other, and so are
    %2 = a.0[k.0, k.0:]          %3 and %4: the adjoint of none of them is summed
    %3 = f.0 * %2
    %4 = %1 - %3

The name of a length is given to what is made of such slices by single statements, and to nothing
that branches or loops hand on: there the bounds may be others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from adgen.analyses.repeated import first_made
from adgen.ir.build import Builder, Infer
from adgen.ir.kinds import Array, Dim, Kind, has_name, is_integer
from adgen.ir.namer import Namer
from adgen.ir.nodes import Apply, Function, Operand, Pack, Program, Var
from adgen.ir.walk import all_statements, used_vars
from adgen.rules.infer import cautious_kinds, result_kinds
from adgen.rules.shapes import is_constant, slices_of
from adgen.transforms.room import holds_complex

Key = tuple[Dim, Pack]
"""The dimension that is sliced, and the slice."""

_COUNTING = ("add", "sub", "mul", "len")
"""What bounds are computed with."""


def with_equal_slices(program: Program) -> Program:
    """The program with one name for the lengths of equal slices."""
    mixed = any(map(holds_complex, program.functions.values()))
    infer = cautious_kinds if mixed else result_kinds
    functions = {n: _refined(f, infer) for n, f in program.functions.items()}
    return replace(program, functions=functions)


def _refined(function: Function, infer: Infer) -> Function:
    statements = [s for s in all_statements(function.body) if isinstance(s, Apply)]
    builder = Builder(infer, Namer.of(function), dict(function.kinds))
    same = first_made(statements, _COUNTING)
    counts = Counter(key for s in statements for _, key in _lengths(s, builder, same))
    if not any(count > 1 for count in counts.values()):
        return function
    names: dict[Key, str] = {}
    named: set[Var] = set()
    for stmt in statements:
        if stmt.fn == "getitem":
            kinds = _of_slice(stmt, builder, same, counts, names)
        elif named.isdisjoint(used_vars(stmt)):
            continue
        else:
            kinds = infer(stmt.fn, stmt.args, stmt.kwargs, builder.kind_of)
        for var, kind in zip(stmt.results, kinds):
            new = _with_names(builder.kinds[var], kind)
            if new != builder.kinds[var]:
                builder.kinds[var] = new
                named.add(var)
    return replace(function, kinds=builder.kinds) if named else function


def _lengths(
    stmt: Apply, builder: Builder, same: Mapping[Operand, Operand]
) -> Iterator[tuple[int, Key]]:
    """The axes of a slice of unknown length, each with what is sliced by what."""
    if stmt.fn != "getitem" or stmt.kwargs:
        return
    base, kind = builder.kind_of(stmt.args[0]), builder.kinds.get(stmt.results[0])
    if not isinstance(base, Array) or not isinstance(kind, Array):
        return
    if base.dims is None or kind.dims is None:
        return
    rank = len(base.dims)
    axes = slices_of(stmt.args[1], rank, lambda i: is_integer(builder.kind_of(i)))
    if axes is None or len(axes) != len(kind.dims):
        return
    for i, (axis, item) in enumerate(axes):
        unknown = item is not None and not is_constant(item)
        if unknown and has_name(base.dims[axis]) and not has_name(kind.dims[i]):
            assert item is not None
            bounds = tuple(same.get(bound, bound) for bound in item.items)
            yield i, (base.dims[axis], replace(item, items=bounds))


def _of_slice(
    stmt: Apply,
    builder: Builder,
    same: Mapping[Operand, Operand],
    counts: Counter[Key],
    names: dict[Key, str],
) -> tuple[Kind, ...]:
    (result,) = stmt.results
    kind = builder.kinds[result]
    found = [(i, key) for i, key in _lengths(stmt, builder, same) if counts[key] > 1]
    if not isinstance(kind, Array) or kind.dims is None or not found:
        return (kind,)
    dims = list(kind.dims)
    for i, key in found:
        dims[i] = names.setdefault(key, f"{result.name}.{result.version}.{i}?")
    return (replace(kind, dims=tuple(dims)),)


def _with_names(old: Kind, new: Kind) -> Kind:
    """The kind with the names of the dimensions of another one, where it has none."""
    if not isinstance(old, Array) or not isinstance(new, Array):
        return old
    if old.dims is None or new.dims is None or old.dtype != new.dtype:
        return old
    if len(old.dims) != len(new.dims):
        return old
    pairs = zip(old.dims, new.dims)
    return replace(old, dims=tuple(a if has_name(a) else b for a, b in pairs))
