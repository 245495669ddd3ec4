"""`check`: are the derivatives of a function what its differences say?

Input: a function and arguments. Output: a `Report`; CheckError if a derivative is wrong. The
derivative in a direction (forward mode) is compared with differences of the function, and the
pullback (reverse mode) with the derivative by the identity  <y_bar, J x_dot> = <J' y_bar, x_dot>.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.api import convert
from adgen.api.arguments import Argnums, Path, at, put, select
from adgen.api.blocks import numbers
from adgen.api.copies import called
from adgen.api.derivative import Derivative
from adgen.api.kinks import why_undecided
from adgen.api.primal import Primal
from adgen.api.products import Values, positional_values, pull, specialiser_of
from adgen.api.structures import leaves, map_leaves
from adgen.api.tracebacks import shortened
from adgen.errors import ArgumentError, CheckError, NoRuleError
from adgen.options import DEFAULT

# Steps of the difference quotient, relative to the arguments: the two that agree best count.
_STEPS = (1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5)
_IDENTITY_TOLERANCE = 5e6
"""The identity holds up to rounding, of which this is a multiple: sums of many terms cancel."""


@dataclass(frozen=True, slots=True)
class Report:
    """Relative errors of the two modes, and how exact the differences themselves are.

    `undecided` says why differences tell nothing at this point; it is empty if they do. None
    stands for a mode that a function of adgen.custom_jvp or custom_vjp does not have; without
    forward mode, reverse mode is compared with differences.
    """

    name: str
    forward: float | None
    reverse: float | None
    differences: float
    undecided: str = ""

    def __str__(self) -> str:
        exact = f"from differences (good to {self.differences:.1e})"
        if self.forward is None:
            return (
                f"{self.name}: reverse mode {self.reverse:.1e} {exact}, no forward mode"
            )
        forward = f"{self.name}: forward mode {self.forward:.1e} {exact}"
        if self.reverse is None:
            return f"{forward}, no reverse mode"
        return f"{forward}, reverse mode {self.reverse:.1e} from forward"


@shortened
def check(
    f: Callable[..., Any] | Derivative[..., Any],
    *args: Any,
    argnums: Argnums | None = None,
    tolerance: float = 1e-6,
    directions: int = 2,
) -> Report:
    """Compare the derivatives of `f` at `args` with differences; CheckError if they disagree,
    or cannot: at a kink, a jump, or the end of where `f` is defined.

    `argnums` says which arguments vary (default: all that can). `f` may be what `grad` gave:
    then the function and the arguments are those of the gradient.
    """
    if isinstance(f, Derivative):
        if f.mode == "hvp":
            raise ArgumentError(
                f"check is of a function or its gradient, not of `{f.__name__}`",
                remedy="Check the gradient: adgen.check(lambda x: adgen.grad(f)(x), x).",
            )
        argnums = f.argnums if argnums is None else argnums
        f = f.primal
    random = np.random.default_rng(0)
    reports = [_in_direction(f, args, argnums, random) for _ in range(directions)]
    name = Primal(f).name
    for report in reports:
        if report.undecided:
            raise CheckError(
                f"check cannot decide about `{name}` at this point: {report.undecided}",
                remedy="Choose a point away from it.",
            )
    worst = Report(
        name,
        _largest([r.forward for r in reports]),
        _largest([r.reverse for r in reports]),
        max(r.differences for r in reports),
    )
    _require(worst, tolerance + 10 * worst.differences)
    return worst


def _largest(errors: Sequence[float | None]) -> float | None:
    known = [error for error in errors if error is not None]
    return max(known) if len(known) == len(errors) else None


def _require(worst: Report, bound: float) -> None:
    """A CheckError unless the errors are below their bounds; a NaN is below none."""
    forward, reverse = worst.forward, worst.reverse
    if forward is None and reverse is not None:
        forward, reverse = reverse, None
    if forward is not None and not forward <= bound:
        raise CheckError(f"the derivative disagrees with differences: {worst}")
    rounding = _IDENTITY_TOLERANCE * np.finfo(float).eps
    if reverse is not None and not reverse <= rounding:
        raise CheckError(f"the pullback disagrees with the derivative: {worst}")


def _in_direction(
    f: Callable[..., Any],
    args: Sequence[Any],
    argnums: Argnums | None,
    random: np.random.Generator,
) -> Report:
    """Both comparisons along one random direction."""
    forward = specialiser_of(f, "jvp", DEFAULT)
    given, places = positional_values(forward, args)
    values, name = given, forward.primal.name
    paths = _varying(forward.primal, values, places, argnums)
    x = tuple(convert.as_real(at(values, path, name)) for path in paths)
    for path, value in zip(paths, x):
        values = put(values, path, value)
    x_dot = map_leaves(lambda leaf: _random_like(leaf, random), x)
    along = _line(f, args, places, paths, x, x_dot)
    quotient, uncertainty = _difference(along)
    missing: NoRuleError | None = None
    try:
        made = forward.find(values, paths, False, given)
        y, y_dot = made.invoke(values, numbers(x_dot))
    except NoRuleError as refusal:  # there may be reverse mode alone
        y, y_dot, missing = called(f, args), None, refusal
    moved_by = quotient if missing else _flat(y_dot)
    scale = max(_norm(quotient), _norm(moved_by), 1e-300)
    error = None if missing else _norm(moved_by - quotient) / scale
    why = why_undecided(along, scale)
    y_bar = map_leaves(lambda leaf: _random_like(leaf, random), y)
    try:
        backward = specialiser_of(f, "vjp", DEFAULT)
        _, pullback = pull(backward, values, paths, paths, given)
    except NoRuleError:
        if missing is not None:
            raise missing from None
        return Report(name, error, None, uncertainty / scale, why)
    left = _along(y_bar, quotient) if missing else _inner(y_bar, y_dot)
    right = _inner(pullback(y_bar), x_dot)
    precision = 1.0 if missing else _rounding(x, y_dot) / np.finfo(float).eps
    gap = _gap(left, right, _norm(_flat(y_bar)) * scale) / precision
    return Report(name, error, gap, uncertainty / scale, why)


def _gap(left: float, right: float, terms: float) -> float:
    """The difference, relative; of a result without elements all of these are zero."""
    return abs(left - right) / max(abs(left), abs(right), terms, 1e-300)


def _line(
    f: Callable[..., Any],
    args: Sequence[Any],
    places: list[Path],
    paths: tuple[Path, ...],
    x: Any,
    x_dot: Any,
) -> Callable[[float], Any]:
    """All results as a vector, as a function of a step in the direction."""

    def along(step: float) -> Any:
        moved = list(args)
        for path, value, dot in zip(paths, x, x_dot):
            place = places.index(path)
            moved[place] = map_leaves(lambda v, d: _moved(v, d, step), value, dot)
        return _flat(called(f, moved))

    return along


def _varying(
    primal: Primal, values: Values, places: list[Path], argnums: Argnums | None
) -> tuple[Path, ...]:
    """The arguments asked for, or all that can vary."""
    if argnums is not None:
        return select(primal.signature, argnums, primal.name).paths
    given = {path: at(values, path, primal.name) for path in places}
    paths = tuple(path for path in places if _can_vary(given[path]))
    if any(map(convert.holds_reals, given.values())):
        # Beside real numbers an int is one: a size, a count, an index.
        paths = tuple(path for path in paths if convert.holds_reals(given[path]))
    if not paths:
        raise ArgumentError(
            f"check of `{primal.name}`: no argument carries a derivative"
        )
    return paths


def _can_vary(value: Any) -> bool:
    return all(
        convert.is_differentiable(leaf) or leaf is None for leaf in leaves(value)
    ) and any(leaf is not None for leaf in leaves(value))


def _random_like(leaf: Any, random: np.random.Generator) -> Any:
    """A random tangent of the shape of a leaf, of about its size."""
    if leaf is None or not convert.is_differentiable(leaf):
        return None
    noise: Any = random.normal(size=np.shape(leaf))
    if np.iscomplexobj(leaf):
        noise = noise + 1j * random.normal(size=np.shape(leaf))
    noise = noise * max(float(np.max(np.abs(leaf), initial=0.0)), 1e-3)
    if isinstance(leaf, np.ndarray):
        return np.asarray(noise, dtype=leaf.dtype)
    return noise.item() if isinstance(noise, np.ndarray | np.generic) else noise


def _moved(value: Any, dot: Any, step: float) -> Any:
    return value if dot is None else value + step * dot


def _difference(along: Callable[[float], Any]) -> tuple[Any, float]:
    """The derivative at 0 by five points, and how uncertain it is."""
    found = [
        (8 * (along(h) - along(-h)) - (along(2 * h) - along(-2 * h))) / (12 * h)
        for h in _STEPS
    ]
    gaps = [_norm(a - b) for a, b in zip(found, found[1:])]
    best = int(np.argmin(gaps))
    return found[best + 1], gaps[best]


def _flat(tree: Any) -> Any:
    parts = [
        np.ravel(leaf) for leaf in numbers(tree) if convert.is_differentiable(leaf)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _norm(vector: Any) -> float:
    return float(np.sqrt(np.sum(np.abs(vector) ** 2)))


def _rounding(*trees: Any) -> float:
    """The relative spacing of the coarsest numbers among the leaves."""
    dtypes = [np.asarray(leaf).real.dtype for tree in trees for leaf in leaves(tree)]
    return max(
        (float(np.finfo(dtype).eps) for dtype in dtypes if dtype.kind == "f"),
        default=float(np.finfo(float).eps),
    )


def _along(bar: Any, moved_by: Any) -> float:
    """The real inner product of adjoints and the vector of all tangents."""
    return float(np.sum(np.real(_flat(bar) * moved_by)))


def _inner(bar: Any, dot: Any) -> float:
    """The real inner product of an adjoint and a tangent."""
    return sum(
        float(np.sum(np.real(np.asarray(b) * np.asarray(d))))
        for b, d in zip(leaves(bar), leaves(dot))
        if b is not None and d is not None
    )
