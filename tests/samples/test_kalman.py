"""The Kalman filter of the samples: against the literature, and against one normal distribution."""

import numpy as np
import pytest
from scipy.optimize import minimize

from samples import kalman
from samples.derivatives.kalman_grad import surprise_value_and_grad

NILE = """
1120 1160  963 1210 1160 1160  813 1230 1370 1140  995  935 1110  994 1020  960 1180  799  958 1140
1100 1210 1150 1250 1260 1220 1030 1100  774  840  874  694  940  833  701  916  692 1020 1050  969
 831  726  456  824  702 1120 1100  832  764  821  768  845  864  862  698  845  744  796 1040  759
 781  865  845  944  984  897  822 1010  771  676  649  846  812  742  801 1040  860  874  848  890
 744  749  838 1050  918  986  797  923  975  815 1020  906  901 1170  912  746  919  718  714  740
"""
"""The flow of the Nile at Aswan, 1871 to 1970, in 10^8 cubic metres.

From G. W. Cobb, The problem of the Nile, Biometrika 65 (1978).
"""


def test_it_finds_the_published_variances_of_the_nile():
    """Durbin and Koopman (2012), section 2.10.2: noise 15099, level 1469.1."""
    flow = np.array(NILE.split(), dtype=float)
    rows = np.tile([1.0, 0.0], (len(flow), 1))
    data = flow, rows, np.array([1e7, 0.0])
    found = minimize(surprise_value_and_grad, [10.0, 8.0], args=data, jac=True)
    assert np.allclose(np.exp(found.x), [15099.0, 1469.1], rtol=1e-3)


@pytest.fixture
def drawn():
    """A short series, the parameters at which to look at it, and what is known before."""
    draw = np.random.default_rng(8).standard_normal
    rows = np.stack([draw(15), np.ones(15)], axis=1)
    return np.array([0.3, -0.7]), 2.0 * draw(15), rows, np.array([3.0, 2.0])


@pytest.mark.slow
def test_it_is_as_surprised_as_one_normal_distribution(drawn):
    value, _ = surprise_value_and_grad(*drawn)
    assert value == pytest.approx(kalman.surprise_without_filter(*drawn), rel=1e-12)


def test_its_gradient_is_that_of_one_normal_distribution(drawn):
    """d/dp of -log N(y; 0, C) is (trace(C^-1 C') - w.C'.w) / 2 where C w = y."""
    (noise, wander), y, rows, spread = drawn
    month = np.arange(len(y))
    x = np.outer(rows[:, 0], rows[:, 0])
    by_noise = np.exp(noise) * np.eye(len(y))
    by_wander = np.exp(wander) * np.minimum.outer(month, month) * x
    cov = by_noise + by_wander + spread[0] * x + spread[1]
    w = np.linalg.solve(cov, y)
    wanted = [
        0.5 * (np.trace(np.linalg.solve(cov, slope)) - w @ slope @ w)
        for slope in (by_noise, by_wander)
    ]
    assert surprise_value_and_grad(*drawn)[1] == pytest.approx(wanted, rel=1e-11)


@pytest.mark.slow
def test_its_prices_are_shipped_and_give_what_the_sample_tells():
    pytest.importorskip("matplotlib")
    months, share, market = kalman.gains("AMZN")
    assert (str(months[0]), str(months[-1]), len(months)) == ("1997-07", "2022-06", 300)
    rows = np.stack([market, np.ones(len(market))], axis=1)
    data = share, rows, kalman.SPREAD
    found = minimize(surprise_value_and_grad, [5.6, -5.0], args=data, jac=True)
    assert found.fun == pytest.approx(1203.940890370, abs=1e-8)
    assert np.exp(0.5 * found.x) == pytest.approx([12.70, 0.138], abs=0.005)
    beta = kalman.states(found.x, *data)[:, 0, 0]
    late, early = months >= np.datetime64("2012-01"), months < np.datetime64("2002-01")
    assert np.mean(beta[late]) < 1.2 < 2.5 < np.mean(beta[early])
