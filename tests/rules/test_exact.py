"""Derivatives of functions of numbers against mpmath, with thirty digits."""

from __future__ import annotations

import pytest

from tests import oracle
from tests.rules.exact import EXACT, differs, exact_bend, exact_slopes
from tests.rules.samples import SAMPLES
from tests.rules.test_registry import made
from tests.rules.test_second_order import twice_of

pytest.importorskip("mpmath")
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.mark.slow
@pytest.mark.parametrize("name", EXACT)
def test_against_mpmath(name: str) -> None:
    errors = []
    for sample in SAMPLES[name]:
        call, dots = made(sample, "symbolic")
        wanted = exact_slopes(sample, call, dots)
        if wanted is not None:
            errors.append(differs(call.forward(dots), wanted) / sample.sharp)
    assert errors, "none of the samples could be compared"
    assert max(errors) < oracle.EXACT


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [n for n in EXACT if any(s.one_sided for s in SAMPLES[n])]
)
def test_second_derivatives_at_ends(name: str) -> None:
    for sample in SAMPLES[name]:
        found = twice_of(sample)
        if found is None:
            continue
        twice, call, dots = found
        wanted = exact_bend(sample, call, dots, twice.bars)
        if wanted is not None:
            error = oracle.error(twice.bent(dots), wanted)
            assert error < oracle.SECOND_IDENTITY, str(sample)
