"""A Var is the one object of its name and version, wherever and however it is made."""

from __future__ import annotations

import copy
import gc
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from adgen.ir import nodes
from adgen.ir.nodes import Var


def test_there_is_one_var_of_each_name_and_version() -> None:
    var = Var("x", 3)
    assert Var("x", 3) is var
    assert Var("x", 4) != var and Var("y", 3) != var
    assert var != ("x", 3)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda var: pickle.loads(pickle.dumps(var))]
)
def test_a_copy_of_a_var_is_the_var(again) -> None:
    var = Var("x", 5)
    assert again(var) is var


def test_vars_made_in_threads_are_the_same() -> None:
    def made(_: int) -> list[Var]:
        return [Var(f"threads_{number}", number) for number in range(300)]

    with ThreadPoolExecutor(8) as pool:
        first, *others = pool.map(made, range(8))
    for vars_of_one in others:
        assert all(a is b for a, b in zip(first, vars_of_one))


def test_a_var_is_forgotten_with_its_program() -> None:
    var = Var("forgotten", 1)
    assert ("forgotten", 1) in nodes._VARS
    del var
    gc.collect()
    assert ("forgotten", 1) not in nodes._VARS


def test_a_var_is_frozen() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        Var("x", 1).version = 2  # type: ignore[misc]
