"""Kinds of statistics, interpolations and solutions with given factors."""

from __future__ import annotations

from adgen.ir.kinds import ANY, UNKNOWN, Dim, Kind, Listing, Number, may_be_one
from adgen.ir.nodes import Const, Operand
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference, shaped
from adgen.rules.shapes import Dims, broadcast, constant_of, dims_of, is_constant


@inference
def square_of_rows(question: Question) -> Kind:
    """`np.cov(m, y)`: as many rows and columns as there are variables; rank 0 for one vector."""
    y, by_rows = question.bound["y"], question.bound["rowvar"]
    rows = question.kind_of(next(iter(question.bound.values.values())))
    given = [rows, *([] if y == Const(None) else [question.kind("y")])]
    counts = [_variables(dims_of(kind), by_rows) for kind in given]
    known = [n for n in counts if n is not None]
    if len(known) < len(counts):
        return UNKNOWN
    dtype = "complex" if any(map(dtypes.is_complex, given)) else "float"
    if len(known) == 2:
        whole = [n for n in known if isinstance(n, int)]
        both: Dim = sum(whole) if len(whole) == 2 else ANY
        return array(dtype, (both, both))
    if len(dims_of(given[0]) or ()) == 1:
        return array(dtype, ()) if question.rule.name == "np.cov" else UNKNOWN
    n = known[0]
    return UNKNOWN if n in (1, ANY) else array(dtype, (n, n))


def _variables(dims: Dims | None, by_rows: Operand) -> Dim | None:
    """How many variables there are in data of these dimensions; None if it is not known."""
    if dims is None or len(dims) not in (1, 2) or not is_constant(by_rows):
        return None
    if len(dims) == 1:
        return 1
    return dims[0] if constant_of(by_rows) else dims[1]


@inference
def interpolated(question: Question) -> Kind:
    """`np.interp(x, xp, fp)`: the shape of x."""
    kind = question.kind("x")
    dtype = dtypes.to_float(class_of(question.kind("fp")))
    return shaped("float" if dtype == "float32" else dtype, dims_of(kind))


@inference
def polynomial_value(question: Question) -> Kind:
    """`np.polyval(p, x)`: the shape of x; with several axes in p, one polynomial for each place."""
    pairs = [(question.bound[n], question.kind(n)) for n in ("p", "x")]
    dtype, dims, of_p = (
        dtypes.promote(pairs),
        dims_of(question.kind("x")),
        dims_of(question.kind("p")),
    )
    if of_p is not None and len(of_p) > 1:
        dims = broadcast(of_p[1:], dims)
    return shaped(dtype, dims)


@inference
def series_value(question: Question) -> Kind:
    """`chebval(x, c)`: the shape of x, behind the axes of c but for the first."""
    pairs = [(question.bound[n], question.kind(n)) for n in ("c", "x")]
    dims, of_c = dims_of(question.kind("x")), dims_of(question.kind("c"))
    if dims is None or not of_c:
        return UNKNOWN
    return shaped(dtypes.to_float(dtypes.promote(pairs)), (*of_c[1:], *dims))


@inference
def like_b(question: Question) -> Kind:
    """The solution has the shape of the right-hand side."""
    kind = question.kind("b")
    return array(dtypes.to_float(class_of(kind)), dims_of(kind))


@inference
def density_of_rows(question: Question) -> Kind:
    """A number for one point, an array for several."""
    dims = dims_of(question.kind("x"))
    if dims is None or not dims or question.bound["cov"] == Const(1):
        return UNKNOWN
    rows = tuple(dim for dim in dims[:-1] if dim != 1)
    return UNKNOWN if any(map(may_be_one, rows)) else shaped("float", rows)


@inference
def at_points(question: Question) -> Kind:
    """The values of a curve at places: an array, of rank 0 too, with the further axes of y."""
    at, y = (dims_of(question.kind(name)) for name in ("at", "y"))
    # Steps are the values themselves, everything else is computed in double precision.
    steps = question.rule.name == "interpolated" and constant_of(
        question.bound["kind"]
    ) in ("nearest", "nearest-up", "previous", "next")
    dtype = dtypes.to_float(class_of(question.kind("y"))) if steps else "float"
    return array(dtype, None if at is None or not y else (*at, *y[1:]))


@inference
def at_knots(question: Question) -> Kind:
    """A number for each point of a curve."""
    return array("float", dims_of(question.kind("y")))


@inference
def at_rows(question: Question) -> Kind:
    """A matrix with a row for each place."""
    dims = dims_of(question.kind("at"))
    return array("float", ("?", "?") if dims is None else (*dims, "?"))


@inference
def numbers_of_vectors(question: Question) -> Kind:
    """What is computed of vectors: numbers; of other samples nothing is known."""
    pairs = [(op, question.kind_of(op)) for op in question.bound.values.values()]
    vectors = all(len(dims_of(kind) or ()) == 1 for _, kind in pairs)
    dtype = dtypes.to_float(dtypes.promote(pairs))
    return Number(dtype) if vectors and dtype is not None else UNKNOWN


@inference
def number_of_data(question: Question) -> Kind:
    """What the module statistics makes of data: a number of their type."""
    data, *more = question.bound.values.values()
    kinds = [question.kind_of(op) for op in more if not isinstance(op, Const)]
    given = question.kind_of(data)
    if isinstance(given, Listing) and given.fields:
        given = given.fields[0]
    kinds.append(given)
    single = all(class_of(kind) == "float32" for kind in kinds)
    return Number("float32" if single else "float")
