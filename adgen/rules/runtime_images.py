"""Splines through the points of an image, as functions that generated code copies.

A spline of degree d is a sum over d + 1 neighbours along each axis, whose weights are the
B-splines of the place between them; their slopes are differences of those of degree d - 1 (C. de
Boor, A Practical Guide to Splines, chapter X). For d > 1 the terms are coefficients, which SciPy
finds from the values axis by axis.
"""

from __future__ import annotations

import numpy as np


def _spline_cells(places, count, order, mode):  # type: ignore[no-untyped-def]
    """The cells of places along an axis: their first coefficient, the share, which ones count."""
    last, moved = count - 1, 0
    counts = np.ones(np.shape(places))
    if mode == "nearest":
        moved = 12 if order > 1 else 0  # so far SciPy goes on with the value at the end
        places, last = places + moved, last + 2 * moved
    elif mode == "constant":
        counts = ((places >= 0) & (places <= last)) * counts
    elif mode == "wrap" and last > 0:
        beyond = (places < 0) | (places > last)
        places = np.where(beyond, places % last, places)
    places = places if order % 2 else places + 0.5
    start = np.floor(places)
    if order == 1:
        # The slope at the end is that of the last cell.
        start = np.where(places == last, np.maximum(start - 1, 0), start)
    return start.astype(int) - order // 2, places - start, counts, last


def _spline_weights(places, count, order, mode, times):  # type: ignore[no-untyped-def]
    """Which coefficients of an axis a spline takes, and their weights in a derivative."""
    start, share, counts, last = _spline_cells(places, count, order, mode)  # type: ignore[no-untyped-call]
    weights = [counts]
    for d in range(1, order + 1):
        lower = [0 * share, *weights, 0 * share]
        if d > order - times:
            weights = [lower[j] - lower[j + 1] for j in range(d + 1)]
        else:
            weights = [
                ((share + d - j) * lower[j] + (j + 1 - share) * lower[j + 1]) / d
                for j in range(d + 1)
            ]
    found = np.array([start + j for j in range(order + 1)])
    if mode == "grid-wrap":
        return found % (last + 1), weights
    if mode == "nearest":
        return np.clip(found, 0, last), weights
    if mode in ("reflect", "grid-mirror"):
        found = found % (2 * last + 2)
        return np.where(found > last, 2 * last + 1 - found, found), weights
    found = found % max(2 * last, 1)
    return np.where(found > last, 2 * last - found, found), weights


def _spline_terms(shape, places, order, mode, times):  # type: ignore[no-untyped-def]
    """The coefficients, by their indices, and weights of a derivative: `times` for each axis."""
    from itertools import product

    axes = [
        _spline_weights(*each)  # type: ignore[no-untyped-call]
        for each in zip(places, shape, [order] * len(shape), [mode] * len(shape), times)
    ]
    for chosen in product(range(order + 1), repeat=len(shape)):
        weight = np.prod([w[j] for (_, w), j in zip(axes, chosen)], axis=0)
        yield tuple(found[j] for (found, _), j in zip(axes, chosen)), weight


def _spline_matrices(shape, order, mode):  # type: ignore[no-untyped-def]
    """The matrix for each axis that finds coefficients from values; None where they are alike."""
    from scipy.ndimage import spline_filter1d

    matrices = []
    for n in shape:
        wide = 12 if mode == "nearest" and order > 1 else 0
        rows = np.pad(np.eye(n), ((wide, wide), (0, 0)), "edge")
        matrices.append(
            spline_filter1d(rows, order, 0, mode=mode) if order > 1 else None
        )
    return matrices


def _spline_slopes(image, places, order, mode, depth):  # type: ignore[no-untyped-def]
    """All partial derivatives of a depth of `map_coordinates(image, places, ...)` in the places."""
    from itertools import product

    coefficients, rank = image, np.ndim(image)
    for axis, matrix in enumerate(
        _spline_matrices(np.shape(image), order, mode)  # type: ignore[no-untyped-call]
    ):
        if matrix is not None:
            coefficients = np.tensordot(matrix, coefficients, (1, axis))
            coefficients = np.moveaxis(coefficients, 0, axis)
    places = np.asarray(places)
    found = np.zeros((rank,) * depth + places.shape[1:])
    for which in product(range(rank), repeat=depth):
        times = [which.count(axis) for axis in range(rank)]
        if max(times) <= order:
            for index, weight in _spline_terms(
                np.shape(image), places, order, mode, times
            ):  # type: ignore[no-untyped-call]
                found[which] += weight * coefficients[index]
    return found


def _spline_back(bar, image, places, order, mode, depth):  # type: ignore[no-untyped-def]
    """The adjoint of `image` in `spline_slopes`."""
    from itertools import product

    matrices = _spline_matrices(np.shape(image), order, mode)  # type: ignore[no-untyped-call]
    rank, places = np.ndim(image), np.asarray(places)
    found = np.zeros(
        [
            n if matrix is None else len(matrix)
            for n, matrix in zip(np.shape(image), matrices)
        ]
    )
    for which in product(range(rank), repeat=depth):
        times = [which.count(axis) for axis in range(rank)]
        if max(times) <= order:
            for index, weight in _spline_terms(
                np.shape(image), places, order, mode, times
            ):  # type: ignore[no-untyped-call]
                np.add.at(found, index, weight * bar[which])
    for axis, matrix in enumerate(matrices):
        if matrix is not None:
            found = np.moveaxis(np.tensordot(matrix, found, (0, axis)), 0, axis)
    return found


IMAGES = (
    _spline_cells,
    _spline_weights,
    _spline_terms,
    _spline_matrices,
    _spline_slopes,
    _spline_back,
)
"""The functions of this file, for the table of runtime functions."""
