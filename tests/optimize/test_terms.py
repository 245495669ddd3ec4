"""Terms of adjoints: chains of signs, literals, products and sums keep their meaning.

What adjoints are made of, more of it than random programs of the whole language draw: factors
of terms that are used once, and of such that are used again.
"""

from __future__ import annotations

import numpy as np
import pytest

from adgen.ir.interpreter import Frame
from adgen.ir.kinds import FLOAT
from adgen.ir.nodes import Program
from adgen.ir.primitives import named_callable
from tests import dumps

pytestmark = pytest.mark.slow

LITERALS = ("2.0", "0.5", "-1.0", "0.3", "-0.1", "3.0")
FORMS = ("neg", "neg", "literal", "literal", "mul", "mul", "div", "sub")
POINT = (0.7, -1.3, 2.1)
PROGRAMS = 400


def text_of(seed: int) -> str:
    """A function of 6 to 21 statements, most of whose operands are the latest values."""
    draw = np.random.default_rng(seed)
    values = ["x.0", "y.0", "z.0"]
    lines = ["def f(x.0, y.0, z.0):"]

    def value() -> str:
        return values[-1] if draw.random() < 0.75 else str(draw.choice(values[-5:]))

    def other() -> str:
        return str(draw.choice(values[:3])) if draw.random() < 0.8 else value()

    for number in range(int(draw.integers(6, 22))):
        name = f"%{number}" if draw.random() < 0.9 else f"v{number}_bar.0"
        form = draw.choice(FORMS)
        match form:
            case "neg":
                made = f"-{value()}"
            case "literal":
                made = f"{draw.choice(LITERALS)} * {value()}"
            case "mul":
                made = f"{value()} * {other()}"
            case "div":
                made = f"{value()} / {draw.choice(values[:3])}"
            case _:
                made = f"{value()} {'+' if form == 'add' else '-'} {value()}"
        lines.append(f"    {name} := {made}")
        values.append(name)
    return "\n".join([*lines, f"    return {values[-1]}, {values[-2]}, {values[-3]}"])


def results(program: Program) -> np.ndarray:
    with np.errstate(all="ignore"):
        found = Frame(program, named_callable, {}).call(program.main, POINT)
    return np.array(found, dtype=float)


@pytest.mark.parametrize("only", [None, ["accumulate"], ["accumulate", "dce", "cse"]])
def test_terms_keep_their_meaning(only: list[str] | None) -> None:
    options = {} if only is None else {"only": only}
    for seed in range(PROGRAMS):
        program = dumps.program_of(text_of(seed), dict.fromkeys("xyz", FLOAT))
        found = dumps.optimized(program, **options)
        wanted = results(program)
        assert np.allclose(results(found), wanted, rtol=1e-9, atol=1e-12), text_of(seed)
