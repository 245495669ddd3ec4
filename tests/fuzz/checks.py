"""What has to hold for a program's derivatives: one function a mode, in `CHECKS`.

Each check gets a `Subject` and raises `Failure` where a derivative is wrong.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import adgen
from adgen.optimize import PASSES
from adgen.options import Options
from tests.fuzz.slopes import Undecidable, Vector, slope
from tests.fuzz.structures import leaves, mapped, parts

CHECKED = Options(verify=True)
PLAIN = Options(optimize=False, off=tuple(PASSES))

ROOM = 2e-7
"""Room beside the error a difference expects of itself, relative to all slopes."""
IDENTITY = 1e-10
"""Both sides of the adjoint identity are the same sums in another order."""


class Failure(Exception):
    """A derivative is wrong. `what` says which and is the same for the same fault."""

    def __init__(self, what: str, detail: object = "") -> None:
        self.what = what
        super().__init__(f"{what} {detail}")


class Subject:
    """A function, a point, and what its derivatives are there."""

    def __init__(
        self, function: Callable[..., Any], arguments: Sequence[Any], wrt: Sequence[int]
    ) -> None:
        self.function = function
        self.arguments = tuple(arguments)
        self.wrt = tuple(wrt)
        self.result = function(*copied(self.arguments))
        self.flat_result = flat(self.result)
        self.scalar = not isinstance(self.result, tuple) and np.ndim(self.result) == 0
        self.point = flat([self.arguments[i] for i in self.wrt])
        draw = np.random.default_rng(len(self.point) + 7919 * len(self.flat_result))
        self.direction = draw.uniform(-1.0, 1.0, len(self.point))
        self.seed = draw.uniform(-1.0, 1.0, len(self.flat_result))
        self.jacobian = self.room = np.zeros((0, 0))
        self.checked: dict[Options, Callable[..., Any]] = {}
        """The gradient without optimisation, once it has been checked."""

    def find_slopes(self) -> None:
        """The Jacobian by differences; Undecidable where they do not tell."""
        if not np.all(np.isfinite(self.flat_result)):
            raise Undecidable("the value is not finite")
        found = [slope(self._along(unit)) for unit in np.eye(len(self.point))]
        self.jacobian = np.stack([column for column, _ in found], axis=1)
        self.room = np.stack([error for _, error in found], axis=1)

    def _along(self, direction: Vector) -> Callable[[float], Vector]:
        def at(step: float) -> Vector:
            moved = self.point + step * direction
            return flat(self.function(*self.at(moved)))

        return at

    def at(self, numbers: Vector) -> list[Any]:
        """The arguments, with these numbers for those that are differentiated."""
        moved = copied(self.arguments)
        chosen = like([self.arguments[i] for i in self.wrt], numbers)
        for position, value in zip(self.wrt, chosen):
            moved[position] = value
        return moved

    def tangents(self) -> list[Any]:
        """The direction, argument by argument; None for those that do not vary."""
        dots: list[Any] = [None] * len(self.arguments)
        chosen = like([self.arguments[i] for i in self.wrt], self.direction)
        for position, value in zip(self.wrt, chosen):
            dots[position] = value
        return dots


# structures ---------------------------------------------------------------------------


def copied(values: Sequence[Any]) -> list[Any]:
    def own(leaf: Any) -> Any:
        return leaf.copy() if isinstance(leaf, np.ndarray) else leaf

    return [mapped(own, value) for value in values]


def flat(tree: Any) -> Vector:
    """All numbers of a nest."""
    found = [np.ravel(np.asarray(leaf, dtype=float)) for leaf in leaves(tree)]
    return np.concatenate([np.zeros(0), *found])


def like(tree: Any, numbers: Vector) -> Any:
    """The numbers in the structure of `tree`."""
    start = 0

    def taken(leaf: Any) -> Any:
        nonlocal start
        begin, start = start, start + np.size(leaf)
        if np.ndim(leaf) == 0:
            return float(numbers[begin])
        return np.reshape(numbers[begin:start], np.shape(leaf)).copy()

    return mapped(taken, tree)


def arrays(tree: Any) -> list[np.ndarray]:
    return [v for v in leaves(tree) if isinstance(v, np.ndarray) and v.ndim]


def bits(tree: Any) -> list[tuple[Any, bytes]]:
    """Shape, type and bytes of every leaf: what has to stay exactly the same."""
    values = [np.asarray(leaf) for leaf in leaves(tree)]
    return [((v.shape, v.dtype.str), v.tobytes()) for v in values]


# comparisons --------------------------------------------------------------------------


def same_value(subject: Subject, value: Any) -> None:
    if bits(value) != bits(subject.result):
        raise Failure("the value differs", f"{value!r}, not {subject.result!r}")


def same_shape(found: Any, wanted: Any) -> None:
    inside = parts(wanted)
    if inside is not None:
        ours = parts(found)
        # Several results may come as a list; of all else the type is the same.
        plain = isinstance(found, list) and type(wanted) in (list, tuple)
        same = type(found) is type(wanted) or plain
        if ours is None or len(ours) != len(inside) or not same:
            raise Failure("the structure differs", f"{found!r} for {wanted!r}")
        for one, other in zip(ours, inside):
            same_shape(one, other)
    elif np.shape(found) != np.shape(wanted):
        raise Failure("the shape differs", f"{np.shape(found)}, not {np.shape(wanted)}")


def close(found: Vector, wanted: Vector, room: Any, what: str) -> None:
    """Equal to what differences can tell. NaN is never equal."""
    scale = 1.0 + np.max(np.abs(wanted), initial=0.0)
    if not np.all(np.abs(found - wanted) <= ROOM * scale + 20 * room):
        raise Failure(f"the {what} differs", f"\n  found  {found}\n  wanted {wanted}")


def unchanged(arguments: Sequence[Any], before: Any) -> None:
    if bits(list(arguments)) != before:
        raise Failure("an argument is changed")


def twice(call: Callable[..., Any], arguments: Sequence[Any]) -> Any:
    """The result of a call, made twice; what holds for every call is checked here."""
    given = copied(arguments)
    before = bits(given)
    first = call(*given)
    unchanged(given, before)
    kept = bits(first)
    second = call(*given)
    unchanged(given, before)
    if bits(second) != kept or bits(first) != kept:
        raise Failure("a second call differs", f"{first!r} then {second!r}")
    return first


def apart(results: Any, arguments: Sequence[Any]) -> None:
    """Gradients share no memory with an argument or with each other."""
    found = arrays(results)
    for position, array in enumerate(found):
        others = [*arrays(list(arguments)), *found[:position]]
        if any(np.shares_memory(array, other) for other in others):
            raise Failure("a gradient shares memory")


# modes --------------------------------------------------------------------------------


def _gradient(subject: Subject, options: Options) -> Vector | None:
    if not subject.scalar:
        return None
    derivative = adgen.value_and_grad(subject.function, subject.wrt, options=options)
    given = copied(subject.arguments)
    value, grads = twice(derivative, given)
    same_value(subject, value)
    same_shape(grads, tuple(subject.arguments[i] for i in subject.wrt))
    apart(derivative(*given)[1], given)
    found = flat(grads)
    close(found, subject.jacobian[0], subject.room[0], "gradient")
    subject.checked[options] = lambda *arguments: derivative(*arguments)[1]
    return found


def reverse(subject: Subject) -> None:
    _gradient(subject, CHECKED)


def reverse_plain(subject: Subject) -> None:
    _gradient(subject, PLAIN)


def _tangent(subject: Subject, options: Options) -> Vector:
    dots = subject.tangents()

    def call(*arguments: Any) -> Any:
        return adgen.jvp(subject.function, arguments, dots, options=options)

    value, tangent = twice(call, subject.arguments)
    same_value(subject, value)
    same_shape(tangent, subject.result)
    found = flat(tangent)
    wanted = subject.jacobian @ subject.direction
    room = subject.room @ np.abs(subject.direction)
    close(found, wanted, np.max(room, initial=0.0), "tangent")
    return found


def forward(subject: Subject) -> None:
    _tangent(subject, CHECKED)


def forward_plain(subject: Subject) -> None:
    _tangent(subject, PLAIN)


def _real_function(subject: Subject) -> tuple[Callable[..., Any], list[Any]]:
    """The function of its float parameters only, and their values: integers come last."""
    names = list(inspect.signature(subject.function).parameters)
    pairs = list(zip(names, copied(subject.arguments)))
    fixed = {name: value for name, value in pairs if isinstance(value, int)}
    given = [value for name, value in pairs if name not in fixed]
    function = subject.function
    return (functools.partial(function, **fixed) if fixed else function), given


def pullback(subject: Subject) -> None:
    """`vjp`: against differences, and against forward mode by the adjoint identity."""
    function, given = _real_function(subject)
    before = bits(given)
    value, pull = adgen.vjp(function, *given, options=CHECKED)
    same_value(subject, value)
    seed = like(subject.result, subject.seed)
    bars = twice(pull, [seed])
    unchanged(given, before)
    chosen = [bars[i] for i in subject.wrt]
    same_shape(chosen, [subject.arguments[i] for i in subject.wrt])
    apart(chosen, [*given, seed, value])
    found = flat(chosen)
    wanted = subject.seed @ subject.jacobian
    room = np.abs(subject.seed) @ subject.room
    close(found, wanted, np.max(room, initial=0.0), "pullback")
    tangent = _tangent(subject, CHECKED)
    left, right = subject.seed * tangent, found * subject.direction
    size = np.sum(np.abs(left)) + np.sum(np.abs(right)) + 1.0
    if not abs(np.sum(left) - np.sum(right)) <= IDENTITY * size:
        raise Failure("the adjoint identity", f"{np.sum(left)!r}, {np.sum(right)!r}")


def _second(subject: Subject, options: Options, known: bool = True) -> None:
    """`hvp` against differences of a gradient: of the one that has been checked if it is `known`,
    which need not be made a second time, else of what users get from `grad`."""
    if not subject.scalar:
        return
    gradient = subject.checked.get(options) if known else None
    if gradient is None:
        gradient = adgen.grad(subject.function, subject.wrt, options=options)

    def along(step: float) -> Vector:
        moved = subject.at(subject.point + step * subject.direction)
        return flat(gradient(*moved))

    wanted, room = slope(along)
    direction = like(
        tuple(subject.arguments[i] for i in subject.wrt), subject.direction
    )
    product = adgen.hvp(subject.function, subject.wrt, options=options)
    found = twice(product, [*subject.arguments, direction])
    same_shape(found, direction)
    close(flat(found), wanted, np.max(room, initial=0.0), "second derivative")


def forward_over_reverse(subject: Subject) -> None:
    _second(subject, CHECKED, known=False)


def forward_over_checked_reverse(subject: Subject) -> None:
    _second(subject, CHECKED)


def forward_over_reverse_plain(subject: Subject) -> None:
    _second(subject, PLAIN)


Check = Callable[[Subject], None]

CHECKS: tuple[Check, ...] = (
    reverse,
    reverse_plain,
    pullback,
    forward,
    forward_plain,
    forward_over_reverse,
    forward_over_reverse_plain,
)

EVERY_MODE = (reverse, pullback, forward, forward_over_reverse)
"""Without the derivatives that are not optimised: a quarter less work."""

FEW = (reverse, forward, forward_over_checked_reverse)
"""Without `vjp` and `grad`, whose parts those of the others are: half the work."""
