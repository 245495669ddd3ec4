"""Products and running products that may hold zeros, as functions that generated code copies.

Nothing is divided by a factor: a product of many factors is multiplied up. Its derivatives along
directions v, w, ... are those of a product of the factors `a + e v + f w + ...` with numbers e, f
whose squares are 0: what stands beside `e f` in it is the derivative along v and w.
"""

from __future__ import annotations

import numpy as np


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


def _times(product, factor, directions):  # type: ignore[no-untyped-def]
    """`product * (factor + e v + f w + ...)`, v, w, ... being the directions and e e = f f = 0.

    The first axes of a product, one a direction, say by 0 or 1 whether e, f, ... stand beside it.
    """
    longer = product * factor
    for axis, direction in enumerate(directions):
        with_it = np.moveaxis(longer, axis, 0)
        with_it[1] += np.moveaxis(product, axis, 0)[0] * direction
    return longer


def _cumprod_slope(a, axis, *directions):  # type: ignore[no-untyped-def]
    """The derivative of `np.cumprod(a, axis)` along each of the directions in turn."""
    a, *moved = (np.moveaxis(x, axis, 0) for x in (a, *directions))
    every = (1,) * len(moved)
    slope = np.empty(np.shape(a), np.result_type(a, *moved))
    product = np.zeros((2,) * len(moved) + np.shape(slope)[1:], slope.dtype)
    product[(0,) * len(moved)] = 1
    for i in range(len(a)):
        product = _times(product, a[i], [v[i] for v in moved])  # type: ignore[no-untyped-call]
        slope[i] = product[every]
    return np.moveaxis(slope, 0, axis)


def _cumprod_adjoint_slope(a, w, axis, *directions):  # type: ignore[no-untyped-def]
    """The derivative of `_cumprod_adjoint(a, w, axis)` in a, along each of the directions."""
    a, w, *moved = (np.moveaxis(x, axis, 0) for x in (a, w, *directions))
    axes = tuple(range(len(moved)))
    slope = np.empty(np.shape(a), np.result_type(a, w, *moved))
    product = np.zeros((2,) * len(moved) + np.shape(slope)[1:], slope.dtype)
    rest = np.zeros_like(product)
    product[(0,) * len(moved)] = 1
    steps = [(x, [v[i] for v in moved]) for i, x in enumerate(a)]
    before = [product]
    for step in steps[:-1]:
        before.append(_times(before[-1], *step))  # type: ignore[no-untyped-call]
    for i in reversed(range(len(a))):
        rest[(0,) * len(moved)] += w[i]
        slope[i] = np.sum(before[i] * np.flip(rest, axes), axis=axes)
        rest = _times(rest, *steps[i])  # type: ignore[no-untyped-call]
    return np.moveaxis(slope, 0, axis)


def _slope_of_others(a, axis, *directions):  # type: ignore[no-untyped-def]
    """The derivative of `_product_of_others(a, axis)` along each of the directions in turn."""
    every = tuple(range(np.ndim(a)))
    axes = every if axis is None else np.sort(np.atleast_1d(axis) % np.ndim(a))
    order = [i for i in every if i not in axes] + list(axes)
    shape = np.shape(np.transpose(a, order))
    rows = shape[: len(order) - len(axes)]
    length = int(np.prod(shape[len(rows) :]))
    a, *moved = (
        np.reshape(np.transpose(x, order), (*rows, length)) for x in (a, *directions)
    )
    last = np.broadcast_to(np.arange(length) == length - 1, np.shape(a)).astype(a.dtype)
    # The product is the last of the running products.
    slope = _cumprod_adjoint_slope(a, last, -1, *moved)  # type: ignore[no-untyped-call]
    return np.transpose(np.reshape(slope, shape), np.argsort(order))


def _require_three(a, b, axisa=-1, axisb=-1):  # type: ignore[no-untyped-def]
    """Raises an error if both hold vectors of two components: their product is a number."""
    if np.shape(a)[axisa] == 2 and np.shape(b)[axisb] == 2:
        raise ValueError(
            "of vectors of two components np.cross is a number: write"
            " x[..., 0] * y[..., 1] - x[..., 1] * y[..., 0]"
        )


def _pad_back(bar, like, pad_width, mode, stat_length, reflect_type):  # type: ignore[no-untyped-def]
    """The transpose of `np.pad` in a mode that is linear, one axis after the other.

    The weights of an axis are what is made of unit vectors.
    """
    if isinstance(pad_width, dict):
        raise TypeError("the widths of np.pad in this mode are no dict: write a tuple")
    shape = np.shape(like)
    widths = np.broadcast_to(pad_width, (len(shape), 2))
    lengths = np.broadcast_to(stat_length, (len(shape), 2))
    for axis, n in enumerate(shape):
        settings = (
            {"reflect_type": reflect_type} if mode in ("reflect", "symmetric") else {}
        )
        if stat_length is not None:
            settings["stat_length"] = (tuple(lengths[axis]), (1, 1))
        unit = np.eye(n, dtype=bar.dtype)
        weights = np.pad(unit, (tuple(widths[axis]), (0, 0)), mode, **settings)
        bar = np.moveaxis(np.tensordot(weights, bar, (0, axis)), 0, axis)
    return bar


PRODUCTS = (
    _product_of_others,
    _cumprod_tangent,
    _cumprod_adjoint,
    _times,
    _cumprod_slope,
    _cumprod_adjoint_slope,
    _slope_of_others,
    _require_three,
    _pad_back,
)
"""The functions of this file, for the table of runtime functions."""
