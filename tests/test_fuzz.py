"""Random programs: the same ones at every run, each right or refused. `tests/fuzz` says more.

More programs: python -m tests.fuzz --programs 10000 --seed 1000
"""

from __future__ import annotations

import ast
from dataclasses import replace

import numpy as np
import pytest

from tests.fuzz import shrink
from tests.fuzz.checks import Failure, Subject, close
from tests.fuzz.features import features
from tests.fuzz.generator import Program, generate
from tests.fuzz.judge import judge, loaded
from tests.fuzz.slopes import Undecidable, slope

PROGRAMS = 500
CHUNK = 20
REFUSED = 0.2
"""Of a chunk; over all programs fewer than 5 in 100 are refused."""


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, PROGRAMS, CHUNK))
def test_random_programs(start):
    verdicts = {seed: judge(generate(seed)) for seed in range(start, start + CHUNK)}
    failures = [
        f"seed {seed}: {verdict.kind}: {verdict.reason}\n{verdict.detail[-2000:]}"
        for seed, verdict in verdicts.items()
        if verdict.kind in ("wrong", "crashed")
    ]
    assert not failures, "\n\n".join(failures)
    refused = [v.reason for v in verdicts.values() if v.kind == "refused"]
    assert len(refused) <= max(2, REFUSED * CHUNK), refused


def test_programs_are_the_same_for_the_same_seed():
    for seed in range(20):
        one, two = generate(seed), generate(seed)
        assert one == two
        assert str(one.arguments()) == str(two.arguments())


def test_programs_run():
    """Nearly all give finite numbers: a failure would hide what is to be tested."""
    large = []
    for seed in range(300):
        program = generate(seed)
        with np.errstate(all="ignore"):
            subject = Subject(loaded(program), program.arguments(), program.wrt)
        if not np.all(np.isfinite(subject.flat_result)):
            large.append(seed)
    assert len(large) <= 2, large


def test_programs_reach_what_is_difficult():
    found = [features(generate(seed).text) for seed in range(400)]

    def share(name):
        return sum(name in features for features in found) / len(found)

    assert share("nested loops") > 0.25
    assert share("exit in nested loops") > 0.1
    assert share("nested loops, exits and stores together") > 0.05
    assert share("return from a loop") > 0.05
    assert share("store in a loop") > 0.25
    assert share("function called") > 0.4
    assert share("list") > 0.15
    assert share("matrix product") > 0.3


# the judge ----------------------------------------------------------------------------


def test_slopes_are_exact_to_eight_digits():
    found, error = slope(lambda t: np.array([np.sin(0.3 + t), (1 + t) ** 3]))
    assert np.all(np.abs(found - [np.cos(0.3), 3.0]) < 1e-10)
    assert np.all(error < 1e-9)


@pytest.mark.parametrize(
    "along",
    [
        pytest.param(lambda t: abs(t), id="kink at the point"),
        pytest.param(lambda t: abs(t - 1e-4), id="kink near the point"),
        pytest.param(lambda t: max(0.3, 0.3 + t), id="tie"),
        pytest.param(lambda t: float(t > 3e-4), id="jump"),
        pytest.param(lambda t: np.floor(t) + t, id="jump at the point"),
        pytest.param(lambda t: t / (t * t + 1e-9), id="cancellation"),
        pytest.param(lambda t: np.log(t), id="not finite"),
    ],
)
def test_differences_that_do_not_tell(along):
    with np.errstate(all="ignore"), pytest.raises(Undecidable):
        slope(lambda t: np.array([along(t)]))


def test_a_wrong_gradient_is_seen():
    with pytest.raises(Failure, match="gradient"):
        close(np.array([1.0, 2.0]), np.array([1.0, 2.00001]), 1e-12, "gradient")
    with pytest.raises(Failure):
        close(np.array([np.nan]), np.array([1.0]), 1e-12, "gradient")


def test_a_refusal_is_counted_by_its_reason():
    text = "import numpy as np\ndef f(x):\n    return np.unique(x)[0]\n"
    program = replace(_program(), text=text)
    verdict = judge(program)
    assert verdict.kind == "refused"
    assert "np.unique" in verdict.reason or "numpy.unique" in verdict.reason


def _program() -> Program:
    """A program of one parameter, which is an array."""
    return next(
        p
        for p in map(generate, range(1000))
        if len(p.parameters) == 1 and p.parameters[0].shape == (3,)
    )


def test_shrinking_keeps_what_fails():
    text = next(t for t in (generate(s).text for s in range(99)) if "for" in t)

    def fails(candidate):
        return "for" in candidate

    small = shrink.shrink(text, fails)
    ast.parse(small)
    assert "for" in small
    assert len(small) < 60
