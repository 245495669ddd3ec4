"""Whether an index names every place once; which arrays a loop changes a little at a time."""

from __future__ import annotations

import numpy as np
import pytest

from adgen.analyses.places import distinct_constants, names_once
from adgen.analyses.steps import changed_in_small_steps, read_on_one_side
from adgen.frontend import lower
from adgen.frontend.scope.describe import describe
from adgen.ir.kinds import INT, NONE, UNKNOWN, Array
from adgen.ir.nodes import Apply, Const, Pack, Var

I, MASK, WHICH, COUNT = Var("i", 0), Var("m", 0), Var("k", 0), Var("r", 0)
KINDS = {
    I: INT,
    MASK: Array("bool", ("n",)),
    WHICH: Array("int", ("n",)),
    COUNT: Array("int", ("n",)),
}
MADE = {COUNT: Apply((COUNT,), "np.arange", (Var("n", 0),))}
SLICE = Pack("slice", (Const(1), Const(None), Const(None)))


def numbers(*values):
    return Pack("list", tuple(map(Const, values)))


def once(index):
    def kind_of(operand):
        known = NONE if operand == Const(None) else UNKNOWN
        return (
            INT
            if isinstance(operand, Const) and known == UNKNOWN
            else KINDS.get(operand, known)
        )

    return names_once(index, kind_of, MADE.get)


@pytest.mark.parametrize(
    "index",
    [
        I,
        SLICE,
        MASK,
        COUNT,
        numbers(0, 2),
        numbers(-1, -2),
        Pack("tuple", (SLICE, I)),
        Pack("tuple", (COUNT, WHICH)),
        Pack("path", (SLICE, I)),
        Pack("path", (Pack("view", (Const("np.transpose"),)), SLICE)),
    ],
)
def test_every_place_once(index):
    assert once(index)


@pytest.mark.parametrize(
    "index",
    [
        WHICH,
        numbers(1, 1),
        numbers(0, -1),
        Pack("tuple", (WHICH, WHICH)),
        Pack("tuple", (SLICE, WHICH)),
        Pack("path", (SLICE, WHICH)),
    ],
)
def test_perhaps_twice(index):
    assert not once(index)


def test_constants_that_are_no_integers_are_not_distinct_places():
    assert not distinct_constants(numbers(True, False))
    assert not distinct_constants(numbers(0.0, 1.0))


def elements(a):
    for i in range(3):
        for j in range(3):
            a[i, j] = a[j, i] * 2.0
    return a


def rows(a):
    for i in range(3):
        a[i] = a[i - 1] * 2.0
    return a


def whole(a):
    for _ in range(3):
        a[1:] = a[:-1] * 2.0
    return a


@pytest.mark.parametrize(("function", "loops"), [(elements, 1), (rows, 1), (whole, 0)])
def test_small_steps(function, loops):
    program, _ = lower(function, {"a": describe(np.ones((3, 3)), "a")})
    versions = changed_in_small_steps(program.main)
    # One carried array and the version the store makes, for each loop of small steps.
    assert len(versions) == 2 * loops


def beside(a):
    for k in range(3):
        if k > 0:
            a[k, 0] = a[k - 1, 2]
        for j in range(3):
            a[k, j] *= 2.0
            if j > 0:
                a[k, j] *= a[k, 0]
    return a


def test_what_a_side_reads_of_what_its_own_loop_changes():
    program, _ = lower(beside, {"a": describe(np.ones((3, 3)), "a")})
    assert len(changed_in_small_steps(program.main)) > 0
    assert len(read_on_one_side(program.main)) == 3
    program, _ = lower(elements, {"a": describe(np.ones((3, 3)), "a")})
    assert not read_on_one_side(program.main)
