"""Lists and tuples where NumPy makes arrays of them: beside arrays, written to them, as arguments.

x * [1.0, 2.0]               x * np.array([1.0, 2.0])
x[:2] = [y, 2.0]             x[:2] = np.array([y, 2.0])
np.dot(x, [y, 2.0])          np.dot(x, np.array([y, 2.0]))
np.column_stack(([y], x))    np.column_stack((np.array([y]), x))
"""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import zip_longest

import numpy as np

from adgen.frontend.scope.context import SAY_WHAT_IT_IS, Context
from adgen.ir.kinds import Array, Listing, Number, Unknown, is_discrete
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.declare import Rule
from adgen.rules.signature import bind, replaced

Operands = tuple[Operand, ...]
Keywords = tuple[tuple[str, Operand], ...]

_OF_LISTS_TOO = ("add", "mul")
"""What Python does with a list as well: xs + ys, xs * 3."""

_OF_LISTS = frozenset(
    f"np.{name}"
    for name in (
        "array asarray asanyarray ascontiguousarray stack vstack hstack"
        " concatenate block shape size ndim sort meshgrid broadcast_arrays"
    ).split()
)
"""Functions of NumPy that take lists as they are."""

_OF_SEVERAL_ARRAYS = frozenset(
    ("np.column_stack", "np.dstack", "np.select", "np.choose", "np.linalg.multi_dot")
)
"""Functions of a list whose items are arrays, or lists to make arrays of."""

_PAIRS = frozenset(("c_and_lower", "cb_and_lower", "lu_and_piv", "c_or_cr"))
"""Parameters of SciPy that are two things in a tuple, not an array of them."""

_SHAPES = ("size",)
"""Parameters of elementwise functions that are no operands of theirs."""


# operators ---------------------------------------------------------------------------


def beside_arrays(
    ctx: Context, fn: str, operands: tuple[Operand, Operand], node: ast.AST
) -> tuple[Operand, Operand]:
    """The sides of an operator, the one that is a list beside an array as an array."""
    left, right = operands
    if _is_list(ctx, left) and not _is_list(ctx, right):
        return (_beside(ctx, fn, left, right, node), right)
    if _is_list(ctx, right) and not _is_list(ctx, left):
        return (left, _beside(ctx, fn, right, left, node))
    return operands


def _beside(
    ctx: Context, fn: str, values: Operand, other: Operand, node: ast.AST
) -> Operand:
    kind = ctx.kind(other)
    if isinstance(kind, Unknown) and fn in _OF_LISTS_TOO:
        ctx.refuse(
            node,
            "a list stands beside something that may be an array, a list or an integer",
            f"Make it an array if it is meant as one: np.array([...]).\n{SAY_WHAT_IT_IS}",
        )
    # A number times a list is an error, whatever number; else those of NumPy are arrays, too.
    number = isinstance(kind, Number) and fn != "mul"
    if number or isinstance(kind, (Array, Unknown)):
        return _array(ctx, values, node)
    return values


def stored(ctx: Context, value: Operand, node: ast.AST) -> Operand:
    """What is written to an array: of a list the array that NumPy makes of it."""
    return _array(ctx, value, node) if _is_list(ctx, value) else value


def _is_list(ctx: Context, operand: Operand) -> bool:
    if isinstance(operand, Pack):
        return operand.form in ("list", "tuple")
    if isinstance(operand, Const):
        return type(operand.value) in (list, tuple)
    return isinstance(ctx.kind(operand), Listing)


def _array(ctx: Context, operand: Operand, node: ast.AST) -> Operand:
    return ctx.emit("np.array", (operand,), node)


# calls -------------------------------------------------------------------------------


def as_arguments(
    ctx: Context, rule: Rule, args: Operands, kwargs: Keywords, node: ast.AST
) -> tuple[Operands, Keywords]:
    """The arguments of a function of NumPy or SciPy, lists as arrays.

    Of functions of elements every list, as formulas compute with degrees and counts, too; of
    others those that are differentiated.
    """
    if not rule.name.startswith(("np.", "scipy.")) or rule.name in _OF_LISTS:
        return args, kwargs
    lists = any(_is_list(ctx, o) for o in (*args, *dict(kwargs).values()))
    if not lists or not rule.differentiated:
        return args, kwargs
    bound = bind(rule.name, rule.parameters, args, kwargs, ctx.span(node))
    given = {name: bound.values[name] for name in rule.differentiated}
    if all(is_fixed(ctx, operand) for operand in given.values()):
        return args, kwargs
    if rule.category == "elementwise":
        given = {name: v for name, v in bound.values.items() if name not in _SHAPES}
    stars = {p.name for p in rule.parameters if p.style == "star"}
    new: dict[str, Operand] = {}
    star = None
    for name, operand in given.items():
        if name in _PAIRS and isinstance(operand, Pack) and operand.form == "tuple":
            continue
        if rule.name in _OF_SEVERAL_ARRAYS or name in stars:
            made = _each_an_array(ctx, operand, node)
        else:
            made = _one_array(ctx, rule, operand, node)
        if made is not operand:
            new[name] = made
            star = name if name in stars else star
    return replaced(bound, args, kwargs, new, star)


def plain_settings(
    rule: Rule, args: Operands, kwargs: Keywords
) -> tuple[Operands, Keywords]:
    """The arguments, an axis or a number of NumPy's integers (`K = np.int64(1)`) as Python's."""
    names = [p.name for p in rule.parameters]
    if rule.category == "elementwise" or not rule.name.startswith(("np.", "scipy.")):
        return args, kwargs
    settings = set(names) - set(rule.differentiated) if rule.differentiated else ()
    return (
        tuple(
            _plain(operand) if name in settings else operand
            for name, operand in zip_longest(names[: len(args)], args)
        ),
        tuple((key, _plain(o) if key in settings else o) for key, o in kwargs),
    )


def _plain(operand: Operand) -> Operand:
    if isinstance(operand, Const) and isinstance(operand.value, np.integer):
        return Const(int(operand.value))
    if isinstance(operand, Pack):
        return replace(operand, items=tuple(map(_plain, operand.items)))
    return operand


def is_fixed(ctx: Context, operand: Operand) -> bool:
    """True for literals, and for what carries no derivative."""
    if isinstance(operand, Pack):
        return all(is_fixed(ctx, item) for item in operand.items)
    return isinstance(operand, Const) or is_discrete(ctx.kind(operand))


def _one_array(ctx: Context, rule: Rule, operand: Operand, node: ast.AST) -> Operand:
    if not _is_list(ctx, operand):
        return operand
    kind = ctx.kind(operand)
    if isinstance(kind, Listing):
        if len(kind.fields) != 1:
            return operand
        if rule.name in ("np.sum", "np.mean") and isinstance(kind.fields[0], Number):
            return operand
    return _array(ctx, operand, node)


def _each_an_array(ctx: Context, operand: Operand, node: ast.AST) -> Operand:
    if not isinstance(operand, Pack):
        return operand
    items = tuple(
        _array(ctx, item, node) if _is_list(ctx, item) else item
        for item in operand.items
    )
    return operand if items == operand.items else replace(operand, items=items)
