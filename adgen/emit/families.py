"""Families: values that may come to lie in one memory, in whatever order things happen.

    u.1 = u.0 with [0] = 1.0        u.0, u.1 and u.2, v.0 are one family
    u.2 = for ... with u.3 = u.1
    v.0 = u.2[1:]

A rough fact, quickly found. It guides choices (what to put into an expression, where to place a
copy); that the choice is right is checked afterwards by `adgen.emit.ownership`.
"""

from __future__ import annotations

from collections.abc import Iterable

from adgen.emit.findings import WHOLE, Shared
from adgen.emit.memory import holds_memory, is_list, sharing
from adgen.emit.plan import HANDED, RESIZED, Plan, iterated_operands, written_base
from adgen.ir.nodes import (
    Apply,
    Block,
    Break,
    Call,
    For,
    Function,
    If,
    Operand,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    all_blocks,
    all_statements,
    inner_blocks,
    leaves,
    operand_vars,
    target_vars,
)

_LISTS = (*RESIZED, "list.fill", HANDED)


class Families:
    """The families of a function. `elements`: a list is of one family with its elements;
    `shared`: what is known of the results of other functions."""

    def __init__(
        self, function: Function, elements: bool = True, shared: Shared | None = None
    ) -> None:
        self._plan = Plan(function)
        self._elements = elements
        self._shared: Shared = {} if shared is None else shared
        self._parent: dict[Var, Var] = {}
        for block in all_blocks(function.body):
            for stmt in block.body:
                self._statement(stmt)

    def of(self, var: Var) -> Var:
        """The representative of the family of a Var."""
        parent = self._parent
        root = var
        while (above := parent.get(root, root)) != root:
            root = above
        while var != root:
            parent[var], var = root, parent[var]
        return root

    def of_all(self, variables: Iterable[Var]) -> set[Var]:
        """The families of those Vars that are memory."""
        return {self.of(v) for v in variables if holds_memory(self._plan.kind(v))}

    def written(self, stmt: Statement) -> set[Var]:
        """The families that a statement, or a statement inside it, may change."""
        inner = (s for block in inner_blocks(stmt) for s in all_statements(block))
        bases = (written_base(s) for s in (stmt, *inner))
        return self.of_all(v for base in bases if base for v in operand_vars(base))

    # building ------------------------------------------------------------------------

    def _statement(self, stmt: Statement) -> None:
        match stmt:
            case Store():
                self._join(stmt.result, stmt.base)
            case Apply(fn=fn) if fn in _LISTS:
                self._join(stmt.results[0], *stmt.args[:1])
                if self._elements:
                    self._join_all(stmt.results, stmt.args)
            case Apply(fn="getitem") if not self._elements and self._is_list(
                stmt.args[0]
            ):
                pass
            case Apply():
                self._join_all(stmt.results, sharing(stmt, self._plan)[0])
            case Call():
                self._call(stmt)
            case If():
                self._join_ends(stmt.results, (stmt.then, stmt.orelse))
            case For() | While():
                self._loop(stmt)
            case _:
                pass

    def _call(self, call: Call) -> None:
        """A result that may share memory may be an argument, or another result."""
        flags = self._shared.get(call.function, (WHOLE,) * len(call.results))
        for result, flag in zip(call.results, flags):
            if flag:
                self._join_all((result,), (*call.args, *call.results))

    def _loop(self, loop: For | While) -> None:
        for result, carried, initial in zip(loop.results, loop.carried, loop.initial):
            self._join(result, carried, initial)
        self._join_ends(loop.carried, (loop.body,))
        if isinstance(loop, For):
            iterated = iterated_operands(loop.iterable)
            if self._elements or not any(map(self._is_list, iterated)):
                self._join_all(target_vars(loop.target), iterated)

    def _join_ends(self, owners: tuple[Var, ...], blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            for leaf in leaves(block):
                if isinstance(leaf.end, Yield | Break):
                    for owner, value in zip(owners, leaf.end.values):
                        self._join(owner, value)

    def _is_list(self, operand: Operand) -> bool:
        return isinstance(operand, Var) and is_list(self._plan.kind(operand))

    def _join_all(self, variables: tuple[Var, ...], others: Iterable[Operand]) -> None:
        others = tuple(others)
        for var in variables:
            self._join(var, *others)

    def _join(self, var: Var, *others: Operand) -> None:
        if not holds_memory(self._plan.kind(var)):
            return
        for operand in others:
            for other in operand_vars(operand):
                if holds_memory(self._plan.kind(other)):
                    self._parent[self.of(other)] = self.of(var)
