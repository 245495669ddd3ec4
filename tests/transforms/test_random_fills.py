"""Random loops that fill arrays: reverse mode, which reads what an array has kept, against forward
mode, which keeps nothing."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.analyses import lasting
from tests.fuzz.fills import alone

pytestmark = pytest.mark.slow

X = np.array([0.7, 0.4, 0.9, 0.55, 0.8, 0.3, 0.65, 0.45])
N = 5


@pytest.mark.parametrize("first", range(0, 120, 30))
def test_what_is_kept_is_what_was_read(first, monkeypatch):
    kept: list[int] = []
    settle = lasting.lasting

    def counted(*args):
        found = settle(*args)
        kept.append(len(found.read) + len(found.stored))
        return found

    monkeypatch.setattr("adgen.transforms.context.lasting", counted)
    compared = 0
    for seed in range(first, first + 30):
        f = adgen.from_source(alone(seed), {"np": np})
        try:
            value = f(X.copy(), N)
        except IndexError:
            continue
        if not abs(value) < 1e6:
            continue
        found, gradient = adgen.value_and_grad(f)(X.copy(), N)
        assert found == value, alone(seed)
        columns = [adgen.jvp(f, (X.copy(), N), (e, None))[1] for e in np.eye(len(X))]
        room = 1e-9 * (1 + np.max(np.abs(columns)))
        np.testing.assert_allclose(
            gradient, columns, rtol=1e-9, atol=room, err_msg=alone(seed)
        )
        compared += 1
    # A test of programs that keep nothing would test nothing.
    assert compared >= 20 and sum(map(bool, kept)) >= 8
