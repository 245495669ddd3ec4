"""Every rule at every sample, differentiated again.

The derivative of its adjoint in a direction is compared with differences of the adjoint, and the
second derivative of its tangent with that of its adjoint.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from adgen.errors import AdgenError
from adgen.rules.registry import find
from tests import oracle
from tests.rules.calls import Call, is_active
from tests.rules.once_only import NO_SECOND_ORDER, why_no_second_order
from tests.rules.samples import Sample, all_samples
from tests.rules.second_order import Twice
from tests.rules.test_registry import direction, flat, has_differences, made, tolerance

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

SAMPLES = [s for s in all_samples() if find(s.fn).category != "constant"]


def twice_of(sample: Sample) -> tuple[Twice, Call, dict[Any, Any]] | None:
    """The second derivatives of a sample; None where there is nothing to differentiate."""
    call, dots = made(sample, "symbolic")
    bars = [direction(out, 7) if is_active(out) else None for out in call.primal()]
    if not dots or all(bar is None for bar in bars):
        return None
    return Twice(call, bars), call, dots


@pytest.mark.parametrize("sample", SAMPLES, ids=map(str, SAMPLES))
def test_second_order(sample: Sample) -> None:
    found = twice_of(sample)
    if found is None:
        return
    twice, call, dots = found
    if why_no_second_order(sample):
        with pytest.raises(AdgenError):
            twice.along(dots)
        return
    values = [call.values[var] for var in call.active]
    along = twice.along(dots)
    got = flat(0 * np.asarray(v) if d is None else d for v, d in zip(values, along))
    assert np.all(np.isfinite(got))
    bent = twice.bent(dots)
    error = oracle.identity(
        [0.0 if bent is None else bent], [1.0], along, [*dots.values()]
    )
    assert error < tolerance(sample, oracle.SECOND_IDENTITY)
    if not has_differences(sample):
        return
    wanted = oracle.five_point(
        lambda *moved: flat(twice.gradient(moved)), values, [*dots.values()]
    )
    assert oracle.error(got, wanted) < tolerance(sample, oracle.SECOND)


@pytest.mark.parametrize("pattern", NO_SECOND_ORDER)
def test_what_has_no_second_order_is_met(pattern: str) -> None:
    """A line that no sample needs any more goes."""
    assert any(re.search(pattern, str(sample)) for sample in SAMPLES)
