"""Inserting the copies that the analysis of writes asks for.

    tape.2 = list.append(tape.1, u.1)     ->    u.5 = np.copy(u.1)            (inlined)
                                                tape.2 = list.append(tape.1, u.5)

Input: a `Plan` and the `Findings` and `Marks` for it. Output: a `Plan`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from adgen.emit.aliases import OUTSIDE, Node
from adgen.emit.as_laid import reading
from adgen.emit.findings import Findings, Marks
from adgen.emit.operators import COMPARE
from adgen.emit.plan import Expression, Plan, written_base
from adgen.ir.build import Keywords, kind_of_constant
from adgen.ir.kinds import (
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Unknown,
    entry_kind,
    is_record,
)
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    For,
    If,
    Operand,
    Pack,
    Remark,
    Return,
    Statement,
    Store,
    Var,
    While,
)
from adgen.ir.walk import (
    all_statements,
    map_blocks,
    param_vars,
    path_steps,
    substitute,
)

_KEEP_LAYOUT: Keywords = (("order", Const("K")),)


def insert_copies(
    plan: Plan, found: Findings, marks: Marks, as_laid: Collection[Var] = ()
) -> Plan:
    """The plan with all copies; the plan itself if there are none. Of the views `as_laid` the
    primal goes on reading the view."""
    if not _needed(found, marks):
        return plan
    return _Inserting(plan, found, marks, as_laid).plan()


def _needed(found: Findings, marks: Marks) -> bool:
    tables = (found.writes, found.deep, found.initial, found.returned)
    return bool(marks.values or marks.fields) or any(
        any(table.values()) for table in tables
    )


def _is_nested(kind: Kind) -> bool:
    """True for a list of lists, which may be changed in an entry of an entry."""
    inner = kind.fields if isinstance(kind, Listing) else ()
    return any(isinstance(field, Listing) for field in inner)


def _may_be_a_question(fn: str) -> bool:
    """True for what gives a mask, or part of one, where shapes are not known."""
    return fn in _QUESTIONS or fn.startswith(("np.logical", "np.is"))


_QUESTIONS = (*COMPARE, "bitand", "bitor", "bitxor", "invert", "getitem", "copy")


class _Inserting:
    def __init__(
        self, plan: Plan, found: Findings, marks: Marks, as_laid: Collection[Var]
    ) -> None:
        self._plan = plan
        self._as_laid = as_laid
        self._views: dict[Var, Var] = {}
        self._found = found
        self._marks = marks
        self._kinds = dict(plan.function.kinds)
        self._namer = Namer.of(plan.function)
        self._params = set(param_vars(plan.function))
        self._inlined: set[Var] = set(plan.inlined)
        self._questions = {
            var
            for stmt in all_statements(plan.function.body)
            if isinstance(stmt, Apply) and _may_be_a_question(stmt.fn)
            for var in stmt.results
        }

    def plan(self) -> Plan:
        """The rewritten function with the same inlining, and inlined copies."""
        function = self._plan.function
        body = reading(self._tree(function.body), self._views)
        inlined: dict[Var, Expression] = {}
        for stmt in all_statements(body):
            if isinstance(stmt, Apply | If) and len(stmt.results) == 1:
                if stmt.results[0] in self._inlined:
                    inlined[stmt.results[0]] = stmt
        function = replace(function, body=body, kinds=self._kinds)
        return Plan(function, inlined, self._plan.conditional)

    # blocks --------------------------------------------------------------------------

    def _tree(self, block: Block) -> Block:
        """A block that runs at most once: here arguments are copied on entry."""
        entering: dict[Var, Operand] = {}
        body = self._statements(block.body, entering)
        end = map_blocks(block.end, self._tree)
        if isinstance(end, Return):
            positions = self._found.returned.get(id(block), ())
            end, copied = self._return(end, positions)
            body += copied
        changed = substitute(Block(tuple(body), end), entering)
        copies = tuple(
            self._copy(param, copy, self._layout(param))
            for param, copy in entering.items()
        )
        return Block((*copies, *changed.body), changed.end)

    def _inner(self, block: Block) -> Block:
        end = map_blocks(block.end, self._inner)
        return Block(tuple(self._statements(block.body, None)), end)

    def _statements(
        self, body: Sequence[Statement], entering: dict[Var, Operand] | None
    ) -> list[Statement]:
        made: list[Statement] = []
        for stmt in body:
            made += self._statement(stmt, entering)
        return made

    # statements ----------------------------------------------------------------------

    def _statement(
        self, original: Statement, entering: dict[Var, Operand] | None
    ) -> list[Statement]:
        """The statement, with the copies it needs before or after it."""
        made: list[Statement] = []
        stmt = map_blocks(original, self._inner)
        if (
            isinstance(stmt, Apply)
            and stmt.results[:1]
            and (stmt.results[0] in self._marks.values)
        ):
            raw = self._namer.like(stmt.results[0])
            self._kinds[raw] = self._kind(stmt.results[0])
            if stmt.results[0] in self._as_laid:
                self._views[stmt.results[0]] = raw
            else:
                self._inlined.add(raw)
            return [replace(stmt, results=(raw,)), self._copy(raw, stmt.results[0])]
        if isinstance(stmt, Apply) and stmt.fn == "list.append":
            stmt = self._append(original, stmt, made)
        conflicts = self._found.writes.get(id(original))
        base = written_base(stmt)
        primal = not isinstance(stmt, Remark) and not stmt.derived
        if conflicts and base is not None:
            owned = self._owned(base, conflicts, entering, made, primal)
            if isinstance(stmt, Store):
                stmt = replace(stmt, base=owned)
            elif isinstance(stmt, Apply):
                stmt = replace(stmt, args=(owned, *stmt.args[1:]))
        elif isinstance(stmt, Store) and self._found.deep.get(id(original)):
            stmt = self._with_entry(stmt, made)
        if isinstance(stmt, For | While):
            initial = list(stmt.initial)
            for position, nodes in self._found.initial.get(id(original), {}).items():
                deep = stmt.carried[position] in self._marks.deep
                initial[position] = self._owned(
                    initial[position], nodes, entering, made, primal, True, deep
                )
            stmt = replace(stmt, initial=tuple(initial))
        return [*made, stmt]

    def _with_entry(self, stmt: Store, made: list[Statement]) -> Store:
        """`xs[i] = e` for `xs[i][j] = v`, where e is a copy of the entry with v in its place."""
        first, *rest = path_steps(stmt.index)
        entry, copy, new = (self._namer.temporary() for _ in range(3))
        kind = self._kinds[entry] = self._kinds[new] = entry_kind(
            self._kind(stmt.base), 1
        )
        self._inlined.add(entry)
        made.append(Apply((entry,), "getitem", (stmt.base, first), derived=True))
        made.append(self._copy(entry, copy, self._layout(entry, not stmt.derived)))
        index = rest[0] if len(rest) == 1 else Pack("path", tuple(rest))
        inner = replace(stmt, result=new, base=copy, index=index)
        if isinstance(kind, Listing) and len(rest) > 1:
            inner = self._with_entry(inner, made)
        made.append(inner)
        return replace(stmt, index=first, value=new, mode="set")

    def _append(self, original: Statement, stmt: Apply, made: list[Statement]) -> Apply:
        """An append with copies of the marked fields."""
        args = list(stmt.args)
        for position in range(len(args) - 1):
            if (id(original), position) in self._marks.fields:
                args[position + 1] = self._inline_copy(args[position + 1], made)
        return replace(stmt, args=tuple(args))

    def _return(
        self, end: Return, positions: Sequence[int]
    ) -> tuple[Return, list[Statement]]:
        """A Return whose values share no memory, and the copies for it."""
        made: list[Statement] = []
        values = list(end.values)
        for position in positions:
            kind = self._kind(values[position])
            if isinstance(kind, Array):
                values[position] = self._inline_copy(values[position], made)
            elif isinstance(kind, Unknown):
                values[position] = self._own_value(values[position], made)
        return Return(tuple(values)), made

    def _own_value(self, operand: Operand, made: list[Statement]) -> Var:
        """A copy of an array; a number stays one. `+x` is short, but fails for booleans."""
        if operand not in self._questions:
            return self._inline_copy(operand, made, "pos")
        copy = self._inline_copy(operand, made)
        value = self._namer.temporary()
        self._kinds[value] = self._kind(operand)
        self._inlined.add(value)
        whole = Pack("tuple", ())
        made.append(Apply((value,), "getitem", (copy, whole), derived=True))
        return value

    # copies --------------------------------------------------------------------------

    def _owned(
        self,
        operand: Operand,
        conflicts: set[Node],
        entering: dict[Var, Operand] | None,
        made: list[Statement],
        primal: bool,
        inline: bool = False,
        deep: bool = False,
    ) -> Operand:
        """A copy of the operand, made before the statement or on entry to the function."""
        alone = conflicts == {OUTSIDE} and operand in self._params
        if alone and entering is not None and operand not in entering:
            assert isinstance(operand, Var)
            entering[operand] = self._fresh(operand)
            return operand
        copy = self._namer.temporary() if inline else self._fresh(operand)
        copied = self._copy(operand, copy, self._layout(operand, primal))
        made.append(replace(copied, fn="list.copied") if deep else copied)
        if inline:
            self._inlined.add(copy)
        return copy

    def _inline_copy(
        self, operand: Operand, made: list[Statement], fn: str | None = None
    ) -> Var:
        copy = self._namer.temporary()
        stmt = self._copy(operand, copy)
        self._inlined.add(copy)
        made.append(replace(stmt, fn=fn or stmt.fn))
        return copy

    def _layout(self, operand: Operand, primal: bool = True) -> Keywords:
        """What the program changes is copied as it lies in memory: sums go by that."""
        kind = self._kind(operand)
        if not isinstance(kind, Array):
            return ()
        flat = kind.dims is not None and len(kind.dims) < 2
        kept = operand in self._params or (primal and not flat)
        return _KEEP_LAYOUT if kept else ()

    def _fresh(self, operand: Operand) -> Var:
        if isinstance(operand, Var):
            return self._namer.like(operand)
        return self._namer.temporary()

    def _copy(self, operand: Operand, copy: Operand, layout: Keywords = ()) -> Apply:
        assert isinstance(copy, Var)
        kind = self._kinds[copy] = self._kind(operand)
        deep = is_record(kind) or _is_nested(kind) or operand in self._marks.deep
        fn = "list.copied" if deep else "np.copy"
        return Apply((copy,), fn, (operand,), layout, derived=True)

    def _kind(self, operand: Operand) -> Kind:
        if isinstance(operand, Var):
            return self._kinds.get(operand, UNKNOWN)
        return (
            kind_of_constant(operand.value) if isinstance(operand, Const) else UNKNOWN
        )
