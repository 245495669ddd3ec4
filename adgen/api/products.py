"""`jvp` and `vjp`: a Jacobian times a vector, from the right and from the left.

y, y_dot = adgen.jvp(f, (x,), (x_dot,))
y, pullback = adgen.vjp(f, x);  (x_bar,) = pullback(y_bar)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from adgen.api import convert
from adgen.api.arguments import Path, at, at_position, bind, put, shown_path
from adgen.api.keys import is_long, tangent_leaves
from adgen.api.patterns import by_parameter, parameter_leaves, result_leaves
from adgen.api.primal import Primal
from adgen.api.shared import kept_for
from adgen.api.specialisation import Specialisation
from adgen.api.specialiser import Specialiser
from adgen.api.structures import leaves, map_leaves
from adgen.api.tracebacks import shortened
from adgen.errors import ArgumentError, SourceError
from adgen.ir.objects import attributes, is_structure
from adgen.options import DEFAULT, Options

Values = dict[str, Any]
R = TypeVar("R")


def specialiser_of(f: Callable[..., Any], mode: str, options: Options) -> Specialiser:
    """The specialisations of `f` in one mode, kept between calls."""
    return kept_for(f, (mode, options), lambda: Specialiser(Primal(f), mode, options))


def positional_values(
    specialiser: Specialiser, primals: Sequence[Any]
) -> tuple[Values, list[Path]]:
    """The values of the parameters, and the path of each of the positional arguments."""
    primal = specialiser.primal
    values = bind(primal.signature, tuple(primals), {}, primal.name)
    count = range(len(primals))
    return values, [at_position(primal.signature, i, primal.name) for i in count]


# forward ------------------------------------------------------------------------------


@shortened
def jvp(
    f: Callable[..., R],
    primals: Sequence[Any],
    tangents: Sequence[Any],
    *,
    options: Options = DEFAULT,
) -> tuple[R, Any]:
    """The value of `f(*primals)`, and its derivative in the direction `tangents`.

    One tangent a primal, of the same shape and structure; None where a primal does not vary,
    or 0 where it is an integer.
    """
    if not isinstance(primals, Sequence) or not isinstance(tangents, Sequence):
        raise ArgumentError(
            "jvp(f, primals, tangents) takes tuples: jvp(f, (x,), (x_dot,))"
        )
    if len(primals) != len(tangents):
        raise ArgumentError(
            f"jvp has {len(primals)} primals and {len(tangents)} tangents"
        )
    specialiser = specialiser_of(f, "jvp", options)
    given, places = positional_values(specialiser, primals)
    values, name = given, specialiser.primal.name
    paths: list[Path] = []
    dots: list[Any] = []
    for path, tangent in zip(places, tangents):
        if tangent is None or _stands_still(at(values, path, name), tangent):
            continue
        convert.check_differentiable(at(values, path, name), shown_path(path), name)
        values = put(values, path, convert.as_real(at(values, path, name)))
        checked = map_leaves(convert.as_tangent, at(values, path, name), tangent)
        dots += tangent_leaves(checked)
        paths.append(path)
    if not paths:
        raise ArgumentError(f"jvp of `{name}`: every tangent is None, nothing varies")
    made = specialiser.find(values, tuple(paths), False, given)
    value, tangent = made.invoke(values, dots)
    return value, tangent


def _stands_still(primal: Any, tangent: Any) -> bool:
    """True for an integer whose tangent is the integer 0: a count stays one."""
    return type(primal) is int and type(tangent) is int and tangent == 0


# reverse ------------------------------------------------------------------------------


@shortened
def vjp(
    f: Callable[..., R], *primals: Any, options: Options = DEFAULT
) -> tuple[R, Pullback]:
    """The value of `f(*primals)`, and the pullback.

    `pullback(y_bar)` is a tuple with one adjoint a primal, None for what carries no derivative
    (integer arrays, strings, functions, and an int beside arguments that are real numbers,
    where it is taken for a size, a count or an index). It can be called many times.
    """
    specialiser = specialiser_of(f, "vjp", options)
    given, places = positional_values(specialiser, primals)
    values, name = given, specialiser.primal.name
    paths: list[Path] = []
    # Beside real numbers an int is one: a size, a count, an index.
    reals = any(convert.holds_reals(at(values, place, name)) for place in places)
    for place in places:
        for path in _differentiable(place, at(values, place, name), reals):
            values = put(values, path, convert.as_real(at(values, path, name)))
            paths.append(path)
    if not paths:
        raise ArgumentError(f"vjp of `{name}`: no argument carries a derivative")
    return pull(specialiser, values, tuple(paths), tuple(places), given)


def _differentiable(path: Path, value: Any, reals: bool) -> Iterator[Path]:
    """The paths of all leaves with a derivative; with `reals` ints have none."""
    sequence = type(value) in (tuple, list)
    if sequence and not is_long(value):
        for position, item in enumerate(value):
            yield from _differentiable((*path, position), item, reals)
    elif type(value) is dict:
        for key, item in value.items():
            yield from _differentiable((*path, key), item, reals)
    elif is_structure(value):
        for key, item in attributes(value).items():
            # An integer in an object is no real number, as it is elsewhere.
            if not isinstance(item, int | np.integer):
                yield from _differentiable((*path, key), item, reals)
    else:
        leaf = value[0] if sequence else value
        if convert.holds_reals(leaf) if reals else convert.is_differentiable(leaf):
            yield path


def pull(
    specialiser: Specialiser,
    values: Values,
    paths: tuple[Path, ...],
    places: tuple[Path, ...],
    given: Values,
) -> tuple[Any, Pullback]:
    """The value, and the pullback to the arguments at `places`."""
    made = specialiser.find(values, paths, False, given)
    result = made.invoke(values)
    pair = made.derived.pair
    saved: tuple[Any, ...] = ()
    if pair.saved:
        result, *rest = result
        saved = tuple(rest)
    arguments = parameter_leaves(made.derived.primal, {**made.fixed, **values})
    passed = tuple(arguments[position] for position in pair.passed)
    # The caller may write to his arguments and to the result before he pulls back.
    exposed = [*arguments, *leaves(result)]
    kept = (*(_own(v, exposed) for v in passed), *(_own(v, exposed) for v in saved))
    shape = map_leaves(_outline, result)
    return result, Pullback(made, values, places, kept, shape)


def _own(value: Any, exposed: list[Any]) -> Any:
    """The value, or a copy where it may share memory with what the caller holds."""
    if isinstance(value, np.ndarray):
        arrays = [e for e in exposed if isinstance(e, np.ndarray)]
        if any(np.may_share_memory(value, array) for array in arrays):
            return value.copy()
    elif isinstance(value, list | tuple):
        return type(value)(_own(item, exposed) for item in value)
    return value


def _outline(leaf: Any) -> Any:
    """Shape and dtype of a leaf of the result, without its memory."""
    if isinstance(leaf, np.ndarray) and leaf.ndim:
        return np.broadcast_to(np.zeros((), leaf.dtype), leaf.shape)
    return leaf


@dataclass(frozen=True, slots=True, repr=False)
class Pullback:
    """From the adjoint of a result to the adjoints of the arguments."""

    made: Specialisation
    values: Values
    places: tuple[Path, ...]
    kept: tuple[Any, ...]
    result: Any

    @shortened
    def __call__(self, y_bar: Any) -> tuple[Any, ...]:
        derived = self.made.derived
        pair, primal = derived.pair, derived.primal
        checked = map_leaves(_as_cotangent, self.result, y_bar)
        bars = result_leaves(primal.template, checked)
        arguments = (*self.kept, *(bars[position] for position in pair.outputs))
        found = self.made.function(pair.reverse)(*arguments)
        if len(pair.inputs) == 1:
            found = (found,)
        everything = {**self.made.fixed, **self.values}
        trees = by_parameter(primal, everything, dict(zip(pair.inputs, found)))
        return tuple(at(trees, place, primal.name) for place in self.places)

    @property
    def source(self) -> str:
        """The text of the forward and the reverse function."""
        return self.made.source

    def __reduce__(self) -> tuple[Any, ...]:
        raise SourceError(
            f"a pullback of `{self.made.derived.primal.name}` cannot be pickled: it belongs"
            " to one call",
            remedy="Call adgen.vjp where it is needed, or send what it gives.",
        )

    def __repr__(self) -> str:
        return f"<pullback of {self.made.derived.primal.name}>"


def _as_cotangent(value: Any, bar: Any) -> Any:
    """The adjoint of a leaf of the result; 0 for what is no number, zeros for None."""
    if not np.issubdtype(np.asarray(value).dtype, np.inexact):
        return 0.0
    if bar is None:
        return np.zeros_like(value)[()]
    return convert.as_tangent(value, bar)
