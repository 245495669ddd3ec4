"""Settings of the filters of images, for each axis and along one of them.

widths_along(3, x, 1)     ((0, 0), (3, 3)), for np.pad
reach(0.7)                3, the neighbours that a Gaussian filter of this width sees
"""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE
from adgen.rules.idioms.parts import axis_of, rank

_FOUR = Const(4.0)


@idiom
def reach(
    scope: Scope, sigma: Operand, truncate: Operand = _FOUR, radius: Operand = NONE
) -> Value:
    """How many neighbours to one side a Gaussian filter sees, as SciPy rounds it."""
    if radius != NONE:
        return radius
    if isinstance(sigma, Pack):
        sigma = scope.builder.emit("max", sigma)
    far = scope.binary("add", scope.binary("mul", truncate, sigma), Const(0.5))
    return scope.emit("int", far)


@idiom
def widths_along(scope: Scope, width: Operand, a: Operand, axis: Operand) -> Value:
    """The widths with which np.pad makes an array longer along one axis, to both sides."""
    number, place = rank(scope, a), axis_of(scope, axis, a)
    if number == 1:
        return width
    nothing = Pack("tuple", (Const(0), Const(0)))
    both = Pack("tuple", (width, width))
    return Pack("tuple", tuple(both if i == place else nothing for i in range(number)))


@idiom
def widths_around(scope: Scope, kernel: Operand, mode: Operand, half: Operand) -> Value:
    """The widths in front of and behind a matrix that a convolution sees, full or "same".

    `half` says which half of a kernel of even size stands in front, in mode "same".
    """
    emit, pairs = scope.builder.emit, []
    shape = emit("np.shape", kernel)
    for place in range(2):
        size = emit("getitem", shape, Const(place))
        others = emit("sub", size, Const(1))
        if mode == Const("full"):
            pairs.append(Pack("tuple", (others, others)))
            continue
        longer = half == Const("longer")
        before = emit("floordiv", size if longer else others, Const(2))
        pairs.append(Pack("tuple", (before, emit("sub", others, before))))
    return Pack("tuple", tuple(pairs))


@idiom
def origin_along(scope: Scope, origin: Operand, a: Operand, axis: Operand) -> Value:
    """The origin of weights along one axis, which have the length 1 along all others."""
    if origin == Const(0):
        return origin
    number, place = rank(scope, a), axis_of(scope, axis, a)
    return Pack(
        "tuple", tuple(origin if i == place else Const(0) for i in range(number))
    )


@idiom
def for_each_axis(scope: Scope, values: Value, image: Operand) -> Value:
    """A number for each axis of an image, to be combined with an array for each axis."""
    if values is None:
        return None
    if isinstance(values, Pack):
        values = scope.builder.emit("np.array", values)
    behind = tuple(Const(i) for i in range(1, rank(scope, image) + 1))
    return scope.builder.emit("np.expand_dims", values, Pack("tuple", behind))


@idiom
def deeper(scope: Scope, depth: Const) -> Value:
    """One partial derivative more."""
    assert isinstance(depth.value, int)
    return Const(depth.value + 1)


@idiom
def beside_axes(scope: Scope, value: Value, depth: Const) -> Value:
    """A number for each axis and place, to be combined with so many partial derivatives."""
    axes = _behind_the_first(depth)
    return scope.emit("np.expand_dims", value, axes) if axes.items else value


@idiom
def over_axes(scope: Scope, value: Value, depth: Const) -> Value:
    """The sum of partial derivatives over so many axes behind the first."""
    axes = _behind_the_first(depth)
    return scope.emit("np.sum", value, axis=axes) if axes.items else value


def _behind_the_first(depth: Const) -> Pack:
    assert isinstance(depth.value, int)
    return Pack("tuple", tuple(Const(i) for i in range(1, depth.value + 1)))
