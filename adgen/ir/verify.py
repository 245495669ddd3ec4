"""The verifier: raises `InternalError` if a stage made IR that is not well formed.

Input: a program or function, and the name of the stage that made it. The message shows the
dump with a marker at the place:

        y.1 = x.0 * z.3    <-- here: z.3 is not defined here
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, assert_never

from adgen.errors import InternalError
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    End,
    For,
    Function,
    If,
    Operand,
    Pack,
    Program,
    Raise,
    Remark,
    Return,
    Statement,
    Store,
    Undefined,
    Var,
    While,
    Yield,
)
from adgen.ir.operand_text import var_text
from adgen.ir.printer import Node, function_lines
from adgen.ir.walk import (
    bound_vars,
    defined_vars,
    end_operands,
    operand_vars,
    operands,
)

_LEAF = (Var, Const, Undefined)
_CONTEXT = 30
"""So many lines of a dump are shown before and after the marker."""


def verify(program: Program | Function, stage: str) -> None:
    """Checks every invariant of the IR; linear in the size of the program.

    Calls are checked against their callees only where a whole Program is given.
    """
    if isinstance(program, Function):
        _Verifier(program, stage, None).function_is_well_formed()
        return
    if program.entry not in program.functions:
        raise InternalError(f"after {stage}: no function is named {program.entry}")
    for name, function in program.functions.items():
        if name != function.name:
            raise InternalError(f"after {stage}: {name} is filed as {function.name}")
        _Verifier(function, stage, program.functions).function_is_well_formed()


def result_count(function: Function) -> int:
    """The number of values of each Return of a function."""
    if function.template is None:
        return 1
    return len(set(_positions(function.template)))


@dataclass(frozen=True, slots=True)
class _Owner:
    """What the ends of a block mean: which are allowed, with how many values."""

    what: str
    ends: tuple[type, ...]
    arity: int


@dataclass
class _Verifier:
    """Walks one function once, keeping what is defined and what is in scope."""

    function: Function
    stage: str
    callees: Mapping[str, Function] | None
    defined: set[Var] = field(default_factory=set)
    visible: set[Var] = field(default_factory=set)

    # the function ----------------------------------------------------------------

    def function_is_well_formed(self) -> None:
        function = self.function
        for param in function.params:
            self.operand(param.pattern, function)
            self.define(operand_vars(param.pattern), function)
        if function.template is not None:
            positions = _positions(function.template)
            if set(positions) != set(range(len(set(positions)))):
                self.fail(function, "the template must hold Const(0), Const(1), ...")
        for var in function.kinds:
            if not isinstance(var, Var):
                self.fail(function, f"kinds has the key {var!r}, which is no Var")
        names = [param.name for param in function.params]
        if len(set(names)) != len(names):
            self.fail(function, "two parameters have the same name")
        ends = (Branch, Return, Raise)
        owner = _Owner("the function", ends, result_count(function))
        self.block(function.body, owner)

    # blocks ----------------------------------------------------------------------

    def block(self, block: Block, owner: _Owner, bound: Iterable[Var] = ()) -> None:
        """One block; `bound` are Vars already defined that are seen in it only."""
        local = list(bound)
        for stmt in block.body:
            self.statement(stmt)
            local += defined_vars(stmt)
        self.end(block.end, owner)
        self.visible.difference_update(local)

    def end(self, end: End, owner: _Owner) -> None:
        if not isinstance(end, owner.ends):
            self.fail(end, f"a block of {owner.what} cannot end so")
        for operand in end_operands(end):
            self.use(operand, end)
        match end:
            case Yield(values) | Break(values) | Return(values):
                if len(values) != owner.arity:
                    self.fail(
                        end, f"{len(values)} values, {owner.what} takes {owner.arity}"
                    )
            case Branch():
                self.block(end.then, owner)
                self.block(end.orelse, owner)
            case Raise():
                pass
            case _:
                assert_never(end)

    # statements ------------------------------------------------------------------

    def statement(self, stmt: Statement) -> None:
        for operand in operands(stmt):
            self.use(operand, stmt)
        match stmt:
            case Apply():
                self.apply(stmt)
            case Call():
                self.call(stmt)
            case Store():
                if stmt.mode not in ("set", "add"):
                    self.fail(stmt, f"the mode {stmt.mode!r} does not exist")
                if isinstance(stmt.value, Pack):
                    # Its parts would have no derivative: the value of a Store is one operand.
                    self.fail(stmt, "a structure is stored")
            case If():
                owner = _Owner("an If", (Yield, Raise), len(stmt.results))
                self.block(stmt.then, owner)
                self.block(stmt.orelse, owner)
            case For() | While():
                self.loop(stmt)
            case Remark():
                pass
            case _:
                assert_never(stmt)
        self.define(defined_vars(stmt), stmt)

    def apply(self, stmt: Apply) -> None:
        names = [name for name, _ in stmt.kwargs]
        if len(set(names)) != len(names):
            self.fail(stmt, "a keyword is given twice")
        shapes = {
            "list.new": (len(stmt.args) == 0, len(stmt.results) == 1),
            "list.append": (len(stmt.args) >= 2, len(stmt.results) == 1),
            "list.pop": (len(stmt.args) == 1, len(stmt.results) >= 2),
            "list.append_in": (len(stmt.args) >= 3, len(stmt.results) == 1),
            "list.pop_in": (len(stmt.args) == 2, len(stmt.results) >= 2),
        }
        if not all(shapes.get(stmt.fn, ())):
            self.fail(stmt, f"{stmt.fn} has the wrong number of arguments or results")

    def call(self, stmt: Call) -> None:
        if self.callees is None:
            return
        callee = self.callees.get(stmt.function)
        if callee is None:
            self.fail(stmt, f"the program has no function {stmt.function}")
        if len(stmt.args) != len(callee.params):
            self.fail(
                stmt, f"{len(stmt.args)} operands for {len(callee.params)} parameters"
            )
        if len(stmt.results) != result_count(callee):
            self.fail(stmt, f"{len(stmt.results)} results, not {result_count(callee)}")
        for param, arg in zip(callee.params, stmt.args):
            if not _fits(param.pattern, arg):
                self.fail(stmt, f"the operand for {param.name} has another structure")

    def loop(self, stmt: For | While) -> None:
        arity = len(stmt.carried)
        if not len(stmt.initial) == len(stmt.results) == arity:
            self.fail(
                stmt,
                f"{arity} carried, {len(stmt.initial)} initial values and"
                f" {len(stmt.results)} results",
            )
        if isinstance(stmt, For) and not _is_target(stmt.target):
            self.fail(stmt, "the target is no Var or tuple of targets")
        bound = bound_vars(stmt)
        self.define(bound, stmt)
        if isinstance(stmt, While):
            self.block(stmt.test, _Owner("the test of a While", (Yield,), 1))
        ends = (Branch, Yield, Break, Raise)
        self.block(stmt.body, _Owner("a loop", ends, arity), bound)

    # values ----------------------------------------------------------------------

    def use(self, operand: Operand, node: Node) -> None:
        self.operand(operand, node)
        for var in operand_vars(operand):
            if var not in self.visible:
                where = "in scope" if var in self.defined else "defined"
                self.fail(node, f"{var_text(var)} is not {where} here")

    def define(self, variables: Iterable[Var], node: Node) -> None:
        for var in variables:
            if not isinstance(var, Var):
                self.fail(node, f"{var!r} is defined, and is no Var")
            if var in self.defined:
                self.fail(node, f"{var_text(var)} is defined twice")
            self.defined.add(var)
            self.visible.add(var)

    def operand(self, operand: Operand, node: Node) -> None:
        if isinstance(operand, _LEAF):
            return
        if not isinstance(operand, Pack):
            self.fail(node, f"{operand!r} is no operand")
        sizes = {"slice": 3, "field": 3}
        size = sizes.get(operand.form, len(operand.items))
        if len(operand.items) != size:
            self.fail(node, f"a {operand.form} has {size} items")
        keyed = operand.form in ("dict", "object")
        keys = len(operand.items) if keyed else 0
        if len(operand.keys) != keys:
            self.fail(node, f"a {operand.form} of this size has {keys} keys")
        for item in operand.items:
            self.operand(item, node)

    # failure ---------------------------------------------------------------------

    def fail(self, node: Node, why: str) -> NoReturn:
        span = getattr(node, "span", None)
        shown = _shown(self.function, node, why)
        raise InternalError(f"after {self.stage}: {why}", span, f"\n{shown}")


def _shown(function: Function, node: Node, why: str) -> str:
    """The dump around the node, with the marker."""
    try:
        lines = function_lines(function)
    except AssertionError:  # what is no node of the IR cannot be printed
        return f"{node!r}    <-- here: {why}"
    places = [i for i, line in enumerate(lines) if line.node is node]
    first = max(1, min(places) - _CONTEXT)
    last = max(places) + _CONTEXT + 1
    texts = [line.text for line in lines]
    for place in places:
        texts[place] += f"    <-- here: {why}"
    head = texts[:1] if first == 1 else [texts[0], "    ..."]
    tail = texts[first:last] if last >= len(texts) else [*texts[first:last], "    ..."]
    return "\n".join(head + tail)


def _positions(template: Operand) -> list[int]:
    """The integers at the leaves of a template, without Nones; -1 for any other leaf."""
    if isinstance(template, Pack):
        return [i for item in template.items for i in _positions(item)]
    if isinstance(template, Const) and type(template.value) is int:
        return [template.value]
    if template == Const(None):
        return []
    return [-1]


def _is_target(target: Operand) -> bool:
    if isinstance(target, Pack):
        return target.form == "tuple" and all(map(_is_target, target.items))
    return isinstance(target, Var)


def _fits(pattern: Operand, arg: Operand) -> bool:
    """Whether an operand has the structure of a parameter."""
    if not isinstance(pattern, Pack):
        return True
    return (
        isinstance(arg, Pack)
        and arg.form == pattern.form
        and arg.keys == pattern.keys
        and len(arg.items) == len(pattern.items)
        and all(map(_fits, pattern.items, arg.items))
    )
