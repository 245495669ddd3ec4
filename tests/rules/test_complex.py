"""Complex numbers where a sample has real ones: every rule is right, or refuses them.

A formula for real numbers is silently wrong for complex ones where the function conjugates,
orders, or takes absolute values. `adgen/rules/real_only.py` lists the rules that refuse; what is
not listed there is held to differences here, in directions that are complex too.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.errors import AdgenError, KindError
from adgen.rules.real_only import REAL_ONLY
from adgen.rules.registry import all_rules, find
from tests import oracle
from tests.rules import test_registry as first_order
from tests.rules.calls import Call, leaves
from tests.rules.samples import SAMPLES, Sample

MOST = 4
"""So many samples of a rule are made complex."""
FREE_PHASE = ("np.linalg.eigh", "scipy.linalg.eigh")
"""Of complex vectors the phase is LAPACK's choice: differences follow it, formulas do not."""
NAMES = sorted(
    rule.name
    for rule in all_rules()
    if rule.category not in ("constant", "undefined")
    and "." in rule.name
    and not rule.name.startswith(("list.", "np.random."))
    and rule.name in SAMPLES
)


def as_complex(value: Any, draw: np.random.Generator) -> Any:
    """Real numbers and arrays with an imaginary part; all else as it is."""
    if type(value) in (tuple, list):
        return type(value)(as_complex(item, draw) for item in value)
    if isinstance(value, np.ndarray) and value.dtype == float:
        return value + 0.3j * draw.uniform(0.5, 1.0, value.shape)
    return complex(value, 0.37) if type(value) is float else value


def hermitian(value: Any) -> Any:
    """The Hermitian matrix with that real part."""
    imaginary = np.imag(value)
    return np.real(value) + 1j * (imaginary - np.swapaxes(imaginary, -1, -2))


def variants(sample: Sample) -> Iterator[Sample]:
    """The sample with all arguments complex, and with one of them after the other."""
    if any(getattr(x, "dtype", None) == np.float32 for x in leaves([*sample.args])):
        return
    draw = np.random.default_rng(5)
    made = [as_complex(value, draw) for value in sample.args]
    for i, value in enumerate(made):
        if symmetric(sample, i) and np.iscomplexobj(value):
            made[i] = hermitian(value) if first_order.is_square(value) else value
    new = [i for i in range(len(made)) if _differs(made[i], sample.args[i])]
    if new:
        yield replace(sample, args=tuple(made))
    for only in new if len(new) > 1 else ():
        args = [made[i] if i == only else old for i, old in enumerate(sample.args)]
        yield replace(sample, args=tuple(args))


def _differs(new: Any, old: Any) -> bool:
    return any(np.iscomplexobj(x) for x in leaves(new)) and not any(
        np.iscomplexobj(x) for x in leaves(old)
    )


def symmetric(sample: Sample, place: int) -> bool:
    """True if the active argument at a place is a symmetric matrix."""
    return sample.symmetric is True or place in (sample.symmetric or ())


def along(sample: Sample, place: int, value: Any) -> Any:
    """A complex direction in which an argument may move."""
    dot = first_order.direction(value, place)
    if symmetric(sample, place) and np.iscomplexobj(dot) and first_order.is_square(dot):
        return dot + np.conj(np.swapaxes(dot, -1, -2))
    return first_order.allowed(sample, place, dot)


def fault(sample: Sample) -> str:
    """What is wrong with the derivatives of a sample; empty if right or refused."""
    call = Call(sample.fn, sample.args, sample.kwargs, "symbolic", sample.fixed)
    try:
        outs = call.primal()
    except Exception:  # NumPy or SciPy take no complex numbers there
        return ""
    dots = {v: along(sample, i, call.values[v]) for i, v in enumerate(call.active)}
    if not all(np.all(np.isfinite(x)) for x in first_order.flat(outs)):
        return ""
    bars = tuple(
        first_order.direction(o, 7) if first_order.is_active(o) else None for o in outs
    )
    try:
        outs_dot, found = call.forward(dots), call.reverse(bars)
    except (AdgenError, TypeError):
        return ""
    error = first_order.mismatch(bars, outs_dot, found, dots)
    if not error < 1e-10 * sample.loose:
        return f"{sample}: the modes differ by {error:.1e}"
    if not sample.differences or sample.one_sided or sample.fn in FREE_PHASE:
        return ""
    error = from_differences(sample, call, outs, outs_dot, dots)
    if not error < 10 * oracle.FIVE_POINT * sample.loose:
        return f"{sample}: forward mode is {error:.1e} from differences"
    return ""


def from_differences(
    sample: Sample, call: Call, outs: Any, outs_dot: Any, dots: Any
) -> float:
    """How far tangents are from differences."""

    def moved(*values: Any) -> Any:
        shifted = Call(sample.fn, sample.args, sample.kwargs, "symbolic", sample.fixed)
        shifted.values.update(zip(call.active, values))
        return first_order.compared(sample, shifted.primal())

    values = [call.values[v] for v in call.active]
    wanted = oracle.five_point(moved, values, [*dots.values()])
    seen = [0 * np.asarray(o) if d is None else d for o, d in zip(outs, outs_dot)]
    return oracle.error(first_order.compared(sample, seen), wanted)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_right_for_complex_numbers_or_refuses_them(name: str) -> None:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        faults = [fault(v) for s in SAMPLES[name][:MOST] for v in variants(s)]
    assert [text for text in faults if text] == []


def test_what_is_listed_has_these_parameters() -> None:
    for name, which in REAL_ONLY.items():
        rule = find(name)
        assert rule is not None, name
        assert set(which) <= set(rule.differentiated), name


def covariance(z):
    return np.sum(np.cov(z).real)


def distances(x):
    from scipy.spatial import distance

    return distance.euclidean(x * 1j, np.ones(2))


@pytest.mark.parametrize("function", [covariance, distances])
def test_the_message_says_so(function):
    point = np.array([[1.0, 2.0j, 0.5], [0.3, 1j, 2.0]])
    x = point if function is covariance else np.array([1.0, 2.0])
    with pytest.raises(KindError, match="with complex numbers"):
        adgen.grad(function)(x)
