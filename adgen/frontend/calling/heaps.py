"""`bisect.insort`, and heaps as lists in order, of which nobody can tell the difference.

heapq.heappush(heap, v)       heap.insert(bisect.bisect_right(heap, v), v)
heapq.heappop(heap)           heap.pop(0)

The least entry of a heap is the first one in both; how the others lie, only what looks at them
sees. So a heap is a name of the function to which nothing else is done.
"""

from __future__ import annotations

import ast
import bisect
import heapq
from collections.abc import Callable, Sequence
from typing import Any

from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word

Parents = dict[ast.AST, ast.AST]

_REMEDY = (
    "Make the heap in the function, heap = [] or heap = list(xs) and heapify(heap) at once,"
    " and use heappush, heappop, heap[0], len(heap) and its truth only."
)


def _of_heap(function: Callable[..., Any]) -> Builtin:
    """How a function of heapq is lowered."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        heap = node.args[0] if isinstance(node, ast.Call) and node.args else None
        if not isinstance(heap, ast.Name) or not _is_only_a_heap(ctx, heap.id):
            ctx.refuse(
                node, "a list is a heap, and something else is done to it", _REMEDY
            )
        return word(ctx, function, args, node, name)

    return call


def _in_words(function: Callable[..., Any]) -> Builtin:
    """`bisect.insort(xs, x)`"""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        if kwargs or len(args) != 2:
            ctx.refuse(
                node,
                "insort is called with bounds or a key",
                "Write xs.insert(bisect.bisect(keys, key(x)), x), with a list of the keys.",
            )
        return word(ctx, function, args, node, name)

    return call


# what is done to a heap --------------------------------------------------------------


def _is_only_a_heap(ctx: Context, name: str) -> bool:
    """True if a name is bound to new lists, and nothing is done to them but what heaps are for."""
    function = ctx.frame.function().node
    parents: Parents = {
        child: parent
        for parent in ast.walk(function)
        for child in ast.iter_child_nodes(parent)
    }
    uses = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == name
    ]
    made = [use for use in uses if isinstance(use.ctx, ast.Store)]
    rest = [use for use in uses if isinstance(use.ctx, ast.Load)]
    return (
        bool(made)
        and len(made) + len(rest) == len(uses)
        and all(_is_made(use, parents) for use in made)
        and all(_is_for_heaps(use, parents) for use in rest)
    )


def _is_made(target: ast.Name, parents: Parents) -> bool:
    """`heap = []`, or a new list that is brought in order by the next statement."""
    statement = parents[target]
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return False
    if isinstance(statement, ast.Assign) and statement.targets != [target]:
        return False
    match statement.value:
        case ast.List(elts=[] | [_] as items):
            return not any(isinstance(item, ast.Starred) for item in items)
        case (
            ast.List() | ast.ListComp() | ast.Call(func=ast.Name(id="list" | "sorted"))
        ):
            return _is_heapified(target.id, statement, parents)
        case _:
            return False


def _is_heapified(name: str, statement: ast.stmt, parents: Parents) -> bool:
    """True if the next statement is `heapify(name)`."""
    for body in ("body", "orelse", "finalbody"):
        statements = getattr(parents[statement], body, ())
        if statement in statements[:-1]:
            match statements[statements.index(statement) + 1]:
                case ast.Expr(value=ast.Call(args=[ast.Name(id=heap)]) as call):
                    return heap == name and _called(call) == "heapify"
    return False


def _is_for_heaps(use: ast.Name, parents: Parents) -> bool:
    """True where a heap is pushed to, popped from, or asked for its length or first entry."""
    match parents[use]:
        case ast.Call(args=[first, *_]) as call:
            return first is use and _called(call) in {*_NAMES, "len", "bool"}
        case ast.Subscript(value=value, slice=ast.Constant(value=0), ctx=ast.Load()):
            return value is use
        case ast.While(test=test) | ast.If(test=test) | ast.IfExp(test=test):
            return test is use
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp() as both:
            above = parents[both]
            tested = isinstance(above, ast.While | ast.If | ast.IfExp)
            return tested and getattr(above, "test", None) is both
        case _:
            return False


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


_HEAPS: dict[object, Callable[..., Any]] = {
    heapq.heappush: words.put_in_order,
    heapq.heappop: words.first_taken,
    heapq.heappushpop: words.put_and_first,
    heapq.heapreplace: words.first_and_put,
    heapq.heapify: words.brought_in_order,
}
_NAMES = {getattr(function, "__name__", "") for function in _HEAPS}

CALLS: dict[object, Builtin] = {
    **{function: _of_heap(in_words) for function, in_words in _HEAPS.items()},
    bisect.insort_right: _in_words(words.put_in_order),
    bisect.insort_left: _in_words(words.put_in_order_before),
}
"""How each is lowered."""
