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
from adgen.rules.runtime_signals import SIGNALS
from adgen.rules.runtime_special import SPECIAL


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


def _product_of_others(a, axis):  # type: ignore[no-untyped-def]
    """For each element the product of all others along `axis`; right at zeros too."""
    if axis is None:
        flat = np.reshape(a, (1, -1))
    else:
        kept = tuple(range(np.ndim(a)))
        gone = np.sort(np.atleast_1d(axis) % np.ndim(a))
        order = [i for i in kept if i not in gone] + list(gone)
        moved = np.transpose(a, order)
        last = int(np.prod([np.shape(a)[i] for i in gone]))
        flat = np.reshape(moved, (-1, last))
    before, after = np.ones_like(flat), np.ones_like(flat)
    before[:, 1:] = np.cumprod(flat[:, :-1], axis=1)
    after[:, :-1] = np.cumprod(flat[:, :0:-1], axis=1)[:, ::-1]
    others = before * after
    if axis is None:
        return np.reshape(others, np.shape(a))
    return np.transpose(np.reshape(others, np.shape(moved)), np.argsort(order))


def _slope_of_others(a, a_dot, axis):  # type: ignore[no-untyped-def]
    """The tangent of `_product_of_others(a, axis)`; it is symmetric, so the adjoint too."""
    slope = np.zeros_like(a_dot)
    for index in np.ndindex(np.shape(a)):
        others, moved = np.array(a), np.array(a_dot)
        others[index], moved[index] = 1, 0
        terms = moved * _product_of_others(others, axis)  # type: ignore[no-untyped-call]
        sums = np.sum(terms, axis=axis, keepdims=True)
        slope[index] = np.broadcast_to(sums, np.shape(a))[index]
    return slope


def _cumprod_tangent(a, a_dot, axis):  # type: ignore[no-untyped-def]
    """The tangent of `np.cumprod(a, axis)`, one element after another; right at zeros too."""
    a, a_dot = np.moveaxis(a, axis, 0), np.moveaxis(a_dot, axis, 0)
    out_dot = np.empty_like(a_dot)
    product, moved = np.ones_like(a[:1]), np.zeros_like(a_dot[:1])
    for i in range(len(a)):
        moved = moved * a[i : i + 1] + product * a_dot[i : i + 1]
        product = product * a[i : i + 1]
        out_dot[i : i + 1] = moved
    return np.moveaxis(out_dot, 0, axis)


def _cumprod_adjoint(a, out_bar, axis):  # type: ignore[no-untyped-def]
    """The adjoint of `np.cumprod(a, axis)`, one element after another; right at zeros too."""
    a, out_bar = np.moveaxis(a, axis, 0), np.moveaxis(out_bar, axis, 0)
    a_bar = np.empty_like(out_bar)
    before = np.ones_like(a)
    before[1:] = np.cumprod(a[:-1], axis=0)
    rest = np.zeros_like(out_bar[:1])
    for i in reversed(range(len(a))):
        rest = rest + out_bar[i : i + 1]
        a_bar[i : i + 1] = before[i : i + 1] * rest
        rest = rest * a[i : i + 1]
    return np.moveaxis(a_bar, 0, axis)


def _cumprod_curvature(a, v, b, axis):  # type: ignore[no-untyped-def]
    """The second derivative of `np.cumprod(a, axis)` in the directions v and b."""
    a, v, b = (np.moveaxis(x, axis, 0) for x in (a, v, b))
    both = np.zeros(np.shape(a), np.result_type(a, v, b))
    total, along_v, along_b = (
        np.ones_like(a[0]),
        np.zeros_like(v[0]),
        np.zeros_like(b[0]),
    )
    second = np.zeros_like(both[0])
    for i in range(len(a)):
        second = second * a[i] + along_v * b[i] + along_b * v[i]
        along_v = along_v * a[i] + total * v[i]
        along_b = along_b * a[i] + total * b[i]
        total = total * a[i]
        both[i] = second
    return np.moveaxis(both, 0, axis)


def _cumprod_adjoint_slope(a, w, v, axis):  # type: ignore[no-untyped-def]
    """The derivative of `_cumprod_adjoint(a, w, axis)` with respect to a, in the direction v."""
    a, w, v = (np.moveaxis(x, axis, 0) for x in (a, w, v))
    before, before_dot = np.ones_like(a), np.zeros_like(v)
    for i in range(1, len(a)):
        before[i] = before[i - 1] * a[i - 1]
        before_dot[i] = before_dot[i - 1] * a[i - 1] + before[i - 1] * v[i - 1]
    slope = np.zeros(np.shape(a), np.result_type(a, w, v))
    rest, rest_dot = np.zeros_like(w[:1]), np.zeros_like(slope[:1])
    for i in reversed(range(len(a))):
        rest = rest + w[i : i + 1]
        slope[i : i + 1] = before_dot[i] * rest + before[i] * rest_dot
        rest_dot = rest_dot * a[i : i + 1] + rest * v[i : i + 1]
        rest = rest * a[i : i + 1]
    return np.moveaxis(slope, 0, axis)


def _over_gaps(m, w):  # type: ignore[no-untyped-def]
    """Each m[i, j] over w[j] - w[i], zero on the diagonal; raises where that has no limit."""
    gap = w[..., None, :] - w[..., None]
    apart = np.where(np.eye(np.shape(w)[-1]), 0.0, m)
    rounding = 10 * np.shape(w)[-1] * np.finfo(gap.dtype).eps
    close = np.abs(gap) <= rounding * np.max(
        np.abs(gap) + np.abs(w[..., None]), initial=0
    )
    if np.any(close & (np.abs(apart) > rounding * np.max(np.abs(m), initial=0))):
        raise np.linalg.LinAlgError("vectors of repeated values have no derivative")
    return np.where(close, 0.0, apart / np.where(close, 1.0, gap))


def _only_square(x, a):  # type: ignore[no-untyped-def]
    """`x`, if `a` is square: the vectors that complete a basis have no derivative."""
    if np.shape(a)[-1] != np.shape(a)[-2]:
        raise np.linalg.LinAlgError("of this matrix use svd(a, full_matrices=False)")
    return x


def _independent(x):  # type: ignore[no-untyped-def]
    """`x`, the eigenvectors of a matrix that is not defective."""
    if np.any(np.linalg.cond(x) > 1e-3 / np.finfo(x.dtype).eps):
        raise np.linalg.LinAlgError(
            "the eigenvalues of a defective matrix have no slope"
        )
    return x


def _reduceat_adjoint(bar, array, indices, axis):  # type: ignore[no-untyped-def]
    """The adjoint of `np.add.reduceat(array, indices, axis)`: of each sum to its terms."""
    array_bar = np.moveaxis(np.zeros_like(array), axis, 0)
    bar = np.moveaxis(bar, axis, 0)
    ends = [*indices[1:], len(array_bar)]
    for part, start, stop in zip(bar, indices, ends):
        array_bar[start : max(start + 1, stop)] += part
    return np.moveaxis(array_bar, 0, axis)


def _zeros_like_list(entries, kept=None):  # type: ignore[no-untyped-def]
    """A zero for each entry: of a number, an array, a record or a list of these.

    `kept` are the fields of a record that have one, where not all have: `i`, or `(i, kept)` of
    a field with records of its own; of a record itself what each field keeps. None for what
    was not recorded on the path taken.
    """
    if isinstance(entries, list):
        return [_zeros_like_list(entry, kept) for entry in entries]  # type: ignore[no-untyped-call]
    if not isinstance(entries, tuple):
        zero = np.zeros_like(entries) if isinstance(entries, np.ndarray) else 0.0
        return None if entries is None else zero
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
    """The sums of the entries of two lists: of numbers, arrays, records or lists of these."""
    sums = []
    for x, y in zip(a, b):
        if isinstance(x, tuple | list):
            inner = _add_lists(x, y)  # type: ignore[no-untyped-call]
            sums.append(tuple(inner) if isinstance(x, tuple) else inner)
        else:
            sums.append(x + y)
    return sums


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
        _product_of_others,
        _slope_of_others,
        _cumprod_tangent,
        _cumprod_adjoint,
        _cumprod_curvature,
        _cumprod_adjoint_slope,
        _reduceat_adjoint,
        _over_gaps,
        _only_square,
        _independent,
        *SPECIAL,
        *BANDS,
        *CURVES,
        *SIGNALS,
    )
}
"""The helper of each primitive that has one."""
