"""The few functions generated code needs beside NumPy: the emitter copies their source.

Each is a primitive under its key in `HELPERS`; the copy in a generated file has the name of the
function here. They use `np` and themselves, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from adgen.rules.runtime_bands import BANDS
from adgen.rules.runtime_curves import CURVES
from adgen.rules.runtime_custom import CUSTOM
from adgen.rules.runtime_hypergeometric import HYPERGEOMETRIC
from adgen.rules.runtime_images import IMAGES
from adgen.rules.runtime_orders import ORDERS
from adgen.rules.runtime_polynomials import POLYNOMIALS
from adgen.rules.runtime_products import PRODUCTS
from adgen.rules.runtime_shaped_curves import SHAPED_CURVES
from adgen.rules.runtime_signals import SIGNALS
from adgen.rules.runtime_special import SPECIAL
from adgen.rules.runtime_spectra import SPECTRA
from adgen.rules.runtime_states import STATES
from adgen.rules.runtime_statistics import STATISTICS
from adgen.rules.runtime_windows import WINDOWS


def _unbroadcast(bar, like):  # type: ignore[no-untyped-def]
    """`bar` in the shape of `like`: summed where `like` was broadcast, else repeated."""
    shape = np.shape(like)
    if shape == ():
        bar = np.sum(bar)
    extra = np.ndim(bar) - len(shape)
    axes = tuple(range(extra)) + tuple(
        i + extra
        for i, n in enumerate(shape)
        if n == 1 and i + extra >= 0 and np.shape(bar)[i + extra] != 1
    )
    if axes:
        bar = np.sum(bar, axis=axes, keepdims=True)
        bar = np.reshape(bar, np.shape(bar)[max(extra, 0) :])
    if np.shape(bar) != shape:
        bar = np.broadcast_to(bar, shape)
    return np.real(bar) if np.iscomplexobj(bar) and not np.iscomplexobj(like) else bar


def _raises(exceptions, operation):  # type: ignore[no-untyped-def]
    """True if `operation()` raises one of these exceptions."""
    try:
        operation()
    except exceptions:
        return True
    except Exception:  # raised again where the operation is not only tried
        return False
    return False


def _matmul_left_adjoint(bar, a, b):  # type: ignore[no-untyped-def]
    """The adjoint of `a` in `a @ b`, for operands of any rank."""
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return bar * b
    bar = np.expand_dims(bar, -2) if np.ndim(a) == 1 else bar
    bar = np.expand_dims(bar, -1) if np.ndim(b) == 1 else bar
    b = np.reshape(b, (-1, 1)) if np.ndim(b) == 1 else b
    product = bar @ np.swapaxes(b, -1, -2)
    product = product[..., 0, :] if np.ndim(a) == 1 else product
    stacks = np.ndim(product) - np.ndim(a)
    product = np.sum(product, axis=tuple(range(stacks)))
    ones = tuple(i for i, n in enumerate(np.shape(a)[:-2]) if n == 1)
    return np.sum(product, axis=ones, keepdims=True)


def _matmul_right_adjoint(bar, a, b):  # type: ignore[no-untyped-def]
    """The adjoint of `b` in `a @ b`, for operands of any rank."""
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return bar * a
    bar = np.expand_dims(bar, -2) if np.ndim(a) == 1 else bar
    bar = np.expand_dims(bar, -1) if np.ndim(b) == 1 else bar
    a = np.reshape(a, (1, -1)) if np.ndim(a) == 1 else a
    product = np.swapaxes(a, -1, -2) @ bar
    product = product[..., 0] if np.ndim(b) == 1 else product
    stacks = np.ndim(product) - np.ndim(b)
    product = np.sum(product, axis=tuple(range(stacks)))
    ones = tuple(i for i, n in enumerate(np.shape(b)[:-2]) if n == 1)
    return np.sum(product, axis=ones, keepdims=True)


def _dot_left_adjoint(bar, a, b):  # type: ignore[no-untyped-def]
    """The adjoint of `a` in `np.dot(a, b)`, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return np.sum(bar * b) if np.ndim(a) == 0 else bar * b
    others = [i for i in range(np.ndim(b)) if i != max(np.ndim(b) - 2, 0)]
    last = list(range(np.ndim(bar) - len(others), np.ndim(bar)))
    return np.tensordot(bar, b, (last, others))


def _dot_right_adjoint(bar, a, b):  # type: ignore[no-untyped-def]
    """The adjoint of `b` in `np.dot(a, b)`, for operands of any rank."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return np.sum(bar * a) if np.ndim(b) == 0 else bar * a
    first = list(range(np.ndim(a) - 1))
    return np.moveaxis(np.tensordot(a, bar, (first, first)), 0, max(np.ndim(b) - 2, 0))


def _reduceat_adjoint(bar, array, indices, axis):  # type: ignore[no-untyped-def]
    """The adjoint of `np.add.reduceat(array, indices, axis)`: of each sum to its terms."""
    array_bar = np.zeros(np.shape(array), dtype=bar.dtype)
    array_bar = np.moveaxis(array_bar, axis, 0)
    bar = np.moveaxis(bar, axis, 0)
    ends = [*indices[1:], len(array_bar)]
    for part, start, stop in zip(bar, indices, ends):
        array_bar[start : max(start + 1, stop)] += part
    return np.moveaxis(array_bar, 0, axis)


def _zeros_like_list(entries, kept=None):  # type: ignore[no-untyped-def]
    """A zero for each entry: of a number, an array, a record or a list of these.

    `kept` are the fields of a record that have one, where not all have: `i`, or `(i, kept)` of
    a field with records of its own; of a record itself what each field keeps.
    """
    if isinstance(entries, list):
        return [_zeros_like_list(entry, kept) for entry in entries]  # type: ignore[no-untyped-call]
    if not isinstance(entries, tuple):
        return np.zeros_like(entries) if isinstance(entries, np.ndarray) else 0.0
    if not isinstance(kept, tuple):
        forms = kept or [None] * len(entries)
        return tuple(_zeros_like_list(*each) for each in zip(entries, forms))  # type: ignore[no-untyped-call]
    pairs = [i if isinstance(i, tuple) else (i, None) for i in kept]
    zeros = tuple(_zeros_like_list(entries[i], form) for i, form in pairs)  # type: ignore[no-untyped-call]
    return zeros if len(zeros) > 1 else zeros[0]


def _nested_list(array, depth):  # type: ignore[no-untyped-def]
    """An array as lists in lists, so many levels deep."""
    return [_nested_list(row, depth - 1) if depth > 1 else row for row in array]  # type: ignore[no-untyped-call]


def _add_lists(a, b):  # type: ignore[no-untyped-def]
    """The sums of the entries of two lists or records: of numbers, arrays or again of these.

    None was not recorded on the path taken.
    """
    sums = []
    for x, y in zip(a, b):
        if isinstance(x, tuple | list):
            sums.append(_add_lists(x, y))  # type: ignore[no-untyped-call]
        else:
            sums.append(None if x is None or y is None else x + y)
    return tuple(sums) if isinstance(a, tuple) else sums


def _object(cls, /, **attributes):  # type: ignore[no-untyped-def]
    """An object of a class with these attributes, made without its `__init__`."""
    made = object.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made


def _place_in_list(i, n):  # type: ignore[no-untyped-def]
    """Where `entries.insert(i, entry)` puts the entry, if there are n others."""
    return range(n)[i:].start


def _pieces(whole, entries, axis=0):  # type: ignore[no-untyped-def]
    """`whole` cut along an axis into a list of pieces, each as long as one of the entries."""
    ends = np.cumsum([np.shape(entry)[axis] for entry in entries])
    return [piece.copy() for piece in np.split(whole, ends[:-1], axis)]


def _copy_list(entries):  # type: ignore[no-untyped-def]
    """Copies of all entries of a list or record: of arrays, records and lists of these."""
    copies = []
    for entry in entries:
        if isinstance(entry, tuple | list):
            copies.append(_copy_list(entry))  # type: ignore[no-untyped-call]
        else:
            copies.append(entry.copy() if isinstance(entry, np.ndarray) else entry)
    return tuple(copies) if isinstance(entries, tuple) else copies


_OF_LISTS: dict[str, Callable[..., Any]] = {
    "list.zeros_like": _zeros_like_list,
    "list.add": _add_lists,
    "list.nested": _nested_list,
    "list.place": _place_in_list,
    "list.copied": _copy_list,
    "list.pieces": _pieces,
}
HELPERS: dict[str, Callable[..., Any]] = _OF_LISTS | {
    function.__name__[1:]: function
    for function in (
        _object,
        _unbroadcast,
        _raises,
        _matmul_left_adjoint,
        _matmul_right_adjoint,
        _dot_left_adjoint,
        _dot_right_adjoint,
        _reduceat_adjoint,
        *CUSTOM,
        *SPECTRA,
        *SPECIAL,
        *ORDERS,
        *HYPERGEOMETRIC,
        *POLYNOMIALS,
        *STATISTICS,
        *BANDS,
        *PRODUCTS,
        *CURVES,
        *SHAPED_CURVES,
        *SIGNALS,
        *STATES,
        *IMAGES,
        *WINDOWS,
    )
}
"""The helper of each primitive that has one."""
