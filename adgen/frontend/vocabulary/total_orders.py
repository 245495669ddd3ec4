"""What `functools.total_ordering` adds to a class: three comparisons by the one that it has.

They are read as the user's own functions are, never run.
"""

# mypy: ignore-errors

from __future__ import annotations

import functools


def gt_from_lt(self, other):
    less = type(self).__lt__(self, other)
    if less is NotImplemented:
        return less
    return not less and self != other


def le_from_lt(self, other):
    less = type(self).__lt__(self, other)
    if less is NotImplemented:
        return less
    return less or self == other


def ge_from_lt(self, other):
    less = type(self).__lt__(self, other)
    return less if less is NotImplemented else not less


def ge_from_le(self, other):
    at_most = type(self).__le__(self, other)
    if at_most is NotImplemented:
        return at_most
    return not at_most or self == other


def lt_from_le(self, other):
    at_most = type(self).__le__(self, other)
    if at_most is NotImplemented:
        return at_most
    return at_most and self != other


def gt_from_le(self, other):
    at_most = type(self).__le__(self, other)
    return at_most if at_most is NotImplemented else not at_most


def lt_from_gt(self, other):
    greater = type(self).__gt__(self, other)
    if greater is NotImplemented:
        return greater
    return not (greater or self == other)


def ge_from_gt(self, other):
    greater = type(self).__gt__(self, other)
    if greater is NotImplemented:
        return greater
    return greater or self == other


def le_from_gt(self, other):
    greater = type(self).__gt__(self, other)
    return greater if greater is NotImplemented else not greater


def le_from_ge(self, other):
    at_least = type(self).__ge__(self, other)
    if at_least is NotImplemented:
        return at_least
    return not at_least or self == other


def gt_from_ge(self, other):
    at_least = type(self).__ge__(self, other)
    if at_least is NotImplemented:
        return at_least
    return at_least and self != other


def lt_from_ge(self, other):
    at_least = type(self).__ge__(self, other)
    return at_least if at_least is NotImplemented else not at_least


_WRITTEN = (
    *(gt_from_lt, le_from_lt, ge_from_lt, ge_from_le, lt_from_le, gt_from_le),
    *(lt_from_gt, ge_from_gt, le_from_gt, le_from_ge, gt_from_ge, lt_from_ge),
)

ORDERS = {
    getattr(functools, f"_{written.__name__}", written): written for written in _WRITTEN
}
"""By the function of functools, if this version of Python has it under that name."""
