"""A sample of a rule, differentiated by JAX and by autograd where they have the function.

    outcome = compare(JAX, sample)
    outcome.verdict        "agrees", "differs", "other value", "refused", "absent"

They have it if it has the same name in `jax.numpy`, `jax.scipy`, `autograd.numpy` or
`autograd.scipy`; operators they have on their own arrays. Where the value is another one (a
factorization with other signs, say) derivatives cannot be compared. All are held to the same
adjoints and tangents, in double precision.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np

from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.ir.primitives import OPERATORS
from tests import oracle
from tests.rules import test_registry as first_order
from tests.rules.calls import Call, is_active, leaves
from tests.rules.samples import Sample

TOLERANCE = 1e-10
"""Two formulas for one number, each to rounding; iterations of special functions included."""

Function = Callable[..., Any]
Values = Sequence[Any]


class Peer(Protocol):
    """Another tool: where its functions are, and what its derivatives of one are."""

    name: str
    roots: Mapping[str, str]

    def pulled(self, f: Function, values: Values, bars: Values) -> list[Any]:
        """The adjoints of the values, for the adjoints of the numbers and arrays of f."""

    def pushed(self, f: Function, values: Values, dots: Values) -> list[Any] | None:
        """The tangents of the numbers and arrays of f; None if there is no such mode."""


class Jax:
    """JAX, in double precision."""

    name = "JAX"
    roots = {"np": "jax.numpy", "scipy": "jax.scipy"}

    def __init__(self) -> None:
        import jax

        jax.config.update("jax_enable_x64", True)
        self.jax = jax

    def pulled(self, f: Function, values: Values, bars: Values) -> list[Any]:
        outs, pull = self.jax.vjp(_in_a_list(f), *map(self.jax.numpy.asarray, values))
        given = [self._adjoint(out, bar) for out, bar in zip(outs, bars, strict=True)]
        return list(pull(given))

    def _adjoint(self, out: Any, bar: Any) -> Any:
        """Zero for a result that has none: of a type of its own for integers."""
        if not self._is_active(out):
            return np.zeros(np.shape(out), self.jax.dtypes.float0)
        if bar is None:
            return self.jax.numpy.zeros_like(out)
        return self.jax.numpy.asarray(bar, out.dtype)

    def pushed(self, f: Function, values: Values, dots: Values) -> list[Any] | None:
        arrays = [[*map(self.jax.numpy.asarray, these)] for these in (values, dots)]
        outs, outs_dot = self.jax.jvp(_in_a_list(f), *arrays)
        return [dot if self._is_active(o) else None for o, dot in zip(outs, outs_dot)]

    def _is_active(self, out: Any) -> bool:
        return np.issubdtype(self.jax.numpy.result_type(out), np.inexact)


class Autograd:
    """HIPS autograd: one argument after another."""

    name = "autograd"
    roots = {"np": "autograd.numpy", "scipy": "autograd.scipy"}

    def __init__(self) -> None:
        import autograd.builtins

        self.autograd = autograd

    def pulled(self, f: Function, values: Values, bars: Values) -> list[Any]:
        found = []
        for i, value in enumerate(values):
            total: Any = np.zeros_like(value)
            for place, bar in enumerate(bars):
                if bar is not None:
                    pull, _ = self.autograd.make_vjp(_part(f, values, i, place))(value)
                    total = total + pull(bar)
            found.append(total)
        return found

    def pushed(self, f: Function, values: Values, dots: Values) -> list[Any] | None:
        count = len(_in_a_list(f)(*values))
        totals: list[Any] = [0.0] * count
        try:
            for i, (value, dot) in enumerate(zip(values, dots)):
                for place in range(count):
                    push = self.autograd.make_jvp(_part(f, values, i, place))(value)
                    totals[place] = totals[place] + push(dot)[1]
        except NotImplementedError:
            return None
        return totals


def _part(f: Function, values: Values, i: int, place: int) -> Function:
    """One of the results as a function of one of the arguments."""

    def part(value: Any) -> Any:
        return _in_a_list(f)(*values[:i], value, *values[i + 1 :])[place]

    return part


def _in_a_list(f: Function) -> Function:
    return lambda *values: _flat(f(*values))


def _flat(value: Any) -> list[Any]:
    """The numbers and arrays of a result, which may be a tuple of a class of its own."""
    several = isinstance(value, tuple | list) or type(value).__name__ == "SequenceBox"
    return [part for item in value for part in _flat(item)] if several else [value]


@cache
def peers() -> tuple[Peer, ...]:
    """The peers that are installed."""
    found: list[Peer] = []
    for peer in (Jax, Autograd):
        try:
            found.append(peer())
        except ImportError:
            continue
    return tuple(found)


# one call ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sample: the verdict, the largest error, what was said, who is right."""

    peer: str
    sample: Sample
    verdict: str
    error: float = 0.0
    remark: str = ""
    right: str = ""


def function_of(peer: Peer, fn: str) -> Function | None:
    """The function a peer has under a name, or None."""
    if fn in OPERATORS:
        return OPERATORS[fn]
    root, _, rest = fn.partition(".")
    if root not in peer.roots:
        return None
    *modules, name = [peer.roots[root], *rest.split(".")]
    for cut in range(len(modules), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(modules[:cut]))
        except ImportError:
            continue
        for part in (*modules[cut:], name):
            found = getattr(found, part, None)
        return found if callable(found) else None
    return None


def compare(peer: Peer, sample: Sample) -> Outcome:
    """The derivatives of a call by adgen and by a peer."""
    f = function_of(peer, sample.fn)
    call, dots = first_order.made(sample, "symbolic")
    if f is None or not dots:
        return Outcome(peer.name, sample, "absent")
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return _compared(peer, sample, call, dots, _of_active(f, call))
        except Exception as error:  # whatever they raise is their way to refuse
            remark = f"{type(error).__name__}: {error}".splitlines()[0]
            return Outcome(peer.name, sample, "refused", remark=remark)


def _compared(
    peer: Peer, sample: Sample, call: Call, dots: Mapping[Var, Any], f: Function
) -> Outcome:
    values = [*leaves([call.values[var] for var in call.active])]
    outs = call.primal()
    room = first_order.tolerance(sample, TOLERANCE)
    theirs = _in_a_list(f)(*values)
    if not _same_values(theirs, [*leaves(list(outs))], room):
        return Outcome(peer.name, sample, "other value")
    bars = [first_order.direction(o, 7) if is_active(o) else None for o in outs]
    ours = Slopes.of_adgen(call, bars, dots)
    flat_dots = [*leaves([dots[var] for var in call.active])]
    pulled = peer.pulled(f, values, [*leaves(bars)])
    other = Slopes(pulled, peer.pushed(f, values, flat_dots))
    worst = ours.distance(other, sample)
    if worst < room:
        return Outcome(peer.name, sample, "agrees", worst)
    seen = differences(sample, call, dots)
    near = [
        seen is not None and slopes.near(seen, bars, flat_dots, sample)
        for slopes in (ours, other)
    ]
    return Outcome(peer.name, sample, "differs", worst, right=_RIGHT[tuple(near)])


_RIGHT = {
    (True, False): "adgen",
    (False, True): "the peer",
    (True, True): "both",
    (False, False): "",
}
"""Whose derivatives are near the differences."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """The adjoints of the arguments and the tangents of the results, of one tool."""

    pulled: Values
    pushed: Values | None

    @classmethod
    def of_adgen(cls, call: Call, bars: Values, dots: Mapping[Var, Any]) -> Slopes:
        """By the rule of adgen."""
        by_var = call.reverse(tuple(bars))
        pulled = [*leaves([by_var[var] for var in call.active])]
        return cls(pulled, [*leaves(list(call.forward(dots)))])

    def distance(self, other: Slopes, sample: Sample) -> float:
        """How far those of another tool are from these."""
        pairs = [
            (_allowed(sample, i, a), _allowed(sample, i, b))
            for i, (a, b) in enumerate(zip(self.pulled, other.pulled, strict=True))
        ]
        if self.pushed is not None and other.pushed is not None:
            pairs += zip(self.pushed, other.pushed, strict=True)
        return max((distance(a, b) for a, b in pairs), default=0.0)

    def near(self, seen: Values, bars: Values, dots: Values, sample: Sample) -> bool:
        """True if differences of the function cannot tell these from the truth."""
        room = first_order.tolerance(sample, oracle.FIVE_POINT)
        pairs = [(b, s) for b, s in zip(leaves(list(bars)), seen) if b is not None]
        given, slopes = ([*column] for column in zip(*pairs))
        if not oracle.identity(given, slopes, [*self.pulled], [*dots]) < room:
            return False
        return self.pushed is None or all(
            distance(a, b) < room for a, b in zip(seen, self.pushed, strict=True)
        )


def differences(sample: Sample, call: Call, dots: Mapping[Var, Any]) -> Values | None:
    """The tangents of the results by differences; None where there are none."""
    if not first_order.has_differences(sample) or sample.seen is not None:
        return None
    shapes = [np.shape(value) for value in leaves(list(call.primal()))]

    def moved(*values: Any) -> Any:
        shifted = Call(sample.fn, sample.args, sample.kwargs, "symbolic", sample.fixed)
        shifted.values.update(zip(call.active, values))
        return first_order.flat(shifted.primal())

    values = [call.values[var] for var in call.active]
    flat = oracle.five_point(moved, values, [*dots.values()])
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    return [p.reshape(s) for p, s in zip(np.split(flat, ends[:-1]), shapes)]


def _of_active(f: Function, call: Call) -> Function:
    """A peer's function as one of the active numbers and arrays alone."""

    def called(*values: Any) -> Any:
        given = iter(values)
        env = call.values | {v: _refilled(call.values[v], given) for v in call.active}
        args = [_evaluated(arg, env) for arg in call.apply.args]
        np.random.seed(0)  # as Call does, for functions that draw
        return f(*args, **{k: _evaluated(v, env) for k, v in call.apply.kwargs})

    return called


def _refilled(form: Any, given: Iterator[Any]) -> Any:
    """The next values in the form of an argument, which may be a list."""
    if isinstance(form, list):
        return [_refilled(item, given) for item in form]
    return next(given)


def _evaluated(operand: Operand, env: Mapping[Var, Any]) -> Any:
    match operand:
        case Var():
            return env[operand]
        case Const(value=value):
            return value
        case Pack(form="slice", items=items):
            return slice(*(_evaluated(item, env) for item in items))
        case Pack(form=form, items=items):
            made = tuple if form == "tuple" else list
            return made(_evaluated(item, env) for item in items)


def _allowed(sample: Sample, place: int, bar: Any) -> Any:
    """What of an adjoint is determined: directions that are not allowed do not count."""
    if sample.symmetric or place in sample.balanced:
        return first_order.allowed(sample, place, np.asarray(bar))
    return bar


def _same_values(theirs: Iterable[Any], ours: Iterable[Any], room: float) -> bool:
    pairs = [*zip(theirs, ours, strict=True)]
    same = all(np.shape(a) == np.shape(b) for a, b in pairs)
    return same and all(distance(b, a) < room for a, b in pairs)


def distance(ours: Any, theirs: Any) -> float:
    """How far two derivatives are, relative to the largest value; None is zero.

    NaN or infinity in one and not in the other is infinitely far.
    """
    if ours is None or theirs is None:
        given = theirs if ours is None else ours
        return distance(np.zeros(np.shape(given)), 0.0 if given is None else given)
    a, b = np.asarray(ours), np.asarray(theirs)
    if a.dtype.kind not in "fciub" or b.dtype.kind not in "fciub":
        return 0.0 if np.array_equal(a, b) else np.inf
    if a.shape != b.shape:
        return np.inf
    finite = np.isfinite(a)
    if not np.array_equal(a[~finite], b[~finite], equal_nan=True):
        return np.inf
    return oracle.error(a[finite], b[finite])
