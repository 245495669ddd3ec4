"""Which exceptions a primitive may raise, as far as its operands tell.

div, of a number by a number           ZeroDivisionError, OverflowError
add, of arrays of different shapes     ValueError
math.sqrt                              ValueError, OverflowError, TypeError
np.sin of an array                     none

What an exception handler asks before a statement: where the answer is none, the statement
needs no test. An exception that NumPy raises only after `np.seterr(all="raise")` counts where
the handler names it or ArithmeticError.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from adgen.ir.kinds import (
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    Unbound,
    has_name,
    is_discrete,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules import registry

Raised = type[BaseException]

_LIBRARIES = ("np.", "math.", "cmath.", "scipy.")
_NEVER = frozenset(
    "and or not is isnot print list.new list.append copy zeros_like np.zeros_like"
    " np.ones_like constant np.shape np.ndim np.size len bool isinstance hasattr callable"
    " type id slice repr str fstring list.fill list.reversed unbound raises"
    " warnings.warn logging.debug logging.info logging.warning logging.error"
    " logging.critical logging.exception logging.log logging.getLogger time.time"
    " time.perf_counter time.monotonic time.process_time time.sleep".split()
)
_ARITHMETIC = frozenset("add sub mul neg pos abs".split())
_COMPARISON = frozenset("lt le gt ge eq ne in notin".split())
_DIVISION = frozenset("div floordiv mod divmod pow".split())
_SOME: tuple[Raised, ...] = (
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    ZeroDivisionError,
    OverflowError,
    RuntimeError,
    np.linalg.LinAlgError,
)
_FLOATING = (FloatingPointError, ArithmeticError)


def may_raise(
    fn: str, operands: Sequence[Operand], kinds: Sequence[Kind], types: Sequence[Raised]
) -> bool:
    """True if the primitive may raise what a handler of these types catches."""
    if fn in _NEVER:
        return False
    if _is_foreign(fn):
        return True
    if any(t in _FLOATING for t in types) and not all(map(is_discrete, kinds)):
        return True
    raised = _raised(fn, operands, kinds)
    return any(issubclass(r, t) for r in raised for t in types)


def of_text(
    fn: str, operands: Sequence[Operand]
) -> tuple[type[BaseException] | None] | None:
    """What `float("1.5")` of a known text raises, or None of it; None where it is not known."""
    convert = {"int": int, "float": float, "complex": complex}.get(fn)
    match operands:
        case [Const(value=str(text))] if convert is not None:
            try:
                convert(text)
            except ValueError:
                return (ValueError,)
            return (None,)
        case _:
            return None


def can_be_tried(fn: str) -> bool:
    """True for a primitive that may be done once more: it changes nothing by that."""
    rule = registry.find(fn)
    return fn in _ARITHMETIC or (rule is not None and rule.pure and not rule.effect)


def _is_foreign(fn: str) -> bool:
    """True for a primitive that is no part of Python, NumPy or SciPy."""
    if fn == "call":
        return True
    return "." in fn and not fn.startswith((*_LIBRARIES, "list.", "scipy."))


def _raised(
    fn: str, operands: Sequence[Operand], kinds: Sequence[Kind]
) -> tuple[Raised, ...]:
    unclear: tuple[Raised, ...] = () if all(map(_is_plain, kinds)) else (TypeError,)
    shapes: tuple[Raised, ...] = () if _fits(kinds) else (ValueError,)
    if fn in _COMPARISON:
        return (*unclear, *shapes)
    if fn in _ARITHMETIC or fn in _DIVISION:
        return (*unclear, *shapes, *_of_numbers(fn, operands, kinds))
    if fn == "getitem":
        slices = isinstance(operands[1], Pack) and operands[1].form == "slice"
        there = slices and unclear == () or _is_there(kinds[0], operands[1])
        return () if there else (IndexError, KeyError)
    if fn == "entries":
        return (ValueError,)
    if fn.startswith("list."):
        return (ValueError,) if fn == "list.index" else ()
    if fn.startswith("math.") or fn in ("int", "float", "complex", "round"):
        return (ValueError, OverflowError, TypeError)
    if fn in ("np.sum", "np.mean", "sum") and isinstance(kinds[0], (Array, Listing)):
        return ()
    rule = registry.find(fn)
    if rule is not None and rule.category == "elementwise" and len(operands) == 1:
        return unclear
    return _SOME


def _of_numbers(
    fn: str, operands: Sequence[Operand], kinds: Sequence[Kind]
) -> tuple[Raised, ...]:
    """What arithmetic of numbers may raise: large integers become no float."""
    large = fn == "pow" or any(
        isinstance(kind, Number) and kind.dtype == "int" and isinstance(operand, Var)
        for operand, kind in zip(operands, kinds)
    )
    zero = fn in _DIVISION and (fn == "pow" or not _is_nonzero(operands[-1]))
    found: tuple[Raised, ...] = (OverflowError,) if large else ()
    return (*found, ZeroDivisionError) if zero else found


def _is_there(kind: Kind, index: Operand) -> bool:
    """True for an item, by a known index, of a tuple whose length is known."""
    if not isinstance(kind, Structure) or kind.form != "tuple":
        return False
    place = index.value if isinstance(index, Const) else None
    return type(place) is int and -len(kind.items) <= place < len(kind.items)


def _is_plain(kind: Kind) -> bool:
    return isinstance(kind, (Number, Array, Unbound))


def _fits(kinds: Sequence[Kind]) -> bool:
    """True if the operands surely have shapes that can be broadcast together."""
    shapes = set()
    for kind in kinds:
        if isinstance(kind, Array):
            if kind.dims is None or not all(map(has_name, kind.dims)):
                return False
            shapes.add(kind.dims)
        elif not isinstance(kind, (Number, Unbound)):
            return False
    return len(shapes) <= 1


def _is_nonzero(operand: Operand) -> bool:
    return isinstance(operand, Const) and bool(operand.value)
