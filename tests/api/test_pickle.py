"""Derivatives travel: pickle, cloudpickle, processes that start from nothing."""

import copy
import multiprocessing
import pickle
import subprocess
import sys

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


def test_derivatives_of_derivatives_before_the_first_call():
    curve = adgen.grad(importable.decorated)
    assert again(curve)(3.0) == curve(3.0) == 18.0
    assert again(adgen.grad(curve))(3.0) == adgen.grad(curve)(3.0) == 6.0
    with pytest.raises(SourceError, match="was not called yet"):
        again(adgen.grad(adgen.grad(lambda x: x**3)))


def test_another_derivative_of_a_method_that_stands_for_its_derivative():
    spring = importable.Spring(3.0)
    assert again(adgen.value_and_grad(spring.force.primal))(2.0) == (12.0, 12.0)


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


SCRIPT = """
import sys
import adgen

k = 3.0

def helper(x):
    return k * x

def cube(x):
    return helper(x) * x * x

class Spring:
    rate = 2.0
    def energy(self, x):
        return self.rate * x**2

def power(n):
    return lambda x: x**n * helper(1.0)
"""
WRITES = """
import cloudpickle, functools
df = [adgen.grad(cube), adgen.grad(power(3)), adgen.grad(Spring().energy),
      adgen.grad(functools.partial(lambda n, x: x**n, 3)), adgen.grad(adgen.grad(cube)),
      adgen.value_and_grad(cube), adgen.hvp(lambda x: cube(x))]
sys.stdout.buffer.write(cloudpickle.dumps(df))
"""


def run(path, *args, data=b""):
    done = subprocess.run(
        [sys.executable, *args, str(path)], input=data, capture_output=True, check=False
    )
    assert not done.returncode, done.stderr.decode()
    return done.stdout


@pytest.mark.slow
def test_cloudpickle_before_the_first_call_takes_the_source_along(tmp_path):
    pytest.importorskip("cloudpickle")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT + WRITES)
    data = run(script)
    script.unlink()
    reader = tmp_path / "reader.py"
    reader.write_text(
        "import pickle, sys\n"
        "*first, value, along = pickle.load(sys.stdin.buffer)\n"
        "print(*(f(2.0) for f in first), value(2.0), along(2.0, 1.0))\n"
    )
    assert run(reader, data=data).decode().split(" ", 5) == [
        "36.0",
        "36.0",
        "8.0",
        "12.0",
        "36.0",
        "(24.0, 36.0) 36.0\n",
    ]


@pytest.mark.slow
def test_functions_of_a_script_go_to_its_processes(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        SCRIPT
        + "import multiprocessing\n"
        + "if __name__ == '__main__':\n"
        + "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        + "        print(pool.map(adgen.grad(cube), [1.0, 2.0]))\n"
    )
    assert run(script) == b"[9.0, 36.0]\n"


def test_copies_before_the_first_call():
    cube = adgen.grad(lambda x: x**3)
    assert copy.copy(cube)(2.0) == copy.deepcopy([cube])[0](2.0) == 12.0
