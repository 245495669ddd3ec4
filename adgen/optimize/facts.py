"""What `simplify` knows at a statement: kinds, use counts, and the derived statements so far."""

from __future__ import annotations

from collections.abc import Mapping

from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import OBJECT, UNKNOWN, Array, Kind, Number
from adgen.ir.nodes import Apply, Const, Operand, Var
from adgen.names import adjoint_name, tangent_name
from adgen.optimize.fold import literal

_CLOSED = frozenset(("add", "sub", "mul", "div", "neg", "pow", "matmul", "unbroadcast"))
"""Operations whose result is inexact if one of the operands is."""
_KEEP_REAL = frozenset(("add", "sub", "mul", "div", "neg", "matmul"))
"""Operations whose result is real if all operands are. A power may not be."""
_REAL_DTYPES = ("bool", "int", "float", "float16", "float32", "longdouble")
_MOST_FACTORS = 6
_ADJOINT, _TANGENT = adjoint_name(""), tangent_name("")


class Facts:
    """Answers about operands. `note` is told every derived statement, in order."""

    def __init__(self, kinds: Mapping[Var, Kind], uses: Mapping[Var, int]) -> None:
        self._kinds = kinds
        self._uses = uses
        self._made: dict[Var, Apply] = {}
        self._inexact: set[Var] = set()
        self._real: set[Var] = set()
        self._products: dict[Var, Apply] = {}

    def note_product(self, stmt: Apply) -> None:
        """Remembers a product, of the user's or derived."""
        if stmt.fn == "mul" and len(stmt.args) == 2 and len(stmt.results) == 1:
            self._products[stmt.results[0]] = stmt

    def factors(self, operand: Operand) -> tuple[float, list[Operand]] | None:
        """The literal and the other factors of a product, in the order of their text."""
        coefficient, found, todo = 1.0, list[Operand](), [operand]
        while todo:
            factor = todo.pop()
            value = literal(factor)
            made = self._products.get(factor) if isinstance(factor, Var) else None
            if type(value) in (int, float):
                coefficient *= value
            elif made is not None:
                todo += made.args
            else:
                found.append(factor)
            if len(found) + len(todo) > _MOST_FACTORS:
                return None
        return coefficient, sorted(found, key=repr)

    def note(self, stmt: Apply) -> None:
        """Remembers a derived statement of one result."""
        result = stmt.results[0]
        self._made[result] = stmt
        if stmt.fn in _CLOSED and any(self.is_inexact(arg) for arg in stmt.args):
            self._inexact.add(result)
        if stmt.fn == "np.real" or (
            stmt.fn in _KEEP_REAL and all(self.is_real(arg) for arg in stmt.args)
        ):
            self._real.add(result)

    def made_by(self, operand: Operand, fn: str) -> Apply | None:
        """The derived statement that makes an operand, if it applies `fn`."""
        made = self._made.get(operand) if isinstance(operand, Var) else None
        return made if made is not None and made.fn == fn else None

    def made_once_by(self, operand: Operand, fn: str) -> Apply | None:
        """As `made_by`, if this is the only use of the operand."""
        if isinstance(operand, Var) and self._uses.get(operand) == 1:
            return self.made_by(operand, fn)
        return None

    def kind(self, operand: Operand) -> Kind:
        """The kind of a Var or a constant."""
        if isinstance(operand, Var):
            return self._kinds.get(operand, UNKNOWN)
        if isinstance(operand, Const):
            return kind_of_constant(operand.value)
        return OBJECT

    def is_real(self, operand: Operand) -> bool:
        """True if the operand is surely a real number, or an array of those."""
        kind = self.kind(operand)
        if isinstance(kind, (Number, Array)):
            return kind.dtype in _REAL_DTYPES
        return operand in self._real

    def is_inexact(self, operand: Operand) -> bool:
        """True if the operand is surely a float or complex number, or an array of those."""
        kind = self.kind(operand)
        if isinstance(kind, (Number, Array)):
            return kind.dtype not in ("bool", "int", "object")
        if not isinstance(operand, Var) or kind != UNKNOWN:
            return False
        return operand in self._inexact or operand.name.endswith((_ADJOINT, _TANGENT))

    def is_numeric(self, operand: Operand) -> bool:
        """True if the operand is surely no bool, so that `1 * x` is x."""
        kind = self.kind(operand)
        if isinstance(kind, (Number, Array)) and kind.dtype == "int":
            return True
        return self.is_inexact(operand)
