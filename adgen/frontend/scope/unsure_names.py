"""Names that are read where the text does not show that they are bound.

    if n > 2:
        mode = "a"           bound in one branch
    if mode == "a": ...      `mode` is unsure

Input: a function definition. Output: its unsure names. Of such a name the lowering keeps, beside
what it stands for, whether it is bound: a string or a function stands for the same thing wherever
it is bound, and could not tell. A name too many costs nothing; one too few is a wrong derivative
where Python raises UnboundLocalError.

The rules are those of definite assignment (The Java Language Specification, chapter 16); what an
exception leaves undone counts as not done.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Bound = set[str] | None
"""The names that are surely bound at a point; None where control does not come."""


def unsure_names(node: ast.FunctionDef) -> frozenset[str]:
    """The names read where some path to the read has not bound them, free ones included.

    What is deleted somewhere is unsure everywhere: the `del` may be of the iteration before.
    """
    flow = _Flow(set(deleted_names(node)))
    args = node.args
    every = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    flow.block(node.body, {arg.arg for arg in every if arg is not None})
    return frozenset(flow.unsure)


def deleted_names(node: ast.FunctionDef) -> frozenset[str]:
    """The names that a `del` takes away."""
    return frozenset(
        inner.id
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Del)
    )


def _meet(*ends: Bound) -> Bound:
    """What is bound where paths meet."""
    coming = [end for end in ends if end is not None]
    return set.intersection(*coming) if coming else None


def _targets(*nodes: ast.AST | None) -> set[str]:
    """The names that targets and patterns bind."""
    found: set[str] = set()
    for node in nodes:
        for inner in ast.walk(node) if node is not None else ():
            match inner:
                case ast.Name(id=name, ctx=ast.Store()):
                    found.add(name)
                case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                    found.add(name)
                case ast.MatchMapping(rest=str(name)):
                    found.add(name)
    return found


@dataclass
class _Flow:
    """`breaks` are what is bound at the breaks of each loop around, the innermost last."""

    unsure: set[str] = field(default_factory=set)
    breaks: list[list[Bound]] = field(default_factory=list)

    def read(self, bound: set[str], *nodes: ast.AST | None) -> None:
        """Whatever stands in these nodes may be read now, that of functions in them later."""
        for node in nodes:
            for inner in ast.walk(node) if node is not None else ():
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
                    if inner.id not in bound:
                        self.unsure.add(inner.id)

    def block(self, statements: Iterable[ast.stmt], bound: Bound) -> Bound:
        """What is bound behind the statements; `bound` is changed."""
        for statement in statements:
            if bound is None:
                return None
            bound = self.statement(statement, bound)
        return bound

    def statement(self, node: ast.stmt, bound: set[str]) -> Bound:
        match node:
            case ast.If(test=test):
                self.read(bound, test)
                then = self.block(node.body, bound.copy())
                return _meet(then, self.block(node.orelse, bound))
            case ast.For() | ast.While():
                return self.loop(node, bound)
            case ast.Try():
                return self.attempt(node, bound)
            case ast.With():
                for item in node.items:
                    self.read(bound, item.context_expr)
                    bound |= _targets(item.optional_vars)
                self.block(node.body, bound.copy())  # which an exception may cut short
                return bound
            case ast.Match():
                return self.match(node, bound)
            case ast.Break():
                self.breaks[-1].append(bound)
                return None
            case ast.Return() | ast.Raise() | ast.Continue():
                self.read(bound, node)
                return None
            case _:
                return self.simple(node, bound)

    def simple(self, node: ast.stmt, bound: set[str]) -> set[str]:
        """A statement that does not branch."""
        self.read(bound, node)
        match node:
            case ast.Assign(targets=targets):
                return bound | _targets(*targets)
            case ast.AnnAssign(value=ast.expr()):
                return bound | _targets(node.target)
            case ast.AugAssign(target=ast.Name(id=name)):
                if name not in bound:
                    self.unsure.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                return bound | {a.asname or a.name.partition(".")[0] for a in names}
            case ast.Delete(targets=targets):
                return bound - {t.id for t in targets if isinstance(t, ast.Name)}
        return bound

    def loop(self, node: ast.For | ast.While, bound: set[str]) -> Bound:
        endless = False
        if isinstance(node, ast.For):
            self.read(bound, node.iter)
            inside = bound | _targets(node.target)
        else:
            self.read(bound, node.test)
            endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
            inside = bound.copy()
        self.breaks.append([])
        self.block(node.body, inside)
        breaks = self.breaks.pop()
        return _meet(None if endless else self.block(node.orelse, bound), *breaks)

    def attempt(self, node: ast.Try, bound: set[str]) -> Bound:
        ends = [self.block(node.orelse, self.block(node.body, bound.copy()))]
        for handler in node.handlers:
            self.read(bound, handler.type)
            named = {handler.name} - {None}
            end = self.block(handler.body, bound | {str(n) for n in named})
            ends.append(None if end is None else end - named)
        end = _meet(*ends)
        # It may begin wherever an exception has come from, and bind what is bound behind it.
        last = self.block(node.finalbody, bound.copy())
        return None if end is None or last is None else end | (last - bound)

    def match(self, node: ast.Match, bound: set[str]) -> Bound:
        self.read(bound, node.subject)
        ends: list[Bound] = []
        for case in node.cases:
            inside = bound | _targets(case.pattern)
            self.read(inside, case.pattern, case.guard)
            ends.append(self.block(case.body, inside))
        return _meet(*ends, *([] if _takes_all(node.cases) else [bound]))


def _takes_all(cases: Sequence[ast.match_case]) -> bool:
    """True if the last case is `case _` or `case name`."""
    last = cases[-1]
    pattern = last.pattern
    return (
        last.guard is None
        and isinstance(pattern, ast.MatchAs)
        and pattern.pattern is None
    )
