"""What the primitives of the IR compute: the structural ones here, others by their name.

structural("add") -> operator.add       named_callable("np.linalg.solve") -> the function
"""

from __future__ import annotations

import builtins
import copy
import functools
import operator
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np

from adgen.errors import InternalError

Primitives = Callable[[str], Callable[..., Any]]


class _Unbound:
    """The value of UNDEFINED at run time."""

    def __repr__(self) -> str:
        return "undefined"


UNBOUND = _Unbound()

VIEW_ATTRIBUTES = {
    "np.transpose": "T",
    "np.real": "real",
    "np.imag": "imag",
    "np.ravel": "flat",
}
"""Views that can be written as attributes; `flat` is one however an array lies in memory."""

_CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    ord("s"): str,
    ord("r"): repr,
    ord("a"): ascii,
}


def unbroadcast(bar: Any, like: Any) -> Any:
    """`bar` in the shape of `like`: summed where `like` was broadcast, else repeated.

    Of a complex `bar` the real part, where `like` is real.
    """
    if np.iscomplexobj(bar) and not np.iscomplexobj(like):
        bar = np.real(bar)
    shape = np.shape(like)
    if shape == ():
        return np.sum(bar)
    extra = np.ndim(bar) - len(shape)
    ones = (i + extra for i, n in enumerate(shape) if n == 1)
    axes = (*range(extra), *(i for i in ones if i >= 0 and np.shape(bar)[i] != 1))
    if axes:
        summed = np.sum(bar, axis=axes, keepdims=True)
        bar = np.reshape(summed, np.shape(summed)[max(extra, 0) :])
    return bar if np.shape(bar) == shape else np.broadcast_to(bar, shape)


def _sum_of_entries(x: Any, y: Any) -> Any:
    """The sum of two entries of lists of adjoints: numbers, arrays, records, lists."""
    if isinstance(x, tuple):
        return tuple(_sum_of_entries(a, b) for a, b in zip(x, y, strict=True))
    if isinstance(x, list):
        return [_sum_of_entries(a, b) for a, b in zip(x, y, strict=True)]
    return None if x is None or y is None else x + y


def _zeros_in_form(value: Any, kept: Any) -> Any:
    """Zeros for the numbers in a value; `kept` as in the helper of `adgen.rules.runtime`."""
    match value, kept:
        case list(), _:
            return [_zeros_in_form(entry, kept) for entry in value]
        case tuple(), None:
            return tuple(_zeros_in_form(field, None) for field in value)
        case tuple(), list():
            return tuple(map(_zeros_in_form, value, kept))
        case tuple(), _:
            pairs = [i if isinstance(i, tuple) else (i, None) for i in kept]
            zeros = tuple(_zeros_in_form(value[i], form) for i, form in pairs)
            return zeros if len(zeros) > 1 else zeros[0]
        case np.ndarray(), _:
            return np.zeros(np.shape(value))
        case _:
            return 0.0


def _item(base: Any, index: Any) -> Any:
    """`base[index]`; the steps of a path into lists in lists are a tuple."""
    if isinstance(base, list) and isinstance(index, tuple):
        return functools.reduce(operator.getitem, index, base)
    return base[index]


def nested_list(array: Any, depth: int) -> list[Any]:
    """An array as lists in lists, so many levels deep."""
    return [nested_list(row, depth - 1) if depth > 1 else row for row in array]


def _appended_in(lists: list[Any], place: int, *fields: Any) -> list[Any]:
    """The lists, one of which has one more entry."""
    longer = list(lists)
    longer[place] = [*longer[place], fields[0] if len(fields) == 1 else fields]
    return longer


def _popped_in(lists: list[Any], place: int) -> tuple[Any, ...]:
    """The lists, one of which has lost its last entry, and the fields of the entry."""
    shorter = list(lists)
    *shorter[place], taken = shorter[place]
    return (shorter, *taken) if isinstance(taken, tuple) else (shorter, taken)


def formatted(*parts: Any) -> str:
    """An f-string: its parts are strings and fields (value, conversion, format)."""
    return "".join(p if isinstance(p, str) else _field_text(*p) for p in parts)


def _field_text(value: Any, conversion: int, layout: str | None) -> str:
    convert = _CONVERSIONS.get(conversion)
    return format(value if convert is None else convert(value), layout or "")


OPERATORS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "pow": operator.pow,
    "matmul": operator.matmul,
    "neg": operator.neg,
    "pos": operator.pos,
    "abs": abs,
    "invert": operator.invert,
    "lshift": operator.lshift,
    "rshift": operator.rshift,
    "bitand": operator.and_,
    "bitor": operator.or_,
    "bitxor": operator.xor,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "is": operator.is_,
    "isnot": operator.is_not,
    "not": operator.not_,
    "getitem": operator.getitem,
}
"""The operators of the language, by primitive name."""

_STRUCTURAL: dict[str, Callable[..., Any]] = {
    **OPERATORS,
    "pow": pow,
    "getitem": _item,
    "in": lambda item, container: item in container,
    "notin": lambda item, container: item not in container,
    "and": lambda left, right: left and right,
    "or": lambda left, right: left or right,
    "attr": getattr,
    "call": lambda function, *args, **kwargs: function(*args, **kwargs),
    "constant": lambda value: value,
    "solution": lambda value, *how: value,
    "solution_each": lambda value, *how: value,
    "integral": lambda value, *how: value,
    "flow": lambda value, *how: value,
    "copy": np.copy,
    "zeros_like": np.zeros_like,
    "unbroadcast": unbroadcast,
    "fstring": formatted,
    "list.new": list,
    "list.fill": lambda value, n: [value] * n,
    "list.nested": nested_list,
    "list.add": _sum_of_entries,
    "list.zeros_like": lambda entries, kept=None: _zeros_in_form(entries, kept),
    "list.reversed": lambda entries: entries[::-1],
    "list.concat": operator.add,
    "list.order": lambda keys, reverse=False: sorted(
        range(len(keys)), key=keys.__getitem__, reverse=reverse
    ),
    "list.taken": lambda entries, order: [entries[k] for k in order],
    "list.index": lambda entries, value: entries.index(value),
    "list.count": lambda entries, value: entries.count(value),
    "list.place": lambda i, n: range(n)[i:].start,
    "list.copied": copy.deepcopy,
    "list.append_in": _appended_in,
    "list.pop_in": _popped_in,
    "record": lambda *fields: fields,
    "unbound": lambda value: value is UNBOUND or value is None,
    "unpack": lambda fields: fields,
    "entries": tuple,
}


def structural(fn: str) -> Callable[..., Any] | None:
    """The callable of an operator or another primitive that belongs to the language."""
    return _STRUCTURAL.get(fn)


def named_callable(fn: str) -> Callable[..., Any]:
    """The callable a primitive is named after: a builtin, or module.function."""
    found = vars(builtins).get(fn)
    if found is None and "." in fn:
        path = "numpy" + fn[2:] if fn.startswith("np.") else fn
        try:
            found = pkgutil.resolve_name(path)
        except (ImportError, AttributeError) as error:
            raise InternalError(f"there is no function {fn}") from error
    if not callable(found):
        raise InternalError(f"there is no function {fn}")
    return found  # type: ignore[no-any-return]
