"""What the tables call the statements and variables of a program.

Input: a program. Output: a line number for every statement that computes something, counted as
they stand in the program, the entry first; and a name for every variable: the user's own, or
v1, v2, ... for values the user gave none.
"""

from __future__ import annotations

from adgen.ir.nodes import (
    Apply,
    Call,
    For,
    Function,
    Program,
    Statement,
    Store,
    Var,
    While,
)
from adgen.ir.walk import all_definitions, all_statements
from adgen.names import adjoint_name, is_temporary, tangent_name

_QUIET = frozenset({"list.new", "list.append", "list.pop"})


class Naming:
    """Lines and names of one program."""

    def __init__(self, program: Program) -> None:
        self._lines: dict[int, int] = {}
        self._names: dict[tuple[str, Var], str] = {}
        self._statements = list(program.functions.values())  # kept alive for their ids
        order = [program.main]
        order += [f for f in program.functions.values() if f is not program.main]
        taken = {v.name for f in order for v in all_definitions(f)}
        self._last = 0
        for function in order:
            self._number(function, taken)

    def _number(self, function: Function, taken: set[str]) -> None:
        for stmt in all_statements(function.body):
            if _computes(stmt):
                self._lines[id(stmt)] = len(self._lines) + 1
        known: dict[str, str] = {}
        for var in all_definitions(function):
            if is_temporary(var.name):
                # %7_dot, of a derivative inside the function, is the tangent of %7.
                base, underscore, rest = var.name.partition("_")
                if base not in known:
                    known[base] = self._fresh(taken)
                self._names[function.name, var] = f"{known[base]}{underscore}{rest}"

    def _fresh(self, taken: set[str]) -> str:
        self._last += 1
        while f"v{self._last}" in taken:
            self._last += 1
        return f"v{self._last}"

    def line(self, stmt: Statement) -> int | None:
        """The line of a statement; None for one that is not listed."""
        return self._lines.get(id(stmt))

    def name(self, function: str, var: Var) -> str:
        """The name of a variable of a function."""
        return self._names.get((function, var), var.name)

    def tangent(self, function: str, var: Var) -> str:
        """The name of its tangent."""
        return tangent_name(self.name(function, var))

    def adjoint(self, function: str, var: Var) -> str:
        """The name of its adjoint."""
        return adjoint_name(self.name(function, var))

    def is_named(self, var: Var) -> bool:
        """True if the user gave the variable its name."""
        return not is_temporary(var.name)


def _computes(stmt: Statement) -> bool:
    match stmt:
        case Apply():
            return stmt.fn not in _QUIET
        case Call() | Store() | For() | While():
            return True
        case _:
            return False
