"""Adjoints of Gaussian filters of any order, axis by axis.

gaussian_filter1d(x, 0.7) is a symmetric matrix: its adjoint is the same filter of the adjoint. A
derivative of odd order has an antisymmetric kernel. Where the ends wrap, or nothing lies beyond
them, the transpose is the filter with a minus. Where they reflect, x goes on evenly, and the
adjoint, with that minus, oddly: as one period of what wraps.

    y = np.concatenate((bar, -np.flip(bar, 0)), 0)
    x_bar = -gaussian_filter1d(y, 0.7, axis=0, order=1, mode="wrap")[:n]

Of other ends the filter is one without ends of an input that was padded, so that the adjoint adds
what the padding has copied:

    wide = -gaussian_filter1d(np.pad(bar, 3), 0.7, axis=0, order=1)
    np.add.at(x_bar, np.pad(np.arange(n), 3, "edge"), wide)
"""

from __future__ import annotations

from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, along
from adgen.rules.idioms.fourier import size_along
from adgen.rules.idioms.images import reach, widths_along
from adgen.rules.idioms.parts import axis_of, rank, refused, taken_back
from adgen.rules.idioms.refusals import refusal

_FILTER = "scipy.ndimage.gaussian_filter1d"
_COPIED = (Const("mirror"), Const("nearest"))
_MIRRORED = (Const("reflect"), Const("grid-mirror"))


@idiom
def smoothed_back(
    scope: Scope,
    bar: Value,
    sigma: Operand,
    order: Operand,
    axis: Operand,
    mode: Operand,
    **kernel: Operand,
) -> Value:
    """The adjoint of a Gaussian filter along an axis; along all of them if that is None."""
    if bar is None:
        return None
    number = rank(scope, bar)
    axes = range(number) if axis == NONE else [axis_of(scope, axis, bar)]
    for place in axes:
        width = _own(scope, "sigma", sigma, place, axis)
        settings = {"axis": Const(place), "order": order, **kernel}
        for name in ("order", *kernel):
            settings[name] = _own(scope, name, settings[name], place, axis)
        own = settings["order"]
        if axis == NONE and isinstance(width, Const) and width.value == 0:
            continue  # gaussian_filter leaves such an axis as it is
        if not isinstance(own, Const) or not isinstance(own.value, int):
            raise refusal(scope, "`order`")
        odd = own.value % 2 == 1
        if mode in _COPIED:
            bar = _folded(scope, bar, width, mode, settings)
        elif odd and mode in _MIRRORED:
            bar = _reflected(scope, bar, width, settings)
        else:
            bar = scope.emit(_FILTER, bar, width, mode=mode, **settings)
        assert bar is not None
        if odd:
            bar = scope.negative(bar)
            assert bar is not None
    return bar


def _own(
    scope: Scope, name: str, setting: Operand, place: int, axis: Operand
) -> Operand:
    """What a setting of a filter along all axes is for one of them."""
    if axis == NONE and isinstance(setting, Pack):
        if place >= len(setting.items):
            refused(scope, Const(f"with fewer `{name}` than axes"))
        return setting.items[place]
    kind = scope.builder.kind_of(setting)
    if setting != NONE and not isinstance(kind, Number):
        raise refusal(scope, f"`{name}`")
    return setting


def _reflected(
    scope: Scope, bar: Operand, width: Operand, settings: dict[str, Operand]
) -> Value:
    """The adjoint of a derivative of odd order whose ends reflect."""
    axis, builder = settings["axis"], scope.builder
    mirrored = builder.emit("neg", builder.emit("np.flip", bar, axis))
    both = Pack("tuple", (bar, mirrored))
    period = scope.emit("np.concatenate", both, axis=axis)
    found = scope.emit(_FILTER, period, width, mode=Const("wrap"), **settings)
    own = Pack("slice", (NONE, size_along(scope, bar, axis), NONE))
    return along(scope, found, axis, own)


def _folded(
    scope: Scope,
    bar: Operand,
    width: Operand,
    mode: Operand,
    settings: dict[str, Operand],
) -> Value:
    """The filter of an adjoint that is padded with zeros, added where the ends were copied."""
    axis, emit = settings["axis"], scope.builder.emit
    places = reach(scope, width, settings["truncate"], settings["radius"])
    assert places is not None
    widths = widths_along(scope, places, bar, axis)
    assert widths is not None
    padded = emit("np.pad", bar, widths)
    found = scope.emit(_FILTER, padded, width, **settings)
    steps = emit("np.arange", size_along(scope, bar, axis))
    copied = Const("reflect" if mode == Const("mirror") else "edge")
    return taken_back(scope, found, bar, emit("np.pad", steps, places, copied), axis)
