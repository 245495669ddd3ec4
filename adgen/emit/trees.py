"""Expression rebuilding: a value used once is put into the expression that uses it.

    %1 = a.0 / x.1                                a line for each, as text:
    %2 = x.1 + %1                         ->
    y.0 = 0.5 * %2                                y = 0.5 * (x + a / x)

Only what has no name of the user's (temporaries, and what a transformer made) is moved, only
within its block, not past a heading, a loop, a branch, or a change of what it reads, and only as
long as the line fits. Every move is right as the IR has values; what it means for memory that is
changed in place is looked at by `adgen.emit.ownership`, which works on the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from adgen.analyses.primitives import is_pure
from adgen.emit.families import Families
from adgen.emit.operators import OPERATORS
from adgen.emit.ordering import order_versions
from adgen.emit.plan import (
    HANDED,
    RESIZED,
    Expression,
    Plan,
    evaluated_once,
    iterated_operands,
    parts,
    short_circuit,
    written_base,
    yielded,
)
from adgen.emit.steady import keep_steady
from adgen.emit.width import LAST_COLUMN, Measure, Size
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Call,
    Const,
    End,
    For,
    Function,
    If,
    Operand,
    Raise,
    Remark,
    Return,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    all_blocks,
    all_definitions,
    all_statements,
    defined_vars,
    operand_vars,
    operands,
    param_vars,
    used_vars,
)
from adgen.names import is_temporary, tangent_name
from adgen.rules.marks import IDENTITIES
from adgen.rules.runtime import HELPERS

_DEPTH = 20
_INDENT = 4
_ZEROS = ("np.zeros_like", "list.zeros_like")
_LISTS = ("list.new", "list.fill", HANDED, *RESIZED)


def rebuild(function: Function, spelling: Callable[[str], str] = str) -> Plan:
    """The function with every value that may be inlined put where it is used."""
    function = order_versions(keep_steady(function))
    trees = _Trees(function, spelling)
    trees.block(function.body, _INDENT)
    return Plan(function, trees.inlined, frozenset(trees.conditional))


@dataclass(frozen=True, slots=True)
class _Pending:
    """A value that may be moved: what computes it, how wide, and what it reads."""

    expression: Expression
    size: Size
    families: frozenset[Var]
    names: frozenset[str]

    def reads(self, families: set[Var], names: set[str]) -> bool:
        return not (self.families.isdisjoint(families) and self.names.isdisjoint(names))


class _Trees:
    def __init__(self, function: Function, spelling: Callable[[str], str]) -> None:
        self.inlined: dict[Var, Expression] = {}
        self.conditional: set[Var] = set()
        self._keep = function.keep
        self._families = Families(function)
        self._uses = _count_uses(function)
        self._steady = _steady(function, self._families)
        self._sizes: dict[Var, Size] = {}
        self._measure = Measure(self._sizes, spelling)
        self._lines: set[Var] = set()
        self._pending: dict[Var, _Pending] = {}
        self._taken: dict[Var, _Pending] = {}

    # blocks and ends -----------------------------------------------------------------

    def block(self, block: Block, indent: int, as_value: bool = False) -> None:
        """Rebuilds a block; `as_value`: what it yields is part of an expression."""
        outside, self._pending = self._pending, {}
        for stmt in block.body:
            self._statement(stmt, indent)
        self._end(block.end, indent, as_value)
        self._pending = outside

    def _end(self, end: End, indent: int, as_value: bool) -> None:
        match end:
            case Yield(values) if as_value:
                self._absorb(values, indent + len("while :"))
            case Return(values):
                used = [v for value in values for v in operand_vars(value)]
                named = {v for v in used if not is_temporary(v.name)}
                self._absorb(values, indent + len("return "), named)
            case Raise():
                self._absorb(end.args, indent + len("raise ValueError()"))
            case Branch():
                self._absorb((end.test,), indent + len("if :"))
                self.block(end.then, indent + _INDENT)
                self.block(end.orelse, indent)
            case _:
                pass

    # statements ----------------------------------------------------------------------

    def _statement(self, stmt: Statement, indent: int) -> None:
        match stmt:
            case Remark():
                steady = {v: p for v, p in self._pending.items() if self._is_steady(p)}
                self._pending = steady
            case Apply() if stmt.fn not in _LISTS:
                self._apply(stmt, indent)
            case Apply() | Call() | Store():
                self._line(stmt, indent)
                self._forget_readers(stmt)
            case If():
                self._if(stmt, indent)
            case For():
                once = evaluated_once(stmt.iterable)
                columns = indent + len("for i in reversed(range()):")
                self._absorb((*once, *iterated_operands(stmt.iterable)), columns)
                self._pending.clear()
                self.block(stmt.body, indent + _INDENT)
            case While():
                self._pending.clear()
                self.block(stmt.test, indent + _INDENT, as_value=True)
                self.block(stmt.body, indent + _INDENT)

    def _apply(self, stmt: Apply, indent: int) -> None:
        columns = indent + sum(len(r.name) + 2 for r in stmt.results) + 1
        self._absorb(operands(stmt), columns, _kept(stmt), stmt)
        if self._may_move(stmt) and (is_pure(stmt.fn) or stmt.fn in _ALWAYS_PURE):
            self._hold(stmt, self._measure.apply(stmt))
        else:
            self._forget_readers(stmt)

    def _line(self, stmt: Apply | Call | Store, indent: int) -> None:
        base = written_base(stmt)
        columns = indent + sum(len(r.name) + 2 for r in defined_vars(stmt)) + 6
        if isinstance(stmt, Call):
            columns += len(stmt.function)
        kept = {*_kept(stmt), base} if isinstance(base, Var) else _kept(stmt)
        self._absorb(operands(stmt), columns, kept)

    def _if(self, stmt: If, indent: int) -> None:
        if self._as_expression(stmt, indent):
            return
        kept = {stmt.test} if short_circuit(stmt) and isinstance(stmt.test, Var) else ()
        self._absorb((stmt.test,), indent + len("if :"), kept)
        self._pending.clear()
        self.block(stmt.then, indent + _INDENT)
        self.block(stmt.orelse, indent + _INDENT)

    def _as_expression(self, stmt: If, indent: int) -> bool:
        """Makes an If an expression, if its blocks are nothing but expressions."""
        # What does not fit does not fit either once an If around it indents it more:
        # without this a nest of them would be tried twice at every depth.
        if not _is_value(stmt) or stmt.results[0] in self._lines:
            return False
        before, conditional = set(self.inlined), set(self.conditional)
        for side in (stmt.then, stmt.orelse):
            self.block(side, indent, as_value=True)
        inside = [s for side in (stmt.then, stmt.orelse) for s in side.body]
        done = all(v in self.inlined for s in inside for v in defined_vars(s))
        columns = indent + len(stmt.results[0].name) + 3
        if not done or not self._fits(columns, stmt):
            for var in [v for v in self.inlined if v not in before]:
                del self.inlined[var], self._sizes[var]
            self.conditional = conditional
            self._lines.add(stmt.results[0])
            return False
        self._absorb((stmt.test,), columns, (), stmt)
        if may_move := self._may_move(stmt):
            self._hold(stmt, self._size(stmt))
        else:
            self._forget_readers(stmt)
        if not may_move or _is_none_or_zeros(stmt):
            self.conditional.add(stmt.results[0])
        return True

    # moving --------------------------------------------------------------------------

    def _may_move(self, stmt: Expression) -> bool:
        if len(stmt.results) != 1 or stmt.results[0] in self._keep:
            return False
        (var,) = stmt.results
        if self._uses[var] != 1 or not (is_temporary(var.name) or stmt.derived):
            return False
        primal = var.name.removesuffix(tangent_name(""))
        return primal == var.name or self._uses[Var(primal, var.version)] < 2

    def _hold(self, stmt: Expression, size: Size) -> None:
        """The statement may be moved from now on."""
        families: set[Var] = set()
        names: set[str] = set()
        for operand in parts(stmt):
            for var in operand_vars(operand):
                inside = self._taken.get(var)
                if inside is not None:
                    families |= inside.families
                    names |= inside.names
                else:
                    families |= self._families.of_all((var,))
                    names.add(var.name)
        entry = _Pending(stmt, size, frozenset(families), frozenset(names))
        self._pending[stmt.results[0]] = entry

    def _is_steady(self, entry: _Pending) -> bool:
        """True for `len(x)` of an argument that stays as it is: it may be read anywhere."""
        expression = entry.expression
        if not isinstance(expression, Apply) or expression.fn not in _LIGHT:
            return False
        return all(
            isinstance(arg, Const) or arg in self._steady for arg in expression.args
        )

    def _absorb(
        self,
        used: Iterable[Operand],
        columns: int,
        kept: Collection[Operand] = (),
        into: Expression | None = None,
    ) -> None:
        """Inlines what the operands of a line name, as much as fits into the line."""
        used = tuple(used)
        moved: list[Var] = []
        for var in (v for operand in used for v in operand_vars(operand)):
            entry = self._pending.get(var)
            if entry is not None and var not in kept:
                del self._pending[var]
                self._taken[var] = entry
                self.inlined[var], self._sizes[var] = entry.expression, entry.size
                moved.append(var)
        while moved and not self._fits(columns, into or used):
            widest = max(moved, key=lambda v: self._sizes[v].columns)
            moved.remove(widest)
            del self.inlined[widest], self._sizes[widest], self._taken[widest]

    def _fits(self, columns: int, what: Expression | tuple[Operand, ...]) -> bool:
        size = self._size(what)
        return columns + size.columns <= LAST_COLUMN and size.depth <= _DEPTH

    def _size(self, what: Expression | tuple[Operand, ...]) -> Size:
        if isinstance(what, Apply):
            return self._measure.apply(what)
        if isinstance(what, If):
            return self._measure.conditional(what.test, *yielded(what))
        return self._measure.several(what)

    def _forget_readers(self, stmt: Statement) -> None:
        """What the statement changes is not read by anything that is moved past it."""
        names = {v.name for v in defined_vars(stmt)}
        families = self._families.written(stmt)
        for var in [v for v, p in self._pending.items() if p.reads(families, names)]:
            del self._pending[var]


def _steady(function: Function, families: Families) -> set[Operand]:
    """The parameters that are never changed, and whose names mean nothing else."""
    versions = Counter(v.name for v in all_definitions(function))
    bases = (written_base(stmt) for stmt in all_statements(function.body))
    changed = {families.of(v) for base in bases if base for v in operand_vars(base)}
    return {
        v
        for v in param_vars(function)
        if versions[v.name] == 1 and families.of(v) not in changed
    }


_LIGHT = ("len", "np.shape", "np.ndim", "np.size")
_ALWAYS_PURE = OPERATORS | frozenset(HELPERS) | frozenset(IDENTITIES)


def _count_uses(function: Function) -> Counter[Var]:
    """How often each Var is used; the test that `a and b` also yields counts once."""
    uses: Counter[Var] = Counter()
    for block in all_blocks(function.body):
        for stmt in block.body:
            uses.update(used_vars(stmt))
            if isinstance(stmt, If) and short_circuit(stmt) and _is_value(stmt):
                uses.subtract(v for v in operand_vars(stmt.test) if v in yielded(stmt))
        uses.update(used_vars(block.end))
    return uses


def _kept(stmt: Apply | Call | Store) -> Collection[Operand]:
    """Adjoints and tangents of what has a name keep their own line, except where they are
    one factor of the adjoint of a temporary."""
    defined = defined_vars(stmt)
    if len(defined) == 1 and _is_adjoint_of_temporary(defined[0]):
        return ()
    return {v for v in used_vars(stmt) if not is_temporary(v.name)}


def _is_adjoint_of_temporary(var: Var) -> bool:
    return is_temporary(var.name) and not var.name.endswith(tangent_name(""))


def _is_value(stmt: If) -> bool:
    """True for an If that stands for a conditional expression, not for a statement."""
    if len(stmt.results) != 1:
        return False
    for side in (stmt.then, stmt.orelse):
        if not isinstance(side.end, Yield) or not all(
            isinstance(s, Apply | If) and len(s.results) == 1 for s in side.body
        ):
            return False
    if is_temporary(stmt.results[0].name) or _is_none_or_zeros(stmt):
        return True
    written = stmt.span.statement if stmt.span is not None else ""
    return (
        bool(written) and not stmt.derived and not written.startswith(("if ", "elif "))
    )


def _is_none_or_zeros(stmt: If) -> bool:
    """True for `None if x is None else np.zeros_like(x)`, an adjoint or a tangent."""
    none = Block((), Yield((Const(None),)))
    zeros = [s for s in stmt.orelse.body if isinstance(s, Apply) and s.fn in _ZEROS]
    return stmt.derived and stmt.then == none and zeros == list(stmt.orelse.body)
