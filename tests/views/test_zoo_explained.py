"""The tables of every function of the zoo tell of the gradient adgen writes for it.

`explain` compares the gradient of its reverse sweep with the generated one and refuses to show
tables that disagree; here both sweeps are compared as well.
"""

from __future__ import annotations

import inspect
import zlib

import numpy as np
import pytest

from adgen.cli.exits import CommandError
from adgen.errors import ArgumentError, NoRuleError
from adgen.views.explanation import Explanation
from adgen.views.sweeps import MOST_COLUMNS
from adgen.views.tables import FORMATS, written
from tests.test_zoo import SPECIMENS, returns_a_number
from tests.views.explaining import explained
from tests.zoo import trees

EVERY = 6
"""So many functions in one that is explained in the suite; 1 explains all."""
SCALAR = [
    name
    for name in SPECIMENS
    if name.partition(".")[0] != "refused" and zlib.crc32(name.encode()) % EVERY == 0
]


def is_real(explanation: Explanation) -> bool:
    return not any(np.iscomplexobj(bar) for _, bar in explanation.gradient)


def are_equal(values: tuple, gradient: np.ndarray) -> bool:
    """True if a line of the forward sweep has the whole gradient in its columns."""
    if len(values) != len(gradient) or any(np.size(value) != 1 for value in values):
        return False
    return np.allclose([np.sum(v) for v in values], gradient, rtol=1e-5, atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCALAR)
def test_the_tables_agree_with_the_generated_gradient(name):
    specimen = SPECIMENS[name]
    if not returns_a_number(name):
        pytest.skip("its result is not a number")
    names = list(inspect.signature(specimen.function).parameters)
    wrt = tuple(names[i] for i in specimen.wrt if i < len(names))
    try:
        found = explained(specimen.function, *trees.copied(specimen.args), wrt=wrt)
    except (CommandError, ArgumentError, NoRuleError) as error:
        pytest.skip(str(error).splitlines()[0])
    for form in FORMATS:
        assert written(found, form)
    if is_real(found) and found.operations.sweeps <= MOST_COLUMNS:
        gradient = np.concatenate([np.ravel(bar) for _, bar in found.gradient])
        assert any(are_equal(row.values, gradient) for row in found.forward)
