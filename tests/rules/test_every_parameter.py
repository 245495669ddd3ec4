"""Parameters that once were refused, in all the ways they can be said: axis=, period=, weights=."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.spatial.distance
import scipy.special
import scipy.stats

import adgen
from adgen.errors import AdgenError
from tests.rules.programs import right

_RNG = np.random.default_rng(37)
MATRIX = (_RNG.permutation(12).reshape(3, 4) - 5.3) / 4.0
POSITIVE = np.abs(MATRIX) + 0.3
VECTOR = np.array([0.7, 1.6, 0.4, 1.1])
COMPLEX = VECTOR + 0.3j * _RNG.normal(size=4)
WEIGHTS = np.abs(MATRIX) + 0.2


@pytest.mark.parametrize("axis", [1, -1])
def test_points_between_ends_along_any_axis(axis):
    right(lambda x, y: np.linspace(x, y, 4, axis=axis), VECTOR, 2 * VECTOR + 1)
    right(lambda x, y: np.linspace(x, y, 4, False, axis=axis), MATRIX, VECTOR)
    right(lambda x, y: np.geomspace(x, y, 3, axis=axis), VECTOR, 2 * VECTOR + 1)
    right(
        lambda x, y, b: np.logspace(x, y, 3, base=b, axis=axis),
        *(MATRIX / 2, VECTOR / 4, POSITIVE),
        single=False,
    )


def test_the_distance_of_points_between_ends():
    right(lambda x, y: np.linspace(x, y, 4, retstep=True)[1], VECTOR, COMPLEX)
    right(lambda x, y: np.linspace(x, y, 4, False, True)[1], 1.3, 2.7)

    def both(x, y):
        points, step = np.linspace(x, [y, 3.0], num=4, retstep=True, axis=1)
        return points * step[:, None]

    right(both, VECTOR[:2], 0.3, single=False)
    with pytest.raises(AdgenError, match="several"):
        adgen.vjp(lambda x, y: np.linspace(x, y, 1, retstep=True)[1], 1.0, 2.0)


def test_curves_that_recur():
    places, values = np.array([0.0, 1.0, 2.5]), np.array([1.0, -0.5, 2.0])
    at = np.array([-1.3, 0.4, 1.9, 2.9, 5.2])
    right(lambda x, p, y: np.interp(x, p, y, period=3.0), at, places, values)
    right(lambda x, q: np.interp(x, [0, 1, 2], [q, 1.0, q * q], period=-3), 4.3, 0.7)
    right(lambda x, y, p: np.interp(x, places + 4, y, period=p), at, values, 2.9)
    right(
        lambda x, y: np.interp(x, places, y, None, None, 3.0),
        *(at, values + 0.3j * values[::-1]),
        single=False,
    )
    with pytest.raises(ValueError, match="same length"):
        adgen.vjp(lambda x, y: np.interp(x, places, y[:2], period=3.0), at, values)


def test_choices_in_an_array_and_beyond_its_ends():
    places = np.array([[0, 2], [1, 5]])
    for mode in ("clip", "wrap"):
        right(lambda x, m=mode: np.choose(places, x, mode=m), VECTOR)
        right(lambda x, m=mode: np.choose(places[0], x, mode=m), MATRIX[:, :2])
        right(lambda z, m=mode: np.choose([1, 7, -8], (z, z * z), mode=m), COMPLEX[:3])
    right(lambda x: np.choose(1, x), MATRIX)


def test_what_stands_before_and_behind_differences():
    right(lambda x, y: np.ediff1d(x, to_begin=y), MATRIX, POSITIVE)
    right(lambda x, y: np.ediff1d(x, [y, 2.0], [y * y]), MATRIX, 0.3)
    right(lambda z, y: np.ediff1d(z, to_end=y, to_begin=0.0), COMPLEX, VECTOR)


def test_ends_of_differences_take_the_type_of_the_array():
    single, ends = VECTOR.astype(np.float32), VECTOR
    _, pullback = adgen.vjp(lambda x, y: np.ediff1d(x, y, y[0]), single, ends)
    bars = pullback(np.ones(8, np.float32))
    assert [bar.dtype for bar in bars] == [single.dtype, ends.dtype]


def test_constants_of_integration():
    right(lambda p, k: np.polyint(p, 2, k), VECTOR, MATRIX[0])
    right(lambda p, k: np.polyint(p, m=3, k=k), COMPLEX, 0.7)
    right(lambda p, k: np.polyint(p, 3, k), VECTOR, MATRIX[0][:1])
    right(lambda p: np.polyint(p, 2, [p[0], 3, p[1]]), VECTOR)


@pytest.mark.parametrize("name", ["gmean", "hmean"])
def test_means_with_weights(name):
    mean = getattr(scipy.stats, name)
    right(lambda x, w: mean(x, axis=1, weights=w), POSITIVE, WEIGHTS)
    right(lambda x, w: mean(x, axis=1, weights=w, dtype=float), POSITIVE, WEIGHTS[0])
    right(lambda x, w: mean(x, None, weights=w, keepdims=True), POSITIVE, 0.7)
    right(lambda x: mean(x, axis=(0, 1), keepdims=True), POSITIVE)


@pytest.mark.parametrize("p", [3, -1, 0, 0.5])
def test_power_means(p):
    mean = scipy.stats.pmean
    right(lambda x: mean(x, p, axis=1), POSITIVE)
    right(lambda x, w: mean(x, p, weights=w, keepdims=True), POSITIVE, WEIGHTS[:, :1])
    right(lambda x, p: mean(x, p, axis=None), POSITIVE, float(p))
    right(lambda x, p, w: mean(x, p, axis=1, weights=w), POSITIVE, float(p), WEIGHTS)


def test_moments_about_a_center_and_of_several_orders():
    moment = scipy.stats.moment
    right(lambda x, c: moment(x, 3, center=c, axis=1, keepdims=True), MATRIX, 0.3)
    right(lambda x, c: moment(x, (1, 2, 4), None, center=c), MATRIX, 0.3)
    right(lambda x: moment(x, order=[2, 3], axis=1), MATRIX)
    with pytest.raises(AdgenError, match="center that is an array"):
        adgen.vjp(lambda x, c: moment(x, 2, 1, center=c), MATRIX, MATRIX[:, :1])


def test_levels_of_single_precision_known_at_run_time():
    data = MATRIX.astype(np.float32)
    for levels in (np.array([0.3, 0.61]), np.array([[0.3]]), np.float32([0.3, 0.7])):
        for f in (
            lambda x, q: np.quantile(x, q, axis=1),
            lambda x, q: np.nanpercentile(x, q, method="hazen"),
        ):
            value, pullback = adgen.vjp(f, data, levels)
            np.testing.assert_array_equal(value, f(data, levels))
            assert value.dtype == f(data, levels).dtype
            bars = pullback(np.ones_like(value))
            assert [bar.dtype for bar in bars] == [data.dtype, levels.dtype]
    right(lambda x, q: np.quantile(x, np.asarray(q)), MATRIX, 0.3)


@pytest.mark.parametrize("name", "euclidean sqeuclidean cityblock cosine".split())
def test_distances_with_weights(name):
    of = getattr(scipy.spatial.distance, name)
    right(lambda u, v, w: of(u, v, w), VECTOR - 1.0, MATRIX[0], WEIGHTS[0])
    right(lambda u, v: of(u, v, w=[1, 2, 3, 4]), VECTOR - 1.0, MATRIX[0])


def test_derivatives_of_series_of_polynomials():
    der = np.polynomial.chebyshev.chebder
    right(lambda c: der(c, m=2, scl=0.5, axis=1), MATRIX)
    right(lambda c: der(c, 9), COMPLEX)
    right(lambda c: np.polynomial.laguerre.lagder(c, 1, 2.0, -1), MATRIX[None])


def test_signs_of_sums_of_exponentials():
    log = scipy.special.logsumexp
    factors = np.array([[1.3, -4.0, 0.7, 0.2], [1.0, 2.0, -0.3, 0.5]])
    right(lambda a, b: log(a, 1, b, return_sign=True)[0], MATRIX[:2], factors)

    def sums(a):
        size, sign = log(a, b=[1.0, -5.0, 1.0, 1.0], keepdims=True, return_sign=True)
        return sign * np.exp(size)

    right(sums, VECTOR)
    right(lambda a: log(a, b=[1.0, 5.0, 1.0, 1.0]), VECTOR)


def test_what_only_chooses_integers():
    right(lambda x: x[np.unravel_index([1, 7], (3, 4), order="F")], MATRIX)
    right(lambda x: x @ np.tri(4, 4, 0, np.float32), MATRIX)
    right(lambda x: x * np.indices((3, 4), dtype=float)[1], MATRIX)
    right(
        lambda x: np.sum(x[np.isin([1, 2, 3, 4], [2, 3], invert=True, kind="sort")]),
        VECTOR,
        single=False,
    )

    def clipped(x):
        places = np.ravel_multi_index(([1, 5], [2, 1]), (3, 4), mode="clip")
        return np.ravel(x)[places]

    right(clipped, MATRIX)


@pytest.mark.parametrize("method", ["inverted_cdf", "closest_observation"])
def test_quantiles_that_are_one_of_the_data(method):
    right(lambda x: np.quantile(x, [0.4, 0.9], axis=1, method=method), MATRIX)
    right(lambda x, q: np.quantile(x, q, (0, 1), method=method), MATRIX, 0.37)
    holes = np.where(MATRIX > 1.0, np.nan, MATRIX)
    right(lambda x: np.nanpercentile(x, 40, 1, method=method), holes, second=False)


def test_quantiles_with_weights():
    given = {"method": "inverted_cdf", "axis": 1}
    right(lambda x, w: np.quantile(x, 0.4, weights=w, **given), MATRIX, WEIGHTS)
    right(lambda x: np.quantile(x, 0.4, weights=[1, 2, 1, 3], **given), MATRIX)
    levels = np.array([0.31, 0.77])
    right(lambda x, q: np.quantile(x, q, weights=WEIGHTS, **given), MATRIX, levels)
    given["axis"] = (0, 1)
    with pytest.raises(AdgenError, match="weights along several axes"):
        adgen.vjp(
            lambda x: np.quantile(x, 0.4, keepdims=True, weights=WEIGHTS, **given),
            MATRIX,
        )
