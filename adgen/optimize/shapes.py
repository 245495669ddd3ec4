"""A shape is asked of a parameter, if it has the same one.

    %2 = r.0 ** 2              (r.0 and %2 have the shape of y.0, a parameter)
    %9 := len(%2)              %9 := len(y.0)

so that an array that nothing else needs is not kept, or not even computed. Only adgen's own
statements ask somebody else: of a temporary, and of what the user has named where nothing but the
shape of the array is used. The
parameter is one that is never written, since its first version would have to be copied, and
that is surely an array: some calculation of every run uses it, or a statement of the user's copies
it, asks its length or takes a part of it, and gives the name to nothing else. (A value that is
saved for a reverse sweep is None where it was not computed.)
"""

from __future__ import annotations

from dataclasses import replace

from adgen.analyses.primitives import is_calculation
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import UNKNOWN, Array, Dim, same_dim
from adgen.ir.nodes import Apply, Function, Operand, Store, Var
from adgen.ir.walk import all_statements, param_vars
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep
from adgen.rules.dtypes import is_complex

_ASKED = {"len": 0, "np.shape": 0, "np.size": 0, "np.ndim": 0}
"""Which operand gives only its shape."""
_ASKED_WITH_FIELD = {"unbroadcast": 1}
"""Which operand gives its shape, and whether the result is real or complex."""
_ASKED_WITH_DTYPE = {"np.zeros_like": 0, "np.ones_like": 0, "np.empty_like": 0}
_OF_ARRAYS = ("np.copy", "len", "getitem")
"""What the user does with an array, and never with None."""
_POSITIONS = {**_ASKED, **_ASKED_WITH_FIELD, **_ASKED_WITH_DTYPE}


def ask_parameters(function: Function, context: Context) -> Function:
    """The function with shapes asked of parameters; the same object if nothing changed."""
    known = _known_shapes(function)
    return _Asking(function, known).run() if known else function


def _known_shapes(function: Function) -> dict[tuple[Dim, ...], list[Var]]:
    """The parameters that are arrays of known shape and never written, by shape."""
    written: set[Operand] = set()
    for stmt in all_statements(function.body):
        if isinstance(stmt, Store):
            written.add(stmt.base)
    calculated: set[Var] = set()
    again = {var.name for var in function.kinds if var.version}
    for stmt in function.body.body:
        if isinstance(stmt, Apply) and _fails_without(stmt):
            args = [arg for arg in stmt.args if isinstance(arg, Var)]
            own = is_calculation(stmt.fn)
            calculated.update(arg for arg in args if own or arg.name not in again)
    found: dict[tuple[Dim, ...], list[Var]] = {}
    for param in param_vars(function):
        kind = function.kinds.get(param, UNKNOWN)
        if isinstance(kind, Array) and kind.dims and param in calculated - written:
            if all(same_dim(dim, dim) for dim in kind.dims):
                found.setdefault(kind.dims, []).append(param)
    return found


def _fails_without(stmt: Apply) -> bool:
    """True if the statement fails where an operand is None."""
    return is_calculation(stmt.fn) or not stmt.derived and stmt.fn in _OF_ARRAYS


class _Asking(Sweep):
    def __init__(
        self, function: Function, known: dict[tuple[Dim, ...], list[Var]]
    ) -> None:
        super().__init__(function)
        self._known = known
        self._uses = use_counts(function)
        self._shape_uses: dict[Var, int] = {}
        for stmt in all_statements(function.body):
            asked = _asked(stmt) if isinstance(stmt, Apply) else None
            if asked is not None:
                self._shape_uses[asked] = self._shape_uses.get(asked, 0) + 1

    def apply(self, stmt: Apply) -> Apply | None:
        asked = _asked(stmt)
        if asked is None or not (is_temporary(asked.name) or self._only_shape(asked)):
            return stmt
        instead = self._parameter(asked, stmt.fn)
        if instead is None or instead == asked:
            return stmt
        args = tuple(instead if arg == asked else arg for arg in stmt.args)
        return replace(stmt, args=args)

    def _only_shape(self, asked: Var) -> bool:
        """True if nothing but the shape of the value is used."""
        return self._shape_uses.get(asked) == self._uses.get(asked)

    def _parameter(self, asked: Var, fn: str) -> Var | None:
        """The first parameter of the same shape, and dtype or field if that matters."""
        kind = self.kinds.get(asked, UNKNOWN)
        if not isinstance(kind, Array) or kind.dims is None:
            return None
        for param in self._known.get(kind.dims, ()):
            other = self.kinds[param]
            if fn in _ASKED_WITH_DTYPE and other != kind:
                continue
            if fn in _ASKED_WITH_FIELD and is_complex(other) != is_complex(kind):
                continue
            return param
        return None


def _asked(stmt: Apply) -> Var | None:
    """The array of which a derived statement uses only the shape (and dtype)."""
    position = _POSITIONS.get(stmt.fn)
    if position is None or not stmt.derived or len(stmt.args) <= position:
        return None
    asked = stmt.args[position]
    return asked if isinstance(asked, Var) and stmt.args.count(asked) == 1 else None
