"""Derivatives travel: pickle, cloudpickle, processes that start from nothing."""

import copy
import multiprocessing
import pickle

import numpy as np
import pytest

import adgen
from adgen import SourceError
from tests.api import importable


def again(obj):
    return pickle.loads(pickle.dumps(obj))


def test_by_reference():
    df = again(adgen.grad(importable.energy, "k"))
    assert df(np.ones(3), 2.0) == 3.0
    assert df.argnums == "k"
    assert len(pickle.dumps(df)) < 400


def test_a_decorated_function_is_itself():
    assert again(importable.decorated) is importable.decorated


def test_methods():
    spring = importable.Spring(3.0)
    assert again(adgen.grad(spring.energy))(2.0) == 12.0
    assert again(spring.force)(2.0) == 12.0


def test_as_text():
    scale = np.array([1.0, 2.0])
    df = adgen.grad(lambda x: np.sum(scale * x * x))
    with pytest.raises(SourceError, match="Call it once"):
        again(df)
    x = np.array([3.0, 4.0])
    expected = df(x)
    restored = again(df)
    assert np.array_equal(restored(x), expected)
    assert np.array_equal(again(restored)(np.ones(2)), 2 * scale)
    assert restored.source == df.source
    with pytest.raises(SourceError, match="unpickled as text"):
        restored(1.0)


def test_cloudpickle():
    cloudpickle = pytest.importorskip("cloudpickle")
    k = 3.0
    df = adgen.grad(lambda x: k * x * x)
    df(1.0)
    assert pickle.loads(cloudpickle.dumps(df))(2.0) == 12.0


@pytest.mark.slow
def test_processes():
    df = adgen.grad(importable.energy)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        got = pool.map(df, [np.ones(2), 2 * np.ones(2)])
    assert np.array_equal(got, [4 * np.ones(2), 8 * np.ones(2)])


def test_copies():
    spring = importable.Spring(3.0)
    energy, cube = adgen.grad(spring.energy), adgen.grad(lambda x: x**3)
    assert copy.copy(cube)(2.0) == copy.deepcopy(cube)(2.0) == 12.0
    apart = copy.deepcopy(energy)
    spring.k = 5.0
    assert (energy(2.0), apart(2.0)) == (20.0, 12.0)


def test_a_pullback_stays_where_it_is():
    _, pullback = adgen.vjp(importable.energy, np.ones(3), 2.0)
    with pytest.raises(SourceError, match="belongs to one call"):
        pickle.dumps(pullback)


def test_a_text_is_not_differentiated_further():
    cube = adgen.grad(lambda x: x**3)
    cube(2.0)
    found = again(cube)
    assert found(2.0) == 12.0
    with pytest.raises(SourceError, match="the function itself is not here"):
        adgen.grad(found)(2.0)
