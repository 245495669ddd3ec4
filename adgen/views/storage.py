"""What the generated gradient keeps of the primal's values, what not, and why.

    line 1  a = x1 * x2     no        no adjoint needs it; computed for line 3
    line 3  c = a - b       kept      needed by the adjoint of line 4
    line 6  x = x - step    tape      needed by the adjoint of line 2, overwritten at line 6

Input: the programs of the primal and of its gradient. Output: a `Kept` for every input and every
value of the primal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from adgen.ir.kinds import UNKNOWN, is_discrete
from adgen.ir.nodes import (
    Apply,
    Branch,
    Call,
    For,
    Function,
    If,
    Program,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    all_blocks,
    all_statements,
    defined_vars,
    end_operands,
    leaves,
    operand_vars,
    param_vars,
    used_vars,
)
from adgen.source import Span
from adgen.views.halves import Halves, halves_of
from adgen.views.naming import Naming
from adgen.views.text import right_side

_ADJOINT, _AGAIN = "needed by the adjoint of", "needed to recompute"
_READ = "read again by the loop of"
_PHRASES = (_ADJOINT, _AGAIN, _READ)
_SOMEHOW = "needed by the reverse sweep"

How = Literal["kept", "tape", "recomputed", "no"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One value of the primal. `line` is None for an input."""

    line: int | None
    function: str
    name: str
    how: How
    reason: str


def kept_values(primal: Program, gradient: Program, naming: Naming) -> list[Kept]:
    """Every value of the functions that are run backwards, in the order of the listing."""
    found: list[Kept] = []
    for halves in halves_of(primal, gradient):
        found += _OneFunction(halves, naming).rows()
    inputs = [row for row in found if row.line is None]
    lines = [row for row in found if row.line is not None]
    return [*inputs, *sorted(lines, key=lambda row: row.line or 0)]


class _OneFunction:
    def __init__(self, halves: Halves, naming: Naming) -> None:
        self.halves = halves
        self.naming = naming
        self.function: Function = halves.primal
        self.lines = _lines_by_span(self.function, naming)
        self.needed: dict[Var, dict[str, None]] = {}
        self._collect()
        self.handed_on = self._handed_on()
        self.tested = {
            var
            for block in all_blocks(self.function.body)
            for node in (*block.body, block.end)
            if isinstance(node, If | Branch)
            for var in operand_vars(node.test)
        }
        self.computed = {
            var for s in all_statements(halves.forward) for var in defined_vars(s)
        }

    # who needs what ------------------------------------------------------------------

    def _collect(self) -> None:
        halves = self.halves
        again = {id(stmt) for stmt in halves.again.values()}
        for block in all_blocks(halves.reverse):
            for stmt in block.body:
                if id(stmt) in again:
                    why = f"{_AGAIN} line {self._line_of(stmt)}"
                else:
                    line = self._line_of(stmt)
                    phrase = _READ if isinstance(stmt, For | While) else _ADJOINT
                    why = f"{phrase} line {line}" if line else ""
                for var in used_vars(stmt):
                    self._need(var, why or _SOMEHOW)
            for operand in end_operands(block.end):
                for var in operand_vars(operand):
                    self._need(var, _SOMEHOW)

    def _need(self, var: Var, why: str) -> None:
        self.needed.setdefault(self.halves.original(var), {})[why] = None

    def _line_of(self, stmt: Statement) -> int | None:
        if isinstance(stmt, Apply) and stmt.results:
            original = self.halves.original(stmt.results[0])
            if original != stmt.results[0]:
                return self._line_of_var(original)
        span = getattr(stmt, "span", None)
        return None if span is None else self.lines.get(_place(span))

    def _line_of_var(self, var: Var) -> int | None:
        for stmt in all_statements(self.function.body):
            if var in defined_vars(stmt):
                return self.naming.line(stmt)
        return None

    def _handed_on(self) -> dict[Var, tuple[How, str]]:
        """What becomes of the values an iteration ends with."""
        found: dict[Var, tuple[How, str]] = {}
        for loop in all_statements(self.function.body):
            if not isinstance(loop, For | While):
                continue
            for leaf in leaves(loop.body):
                if not isinstance(leaf.end, Yield):
                    continue
                for var, result, value in zip(
                    loop.carried, loop.results, leaf.end.values
                ):
                    if not isinstance(value, Var) or value == var:
                        continue
                    name = self.naming.name(self.function.name, var)
                    if var in self.halves.taped:
                        found[value] = "tape", f"as the {name} of the next iteration"
                    elif result in self.needed:
                        found[value] = "kept", f"as the {name} after the loop"
        return found

    # rows ----------------------------------------------------------------------------

    def rows(self) -> Iterator[Kept]:
        """The inputs, then the values in the order of the program."""
        for var in param_vars(self.function):
            if not is_discrete(self.function.kinds.get(var, UNKNOWN)):
                yield self._row(None, var, None)
        for stmt in all_statements(self.function.body):
            if isinstance(stmt, For | While):
                yield from self._carried(stmt)
            elif isinstance(stmt, Apply | Call | Store):
                if self.naming.line(stmt) is not None:
                    for var in defined_vars(stmt):
                        yield self._row(stmt, var, stmt)

    def _carried(self, loop: For | While) -> Iterator[Kept]:
        """What an iteration starts with, where the reverse sweep needs it."""
        for var in loop.carried:
            if var in self.halves.taped or var in self.needed:
                row = self._row(loop, var, loop)
                yield replace(
                    row, reason=f"at the start of each iteration: {row.reason}"
                )
        for var in loop.results:
            if var in self.needed:
                row = self._row(loop, var, loop)
                yield replace(row, reason=f"after the loop: {row.reason}")

    def _row(self, at: Statement | None, var: Var, stmt: Statement | None) -> Kept:
        name = self.naming.name(self.function.name, var)
        how, reason = self._judged(var, stmt)
        line = None if at is None else self.naming.line(at)
        return Kept(line, self.function.name, name, how, reason)

    def _judged(self, var: Var, stmt: Statement | None) -> tuple[How, str]:
        halves = self.halves
        why = _joined(list(self.needed.get(var, {})))
        if var in halves.taped:
            return "tape", _joined([why, self._overwritten(var)])
        if var in halves.saved:
            return "kept", _joined([why, f"returned by {self.function.name}_forward"])
        if var in halves.again:
            text = right_side(
                halves.again[var],
                lambda v: self.naming.name(self.function.name, halves.original(v)),
            )
            return "recomputed", f"as {text}"
        if why:
            return "kept", why
        if var in self.handed_on:
            return self.handed_on[var]
        if stmt is None:
            return "no", "no adjoint needs it"
        if var not in self.computed:
            return "no", "no adjoint needs it; not even computed"
        reader = self._first_reader(var)
        if reader is not None:
            return "no", f"no adjoint needs it; computed for line {reader}"
        tested = "; computed for a test" if var in self.tested else ""
        return "no", f"no adjoint needs it{tested}"

    def _first_reader(self, var: Var) -> int | None:
        for stmt in all_statements(self.function.body):
            if var in set(used_vars(stmt)) and self.naming.line(stmt) is not None:
                if any(v in self.computed for v in defined_vars(stmt)):
                    return self.naming.line(stmt)
        return None

    def _overwritten(self, var: Var) -> str:
        """Where the next iteration, or a store, takes the value away."""
        following = self._following(var)
        if following is not None:
            return f"overwritten at line {following}"
        base = self._stored_base(var)
        if base is not None:
            return f"overwritten at line {base}"
        lines = [
            self.naming.line(stmt)
            for loop in self._loops_around(var)
            for stmt in all_statements(loop.body)
            for other in defined_vars(stmt)
            if other.name == var.name and self.naming.is_named(var)
        ]
        own = self._line_of_var(var)
        found = [line for line in lines if line is not None and line != own]
        return f"overwritten at line {found[-1]}" if found else "new at each iteration"

    def _following(self, var: Var) -> int | None:
        """The line that computes what a carried value is in the next iteration."""
        for loop in all_statements(self.function.body):
            if isinstance(loop, For | While) and var in loop.carried:
                position = loop.carried.index(var)
                for leaf in leaves(loop.body):
                    if isinstance(leaf.end, Yield):
                        value = leaf.end.values[position]
                        line = (
                            self._line_of_var(value) if isinstance(value, Var) else None
                        )
                        if line is not None:
                            return line
        return None

    def _stored_base(self, var: Var) -> int | None:
        """The line that overwrites the element `var` was read from."""
        for stmt in all_statements(self.function.body):
            if isinstance(stmt, Apply) and stmt.fn == "getitem" and var in stmt.results:
                base = stmt.args[0]
                for store in all_statements(self.function.body):
                    if isinstance(store, Store) and store.base == base:
                        return self.naming.line(store)
        return None

    def _loops_around(self, var: Var) -> list[For | While]:
        """The innermost loop that carries or defines the variable, if any."""
        found = [
            stmt
            for stmt in all_statements(self.function.body)
            if isinstance(stmt, For | While)
            and (
                var in stmt.carried
                or any(var in defined_vars(s) for s in all_statements(stmt.body))
            )
        ]
        return found[-1:]


def _joined(parts: list[str]) -> str:
    """The reasons in one line; what several lines have in common is said once."""
    lines: dict[str, list[str]] = {}
    others: dict[str, None] = {}
    for part in parts:
        phrase, _, number = part.rpartition(" line ")
        if phrase in _PHRASES and number.isdecimal():
            lines.setdefault(phrase, []).append(number)
        elif part:
            others[part] = None
    if lines:
        others.pop(_SOMEHOW, None)
    said = [
        f"{phrase} line{'s' if len(numbers) > 1 else ''} {_listed(sorted(numbers, key=int))}"
        for phrase, numbers in lines.items()
    ]
    return ", ".join([*said, *others])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _place(span: Span) -> tuple[str, int, int, int, int]:
    return (span.file, span.line, span.col, span.end_line, span.end_col)


def _lines_by_span(function: Function, naming: Naming) -> dict[object, int]:
    found: dict[object, int] = {}
    for stmt in all_statements(function.body):
        line = naming.line(stmt)
        span = getattr(stmt, "span", None)
        if line is not None and span is not None:
            found.setdefault(_place(span), line)
    return found
