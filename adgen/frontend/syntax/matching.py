"""`match`: the patterns become tests, in order, and the body of the first that holds is run.

match mode:
    case "linear" | "flat":      a test of mode == "linear" or mode == "flat"
        y = x
    case (a, b) if a > b:        a tuple of two items: no test but the guard
        y = a
    case _:                      else
        y = 0.0

A mode that is known when the function is lowered leaves one body, without any test.
"""

from __future__ import annotations

import ast
import collections.abc
from collections.abc import Callable

from adgen.frontend.containers.subscripts import select
from adgen.frontend.containers.unpacking import unpacked
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import boolean, join
from adgen.frontend.regions.optional import given
from adgen.frontend.regions.structures import known_items
from adgen.frontend.regions.tuple_lengths import entries_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import Exit, LoopScope
from adgen.frontend.scope.state import Leaf, Open, Split
from adgen.frontend.scope.values import (
    Conflict,
    DictContent,
    ListContent,
    Object,
    Perhaps,
    Ref,
    Region,
    Slice,
    Tuple,
    Value,
    is_operand,
)
from adgen.frontend.syntax.assignment import bind
from adgen.frontend.syntax.attributes import attribute
from adgen.frontend.syntax.expressions import both, compare
from adgen.frontend.syntax.statements import test_operand, truth
from adgen.ir.kinds import Listing, Structure, Unknown
from adgen.ir.nodes import Const, Operand

_ISINSTANCE = Object(isinstance, "isinstance")
_SELF = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
"""`case float(v)`: v is the whole value."""
Captures = list[tuple[str, Callable[[], Value]]]


def lower_match(ctx: Context, node: ast.Match) -> None:
    subject = ctx.expression(node.subject)
    if isinstance(subject, Conflict):
        ctx.refuse(node.subject, subject.reason, "Match what is of one kind.")
    matched = Exit("match", LoopScope(node))
    root = ctx.here
    for case in node.cases:
        if ctx.block is None:
            break
        _case(ctx, case, subject, matched)
    if ctx.block is not None:
        ctx.leave(matched)
    if isinstance(root.end, (Split, Leaf)):
        join(ctx, root, node, matched)


def _case(ctx: Context, case: ast.match_case, subject: Value, matched: Exit) -> None:
    """One case: control goes on where it does not match."""
    captures: Captures = []
    test = _Pattern(ctx, captures).test(case.pattern, subject)
    decided = boolean(ctx, test)
    if decided is False:
        return
    root = ctx.here
    if decided is None:
        split = ctx.split(test, ctx.span(case.pattern))
        _guarded(ctx, split.then, case, captures, matched)
        split.orelse.end = Leaf(None)
    else:
        _guarded(ctx, root, case, captures, matched)
    if isinstance(root.end, (Split, Leaf)):
        join(ctx, root, case.pattern, None)


def _guarded(
    ctx: Context, block: Open, case: ast.match_case, captures: Captures, matched: Exit
) -> None:
    """The guard and the body, after the pattern has matched."""
    ctx.block = block
    for name, value in captures:
        bind(ctx, name, value(), case.pattern)
    if case.guard is not None:
        test = test_operand(ctx, case.guard)
        decided = boolean(ctx, test)
        if decided is False:
            ctx.leave(None)
            return
        if decided is None:
            split = ctx.split(test, ctx.span(case.guard))
            split.orelse.end = Leaf(None)
            ctx.block = split.then
    ctx.statements(case.body)
    if ctx.block is not None:
        ctx.leave(matched)


class _Pattern:
    """The test whether a value has a pattern; what it captures is noted."""

    def __init__(self, ctx: Context, captures: Captures) -> None:
        self.ctx = ctx
        self.captures = captures

    def test(self, pattern: ast.pattern, value: Value) -> Operand:
        match pattern:
            case ast.MatchValue(value=wanted):
                return self._equal(value, wanted)
            case ast.MatchSingleton(value=constant):
                return self._truth(
                    compare(self.ctx, "is", value, Const(constant), pattern), pattern
                )
            case ast.MatchAs(pattern=None, name=name):
                self._capture(name, value)
                return Const(True)
            case ast.MatchAs(pattern=inner, name=name) if inner is not None:
                found = self.test(inner, value)
                self._capture(name, value)
                return found
            case ast.MatchOr(patterns=patterns):
                return self._any(patterns, value)
            case ast.MatchSequence(patterns=patterns):
                entries = entries_of(self.ctx, value, pattern)
                return self._sequence(patterns, entries, pattern)
            case ast.MatchMapping():
                return self._mapping(pattern, given(value))
            case ast.MatchClass() if isinstance(value, Perhaps):
                return self._if_there(value, lambda w: self._class(pattern, w))
            case ast.MatchClass():
                return self._class(pattern, value)
            case _:
                self.ctx.refuse(pattern, "this pattern is unknown", "Use if and elif.")

    def _capture(self, name: str | None, value: Value) -> None:
        if name is not None:
            self.captures.append((name, lambda: value))

    def _truth(self, value: Value, node: ast.AST) -> Operand:
        return truth(self.ctx, value, node)

    def _equal(self, value: Value, wanted: ast.expr) -> Operand:
        if not is_operand(value) and not isinstance(value, (Ref, Object)):
            return Const(False)
        right = self.ctx.expression(wanted)
        return self._truth(compare(self.ctx, "eq", value, right, wanted), wanted)

    def _both(self, first: Operand, other: ast.pattern, value: Value) -> Operand:
        """`first and` the other pattern, which is looked at only if first holds."""
        test = both(
            self.ctx, "and", first, lambda: self.test(other, value), other, None
        )
        return memory.operand(self.ctx, test, other)

    def _any(self, patterns: list[ast.pattern], value: Value) -> Operand:
        ctx, count = self.ctx, len(self.captures)
        first = self.test(patterns[0], value)
        decided = boolean(ctx, first)
        if decided or len(patterns) == 1:
            return first
        if len(self.captures) > count and decided is None:
            ctx.refuse(
                patterns[0],
                "alternatives of a pattern bind names, and which one holds is only known"
                " at run time",
                "Write two cases.",
            )
        del self.captures[count:]
        node = patterns[0]
        test = both(
            ctx, "or", first, lambda: self._any(patterns[1:], value), node, None
        )
        return memory.operand(ctx, test, node)

    def _if_there(self, value: Perhaps, found: Callable[[Value], Operand]) -> Operand:
        """A tuple that may be None: the test of the tuple, where it is one."""
        ctx, node = self.ctx, self.ctx.frame.node
        there = truth(ctx, value, node)
        test = both(ctx, "and", there, lambda: found(value.value), node, None)
        return memory.operand(ctx, test, node)

    # sequences ---------------------------------------------------------------------------

    def _sequence(
        self, patterns: list[ast.pattern], value: Value, node: ast.AST
    ) -> Operand:
        ctx = self.ctx
        if isinstance(value, Perhaps):
            return self._if_there(value, lambda w: self._sequence(patterns, w, node))
        stars = [i for i, p in enumerate(patterns) if isinstance(p, ast.MatchStar)]
        content = memory.content_of(ctx, value)
        kind = memory.kind_of(ctx, value)
        if isinstance(value, Tuple) or isinstance(content, ListContent):
            items = known_items(ctx, value)
            assert items is not None
            return self._items(patterns, stars, value, items)
        if isinstance(kind, Structure) and kind.items and is_operand(value):
            return self._items(
                patterns, stars, value, unpacked(ctx, value, node, None, ())
            )
        if isinstance(kind, Listing):
            return self._at_run_time(patterns, stars, value, node)
        vague = isinstance(kind, (Unknown, Structure)) or value in ctx.shapes
        if vague and not isinstance(content, DictContent):
            ctx.refuse(
                node,
                "whether this value is a sequence is only known at run time",
                "Match a tuple or a list.",
            )
        return Const(False)  # an array is no sequence, for a pattern

    def _items(
        self,
        patterns: list[ast.pattern],
        stars: list[int],
        value: Value,
        items: tuple[Value, ...],
    ) -> Operand:
        before = stars[0] if stars else len(patterns)
        after = len(patterns) - before - 1 if stars else 0
        short = len(items) < before + after
        if short or (not stars and len(items) != len(patterns)):
            return Const(False)
        middle = items[before : len(items) - after]
        found: Operand = Const(True)
        rest = iter((*items[:before], *items[len(items) - after :]))
        for pattern in patterns:
            if isinstance(pattern, ast.MatchStar):
                self._capture(
                    pattern.name, Ref(Region(pattern.name, ListContent(middle)))
                )
            else:
                found = self._both(found, pattern, next(rest))
        return found

    def _at_run_time(
        self,
        patterns: list[ast.pattern],
        stars: list[int],
        value: Value,
        node: ast.AST,
    ) -> Operand:
        """A list that grows at run time: its length is tested first."""
        ctx = self.ctx
        for pattern in patterns:
            if not isinstance(pattern, (ast.MatchAs, ast.MatchStar)) or (
                isinstance(pattern, ast.MatchAs) and pattern.pattern is not None
            ):
                ctx.refuse(
                    pattern,
                    "the items of a list that grows at run time are matched",
                    "Capture them, and test them in a guard.",
                )
        size = ctx.emit("len", (memory.operand(ctx, value, node),), node)
        wanted = len(patterns) - len(stars)
        test = ctx.emit("ge" if stars else "eq", (size, Const(wanted)), node)
        before = stars[0] if stars else len(patterns)
        for i, pattern in enumerate(patterns):
            place: int = i if i < before else i - len(patterns)
            if isinstance(pattern, ast.MatchStar):
                last = Const(i + 1 - len(patterns) or None)
                part = Slice(Const(i), last, Const(None))
                self._later(pattern.name, value, part, node)
            elif isinstance(pattern, ast.MatchAs):
                self._later(pattern.name, value, Const(place), node)
        return test

    def _later(
        self, name: str | None, value: Value, index: Value, node: ast.AST
    ) -> None:
        """An item that is read once the length is known to be right."""
        if name is not None:
            ctx = self.ctx
            self.captures.append((name, lambda: select(ctx, value, index, node, name)))

    # mappings and classes ----------------------------------------------------------------

    def _mapping(self, pattern: ast.MatchMapping, value: Value) -> Operand:
        ctx = self.ctx
        content = memory.content_of(ctx, value)
        if not isinstance(content, DictContent):
            if isinstance(value, Const) and isinstance(
                value.value, collections.abc.Mapping
            ):
                ctx.refuse(pattern, "a global dict is matched", "Use its items.")
            return Const(False)
        found: Operand = Const(True)
        entries = dict(zip(content.keys, content.items))
        for key_node, inner in zip(pattern.keys, pattern.patterns):
            key = ctx.expression(key_node)
            assert isinstance(key, Const)
            if key.value not in entries:
                return Const(False)
            found = self._both(found, inner, entries.pop(key.value))
        if pattern.rest is not None:
            rest = DictContent(tuple(entries), tuple(entries.values()))
            self._capture(pattern.rest, Ref(Region(pattern.rest, rest)))
        return found

    def _class(self, pattern: ast.MatchClass, value: Value) -> Operand:
        ctx = self.ctx
        of = ctx.expression(pattern.cls)
        answer = ctx.lowering.call(ctx, _ISINSTANCE, (value, of), {}, pattern)
        found = self._truth(answer, pattern)
        if not isinstance(of, Object) or boolean(ctx, found) is False:
            return found
        names = list(getattr(of.value, "__match_args__", ()))
        for i, inner in enumerate(pattern.patterns):
            if of.value in _SELF and i == 0:
                found = self._both(found, inner, value)
            elif i < len(names):
                found = self._attribute(found, names[i], inner, value)
            else:
                ctx.wrong(inner, f"`{of.name}` takes {len(names)} patterns by position")
        for title, inner in zip(pattern.kwd_attrs, pattern.kwd_patterns):
            found = self._attribute(found, title, inner, value)
        return found

    def _attribute(
        self, found: Operand, title: str, pattern: ast.pattern, value: Value
    ) -> Operand:
        return self._both(
            found, pattern, attribute(self.ctx, value, title, pattern, None)
        )
