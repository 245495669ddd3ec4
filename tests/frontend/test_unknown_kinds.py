"""Where nothing is known of the arguments, the lowered function is right, or it is refused."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError
from adgen.frontend import lower
from adgen.frontend.scope.describe import Static, describe
from adgen.ir.kinds import FLOAT, UNKNOWN, Array, Kind, Structure
from adgen.ir.verify import verify
from tests.frontend import test_calls, test_flow, test_memory
from tests.frontend.agreement import compare

CASES = [*test_flow.CASES, *test_memory.CASES, *test_calls.CASES]
REFUSED = {
    # With u and c unknown, c might be part of u.
    "advect",
    # b[1] may be a number or a row.
    "row_store",
    "nested_subscript",
    "read_before_write",
    # x += 1.0 changes an array in place, and a number not.
    "augmented_name_is_seen",
    "augmented_number",
}


def unknown(kind: Kind | Static) -> Kind | Static:
    if isinstance(kind, Structure):
        items = tuple(unknown(item) for item in kind.items)
        return Structure(kind.form, items, kind.keys)
    return UNKNOWN if isinstance(kind, Array) or kind == FLOAT else kind


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_right_or_refused(case, capsys):
    function, *args = case
    bound = inspect.signature(function).bind(*args)
    kinds = {n: unknown(describe(v, n)) for n, v in bound.arguments.items()}
    if function.__name__ in REFUSED:
        with pytest.raises(LanguageError) as caught:
            lower(function, kinds)
        assert "may share memory" in str(caught.value)
        return
    program, _ = lower(function, kinds)
    verify(program, "lower")
    compare(program, function, tuple(args), {})


def test_a_list_beside_what_may_be_a_list_or_an_integer_is_refused():
    def scaled(x):
        return np.sum(x * [1.0, 2.0])

    with pytest.raises(LanguageError, match=r"np\.array\(\[\.\.\.\]\)"):
        lower(scaled, {"x": UNKNOWN})
    assert adgen.grad(scaled)(np.ones(2)).tolist() == [1.0, 2.0]


def test_a_number_times_a_list_is_the_error_it_is_in_python():
    def scaled(x):
        return np.sum(x * [1.0, 2.0])

    with pytest.raises(TypeError, match="multiply sequence"):
        adgen.grad(scaled)(2.0)
