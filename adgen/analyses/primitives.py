"""Facts about primitives by name, as analyses and optimiser passes ask for them.

has_effect("print")     True    it must run, once, in its place
is_constant("np.shape") True    its results carry no derivative
is_pure("np.sin")       True    equal operands give equal results, and nothing else happens
creates("np.zeros")     True    each result is memory of its own, so two are never merged
"""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand
from adgen.rules.registry import find

_BUFFERS = frozenset(
    (
        "copy",
        "list.fill",
        "list.new",
        "np.array",
        "np.copy",
        "np.empty",
        "np.empty_like",
        "np.eye",
        "np.full",
        "np.full_like",
        "np.identity",
        "np.ones",
        "np.ones_like",
        "np.zeros",
        "np.zeros_like",
    )
)
_CALCULATIONS = ("elementwise", "multilinear")
_LISTS = frozenset(("list.new", "list.append", "list.pop", "list.fill"))


def has_effect(fn: str) -> bool:
    """True unless the primitive is known to do nothing but give its results."""
    if fn in _LISTS:
        return False
    rule = find(fn)
    return rule is None or rule.effect


def is_pure(fn: str) -> bool:
    """True if two equal applications may be one."""
    rule = find(fn)
    return rule is not None and rule.pure and not rule.effect


def is_cheap(fn: str) -> bool:
    """True if computing it again costs about as much as loading it."""
    rule = find(fn)
    return rule is not None and rule.cheap


def is_constant(fn: str) -> bool:
    """True if the results carry no derivative, whatever the operands are."""
    rule = find(fn)
    return rule is not None and rule.category == "constant"


def is_calculation(fn: str) -> bool:
    """True if the primitive calculates with numbers, and fails if it is given None."""
    rule = find(fn)
    return rule is not None and rule.category in _CALCULATIONS


def creates(fn: str) -> bool:
    """True if the result is a new buffer, made to be written."""
    return fn in _BUFFERS


def differentiable_operands(
    fn: str, args: tuple[Operand, ...], kwargs: tuple[tuple[str, Operand], ...]
) -> tuple[Operand, ...]:
    """The operands whose tangents may reach the results."""
    if is_constant(fn):
        return ()
    if fn == "getitem":
        return args[:1]
    candidates = (*args, *(value for _, value in kwargs))
    return tuple(op for op in candidates if not isinstance(op, Const))
