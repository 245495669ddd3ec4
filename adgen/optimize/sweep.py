"""One walk over a function in the order of execution, on which the rewriting passes are built.

A pass finds that a Var equals another operand (`self.equal[var] = operand`); the walk puts
the operand in place of the Var from there on. A pass overrides `apply`, `branching`,
`before_loop`, .... Parts that do not change stay the same objects, so a pass that
finds nothing returns the function it was given. Linear in the size of the function.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Var,
    While,
    Yield,
    Zip,
)


class Sweep:
    """A walk that changes nothing; passes derive from it."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.kinds = dict(function.kinds)
        self.equal: dict[Var, Operand] = {}
        self.out: list[Statement] = []

    def run(self) -> Function:
        """The rewritten function; the same object if nothing changed."""
        body = self.block(self.function.body)
        if body is self.function.body:
            return self.function
        return replace(self.function, body=body, kinds=self.kinds)

    # what a pass may override --------------------------------------------------------

    def apply(self, stmt: Apply) -> Apply | None:
        """The statement to stand here; None if its results are in `equal` now."""
        return stmt

    def store(self, stmt: Store) -> Store | None:
        """The statement to stand here; None if its result is in `equal` now."""
        return stmt

    def branching(self, stmt: If) -> bool:
        """True if the pass itself has put something in the place of this If."""
        return False

    def after_if(self, stmt: If) -> None:
        """Called with the rewritten If."""

    def before_loop(self, stmt: For | While) -> For | While:
        """The loop to stand here; called before its body is rewritten."""
        return stmt

    def choose(self, end: Branch) -> Block | None:
        """The block that goes on in the place of this Branch, if that is known."""
        return None

    def after_branch(self, end: Branch) -> End:
        """The end to stand in the place of the rewritten Branch."""
        return end

    def take(self, test: Operand, way: bool) -> None:
        """Called before the block to which a test leads if it is true, or false."""

    def done(self) -> None:
        """Called after such a block."""

    def enter(self) -> None:
        """Called before an inner block."""

    def leave(self) -> None:
        """Called after an inner block."""

    # operands ------------------------------------------------------------------------

    def resolve(self, operand: Operand) -> Operand:
        """The operand with every Var replaced by what it equals."""
        if type(operand) is Var:
            return self.equal.get(operand, operand)
        if type(operand) is Pack:
            items = self.resolve_all(operand.items)
            return operand if items is operand.items else replace(operand, items=items)
        return operand

    def resolve_all(self, operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
        """As `resolve`; the same tuple if nothing changed."""
        if not self.equal:
            return operands
        found = [self.resolve(operand) for operand in operands]
        for old, new in zip(operands, found):
            if old is not new:
                return tuple(found)
        return operands

    def resolve_iterable(self, iterable: Iterable) -> Iterable:
        """As `resolve`, for what a For runs over."""
        match iterable:
            case Range(start, stop, step):
                bounds = (start, stop, step)
                found = self.resolve_all(bounds)
                return iterable if found is bounds else Range(*found)
            case Each(value):
                new = self.resolve(value)
                return iterable if new is value else Each(new)
            case Enumerate(inner, start):
                changed, first = self.resolve_iterable(inner), self.resolve(start)
                if changed is inner and first is start:
                    return iterable
                return Enumerate(changed, first)
            case Zip(inners):
                parts = tuple(self.resolve_iterable(inner) for inner in inners)
                same = all(a is b for a, b in zip(parts, inners))
                return iterable if same else Zip(parts)
            case Reversed(inner):
                changed = self.resolve_iterable(inner)
                return iterable if changed is inner else Reversed(changed)
            case _:
                assert_never(iterable)

    # blocks --------------------------------------------------------------------------

    def block(self, block: Block) -> Block:
        """The rewritten block; the same object if nothing changed."""
        outer, self.out = self.out, []
        self.enter()
        end = self.statements(block)
        self.leave()
        inner, self.out = self.out, outer
        same = len(inner) == len(block.body) and end is block.end
        if same and all(a is b for a, b in zip(inner, block.body)):
            return block
        return Block(tuple(inner), end)

    def statements(self, block: Block) -> End:
        """Puts the rewritten statements into `out` and returns the rewritten end."""
        for stmt in block.body:
            self.statement(stmt)
        end = self._end(block.end)
        if not isinstance(end, Branch):
            return end
        chosen = self.choose(end)
        if chosen is not None:
            return self.statements(chosen)
        then, orelse = self._sides(end)
        if then is not end.then or orelse is not end.orelse:
            end = replace(end, then=then, orelse=orelse)
        return self.after_branch(end)

    def _end(self, end: End) -> End:
        match end:
            case Yield(values) | Break(values) | Return(values):
                found = self.resolve_all(values)
                return end if found is values else type(end)(found)
            case Raise():
                found = self.resolve_all(end.args)
                return end if found is end.args else replace(end, args=found)
            case Branch(test, _, _):
                new = self.resolve(test)
                return end if new is test else replace(end, test=new)
            case _:
                assert_never(end)

    def statement(self, stmt: Statement) -> None:
        """Puts what the statement becomes into `out`."""
        match stmt:
            case Apply():
                new = self.apply(self._resolved_apply(stmt))
                if new is not None:
                    self.out.append(new)
            case Call(_, _, args):
                found = self.resolve_all(args)
                self.out.append(stmt if found is args else replace(stmt, args=found))
            case Store():
                store = self.store(self._resolved_store(stmt))
                if store is not None:
                    self.out.append(store)
            case If():
                self._if(stmt)
            case For() | While():
                self._loop(stmt)
            case Remark():
                self.out.append(stmt)
            case _:
                assert_never(stmt)

    def _resolved_apply(self, stmt: Apply) -> Apply:
        args = self.resolve_all(stmt.args)
        kwargs = stmt.kwargs
        if kwargs:
            values = tuple(value for _, value in kwargs)
            found = self.resolve_all(values)
            if found is not values:
                kwargs = tuple((name, v) for (name, _), v in zip(kwargs, found))
        if args is stmt.args and kwargs is stmt.kwargs:
            return stmt
        return replace(stmt, args=args, kwargs=kwargs)

    def _resolved_store(self, stmt: Store) -> Store:
        old = (stmt.base, stmt.index, stmt.value)
        found = self.resolve_all(old)
        if found is old:
            return stmt
        return replace(stmt, base=found[0], index=found[1], value=found[2])

    def _if(self, stmt: If) -> None:
        test = self.resolve(stmt.test)
        if test is not stmt.test:
            stmt = replace(stmt, test=test)
        if self.branching(stmt):
            return
        then, orelse = self._sides(stmt)
        if then is not stmt.then or orelse is not stmt.orelse:
            stmt = replace(stmt, then=then, orelse=orelse)
        self.after_if(stmt)
        self.out.append(stmt)

    def _sides(self, stmt: If | Branch) -> tuple[Block, Block]:
        """Both blocks, rewritten."""
        self.take(stmt.test, True)
        then = self.block(stmt.then)
        self.done()
        self.take(stmt.test, False)
        orelse = self.block(stmt.orelse)
        self.done()
        return then, orelse

    def _loop(self, stmt: For | While) -> None:
        initial = self.resolve_all(stmt.initial)
        if initial is not stmt.initial:
            stmt = replace(stmt, initial=initial)
        if isinstance(stmt, For):
            iterable = self.resolve_iterable(stmt.iterable)
            if iterable is not stmt.iterable:
                stmt = replace(stmt, iterable=iterable)
        stmt = self.before_loop(stmt)
        if isinstance(stmt, While):
            test = self.block(stmt.test)
            if test is not stmt.test:
                stmt = replace(stmt, test=test)
        body = self.block(stmt.body)
        self.out.append(stmt if body is stmt.body else replace(stmt, body=body))
