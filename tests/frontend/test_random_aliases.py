"""Random programs in which names share memory are lowered right, or refused."""

from __future__ import annotations

import numpy as np
import pytest

from adgen.errors import InternalError, LanguageError
from adgen.frontend import lower
from adgen.frontend.reading.written import from_source
from adgen.frontend.scope.describe import describe
from adgen.ir.verify import verify
from tests.frontend.agreement import compare
from tests.frontend.random_aliases import program
from tests.frontend.test_unknown_kinds import unknown

pytestmark = pytest.mark.slow

FOUND = (119, 385, 921)
"""Seeds that once were lowered wrongly."""
STOPS = ((0, 1.0), (1, -1.0), (2, 1.5), (3, -0.5))


@pytest.mark.parametrize("known", [True, False], ids=["known kinds", "unknown kinds"])
@pytest.mark.parametrize(
    "seeds", [FOUND, *(range(i, i + 20) for i in range(0, 120, 20))]
)
def test_right_or_refused(seeds, known):
    accepted = 0
    for seed in seeds:
        function = from_source(program(seed), {"np": np}, "f")
        draw = np.random.default_rng(seed)
        arrays = draw.normal(size=(4, 3)), draw.normal(size=(4, 3))
        names = ("x", "y", "n", "p")
        kinds = {n: describe(v, n) for n, v in zip(names, (*arrays, *STOPS[0]))}
        if not known:
            kinds = {name: unknown(kind) for name, kind in kinds.items()}
        try:
            lowered, _ = lower(function, kinds)
        except LanguageError as error:
            assert not isinstance(error, InternalError)
            continue
        verify(lowered, "lower")
        accepted += 1
        for stops in STOPS:
            compare(lowered, function, (*arrays, *stops), {})
    # A test of programs that are all refused would test nothing.
    assert accepted >= (len(seeds) // 4 if known else len(seeds) // 20)
