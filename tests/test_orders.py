"""Derivatives of derivatives, taken inside a function that is differentiated itself.

Forward over reverse is tested for the whole zoo (tests/test_zoo.py). Here the two other orders
must agree with it: reverse over reverse, whose inner adjoint is a program with records of its own,
and reverse over forward.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.errors import AdgenError
from tests.test_zoo import SPECIMENS, returns_a_number
from tests.zoo import trees

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

DIFFICULT = (
    "alone.array_of_no_axes",
    "calls.deep_recursion",
    "calls.fibonacci_recursion",
    "calls.mutual_recursion",
    "calls.recursion",
    "dicts.default_dict_of_numbers",
    "exits.return_before_the_loop",
    "fuzz_finds.record_of_a_recursion_made_on_one_path",
    "fuzz_finds.record_of_a_recursion_that_is_not_of_use",
    "generators.neighbours",
    "integrals.integral_of_a_vector",
    "integrals.integral_of_an_integral",
    "lists.grown_lists_copied",
    "lists.list_of_records",
    "lists_as_arrays.list_of_rows_beside_a_matrix",
    "matches.list_of_unknown_length",
    "polynomials.divided",
    "polynomials.its_roots",
    "polynomials.real_parts_in_a_phase",
    "polynomials.real_parts_through_a_complex_matrix",
    "polynomials.real_parts_times_complex",
    "questions.best_of_some_values",
    "scopes.underscore_is_a_parameter",
    "scopes.underscore_is_read",
    "sequences.history_kept",
    "sequences.positions_and_velocities",
    "unbound.list_bound_in_a_branch_of_a_loop",
    "unbound.list_or_none_in_a_loop",
    "unbound.lists_made_where_no_continue",
    "unbound.previous_is_none_at_first",
)
"""Where records of the inner sweep are lists, of recursions, or are not there on all paths."""

EVERY = 16


def is_plain(name: str) -> bool:
    """A function of a real number or array, which gives a number and writes no argument."""
    specimen = SPECIMENS[name]
    position = specimen.wrt[0]
    value = specimen.args[position]
    if not isinstance(value, float) and not (
        isinstance(value, np.ndarray) and value.dtype == float
    ):
        return False
    unwritten = trees.copied(specimen.args)
    specimen.function(*unwritten)
    same = np.array_equal(np.asarray(unwritten[position]), np.asarray(value))
    exact = not name.startswith(
        "strong_zeros."
    )  # a zero that meets infinity twice is NaN
    return exact and specimen.second_order and same and returns_a_number(name)


with np.errstate(all="ignore"):
    SAMPLE = [n for n in sorted(SPECIMENS) if zlib.crc32(n.encode()) % EVERY == 0]
    NAMES = [*dict.fromkeys([*DIFFICULT, *(n for n in SAMPLE if is_plain(n))])]


@pytest.mark.parametrize("name", NAMES)
def test_reverse_over_both_is_forward_over_reverse(name: str) -> None:
    specimen = SPECIMENS[name]
    f, position = specimen.function, specimen.wrt[0]
    start = specimen.args[position]
    direction = np.random.default_rng(1).standard_normal(np.shape(start))[()]
    gradient = adgen.grad(f, position)

    def reverse(*args: Any) -> Any:
        return np.sum(gradient(*args) * direction)

    def forward(*args: Any) -> Any:
        def along(z: Any) -> Any:
            return f(*args[:position], z, *args[position + 1 :])

        return adgen.jvp(along, (args[position],), (direction,))[1]

    want = adgen.hvp(f, position)(*trees.copied(specimen.args), direction)
    for order in (reverse, forward):
        try:
            found = adgen.grad(order, position)(*trees.copied(specimen.args))
        except AdgenError as refusal:
            pytest.skip(f"refused: {refusal.summary}")
        scale = 1.0 + np.max(np.abs(want), initial=0.0)
        np.testing.assert_allclose(found, want, rtol=1e-9, atol=1e-9 * scale)


def test_third_order_of_a_recursion_with_its_own_locals() -> None:
    def folded(x: Any) -> Any:
        def fold(a: Any) -> Any:
            n = len(a)
            if n == 1:
                return a
            even, odd = fold(a[::2]), fold(a[1::2])
            turned = np.cos(np.arange(n // 2)) * odd
            return np.concatenate([even + turned, even - turned])

        return np.sum(fold(x) ** 3 * np.arange(4))

    gradient = adgen.grad(folded)
    x, v = np.array([1.0, 2.0, 0.5, 1.5]), np.array([1.0, -1.0, 2.0, 0.3])

    def second(z: Any) -> Any:
        return adgen.jvp(gradient, (z,), (v,))[1]

    # The gradient is a quadratic form: its second differences are exact.
    want = gradient(x + v) - 2 * gradient(x) + gradient(x - v)
    np.testing.assert_allclose(adgen.jvp(second, (x,), (v,))[1], want, rtol=1e-9)
