"""Filters of images that do something else along each axis, or go along some axes only."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

import adgen
from adgen.errors import AdgenError
from tests.rules.programs import right

_RNG = np.random.default_rng(47)
STACK = _RNG.normal(size=(2, 3, 4))
IMAGE = STACK[0]
WEIGHTS = _RNG.normal(size=(2, 3))


@pytest.mark.parametrize("axes", [(1,), (0, -1), 2, (2, 0, 1)])
def test_filters_along_some_axes(axes):
    right(lambda x: ndimage.gaussian_filter(x, 0.7, axes=axes), STACK)
    right(lambda x: ndimage.gaussian_laplace(x, 0.7, axes=axes), STACK, second=False)
    right(lambda x: ndimage.laplace(x, mode="nearest", axes=axes), STACK, second=False)
    right(
        lambda x: ndimage.uniform_filter(x, 2, mode="mirror", axes=axes),
        STACK,
        second=False,
    )
    right(lambda x: ndimage.gaussian_gradient_magnitude(x, 0.7, axes=axes), STACK)


@pytest.mark.parametrize("axes", [(0, 2), (2, 1)])
def test_weights_along_some_axes(axes):
    right(lambda x, w: ndimage.correlate(x, w, axes=axes), STACK, WEIGHTS)
    right(
        lambda x, w: ndimage.convolve(x, w, mode="wrap", origin=(-1, 0), axes=axes),
        *(STACK, WEIGHTS),
    )
    right(lambda x: ndimage.correlate(x, [[1, 2], [3, 4.5]], axes=axes[:2]), STACK)


def test_another_setting_along_each_axis():
    modes = ["wrap", "constant"]
    right(
        lambda x, c: ndimage.gaussian_filter(
            x, (0.7, 0.4), (1, 2), mode=modes, cval=c, radius=(2, 1)
        ),
        *(IMAGE, 0.3),
    )
    right(
        lambda x: ndimage.uniform_filter(x, (2, 4), mode=modes, origin=(0, -1)), IMAGE
    )
    right(lambda x: ndimage.laplace(x, mode=("mirror", "reflect")), IMAGE)
    right(lambda x: ndimage.sobel(x, 0, mode=modes, cval=2.0), IMAGE)
    right(lambda x: ndimage.prewitt(x, mode=["nearest", *modes]), STACK)
    right(
        lambda x: ndimage.gaussian_laplace(x, (0.7, 0.4), mode=modes, truncate=2.0),
        IMAGE,
    )


def test_sizes_of_slopes():
    magnitude = ndimage.gaussian_gradient_magnitude
    right(lambda x: magnitude(x, 0.7), STACK)
    right(lambda x, c: magnitude(x, (0.7, 0.4), None, "constant", c), IMAGE, 0.3)
    right(lambda x: ndimage.generic_gradient_magnitude(x, ndimage.sobel), IMAGE)
    gradient = adgen.grad(lambda x: np.sum(magnitude(x, 0.7)))(np.ones((3, 3)))
    np.testing.assert_array_equal(gradient, np.zeros((3, 3)))


def second_differences(image, axis, output, mode, cval, k):
    return ndimage.correlate1d(image, [1.0, -k, 1.0], axis, output, mode, cval, 0)


def test_sums_of_second_derivatives_by_a_function():
    right(
        lambda x, k: ndimage.generic_laplace(
            x, second_differences, extra_arguments=(k,)
        ),
        *(IMAGE, 2.2),
    )


def widened(x, n):
    return ndimage.gaussian_filter(x, 0.5 * n, axes=0)


@pytest.mark.parametrize("n", [0, 1])
def test_widths_that_are_known_at_run_time(n):
    assert (
        adgen.check(lambda x, n: np.sum(widened(x, n) ** 2), IMAGE, n).reverse < 1e-12
    )


def test_what_is_left_as_it_is_is_a_copy():
    def program(x):
        y = ndimage.uniform_filter(x, (1, 1))
        z = ndimage.gaussian_filter(x, 0.5, axes=())
        v = widened(x, 0)
        y[0], z[1], v[2] = 2.0, 3.0, x[0]
        return x * y * z * v

    right(program, IMAGE)


def test_what_is_not_known_of_axes_is_refused():
    with pytest.raises(AdgenError, match="axes that are not known"):
        adgen.vjp(lambda x: ndimage.laplace(x, axes=(3,)), IMAGE)
    with pytest.raises(AdgenError, match="for 2 axes"):
        adgen.vjp(lambda x: ndimage.gaussian_filter(x, (1, 1, 1), axes=(0, 1)), STACK)

    def written(x):
        out = np.zeros_like(x)
        ndimage.laplace(x, out, axes=(0,))
        return out

    with pytest.raises(AdgenError, match="writes what it finds"):
        adgen.vjp(written, IMAGE)
