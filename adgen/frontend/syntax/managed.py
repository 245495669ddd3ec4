"""Context managers of the user: objects with `__enter__`, and generator functions.

with Meter() as m:          m = Meter.__enter__(meter)
    m.add(x)                m.add(x)
                            Meter.__exit__(meter, None, None, None)

The body may be left in any way: first what the manager does at its end runs, then control goes
where the body has led it.
"""

from __future__ import annotations

import ast
import contextlib
import types
from collections.abc import Callable
from contextlib import suppress

from adgen.frontend.instances.classes import class_of, special
from adgen.frontend.instances.operator_methods import called
from adgen.frontend.reading.acquire import acquire
from adgen.frontend.regions.branches import branch_off, join
from adgen.frontend.scope.conflicts import Raised
from adgen.frontend.scope.context import Context, Unreachable
from adgen.frontend.scope.frame import Exit, LoopScope, own_nodes
from adgen.frontend.scope.state import Leaf, Open, Split, leaves
from adgen.frontend.scope.values import NONE_VALUE, Stream, Value, is_operand
from adgen.frontend.syntax import assignment
from adgen.ir.nodes import Const

Inner = Callable[[], None]
_NO_LOOK = "Ask only whether there is one, `is None`; tell exceptions apart by `except` clauses."


def generator_of(value: object) -> object | None:
    """The generator function of what `contextlib.contextmanager` has made."""
    inner = getattr(value, "__wrapped__", None)
    if not (isinstance(value, types.FunctionType) and callable(inner)):
        return None
    made_here = (
        value.__code__.co_filename == contextlib.contextmanager.__code__.co_filename
    )
    return inner if made_here else None


def bind(ctx: Context, item: ast.withitem, value: Value) -> None:
    """`as name`"""
    if item.optional_vars is not None:
        assignment.assign(ctx, item.optional_vars, value)


def through(ctx: Context, stream: Stream, item: ast.withitem, inner: Inner) -> None:
    """The body at the yield of a generator function."""
    node, nesting = item.context_expr, ctx.nesting
    ways = _Ways(ctx, item)

    def emit(value: Value) -> None:
        if ways.exits or ctx.nesting > nesting:
            ctx.refuse(
                node,
                f"the generator function `{stream.name}` may yield more than once",
                "Let a context manager yield once, in no loop.",
            )
        ways.body(value, inner)
        if ctx.block is None:
            raise Unreachable

    with suppress(Unreachable):
        stream.run(ctx, emit)
    ways.go_on()


def with_object(ctx: Context, manager: Value, item: ast.withitem, inner: Inner) -> bool:
    """The body between `__enter__` and `__exit__`; False if the object has neither."""
    node = item.context_expr
    last = special(class_of(ctx, manager), "__exit__")
    if last is None:
        return False
    if _may_suppress(last):
        ctx.refuse(
            node,
            "a with statement of an object whose __exit__ may suppress an exception",
            "Let __exit__ return nothing, and catch the exception by a try.",
        )
    entered = called(ctx, "__enter__", manager, (), node)
    if entered is None:
        return False
    outer, ways = ctx.here, _Ways(ctx, item)
    ways.body(entered, inner)
    if ctx.block is not None:
        called(ctx, "__exit__", manager, (NONE_VALUE,) * 3, node)
    ways.go_on()
    if ctx.block is not None:
        ctx.leave(ways.done)
    raised = Raised("the exception in a with statement is looked at", None, _NO_LOOK)
    ends = [block.end for block in leaves(outer)]
    for exit in dict.fromkeys(e.exit for e in ends if isinstance(e, Leaf)):
        if exit in ways.raised:
            join(ctx, outer, node, exit)
            called(ctx, "__exit__", manager, (raised,) * 3, node)
            ctx.leave(exit)
    if isinstance(outer.end, (Split, Leaf)):
        join(ctx, outer, node, ways.done)
    else:
        ctx.block = None
    return True


def _may_suppress(function: object) -> bool:
    """True unless `__exit__` surely returns something false."""
    node = acquire(function).node
    if isinstance(node, ast.Lambda):
        return True
    values = [n.value for n in own_nodes(node, node) if isinstance(n, ast.Return)]
    return not all(
        value is None or (isinstance(value, ast.Constant) and not value.value)
        for value in values
    )


class _Ways:
    """The ways out of a body: those without an exception meet, and part again later.

    `raised` are the ways to a handler of an exception. From one of the manager's own, which
    stands inside of what was tried `outside`, control goes on behind the body.
    """

    def __init__(self, ctx: Context, item: ast.withitem) -> None:
        self.ctx, self.item, self.frame = ctx, item, ctx.frame
        self.done = Exit("done", LoopScope(item))
        self.key = ctx.pseudo(f"left {id(item)}", None)
        self.exits: dict[Exit | None, int] = {}
        self.raised: dict[Exit | None, None] = {}
        self.outside = ctx.tries

    def body(self, value: Value, inner: Inner) -> None:
        """Runs the body; control goes on where its ways out meet."""
        ctx = self.ctx
        root = ctx.here
        with ctx.within(self.frame), suppress(Unreachable):
            bind(ctx, self.item, value)
            inner()
        if ctx.block is not None:
            ctx.leave(self.done)
        for block in leaves(root):
            assert isinstance(block.end, Leaf)
            exit = block.end.exit
            if exit is not None and exit.what == "caught":
                self.raised[exit] = None
                if self._is_swallowed(exit):
                    self._number(block, self.done)
                continue
            if exit is not None and not self._is_own(exit):
                ctx.refuse(
                    self.item.context_expr,
                    "a generator is left from outside, in the middle of a with",
                    "Run over all elements of the generator, or make a list of them.",
                )
            self._number(block, exit)
        join(ctx, root, self.item.context_expr, *self.exits)

    def _number(self, block: Open, exit: Exit | None) -> None:
        """Says which way control takes behind what the manager does at its end."""
        number = self.exits.setdefault(exit, len(self.exits))
        block.state.names[self.key] = Const(number)

    def _is_swallowed(self, exit: Exit) -> bool:
        """True if a clause of the manager catches what the body raises."""
        tries = self.ctx.tries
        inside = tries[: len(tries) - len(self.outside)]
        return any(exit.scope is clause for clauses in inside for clause in clauses)

    def _is_own(self, exit: Exit) -> bool:
        """True unless what consumes this generator leaves it: an exception, for Python."""
        frame = self.frame.function()
        return exit == self.done or exit.scope in (frame, *frame.loops)

    def go_on(self) -> None:
        """Control goes where the body has led it."""
        ctx, exits = self.ctx, self.exits
        if ctx.block is None:
            return
        number = ctx.state.names.pop(self.key)
        assert is_operand(number)
        others = [exit for exit in exits if exit != self.done]
        last = others.pop() if self.done not in exits else None
        node = self.item.context_expr
        for exit in others:
            test = ctx.emit("eq", (number, Const(exits[exit])), node)
            branch_off(ctx, test, exit, node)
        if last is not None:
            ctx.leave(last)
