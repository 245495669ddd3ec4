"""Kinds of filtered signals, of distances and statistics of data, and of what is picked out."""

from __future__ import annotations

from adgen.ir.kinds import ANY, FLOAT, INT, UNKNOWN, Array, Dim, Kind, Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import (
    Question,
    array,
    broadcast_all,
    broadcast_kind,
    inference,
    shaped,
)
from adgen.rules.inference.joining import parts_of
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.inference.shaping import shape_dims
from adgen.rules.shapes import (
    Dims,
    broadcast,
    constant_of,
    dims_of,
    is_constant,
    shortened,
)


def _axes(axis: Operand, dims: Dims | None) -> tuple[int, ...] | None:
    """The axes that are meant, where they and the rank are known."""
    if not dims or not is_constant(axis):
        return None
    return normal_axes(constant_of(axis), len(dims))


def _dtype(question: Question, *names: str) -> str | None:
    pairs = [(question.bound[name], question.kind(name)) for name in names]
    return dtypes.promote(pairs)


# filters -------------------------------------------------------------------------------


@inference
def filtered(question: Question) -> Kind:
    """A signal as long as it was; of the dtype of signal and coefficients together."""
    given = question.bound.values
    names = [n for n in ("b", "a", "sos", "x", "data") if n in given]
    dims = dims_of(question.kind(names[-1]))
    return array(dtypes.to_float(_dtype(question, *names)), dims)


@inference
def signal_and_state(question: Question) -> Kind:
    """`filtered_from(b, a, x, zi)`: the signals, and behind each its state."""
    dtype = dtypes.to_float(_dtype(question, "b", "a", "x", "zi"))
    signal, state = (dims_of(question.kind(name)) for name in ("x", "zi"))
    if not signal or not state:
        return UNKNOWN
    sizes = [n for n in (signal[-1], state[-1]) if isinstance(n, int)]
    return array(dtype, (*signal[:-1], sum(sizes) if len(sizes) == 2 else ANY))


@inference
def like_both(question: Question) -> Kind:
    """`sections_from(sos, both)`: signals and states as they were."""
    name = "both" if "both" in question.bound.values else "bar"
    dtype = dtypes.to_float(_dtype(question, "sos", name))
    return array(dtype, dims_of(question.kind(name)))


@inference
def sums_ahead(question: Question) -> Kind:
    """`sums_ahead(w, v, n)`, `spread_ahead(bar, v, size)`: another length along the last axis."""
    name = "w" if "w" in question.bound.values else "bar"
    dims = dims_of(question.kind(name))
    return array(_dtype(question, name, "v"), (*dims[:-1], ANY) if dims else None)


@inference
def state_at_rest(question: Question) -> Kind:
    """`lfilter_zi(b, a)`: a vector."""
    return array(dtypes.to_float(_dtype(question, "b", "a")), (ANY,))


@inference
def like_bar(question: Question) -> Kind:
    """`fed_back(bar, a, n)`: as long as `bar`."""
    dtype = dtypes.to_float(_dtype(question, "bar", "a"))
    return array(dtype, dims_of(question.kind("bar")))


@inference
def filtered_input(question: Question) -> Kind:
    """What scipy.ndimage makes of an array, in its dtype; of another output nothing is known."""
    kind = question.kind("input")
    if question.bound["output"] != Const(None):
        return UNKNOWN
    return array(class_of(kind), dims_of(kind))


@inference
def at_places(question: Question) -> Kind:
    """`map_coordinates(input, coordinates)`: a number for each place, in the dtype of the image."""
    dims = dims_of(question.kind("coordinates"))
    if question.bound["output"] != Const(None) or not dims:
        return UNKNOWN
    return array(class_of(question.kind("input")), dims[1:])


@inference
def zoomed(question: Question) -> Kind:
    """`zoom(input, zoom)`: an image of another size."""
    kind = question.kind("input")
    dims = dims_of(kind)
    if question.bound["output"] != Const(None) or dims is None:
        return UNKNOWN
    return array(class_of(kind), (ANY,) * len(dims))


@inference
def slopes_at_places(question: Question) -> Kind:
    """`spline_slopes(image, places, order, mode, depth)`: for each axis, so many times."""
    dims, image = dims_of(question.kind("places")), dims_of(question.kind("image"))
    depth = question.bound["depth"]
    if not dims or image is None or not isinstance(depth, Const):
        return UNKNOWN
    assert isinstance(depth.value, int)
    return Array("float", (len(image),) * depth.value + dims[1:])


@inference
def like_the_image(question: Question) -> Kind:
    """`spline_back(bar, image, ...)`: doubles in the shape of the image."""
    return array("float", dims_of(question.kind("image")))


@inference
def back_to_operand(question: Question) -> Kind:
    """The adjoint of one operand of a convolution: the shape of `a` or of `weights`."""
    names = question.bound.values
    like = "weights" if question.rule.name == "weights_back" else "a"
    other = next(n for n in ("x", "b") if n in names)
    return array(_dtype(question, "bar", other), dims_of(question.kind(like)))


@inference
def adjoint_of_a_filter(question: Question) -> Kind:
    """The adjoint of the input of a filter: the shape of `bar`, of the dtype of both factors."""
    dtype = dtypes.to_float(_dtype(question, "bar", "weights"))
    return array(dtype, dims_of(question.kind("bar")))


@inference
def lagged(question: Question) -> Kind:
    """`lagged(bar, w, count, axis)`, `overlaps(w, x, count)`: one number a coefficient."""
    other = "bar" if "bar" in question.bound.values else "x"
    return array(_dtype(question, other, "w"), (ANY,))


@inference
def summed_up(question: Question) -> Kind:
    """`cumulative_trapezoid(y, x, axis, initial)`: one less along the axis, unless begun."""
    dims, axis = dims_of(question.kind("y")), question.bound["axis"]
    names = [n for n in ("y", "x", "dx") if question.bound[n] != Const(None)]
    dtype = dtypes.to_float(_dtype(question, *names))
    axes = _axes(axis, dims)
    if dims is None or not axes:
        return UNKNOWN
    fewer = 1 if question.bound["initial"] == Const(None) else 0
    new = [shortened(n, fewer) if i in axes else n for i, n in enumerate(dims)]
    return array(dtype, tuple(new))


# distances and statistics ---------------------------------------------------------------


@inference
def all_distances(question: Question) -> Kind:
    """`cdist(XA, XB)`: a row for each point of XA, a column for each of XB."""
    a, b = dims_of(question.kind("XA")), dims_of(question.kind("XB"))
    if not a or not b or len(a) != 2 or len(b) != 2:
        return UNKNOWN
    return Array("float", (a[0], b[0]))


@inference
def square_or_flat(question: Question) -> Kind:
    """`squareform(X)`: the matrix of a vector, the vector of a matrix."""
    kind = question.kind("X")
    dims = dims_of(kind)
    if dims is None or len(dims) not in (1, 2):
        return UNKNOWN
    return array(class_of(kind), (ANY,) * (3 - len(dims)))


@inference
def angles(question: Question) -> Kind:
    """`subspace_angles(A, B)`: as many as the smaller space has dimensions."""
    return array(dtypes.to_float(_dtype(question, "A", "B")), (ANY,))


@inference
def of_counts(question: Question) -> Kind:
    """`multinomial.pmf(x, n, p)`: a number for each row of counts."""
    x, p = dims_of(question.kind("x")), dims_of(question.kind("p"))
    if not x or not p:
        return UNKNOWN
    dims = broadcast(x[:-1], p[:-1])
    # The logarithm of one probability is an array of rank 0, the probability a number.
    made = array if question.rule.name.endswith("logpmf") else shaped
    return made("float", dims)


# numbers in two parts --------------------------------------------------------------------


@inference
def mantissa_and_exponent(question: Question) -> tuple[Kind, ...]:
    """`frexp(x)`: as x, and integers in its shape."""
    kind = question.kind("x")
    dtype, dims = dtypes.to_float(class_of(kind)), dims_of(kind)
    if question.rule.name == "math.frexp":
        return FLOAT, INT
    return shaped(dtype, dims), shaped("int", dims)


@inference
def quotient_and_rest(question: Question) -> tuple[Kind, ...]:
    """`divmod(a, b)`: both are as an elementwise result."""
    kind = broadcast_kind(question)
    return kind, kind


# picked out -------------------------------------------------------------------------------


@inference
def weighed(question: Question) -> Kind:
    """`np.bincount(x, weights)`: doubles where there are weights, else counts."""
    counts = question.bound["weights"] == Const(None)
    return Array("int" if counts else "float", (ANY,))


@inference
def compressed(question: Question) -> Kind:
    """`np.compress(condition, a, axis)`: fewer entries along the axis, or one dimension."""
    kind, axis = question.kind("a"), question.bound["axis"]
    dims = dims_of(kind)
    if axis == Const(None):
        return array(class_of(kind), (ANY,))
    axes = _axes(axis, dims)
    if dims is None or not axes:
        return UNKNOWN
    return array(
        class_of(kind), tuple(ANY if i in axes else n for i, n in enumerate(dims))
    )


@inference
def resized(question: Question) -> Kind:
    """`np.resize(a, new_shape)`."""
    dims = shape_dims(question.bound["new_shape"], question)
    return array(class_of(question.kind("a")), dims)


@inference
def chosen(question: Question) -> Kind:
    """`np.choose(a, choices)`, `np.select(conditions, choices)`: broadcast together."""
    names = ("a", "condlist", "choicelist", "choices", "default")
    values: list[tuple[Operand, Kind]] = []
    tests: list[tuple[Operand, Kind]] = []
    for name in (n for n in names if n in question.bound.values):
        operand = question.bound[name]
        single = name in ("a", "default")
        parts = (
            [(operand, question.kind(name))] if single else parts_of(question, operand)
        )
        if not parts or single and not isinstance(parts[0][1], Number | Array):
            return UNKNOWN
        (tests if name in ("a", "condlist") else values).extend(parts)
    dims = broadcast_all([kind for _, kind in tests + values])
    return array(dtypes.promote(values), dims)


@inference
def in_depth(question: Question) -> Kind:
    """`np.dstack(arrays)`: joined along a third axis."""
    parts = parts_of(question, question.bound["tup"])
    return array(dtypes.promote(parts), (ANY, ANY, ANY)) if parts else UNKNOWN


@inference
def matrix_of_blocks(question: Question) -> Kind:
    """`block_diag(*arrays)`: as many rows and columns as all of them together."""
    given = question.bound["arrs"]
    parts = parts_of(question, given) if isinstance(given, Pack) else None
    if not parts:
        return UNKNOWN
    dims = [dims_of(kind) for _, kind in parts]
    sizes: list[Dim] = []
    for axis in (-2, -1):
        known = [d[axis] for d in dims if d is not None and len(d) == 2]
        whole = [n for n in known if isinstance(n, int)]
        sizes.append(sum(whole) if len(whole) == len(parts) else ANY)
    return array(dtypes.promote(parts), tuple(sizes))


@inference
def flat_on_diagonal(question: Question) -> Kind:
    """`np.diagflat(v)`: a square matrix."""
    return array(class_of(question.kind("v")), (ANY, ANY))
