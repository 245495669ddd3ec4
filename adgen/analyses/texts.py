"""Texts of numbers that vary, from which a number is read again: its derivative would be lost.

    s.0 = fstring(x.0)          the text moves with x
    y.0 = float(s.0)            found: zero here would be a silent zero
    print(s.0); s.0 in names.0  nothing is read

The graph is that of `adgen.analyses.dataflow` with nodes for texts, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from adgen.analyses.dataflow import Flow, Node, reach
from adgen.analyses.primitives import is_constant
from adgen.ir.kinds import TEXT, UNKNOWN, Kind, Listing, is_discrete
from adgen.ir.nodes import Apply, Call, Function, Program, Var
from adgen.ir.walk import all_statements, operand_vars, param_vars


def numbers_read(
    program: Program, inputs: Iterable[Var], outputs: Collection[int]
) -> Apply | None:
    """The first conversion of a text that depends on `inputs` of the entry to a number on
    which these of its results depend; in other functions every parameter may vary."""
    for name, function in program.functions.items():
        if not any(_is_text(kind) for kind in function.kinds.values()):
            continue
        entry = name == program.entry
        starts = inputs if entry else param_vars(function)
        found = _first(program, function, starts, outputs if entry else None)
        if found is not None:
            return found
    return None


def _first(
    program: Program,
    function: Function,
    inputs: Iterable[Var],
    outputs: Collection[int] | None,
) -> Apply | None:
    params = {name: each.params for name, each in program.functions.items()}
    flow = _WithTexts(function, params, {})
    varied = reach(flow.after, (node for var in inputs for node in flow.nodes(var)))
    ends = (
        node
        for node in flow.before
        if isinstance(node, tuple)
        and node[0] is None
        and (outputs is None or node[1] in outputs)
    )
    useful = reach(flow.before, ends)
    for stmt in all_statements(function.body):
        if isinstance(stmt, Apply) and _reads(stmt):
            operands = [*stmt.args, *(value for _, value in stmt.kwargs)]
            texts = {
                node
                for operand in operands
                for node in flow.nodes(operand)
                if flow.is_text(node)
            }
            results = {node for var in stmt.results for node in flow.nodes(var)}
            if texts & varied and results & useful:
                return stmt
    return None


def _reads(stmt: Apply) -> bool:
    """True for what makes numbers of texts."""
    if is_constant(stmt.fn):
        return False
    return stmt.fn in ("float", "complex") or stmt.fn.startswith("np.")


def _is_text(kind: Kind) -> bool:
    return kind == TEXT or (isinstance(kind, Listing) and TEXT in kind.fields)


class _WithTexts(Flow):
    """The graph with nodes for texts, which depend on all that they are made of."""

    def slots(self, var: Var) -> tuple[Node | None, ...]:
        kind = self.kinds.get(var, UNKNOWN)
        if isinstance(kind, Listing):
            return tuple(
                (var, position) if field == TEXT or not is_discrete(field) else None
                for position, field in enumerate(kind.fields)
            )
        return (var,) if kind == TEXT else super().slots(var)

    def is_text(self, node: Node) -> bool:
        """True for the node of a text, or of the texts in a list."""
        var, position = (node, 0) if isinstance(node, Var) else node
        kind = UNKNOWN if var is None else self.kinds.get(var, UNKNOWN)
        return (kind.fields[position] if isinstance(kind, Listing) else kind) == TEXT

    def _apply(self, stmt: Apply) -> None:
        super()._apply(stmt)
        texts = [var for var in stmt.results if self.kinds.get(var) == TEXT]
        if texts and is_constant(stmt.fn):
            self._join((*stmt.args, *(value for _, value in stmt.kwargs)), texts)

    def _call(self, stmt: Call) -> None:
        given = [var for arg in stmt.args for var in operand_vars(arg)]
        self._join(given, stmt.results)
