"""Every rule at every sample: the tangent against differences, the adjoint against the tangent.

A new rule is tested when it has samples, and fails as long as it has none.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from adgen.errors import KindError
from adgen.ir.kinds import Array, Kind, Listing, Number, Structure
from adgen.rules.registry import all_rules, callable_of, find, name_of, own_rules
from adgen.rules.shapes import renamed_dim
from tests import oracle
from tests.rules import (
    array_samples,
    branch_samples,
    branch_value_samples,
    complex_samples,
    harmonic_samples,
    image_samples,
    matrix_samples,
    more_samples,
    numpy_samples,
    parameter_samples,
    rim_samples,
    scipy_samples,
    setting_samples,
    signal_samples,
    special_samples,
    spelled_samples,
    statistics_samples,
    structured_samples,
    thorough_samples,
)
from tests.rules.calls import KINDS, Call, is_active, leaves
from tests.rules.cases import few, for_each_rule
from tests.rules.samples import SAMPLES, Sample, all_samples

assert more_samples and numpy_samples and scipy_samples and special_samples
assert array_samples and branch_samples and harmonic_samples and matrix_samples
assert complex_samples and image_samples and parameter_samples and setting_samples
assert (
    spelled_samples
    and statistics_samples
    and structured_samples
    and signal_samples
    and thorough_samples
    and branch_value_samples
    and rim_samples
)


# An imaginary part that is cut off without a word of the rule would be a wrong adjoint.
pytestmark = pytest.mark.filterwarnings("error::numpy.exceptions.ComplexWarning")

CASES = [(s, kinds) for s in all_samples() for kinds in KINDS]
SEVERAL = [
    (s, kinds)
    for s in all_samples()
    for kinds in ("symbolic", "unknown")
    if find(s.fn).category != "constant"
    and len(Call(s.fn, s.args, s.kwargs).active) > 1
]


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
    dots = {
        v: allowed(sample, i, direction(call.values[v], i))
        for i, v in enumerate(call.active)
    }
    return call, dots


def allowed(sample: Sample, place: int, dot: Any) -> Any:
    """The direction made one in which the active argument at that place may move."""
    if sample.symmetric is True or sample.symmetric and place in sample.symmetric:
        return dot + np.swapaxes(dot, -1, -2) if is_square(dot) else dot
    return dot - np.mean(dot) if place in sample.balanced else dot


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


@for_each_rule(CASES)
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
            same_form(out, dot, "dtype" in sample.kwargs)
    if not has_differences(sample):
        return

    def moved(*values: Any) -> Any:
        shifted = Call(sample.fn, sample.args, sample.kwargs, kinds, sample.fixed)
        shifted.values.update(zip(call.active, values))
        return compared(sample, shifted.primal())

    values = [call.values[v] for v in call.active]
    wanted = oracle.five_point(moved, values, list(dots.values()))
    dots_seen = [0 * np.asarray(o) if d is None else d for o, d in zip(outs, outs_dot)]
    got = compared(sample, dots_seen)
    assert oracle.error(got, wanted) < tolerance(sample, oracle.FIVE_POINT)
    if sample.analytic:
        exact = oracle.complex_step(moved, values, list(dots.values()))
        assert oracle.error(got, exact) < tolerance(sample, oracle.COMPLEX_STEP)


@for_each_rule(few(SEVERAL))
def test_tangents_add_up(sample: Sample, kinds: str) -> None:
    """The tangents for one argument after another sum up to that for all together."""
    call, dots = made(sample, kinds)
    together = refusing(lambda: call.forward(dots), kinds)
    alone = [call.forward({var: dot}) for var, dot in dots.items()]
    for whole, parts in zip(together, zip(*alone)):
        got = sum(flat([part]) for part in parts if part is not None)
        if whole is not None:
            assert oracle.error(got, flat([whole])) < tolerance(sample, oracle.IDENTITY)


def has_differences(sample: Sample) -> bool:
    """True if differences say something: in double precision, and not at kinks or ends."""
    single = tolerance(sample, 0.0) > 0
    return sample.differences and not sample.one_sided and not single


def is_square(value: Any) -> bool:
    """True for matrices with as many rows as columns."""
    return np.ndim(value) > 1 and np.shape(value)[-1] == np.shape(value)[-2]


def compared(sample: Sample, values: Any) -> np.ndarray:
    """The numbers of the results that are compared with differences."""
    return flat(values if sample.seen is None else map(sample.seen, values))


def flat(values: Any) -> np.ndarray:
    parts = [np.ravel(np.asarray(x)) for value in values for x in leaves(value)]
    return np.concatenate(parts) if parts else np.zeros(0)


def same_form(value: Any, derivative: Any, converted: bool = False) -> None:
    """A tangent or an adjoint has the shape and precision of its primal.

    Where the function is asked to convert, the compiler has the precision to see to, not the
    rule: tests/rules/test_parameters.py.
    """
    if derivative is None:
        return
    if isinstance(value, list):
        assert len(value) == len(derivative)
        return
    assert np.shape(derivative) == np.shape(value)
    have, want = np.asarray(derivative).dtype, np.asarray(value).dtype
    if want.kind in "fc" and isinstance(value, np.ndarray | np.generic):
        assert converted or have == want or have.kind not in "fc"


@for_each_rule(CASES)
def test_reverse(sample: Sample, kinds: str) -> None:
    call, dots = made(sample, kinds)
    if not dots or find(sample.fn).category == "constant":
        return
    outs = call.primal()
    outs_dot = refusing(lambda: call.forward(dots), kinds)
    bars = tuple(direction(out, 7) if is_active(out) else None for out in outs)
    for given in together_and_alone(bars):
        found = refusing(lambda given=given: call.reverse(given), kinds)
        for var, bar in found.items():
            if kinds != "unknown":
                same_form(call.values[var], bar, "dtype" in sample.kwargs)
        assert mismatch(given, outs_dot, found, dots) < tolerance(
            sample, oracle.IDENTITY
        )


def together_and_alone(bars: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The adjoints of all results, and those of each result without the others."""
    yield bars
    present = [i for i, bar in enumerate(bars) if bar is not None]
    if len(present) > 1:
        for only in present:
            yield tuple(bar if i == only else None for i, bar in enumerate(bars))


def mismatch(bars: Any, outs_dot: Any, found: Any, dots: Any) -> float:
    """How far the adjoints are from those of the tangents."""
    pairs = [
        (bar, dot)
        for bar, dot in zip(bars, outs_dot)
        if bar is not None and dot is not None
    ]
    return oracle.identity(
        [bar for bar, _ in pairs],
        [dot for _, dot in pairs],
        list(found.values()),
        list(dots.values()),
    )


@for_each_rule(few(CASES))
def test_reverse_of_an_adjoint_to_be_broadcast(sample: Sample, kinds: str) -> None:
    call, dots = made(sample, kinds)
    if not dots or find(sample.fn).category == "constant":
        return
    out, *others = call.primal()
    if others or not isinstance(out, np.ndarray) or not is_active(out):
        return
    (out_dot,) = call.forward(dots)
    found = call.reverse((out.dtype.type(1.5),), smaller=True)
    for var, bar in found.items():
        same_form(call.values[var], bar, "dtype" in sample.kwargs)
    given = (np.full(np.shape(out), 1.5),)
    assert mismatch(given, (out_dot,), found, dots) < tolerance(sample, oracle.IDENTITY)


@for_each_rule(CASES)
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
    wanted = {"int": "iu", "bool": "b", "complex": "c", "complex64": "c"}
    narrow = dtype in ("float32", "complex64")
    return have.kind in wanted.get(dtype, "f") and (not narrow or have == dtype)


def size_of(dim: int | str) -> int | None:
    """The size a symbolic dimension has: n5 is 5, n5-2? is 3, n5[::2]? is 3."""
    sizes: dict[int | str, int | str] = {f"n{size}": size for size in range(100)}
    found = renamed_dim(dim, sizes)
    return found if isinstance(found, int) else None


def test_every_rule_has_samples() -> None:
    without = [rule.name for rule in own_rules() if rule.name not in SAMPLES]
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
