"""Expressions: names, constants, operators, comparisons, and/or, conditional expressions."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable

from adgen.frontend.containers import long_tuples
from adgen.frontend.containers.module_dicts import opened
from adgen.frontend.instances import names, operator_methods
from adgen.frontend.operations.overloads import foreign_kind, require_truth
from adgen.frontend.regions import memory, shown
from adgen.frontend.regions.branches import boolean, choose
from adgen.frontend.regions.decided import static_compare
from adgen.frontend.regions.lists_as_arrays import beside_arrays
from adgen.frontend.regions.optional import witness
from adgen.frontend.regions.records import flat, is_nested
from adgen.frontend.regions.structures import static_operation
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Generator,
    MapValue,
    Tuple,
    Value,
    is_constant,
)
from adgen.frontend.syntax.decided_names import decided_by_name, word_of
from adgen.frontend.syntax.statements import test_operand, truth
from adgen.ir.kinds import BOOL, OBJECT, TEXT, Kind, Listing, Number, Other, Structure
from adgen.ir.nodes import (
    Apply,
    Const,
    If,
    Operand,
    Statement,
    Var,
    Yield,
)

BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitAnd: "bitand",
    ast.BitOr: "bitor",
    ast.BitXor: "bitxor",
}
UNARY: dict[type[ast.unaryop], str] = {
    ast.USub: "neg",
    ast.UAdd: "pos",
    ast.Not: "not",
    ast.Invert: "invert",
}
COMPARISON: dict[type[ast.cmpop], str] = {
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Is: "is",
    ast.IsNot: "isnot",
    ast.In: "in",
    ast.NotIn: "notin",
}
_FOLDED: dict[str, Callable[..., object]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "neg": operator.neg,
    "pos": operator.pos,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "is": operator.is_,
    "isnot": operator.is_not,
}
_EXACT = (int, bool, str, type(None))
"""Constants of these types are computed with when the function is lowered."""


def lower_constant(ctx: Context, node: ast.Constant, name: Name) -> Value:
    return Const(node.value)


def lower_name(ctx: Context, node: ast.Name, name: Name) -> Value:
    return names.lookup(ctx, node)


# operators ---------------------------------------------------------------------------


def lower_binary(ctx: Context, node: ast.BinOp, name: Name) -> Value:
    # A long sum is a deep tree to the left, deeper than Python's recursion goes.
    chain = [node]
    while isinstance(chain[-1].left, ast.BinOp):
        chain.append(chain[-1].left)
    left = ctx.expression(chain[-1].left)
    for part in reversed(chain):
        right = ctx.expression(part.right)
        fn = BINARY[type(part.op)]
        left = binary(ctx, fn, left, right, part, name if part is node else None)
    return left


def binary(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name = None
) -> Value:
    """An operator on two values: on structures now, on numbers and arrays at run time."""
    of_object = long_tuples.binary(
        ctx, fn, left, right, node, name
    ) or operator_methods.binary(ctx, fn, left, right, node, name)
    if of_object is not None:
        return of_object
    if fn == "bitor":
        left, right = opened(ctx, left, node), opened(ctx, right, node)
    static = static_operation(ctx, fn, left, right, node)
    if static is not None:
        return static
    operands = shown.operands(ctx, left, right, node)
    if TEXT in map(ctx.kind, operands):
        return ctx.apply(fn, operands, node, name, kind=TEXT)
    if foreign_kind(ctx, operands, node) is not None:
        return ctx.apply(fn, operands, node, name, kind=OBJECT)
    operands = beside_arrays(ctx, fn, operands, node)
    return remembered(ctx, fn, operands, node, name)


def remembered(
    ctx: Context, fn: str, operands: tuple[Operand, ...], node: ast.AST, name: Name
) -> Value:
    """A statement whose result is also computed now, if its operands are known sizes."""
    value = ctx.apply(fn, operands, node, name)
    known = fold(ctx, fn, operands)
    if known is not None and isinstance(value, Var):
        ctx.known[value] = known.value
    return value


def known_value(ctx: Context, operand: Operand) -> Const | None:
    """The constant an operand surely is."""
    if isinstance(operand, Const):
        return operand if type(operand.value) in _EXACT else None
    if isinstance(operand, Var) and operand in ctx.known:
        return Const(ctx.known[operand])
    return None


def fold(ctx: Context, fn: str, operands: tuple[Operand, ...]) -> Const | None:
    """The result of an operation on integers, booleans, strings and None."""
    function = _FOLDED.get(fn)
    constants = [known_value(ctx, operand) for operand in operands]
    if function is None:
        return None
    values = [c.value for c in constants if c is not None]
    if len(values) < len(constants):
        return None
    try:
        return Const(function(*values))
    except (TypeError, ValueError, ArithmeticError):
        return None  # the statement raises the same error at run time


def lower_unary(ctx: Context, node: ast.UnaryOp, name: Name) -> Value:
    fn = UNARY[type(node.op)]
    if fn == "not":
        test = test_operand(ctx, node.operand)
        decided = boolean(ctx, test)
        if decided is not None:
            return Const(not decided)
        return ctx.apply("not", (test,), node, name, kind=BOOL)
    value = ctx.expression(node.operand)
    of_object = operator_methods.unary(ctx, fn, value, node, name)
    if of_object is not None:
        return of_object
    operand = memory.operand(ctx, value, node)
    if fn == "neg" and isinstance(node.operand, ast.Constant):
        number = node.operand.value
        if isinstance(number, (int, float, complex)) and type(number) is not bool:
            return Const(-number)
    if fn == "neg" and _is_infinity(operand):
        # An order of a norm, say: rules have to know which one it is.
        return Const(-math.inf)
    return remembered(ctx, fn, (operand,), node, name)


def _is_infinity(operand: Operand) -> bool:
    """True for `np.inf` and `math.inf`."""
    if not isinstance(operand, Const) or not isinstance(operand.value, float):
        return False
    return operand.value == math.inf


# comparisons -------------------------------------------------------------------------


def lower_compare(ctx: Context, node: ast.Compare, name: Name) -> Value:
    left = ctx.expression(node.left)
    return _chain(ctx, left, list(node.ops), list(node.comparators), node, name)


def _chain(
    ctx: Context,
    left: Value,
    ops: list[ast.cmpop],
    rest: list[ast.expr],
    node: ast.Compare,
    name: Name,
) -> Value:
    """`a < b < c` is `a < b and b < c`, with b evaluated once."""
    right = ctx.expression(rest[0])
    fn = COMPARISON[type(ops[0])]
    if len(ops) == 1:
        return compare(ctx, fn, left, right, node, name)
    first = compare(ctx, fn, left, right, node)

    def others() -> Value:
        return _chain(ctx, right, ops[1:], rest[1:], node, None)

    return both(ctx, "and", first, others, node, name)


def compare(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name = None
) -> Value:
    if fn in ("is", "isnot") and right == NONE_VALUE:
        left = witness(ctx, left)
    of_object = operator_methods.compare(ctx, fn, left, right, node, name)
    if of_object is not None:
        return of_object
    static = static_compare(ctx, fn, left, right, node)
    static = static or _answered(ctx, fn, left, right, node)
    if static is not None:
        return static
    if is_constant(right, frozenset) and right.name is None:
        # Written out in an order that is the same in every run.
        right = Tuple(tuple(map(Const, sorted(right.value, key=repr))))
    left = flat(left) if is_nested(memory.kind_of(ctx, right)) else left
    operands = (memory.operand(ctx, left, node), memory.operand(ctx, right, node))
    if (known := fold(ctx, fn, operands)) is not None:
        return known
    require_truth(ctx, fn, operands, node)
    kind: Kind | None = BOOL if fn in ("is", "isnot", "in", "notin") else None
    kinds = list(map(ctx.kind, operands))
    if any(isinstance(each, Other) for each in kinds) or all(map(_is_sequence, kinds)):
        kind = BOOL  # Python compares tuples and lists entry by entry, to one truth
    result = ctx.apply(fn, operands, node, name, kind=kind)
    if fn in ("is", "isnot") and operands[1] == NONE_VALUE and isinstance(result, Var):
        ctx.none_tests[result] = operands[0], fn == "is"
    return result


def _answered(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST
) -> Value | None:
    """`value in elements`, or `not in`, of elements that come one by one."""
    if fn not in ("in", "notin") or not isinstance(right, (Generator, MapValue)):
        return None
    from adgen.frontend.syntax.questions import answered

    def wanted(element: Value) -> Operand:
        return truth(ctx, compare(ctx, "eq", element, left, node), node)

    return answered(ctx, right, wanted, fn == "in", node, None)


def _is_sequence(kind: Kind) -> bool:
    form = kind.form if isinstance(kind, Structure) else None
    return form in ("tuple", "list") or isinstance(kind, Listing)


# and, or, if-else --------------------------------------------------------------------


def lower_boolean(ctx: Context, node: ast.BoolOp, name: Name) -> Value:
    return _connected(ctx, word_of(node), node.values, node, name)


def condition(ctx: Context, node: ast.expr) -> Value:
    """The value of an expression of which only the truth is asked for."""
    if isinstance(node, ast.BoolOp):
        if decided_by_name(ctx, node):
            return Const(False)
        return _connected(ctx, word_of(node), node.values, node, None, condition)
    return truth(ctx, ctx.expression(node), node)


def _connected(
    ctx: Context,
    fn: str,
    values: list[ast.expr],
    node: ast.expr,
    name: Name,
    lower: Callable[[Context, ast.expr], Value] = Context.expression,
) -> Value:
    first = lower(ctx, values[0])
    if len(values) == 1:
        return first

    def others() -> Value:
        return _connected(ctx, fn, values[1:], node, None, lower)

    return both(ctx, fn, first, others, node, name)


def both(
    ctx: Context,
    fn: str,
    first: Value,
    others: Callable[[], Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`first and others`, where others are evaluated only if first does not decide."""
    test = truth(ctx, first, node)
    decided = boolean(ctx, test)
    if decided is not None:
        return others() if decided == (fn == "and") else first
    root = ctx.here

    def kept() -> Value:
        return first

    value = (
        choose(ctx, test, others, kept, node, name)
        if fn == "and"
        else choose(ctx, test, kept, others, node, name)
    )
    return _eager(ctx, fn, root.builder.statements, value, test, node, name)


_TOTAL = {"lt", "le", "gt", "ge", "eq", "ne", "not", "and", "or", "is", "isnot"}


def _eager(
    ctx: Context,
    fn: str,
    statements: list[Statement],
    value: Value,
    test: Operand,
    node: ast.AST,
    name: Name,
) -> Value:
    """An If of comparisons only, which cannot fail, as one `and`."""
    branch = statements[-1] if statements else None
    if not (isinstance(branch, If) and branch.results == (value,)):
        return value
    lazy = branch.then if fn == "and" else branch.orelse
    end = lazy.end
    if not isinstance(end, Yield) or not all(_is_total(ctx, s) for s in lazy.body):
        return value
    operands = (test, end.values[0])
    if any(ctx.kind(o) != BOOL for o in operands):
        return value
    statements.pop()
    statements.extend(lazy.body)
    return ctx.apply(fn, operands, node, name, kind=BOOL)


def _is_total(ctx: Context, statement: object) -> bool:
    if not isinstance(statement, Apply) or statement.fn not in _TOTAL:
        return False
    asks = statement.fn in ("is", "isnot")
    if not asks and any(operand in ctx.maybe_none for operand in statement.args):
        return False
    return all(isinstance(ctx.kind(a), (Number, Other)) for a in statement.args)


def lower_conditional(ctx: Context, node: ast.IfExp, name: Name) -> Value:
    test = test_operand(ctx, node.test)
    decided = boolean(ctx, test)
    if decided is not None:
        return ctx.expression(node.body if decided else node.orelse, name)
    return choose(
        ctx,
        test,
        lambda: ctx.expression(node.body),
        lambda: ctx.expression(node.orelse),
        node,
        name,
    )
