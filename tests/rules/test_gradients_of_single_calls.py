"""Each rule with one number as result, as a whole program: the adjoint begins as Python's 1.0.

A formula that takes it for an array, `out_bar[..., None]`, is right in vjp and fails in grad.
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

import adgen
from adgen.rules.registry import callable_of, own_rules
from tests import oracle
from tests.rules import test_registry
from tests.rules.samples import SAMPLES, Sample
from tests.rules.test_defaults import NOT_TAKEN
from tests.rules.whole import program


def gives_a_number(sample: Sample) -> bool:
    try:
        out = callable_of(sample.fn)(*sample.args, **sample.kwargs)
    except NOT_TAKEN:
        return False
    if isinstance(out, tuple | list):
        return False
    return np.ndim(out) == 0 and np.asarray(out).dtype.kind == "f"


def of_numbers() -> list[Sample]:
    """The first sample of each rule whose result is a number, where nothing is drawn."""
    found: list[Sample] = []
    for rule in own_rules():
        if rule.category in ("undefined", "structural", "constant") or rule.effect:
            continue
        plain = (s for s in SAMPLES.get(rule.name, ()) if gives_a_number(s))
        found += [sample for sample in [next(plain, None)] if sample is not None]
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(4))
def test_gradients_are_pullbacks_of_one(part: int) -> None:
    samples = [s for s in of_numbers() if program(s)[1]][part::4]
    assert len(samples) > 50
    wrong = [str(sample) for sample in samples if differs(sample)]
    assert wrong == []


def differs(sample: Sample) -> bool:
    function, values = program(sample)
    try:
        _, pullback = adgen.vjp(function, *values)
    except (adgen.AdgenError, *NOT_TAKEN):
        return False
    with np.errstate(all="ignore"):
        wanted = test_registry.flat([pullback(np.float64(1.0))])
        places = tuple(range(len(values)))
        found = test_registry.flat([adgen.grad(function, argnums=places)(*values)])
    return not np.allclose(found, wanted, oracle.SINGLE, equal_nan=True)


def test_probabilities_of_counts() -> None:
    def probability(p):
        return scipy.stats.multinomial.logpmf([1, 2, 2], 5, p / np.sum(p))

    p = np.array([0.4, 0.6, 1.1])
    _, pullback = adgen.vjp(probability, p)
    np.testing.assert_array_equal(adgen.grad(probability)(p), pullback(1.0)[0])
