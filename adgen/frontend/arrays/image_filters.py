"""Filters of images that do something else along each axis, in words of filters along one axis.

gaussian_filter(x, 0.7, axes=(0, 2))           gaussian_filter1d along axis 0, and of that along 2
uniform_filter(x, (3, 4), mode=["wrap", ...])  uniform_filter1d of each size and mode
laplace(x, axes=(1,))                          correlate1d(x, [1, -2, 1], 1), summed over the axes
gaussian_gradient_magnitude(x, 0.7)            the norm of the slopes gaussian_filter gives
correlate(x, w, axes=(1,))                     correlate(x, w[None, :])

As SciPy does them. With one setting for all axes a filter is a primitive.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Object, Tuple, Value
from adgen.frontend.vocabulary import signal_words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_N = "scipy.ndimage"
_NONE, _ZERO, _LAST = Const(None), Const(0), Const(-1)
_DEFAULTS: dict[str, Value] = {
    "size": Const(3),
    "order": _ZERO,
    "mode": Const("reflect"),
    "cval": Const(0.0),
    "origin": _ZERO,
    "truncate": Const(4.0),
    "radius": _NONE,
    "output": _NONE,
    "axes": _NONE,
}


@dataclass
class _Filter:
    """A call of a filter; `given` are its arguments by name."""

    ctx: Context
    fn: str
    given: dict[str, Value]
    node: ast.AST

    def get(self, name: str) -> Value:
        """An argument, or its default."""
        return self.given.get(name, _DEFAULTS.get(name, _NONE))

    def rank(self) -> int:
        """How many axes the image has."""
        return parts.rank_of(self.ctx, self.get("input"), self.node, self.fn)

    def axes(self) -> list[int]:
        """The axes that are meant, counted from the first."""
        rank, axes = self.rank(), self.get("axes")
        if axes == _NONE:
            return list(range(rank))
        items = known_items(self.ctx, axes)
        found = [
            known_index(self.ctx, i) for i in ((axes,) if items is None else items)
        ]
        known = [i % rank for i in found if i is not None and -rank <= i < rank]
        if len(known) < len(found) or len(set(known)) < len(known):
            self.refuse("has axes that are not known", "Write them as literals.")
        return known

    def each(self, name: str, count: int) -> list[Value]:
        """A setting for each of so many axes."""
        value = self.get(name)
        items = None if _is_text(value) else known_items(self.ctx, value)
        if items is None:
            return [value] * count
        if len(items) != count:
            self.refuse(
                f"has {len(items)} times `{name}` for {count} axes", "Give as many."
            )
        return list(items)

    def several(self, *names: str) -> bool:
        """True if one of these settings says something else for each axis."""
        values = [self.get(name) for name in names]
        return any(
            not _is_text(v) and known_items(self.ctx, v) is not None for v in values
        )

    def apply(self, name: str, *args: Value, **settings: Value) -> Value:
        """A filter of scipy.ndimage, of which what is the default is left out."""
        kept = {k: v for k, v in settings.items() if v != _DEFAULTS.get(k)}
        fn = f"{_N}.{name}"
        return apply_primitive(self.ctx, fn, args, kept, self.node, None)

    def refuse(self, what: str, remedy: str) -> None:
        """Refuses the call."""
        self.ctx.refuse(self.node, f"{self.fn} {what}", remedy)


def _is_text(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, str)


def _by_axes(
    name: str,
    meaning: Callable[[_Filter], Value],
    *sequences: str,
    always: bool = False,
) -> Builtin:
    """A filter that is written in words where it says `axes`, or one of these for each axis."""
    fn = f"{_N}.{name}"

    def call(
        ctx: Context,
        args: Sequence[Value],
        kwargs: Keywords,
        node: ast.AST,
        label: Name,
    ) -> Value:
        names = positional_names(callable_of(fn))
        found = _Filter(ctx, fn, {**dict(zip(names, args)), **kwargs}, node)
        more = set(kwargs) & {"truncate", "radius"} and name == "gaussian_laplace"
        must = always or found.get("axes") != _NONE or more
        written = found.get("output") != _NONE
        apart = found.several(*sequences) and not written
        if "input" not in found.given or not (must or apart):
            return call_primitive(ctx, fn, args, kwargs, node, label)
        if written:
            found.refuse(
                "writes what it finds, and does something else along each axis",
                "Store it: output[...] = " + name + "(...).",
            )
        made = meaning(found)
        if made is found.get("input"):  # nothing was done along any axis
            return apply_primitive(ctx, "np.copy", (made,), {}, node, label)
        return made

    return call


def _gaussian(call: _Filter) -> Value:
    axes = call.axes()
    orders = call.each("order", len(axes))
    return _smoothed(call, axes, call.each("sigma", len(axes)), orders)


def _smoothed(
    call: _Filter,
    axes: Sequence[int],
    widths: Sequence[Value],
    orders: Sequence[Value],
    mode: Value | None = None,
) -> Value:
    """Gaussian filters along axes, one after another, of the modes of the call or of one."""
    modes = call.each("mode", len(axes)) if mode is None else [mode] * len(axes)
    radii = call.each("radius", len(axes))
    image = call.get("input")
    for axis, width, order, own, radius in zip(axes, widths, orders, modes, radii):
        settings = {"order": order, "mode": own, "radius": radius}
        settings |= {"cval": call.get("cval"), "truncate": call.get("truncate")}
        if isinstance(width, Const) and isinstance(width.value, int | float):
            if width.value > 1e-15:
                place = (image, width, Const(axis))
                image = call.apply("gaussian_filter1d", *place, **settings)
            continue
        name = f"{_N}.gaussian_filter1d"
        known = (
            settings[key] for key in ("order", "mode", "cval", "truncate", "radius")
        )
        along = (Object(callable_of(name), name), image, width, Const(axis), *known)
        image = word(call.ctx, signal_words.smoothed, along, call.node)
    return image


def _uniform(call: _Filter) -> Value:
    axes = call.axes()
    names = ("size", "origin", "mode")
    image, cval = call.get("input"), call.get("cval")
    for axis, *own in zip(axes, *(call.each(name, len(axes)) for name in names)):
        size = known_index(call.ctx, own[0])
        if size is None:
            call.refuse("has sizes that are not known", "Write them as literals.")
        if size is not None and size > 1:
            image = call.apply(
                "uniform_filter1d",
                *(image, Const(size), Const(axis)),
                mode=own[2],
                cval=cval,
                origin=own[1],
            )
    return image


def _sums(call: _Filter, terms: Iterator[Value]) -> Value:
    """The sum of what is found along each axis; without axes the image."""
    total: Value | None = None
    for term in terms:
        pair = (total, term)
        total = (
            term
            if total is None
            else apply_primitive(call.ctx, "add", pair, {}, call.node, None)  # type: ignore[arg-type]
        )
    return call.get("input") if total is None else total


def _laplace(call: _Filter) -> Value:
    axes = call.axes()
    weights = Tuple(tuple(map(Const, (1.0, -2.0, 1.0))))
    second = apply_primitive(call.ctx, "np.array", (weights,), {}, call.node, None)
    return _sums(
        call,
        (
            call.apply(
                "correlate1d",
                *(call.get("input"), second, Const(axis)),
                mode=mode,
                cval=call.get("cval"),
            )
            for axis, mode in zip(axes, call.each("mode", len(axes)))
        ),
    )


def _gaussian_laplace(call: _Filter) -> Value:
    axes, rank = call.axes(), call.rank()
    widths: list[Value] = [_ZERO] * rank
    for axis, width in zip(axes, call.each("sigma", len(axes))):
        widths[axis] = width
    return _sums(call, _slopes(call, axes, widths, 2))


def _slopes(
    call: _Filter, axes: Sequence[int], widths: Sequence[Value], order: int
) -> Iterator[Value]:
    """The derivatives of an order along each axis, smoothed along all."""
    rank = call.rank()
    for axis, mode in zip(axes, call.each("mode", len(axes))):
        orders = [Const(order if i == axis else 0) for i in range(rank)]
        yield _smoothed(call, range(rank), widths, orders, mode)


def _size_of(call: _Filter, slopes: Iterator[Value]) -> Value:
    """The root of the sum of squares, whose derivative is 0 where all of them are."""
    found = tuple(slopes)
    if not found:
        return _sums(call, iter(()))
    listed = forms.value_of("list", (), found)
    rows = apply_primitive(call.ctx, "np.stack", (listed,), {}, call.node, None)
    along = {"axis": _ZERO}
    return apply_primitive(call.ctx, "np.linalg.norm", (rows,), along, call.node, None)


def _gaussian_magnitude(call: _Filter) -> Value:
    widths = call.each("sigma", call.rank())
    return _size_of(call, _slopes(call, call.axes(), widths, 1))


def _called(call: _Filter, function: str) -> Iterator[Value]:
    """What a function gives along each axis, which is called without an output."""
    further = known_items(call.ctx, call.get("extra_arguments"))
    named = call.get("extra_keywords")
    if named != _NONE or further is None and "extra_arguments" in call.given:
        call.refuse("passes arguments that are not known", "Give them by a lambda.")
    axes = call.axes()
    for axis, mode in zip(axes, call.each("mode", len(axes))):
        args = (call.get("input"), Const(axis), _NONE, mode, call.get("cval"))
        yield call.ctx.lowering.call(
            call.ctx, call.get(function), (*args, *(further or ())), {}, call.node, None
        )


def _neighbours(call: _Filter) -> Value:
    """`correlate` and `convolve`: the weights get an axis of length 1 for each of the others."""
    axes, rank = call.axes(), call.rank()
    settings = {key: call.get(key) for key in ("mode", "cval")}
    weights, origin = call.get("weights"), call.get("origin")
    if known_items(call.ctx, weights) is not None:
        weights = apply_primitive(call.ctx, "np.array", (weights,), {}, call.node, None)
    if len(axes) < rank:
        others = Tuple(tuple(Const(i) for i in range(rank) if i not in axes))
        wider = (weights, others)
        weights = apply_primitive(
            call.ctx, "np.expand_dims", wider, {}, call.node, None
        )
        origins: list[Value] = [_ZERO] * rank
        for axis, own in zip(axes, call.each("origin", len(axes))):
            origins[axis] = own
        origin = _ZERO if set(origins) == {_ZERO} else Tuple(tuple(origins))
    name = call.fn.rpartition(".")[2]
    return call.apply(name, call.get("input"), weights, **settings, origin=origin)


def _differences(weights: Sequence[float]) -> Callable[[_Filter], Value]:
    """`sobel` and `prewitt`: differences along one axis, sums along the others."""

    def meaning(call: _Filter) -> Value:
        rank, ctx = call.rank(), call.ctx
        place = known_index(ctx, call.given.get("axis", _LAST))
        if place is None or not -rank <= place < rank:
            call.refuse("has an axis that is not known", "Write it as a literal.")
        first = (place or 0) % rank
        modes = call.each("mode", rank)
        image = call.get("input")
        for axis in (first, *(i for i in range(rank) if i != first)):
            own = (-1.0, 0.0, 1.0) if axis == first else weights
            packed = (Tuple(tuple(map(Const, own))),)
            made = apply_primitive(ctx, "np.array", packed, {}, call.node, None)
            settings = {"mode": modes[axis], "cval": call.get("cval")}
            image = call.apply("correlate1d", image, made, Const(axis), **settings)
        return image

    return meaning


CALLS: dict[str, Builtin] = {
    f"{_N}.{name}": _by_axes(name, meaning, *sequences)
    for name, meaning, sequences in (
        ("gaussian_filter", _gaussian, ("mode",)),
        ("uniform_filter", _uniform, ("size", "mode", "origin")),
        ("laplace", _laplace, ("mode",)),
        ("gaussian_laplace", _gaussian_laplace, ("mode",)),
        ("correlate", _neighbours, ()),
        ("convolve", _neighbours, ()),
        ("sobel", _differences((1.0, 2.0, 1.0)), ("mode",)),
        ("prewitt", _differences((1.0, 1.0, 1.0)), ("mode",)),
    )
} | {
    f"{_N}.{name}": _by_axes(name, meaning, always=True)
    for name, meaning in (
        ("gaussian_gradient_magnitude", _gaussian_magnitude),
        ("generic_laplace", lambda call: _sums(call, _called(call, "derivative2"))),
        (
            "generic_gradient_magnitude",
            lambda call: _size_of(call, _called(call, "derivative")),
        ),
    )
}
"""How each is lowered, by the name of its rule."""
