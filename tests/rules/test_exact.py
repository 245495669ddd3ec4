"""Derivatives of functions of numbers against mpmath, with thirty digits."""

from __future__ import annotations

import pytest

from tests import oracle
from tests.rules.exact import EXACT, differs, exact_slopes
from tests.rules.samples import SAMPLES
from tests.rules.test_registry import made

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
            errors.append(differs(call.forward(dots), wanted))
    assert errors, "none of the samples could be compared"
    assert max(errors) < oracle.EXACT
