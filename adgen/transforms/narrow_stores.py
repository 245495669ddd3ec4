"""Arrays whose dtype is another one on another path, and what is stored into them.

    y.1 = np.zeros(3, int)                        y.3 holds integers where n is 0, and what is
    y.3 = for ... with y.2 = y.1: yield y.2 / 2   stored there is cut off: refused
    y.4 = y.3 with [0] = x.0

The kind of y.3 says float, which is what a derivative needs room for. Where its value has no such
room, NumPy cuts off a fraction, or an imaginary part, without a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from adgen.errors import LanguageError
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import TEXT, UNKNOWN, Array, Kind, Number, Structure
from adgen.ir.nodes import (
    Apply,
    Const,
    Function,
    Operand,
    Pack,
    Program,
    Statement,
    Store,
    Var,
)
from adgen.ir.walk import all_statements, operand_vars, param_vars
from adgen.rules.dtypes import class_of
from adgen.rules.infer import result_kinds
from adgen.transforms.joins import Flow, paths

_ROOM = ("integers", "real numbers", "complex numbers")
_Classes = dict[Var, frozenset[int]]


def require_room(program: Program) -> None:
    """LanguageError where a number may be stored that an array has no room for on some path."""
    for function in program.functions.values():
        statements = all_statements(function.body)
        if not any(isinstance(s, Store) or _is_dtype(s) for s in statements):
            continue
        flows = [flow for s in statements for flow in paths(s)]
        if any(_differ(function.kinds, flow) for flow in flows):
            _Looking(function, flows).run()


def _is_dtype(stmt: Statement) -> bool:
    return (
        isinstance(stmt, Apply) and stmt.fn == "attr" and stmt.args[1] == Const("dtype")
    )


def _differ(kinds: Mapping[Var, Kind], flow: Flow) -> bool:
    """True if an array or a number comes from one of another class, or a text is chosen."""
    for target, value in zip(*flow):
        kind = kinds.get(target, UNKNOWN)
        given = _room(kind_of_operand(value, kinds))
        if given is not None and given != _room(kind):
            return True
        if kind == TEXT:
            return True
    return False


def _room(kind: Kind) -> int | None:
    """0 for integers and booleans, 1 for real numbers, 2 for complex ones."""
    name = class_of(kind) if isinstance(kind, Array | Number) else None
    if name is None or name == "object":
        return None
    if name in ("bool", "int"):
        return 0
    return 2 if name.startswith("c") else 1


class _Looking:
    """What the arrays of a function may have room for, found to a fixed point."""

    def __init__(self, function: Function, flows: Sequence[Flow]) -> None:
        self.kinds = function.kinds
        self.statements = all_statements(function.body)
        self.flows = flows
        self.found: _Classes = {v: self._own(v) for v in param_vars(function)}

    def run(self) -> None:
        before: _Classes = {}
        while before != self.found:
            before = dict(self.found)
            for targets, values in self.flows:
                for target, value in zip(targets, values):
                    known = self.found.get(target, frozenset())
                    self.found[target] = known | self._of(value)
            for stmt in self.statements:
                self._statement(stmt)
        for stmt in self.statements:
            self._look(stmt)

    def _own(self, operand: Operand) -> frozenset[int]:
        """What its kind says."""
        if isinstance(operand, Var):
            room = _room(self.kinds.get(operand, UNKNOWN))
        elif isinstance(operand, Const) and isinstance(operand.value, bool | int):
            room = 0
        else:
            room = 2 if isinstance(getattr(operand, "value", 0.0), complex) else 1
        return frozenset() if room is None else frozenset((room,))

    def _of(self, operand: Operand) -> frozenset[int]:
        if isinstance(operand, Var) and operand in self.found:
            return self.found[operand]
        return self._own(operand)

    def _statement(self, stmt: Statement) -> None:
        if isinstance(stmt, Store):
            self.found[stmt.result] = self._of(stmt.base)
        elif isinstance(stmt, Apply):
            operands = chain(stmt.args, (value for _, value in stmt.kwargs))
            mixed = any(
                len(self._of(v)) > 1 for each in operands for v in operand_vars(each)
            )
            for position, var in enumerate(stmt.results):
                known = self._own(var)
                if mixed and isinstance(self.kinds.get(var), Array | Number):
                    known |= self._narrowest(stmt, position)
                self.found[var] = known

    def _narrowest(self, stmt: Apply, position: int) -> frozenset[int]:
        """What the result has room for where its operands have the least."""

        def kind_of(operand: Operand) -> Kind:
            if isinstance(operand, Pack):
                items = tuple(map(kind_of, operand.items))
                return Structure(operand.form, items, operand.keys)
            kind = (
                self.kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else None
            )
            if isinstance(operand, Const) and isinstance(operand.value, int):
                return Number("int")
            least = min(self._of(operand), default=1)
            name = ("int", "float", "complex")[least]
            if isinstance(kind, Array):
                return Array(name, kind.dims)
            return Number(name) if kind is None or isinstance(kind, Number) else kind

        kinds = result_kinds(stmt.fn, stmt.args, stmt.kwargs, kind_of)
        room = _room(kinds[position]) if position < len(kinds) else None
        return frozenset() if room is None else frozenset((room,))

    def _look(self, stmt: Statement) -> None:
        match stmt:
            case Store(base=base, value=value):
                least = min(self._of(base), default=2)
                needed = max(self._of(value), default=0)
                if len(self._of(base)) > 1 and needed > least:
                    raise LanguageError(
                        f"an array of {_ROOM[least]} on one path, of {_ROOM[least + 1]} on"
                        f" another, is written: {_ROOM[needed]} are cut off where it is the"
                        " first",
                        stmt.span,
                        "Make it with one dtype, np.zeros(n, dtype=float) or dtype=complex.",
                    )
            case Apply(fn="attr", args=(Var() as array, Const(value="dtype"))):
                if len(self._of(array)) > 1:
                    raise _of_the_path(stmt)
            case Apply(fn=fn) if fn.startswith("np."):
                operands = (*stmt.args, *(value for _, value in stmt.kwargs))
                if any(
                    isinstance(v, Var) and self.kinds.get(v) == TEXT for v in operands
                ):
                    raise _of_the_path(stmt)
            case _:
                pass


def _of_the_path(stmt: Apply) -> LanguageError:
    return LanguageError(
        "the dtype of an array depends on the path",
        stmt.span,
        "Make it with one dtype, np.zeros(n, dtype=float) or dtype=complex.",
    )


def kind_of_operand(operand: Operand, kinds: Mapping[Var, Kind]) -> Kind:
    """The kind of a variable or a number."""
    if isinstance(operand, Var):
        return kinds.get(operand, UNKNOWN)
    return kind_of_constant(operand.value) if isinstance(operand, Const) else UNKNOWN
