"""Every rule at every sample: the tangent against differences, the adjoint against the tangent.

A new rule is tested when it has samples, and fails as long as it has none.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import pytest

from adgen.errors import KindError
from adgen.ir.kinds import Array, Kind, Listing, Number, Structure
from adgen.rules.registry import all_rules, callable_of, find, name_of
from tests import oracle
from tests.rules import (
    array_samples,
    harmonic_samples,
    matrix_samples,
    more_samples,
    numpy_samples,
    parameter_samples,
    scipy_samples,
    signal_samples,
    special_samples,
    statistics_samples,
    structured_samples,
    thorough_samples,
)
from tests.rules.calls import KINDS, Call, is_active, leaves
from tests.rules.samples import SAMPLES, Sample, all_samples

assert more_samples and numpy_samples and scipy_samples and special_samples
assert array_samples and harmonic_samples and matrix_samples and parameter_samples
assert statistics_samples and structured_samples and signal_samples and thorough_samples


CASES = [(s, kinds) for s in all_samples() for kinds in KINDS]
IDS = [f"{sample}-{kinds}" for sample, kinds in CASES]


def direction(value: Any, seed: int) -> Any:
    """A random direction in the shape and dtype of a value."""
    if isinstance(value, list):
        return [direction(item, seed + i) for i, item in enumerate(value)]
    draw = np.random.default_rng(seed)
    array = np.asarray(value)
    found = draw.uniform(0.5, 1.5, array.shape) * draw.choice([-1, 1], array.shape)
    if array.dtype.kind == "c":
        found = found + 1j * draw.uniform(0.5, 1.5, array.shape)
    found = found.astype(array.dtype if array.dtype.kind in "fc" else float)
    return found if isinstance(value, np.ndarray) else found[()]


def made(sample: Sample, kinds: str) -> tuple[Call, dict[Any, Any]]:
    call = Call(sample.fn, sample.args, sample.kwargs, kinds, sample.fixed)
    dots = {v: direction(call.values[v], i) for i, v in enumerate(call.active)}
    if sample.symmetric:
        dots = {
            v: d + np.swapaxes(d, -1, -2) if is_square(d) else d
            for v, d in dots.items()
        }
    return call, dots


def is_square(value: Any) -> bool:
    """True for matrices with as many rows as columns."""
    return np.ndim(value) > 1 and np.shape(value)[-1] == np.shape(value)[-2]


def tolerance(sample: Sample, normal: float) -> float:
    single = any(
        getattr(x, "dtype", None) == np.float32 for x in leaves([*sample.args])
    )
    return (oracle.SINGLE if single else normal) * sample.loose


def refusing(call: Any, kinds: str) -> Any:
    """The result of a call; skipped where the rule refuses because kinds are not known."""
    if kinds != "unknown":
        return call()
    try:
        return call()
    except KindError as error:
        pytest.skip(f"refused: {error.summary}")


@pytest.mark.parametrize(("sample", "kinds"), CASES, ids=IDS)
def test_forward(sample: Sample, kinds: str) -> None:
    call, dots = made(sample, kinds)
    if not dots:
        assert call.forward({}) == (None,) * len(call.apply.results)
        return
    outs = call.primal()
    outs_dot = refusing(lambda: call.forward(dots), kinds)
    if find(sample.fn).category == "constant":
        assert all(dot is None for dot in outs_dot)
        return
    for out, dot in zip(outs, outs_dot):
        if kinds != "unknown":
            same_form(out, dot)
    if not sample.differences or tolerance(sample, 0) > 0:
        return

    def moved(*values: Any) -> Any:
        shifted = Call(sample.fn, sample.args, sample.kwargs, kinds, sample.fixed)
        shifted.values.update(zip(call.active, values))
        return flat(shifted.primal())

    values = [call.values[v] for v in call.active]
    wanted = oracle.five_point(moved, values, list(dots.values()))
    got = flat(0 * np.asarray(o) if d is None else d for o, d in zip(outs, outs_dot))
    assert oracle.error(got, wanted) < tolerance(sample, oracle.FIVE_POINT)
    if sample.analytic:
        exact = oracle.complex_step(moved, values, list(dots.values()))
        assert oracle.error(got, exact) < tolerance(sample, oracle.COMPLEX_STEP)


def flat(values: Any) -> np.ndarray:
    parts = [np.ravel(np.asarray(x)) for value in values for x in leaves(value)]
    return np.concatenate(parts) if parts else np.zeros(0)


def same_form(value: Any, derivative: Any) -> None:
    """A tangent or an adjoint has the shape and precision of its primal."""
    if derivative is None:
        return
    if isinstance(value, list):
        assert len(value) == len(derivative)
        return
    assert np.shape(derivative) == np.shape(value)
    have, want = np.asarray(derivative).dtype, np.asarray(value).dtype
    if want.kind in "fc" and isinstance(value, np.ndarray | np.generic):
        assert have == want or have.kind not in "fc"


@pytest.mark.parametrize("smaller", [False, True], ids=["full", "smaller"])
@pytest.mark.parametrize(("sample", "kinds"), CASES, ids=IDS)
def test_reverse(sample: Sample, kinds: str, smaller: bool) -> None:
    call, dots = made(sample, kinds)
    if not dots or find(sample.fn).category == "constant":
        return
    outs = call.primal()
    bars = tuple(direction(out, 7) if is_active(out) else None for out in outs)
    outs_dot = refusing(lambda: call.forward(dots), kinds)
    pairs = [
        (bar, dot)
        for bar, dot in zip(bars, outs_dot)
        if bar is not None and dot is not None
    ]
    if smaller:
        if len(bars) > 1 or not isinstance(outs[0], np.ndarray) or kinds == "unknown":
            return
        bars = (np.asarray(outs[0]).dtype.type(1.5),)
        pairs = [(np.full(np.shape(outs[0]), 1.5), dot) for _, dot in pairs]
    found = refusing(lambda: call.reverse(bars, smaller=smaller), kinds)
    for var, bar in found.items():
        if kinds != "unknown":
            same_form(call.values[var], bar)
    error = oracle.identity(
        [bar for bar, _ in pairs],
        [dot for _, dot in pairs],
        list(found.values()),
        list(dots.values()),
    )
    assert error < tolerance(sample, oracle.IDENTITY)


@pytest.mark.parametrize(("sample", "kinds"), CASES, ids=IDS)
def test_kinds(sample: Sample, kinds: str) -> None:
    """What is inferred of the results holds for the results."""
    call, _ = made(sample, kinds)
    for var, value in zip(call.apply.results, call.primal()):
        kind = call.kinds[var]
        assert holds(kind, value), f"{kind} of {value!r}"


def holds(kind: Kind, value: Any) -> bool:
    """True if a kind is a fact about a value."""
    match kind:
        case Number(dtype, size):
            if size is not None and size_of(size) != value:
                return False
            return not isinstance(value, np.ndarray) and covers(dtype, value)
        case Array(dtype, dims):
            if not isinstance(value, np.ndarray) or not covers(dtype, value):
                return False
            if dims is None:
                return True
            return len(dims) == value.ndim and all(
                n == size_of(dim) or size_of(dim) is None
                for dim, n in zip(dims, value.shape)
            )
        case Listing(fields):
            return isinstance(value, list) and all(holds(fields[0], x) for x in value)
        case Structure("tuple", items, _):
            return len(items) == len(value) and all(map(holds, items, value))
        case _:
            return True


def covers(dtype: str, value: Any) -> bool:
    have = np.asarray(value).dtype
    wanted = {"int": "iu", "bool": "b", "complex": "c"}.get(dtype, "f")
    return have.kind in wanted and (dtype != "float32" or have == np.float32)


def size_of(dim: int | str) -> int | None:
    """The size a symbolic dimension has: n5 is 5, n5-2? is 3."""
    if isinstance(dim, int):
        return dim
    if dim == "?":
        return None
    base, _, less = dim.removesuffix("?").removeprefix("n").partition("-")
    return max(int(base) - int(less or 0), 0)


def test_every_rule_has_samples() -> None:
    without = [rule.name for rule in all_rules() if rule.name not in SAMPLES]
    assert without == []


def test_names() -> None:
    """Each name stands for a callable, and the callable for the name."""
    for rule in all_rules():
        if rule.name not in ("list.append", "list.pop"):
            assert callable(callable_of(rule.name))
    assert name_of(np.sin) == "np.sin"
    assert name_of(np.absolute) == "np.abs"
    assert name_of(np.random.normal) == "np.random.normal"
    assert name_of(operator.mul) == "mul"
    assert name_of([]) is None


def test_formulas_parse() -> None:
    for rule in all_rules():
        names = {p.name for p in rule.parameters}
        for formula in (*rule.formulas, *rule.where):
            assert rule.formula(formula) is not None
        if rule.category == "elementwise":
            assert all(n in names for n in rule.differentiated)
