"""What `a op= b` does: the method that says the same; or of an array a result of the kind that a
has, lying in memory as a does."""

from __future__ import annotations

import ast

from adgen.frontend.containers.list_methods import extend
from adgen.frontend.instances.counters import is_counter
from adgen.frontend.instances.entries import is_list_of_objects
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Written
from adgen.frontend.scope.values import DictContent, ListContent, Ref, Value
from adgen.frontend.syntax.expressions import binary
from adgen.ir.kinds import Array, Kind, Listing, may_be_one, same_dim
from adgen.ir.nodes import Operand


def method_in_place(ctx: Context, fn: str, old: Value) -> str | None:
    """The method that does what `op=` does: `d |= e` of a dict, `ps += qs` of objects."""
    if fn == "bitor" and isinstance(memory.content_of(ctx, old), DictContent):
        return None if is_counter(ctx, old) else "update"
    return "extend" if fn == "add" and is_list_of_objects(ctx, old) else None


def list_changed(
    ctx: Context, fn: str, old: Ref, value: Value, node: ast.AST, name: str | None
) -> Value:
    """What `xs op= value` leaves behind: xs itself, longer; `xs -= x` an array, where x is one."""
    if fn == "add":
        extend(ctx, old, value, node)
        return old
    new = binary(ctx, fn, old, value, node, name)
    if not isinstance(new, Ref) or new.path:
        return new
    content = ctx.state.content(new.region)
    kind = memory.kind_of(ctx, new)
    if isinstance(content, ListContent) or isinstance(kind, Listing):
        memory.require_writable(ctx, old, node)
        memory.write(ctx, old.region, content, node)
        return old
    return new


def kept_in_columns(
    ctx: Context,
    fn: str,
    operands: tuple[Operand, ...],
    node: ast.AST,
    name: str | None,
) -> Operand:
    """`a *= b` where a lies column after column, and so does the result: (a.T * b.T).T.

    Of a in columns and b in rows NumPy makes an array in rows; the sum of its elements is
    rounded otherwise.
    """
    kind = ctx.kind(operands[1])
    matrix = isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 2
    if fn == "matmul" or not matrix or operands[1] in ctx.in_columns:
        return memory.operand(ctx, ctx.apply(fn, operands, node, name), node)
    turned = [ctx.emit("np.transpose", (operand,), node) for operand in operands]
    made = ctx.apply("np.transpose", (ctx.emit(fn, turned, node),), node, name)
    result = memory.operand(ctx, made, node)
    ctx.in_columns.add(result)
    return result


def kind_kept(
    ctx: Context, fn: str, kind: Kind, operands: tuple[Operand, ...]
) -> Kind | None:
    """The kind of an array that is changed in place, if that is the kind of the result.

    A dimension that is not 1 is that of the result, or NumPy refuses the operation.
    """
    if fn == "matmul" or not isinstance(kind, Array) or not kind.dims:
        return None
    (result,) = ctx.lowering.infer(fn, operands, (), ctx.kind)
    if not isinstance(result, Array) or result.dtype != kind.dtype:
        return None
    same_rank = result.dims is not None and len(result.dims) == len(kind.dims)
    wide = all(
        not may_be_one(dim) or same_dim(dim, new)
        for dim, new in zip(kind.dims, result.dims or ())
    )
    return kind if same_rank and wide else None


def rebound(
    ctx: Context,
    fn: str,
    old: Ref,
    operands: tuple[Operand, Operand],
    node: ast.AST,
    name: str | None,
) -> Value:
    """`x += e` where x is a number or an array: other names of an array would see it.

    The name is bound anew; what else refers to the old value must not be read any more.
    """
    memory.require_writable(ctx, old, node)
    result = ctx.apply(fn, operands, node, name)
    written = Written(old.region, ctx.span(node))
    for region in (old.region, *old.region.links):
        ctx.state.stale[region] = written
    return result
