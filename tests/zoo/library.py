"""Functions of NumPy and Python that are put into other words: parts, ufunc methods, operator."""

import operator

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(7))
def split_unevenly(x):
    a, b, c = np.array_split(x, 3)
    return np.sum(a * a) * np.sum(b) + np.sum(c**3)


@zoo(draw(4, 6))
def split_by_columns_and_rows(a):
    left, right = np.hsplit(a, 2)
    upper, lower = np.vsplit(left, [1])
    return np.sum(lower * right[1:]) + np.sum(upper) + np.split(a, 3, axis=-1)[1][0, 0]


@zoo(draw(2, 2, 4))
def split_in_depth(a):
    first, second = np.dsplit(a, 2)
    return np.sum(first * second * first)


@zoo(draw(3, 4))
def unstacked(a):
    x, y, z = np.unstack(a)
    return np.sum(x * y - z * z) + np.sum(np.unstack(a, axis=1)[2] ** 3)


@zoo(draw(3), draw(4))
def grids(x, y):
    u, v = np.meshgrid(x, y)
    p, q = np.meshgrid(x, y, indexing="ij", sparse=True)
    return np.sum(np.sin(u * v)) + np.sum(p * q * q)


@zoo(draw(3), draw(2), draw(4))
def grids_of_three(x, y, z):
    u, v, w = np.meshgrid(x, y, z)
    v[0] = 2.0 * v[0]
    return np.sum(u * v * w * w)


@zoo(draw(3), draw(2, 3), 0.7)
def broadcast_together(x, a, s):
    u, v, w = np.broadcast_arrays(x, a, s)
    return np.sum(u * v * w * u)


@zoo(draw(2, 2), draw(2), 0.7)
def blocks(a, x, s):
    m = np.block([[a, s * a], [a @ a, a.T]])
    row = np.block([x, s, x])
    return np.sum(m @ m) + np.sum(row**3)


@zoo(draw(3, 4), 0.7)
def along_each_axis(a, s):
    def spread(row, scale):
        return np.sum(row * row) * scale

    rows = np.apply_along_axis(spread, 1, a, s)
    columns = np.apply_along_axis(lambda c: c[:2] * c[2], 0, a)
    return np.sum(rows**2) + np.sum(np.sin(columns)) + np.sum(a[0] ** 3)


@zoo(draw(3, 4))
def over_axes(a):
    return np.apply_over_axes(np.sum, a * a, [0, 1])[0, 0] * a[0, 0]


@zoo(draw(6))
def in_pieces(x):
    y = np.piecewise(x, [x < -0.3, x > 0.3], [lambda v: v * v, np.sin, 0.5])
    return np.sum(y * x)


@zoo(0.7)
def from_a_function(s):
    a = np.fromfunction(lambda i, j: np.sin(s * i + j), (3, 4))
    return np.sum(a**2)


@zoo(draw(5))
def from_an_iterator(x):
    y = np.fromiter((np.sin(v) * v for v in x), float)
    return np.sum(y**2)


@zoo(draw(2, 3), draw(3))
def vectorised(a, x):
    def larger(u, v):
        return u * v if u > v else v**3

    return np.sum(np.vectorize(larger)(a, x)) + np.sum(np.vectorize(np.tanh)(a))


@zoo(draw(6), 0.3)
def slopes(f, h):
    return np.sum(np.gradient(f, h) ** 2) + np.gradient(f)[0] ** 3


@zoo(draw(4, 5), np.array([0.1, 0.4, 0.5, 0.9, 1.3]), 0.3)
def slopes_along_both_axes(f, x, h):
    along_rows, along_columns = np.gradient(f, h, x, edge_order=2)
    rough = np.gradient(f, h)
    return np.sum(along_rows * along_columns**2) + np.sum(rough[0] * rough[1])


@zoo(draw(3, 5), np.array([0.1, 0.4, 0.5, 0.9, 1.3]))
def slopes_at_points(f, x):
    return np.sum(np.gradient(f, x, axis=1) ** 2) + np.sum(np.gradient(f, axis=0) ** 3)


@zoo(draw(3, 4, low=0.2))
def ufuncs_reduced(a):
    rows = np.add.reduce(a) * np.multiply.reduce(a) + np.maximum.reduce(a, axis=0)
    columns = np.logaddexp.reduce(a, axis=1) * np.subtract.reduce(a, axis=1)
    return np.sum(rows**2) + np.sum(columns**2)


@zoo(draw(3, 4), np.array([-2.0]))
def lengths_of_rows_and_of_one_number(a, x):
    """NumPy starts with hypot(0, x), which is |x|."""
    lengths = np.hypot.reduce(a, axis=1) + np.hypot.reduce(a[:, :1], axis=1)
    return np.sum(lengths**2) + np.hypot.reduce(x) * np.gcd.reduce(np.array([-3]))


@zoo(draw(3, 4, low=0.2))
def ufuncs_accumulated(a):
    sums = np.add.accumulate(a) * np.multiply.accumulate(a, axis=1)
    return np.sum(sums**2) + np.sum(np.maximum.accumulate(a, axis=1) ** 3)


@zoo(draw(3), draw(2, 2))
def ufuncs_of_pairs(x, a):
    outer = np.multiply.outer(x, x) + np.subtract.outer(x, x) ** 2
    return np.sum(outer**2) + np.sum(np.power.outer(np.exp(x), a))


@zoo(draw(6))
def sums_of_slices(x):
    return np.sum(np.add.reduceat(np.sin(x), [0, 2, 5]) ** 3)


@zoo(draw(6), draw(2, 6))
def products_of_slices(x, a):
    products = np.multiply.reduceat(x, [0, 4, 2, 5])
    largest = np.maximum.reduceat(a, np.array([0, 3]), axis=1)
    return np.sum(products**2) + np.sum(largest * np.minimum.reduceat(a, [0, 1]).sum())


@zoo(draw(4), 0.7)
def operators_as_functions(x, s):
    y = operator.mul(x, operator.add(s, x)) - operator.abs(x)
    y = operator.iadd(y, s)
    operator.setitem(y, 0, operator.truediv(s, 2.0))
    return np.sum(operator.pow(y, 2)) * operator.getitem(x, operator.index(2))


@zoo(draw(3, 3))
def getters(a):
    first, last = operator.itemgetter(0, -1)(a)
    return np.sum(first * last) + np.sum(operator.attrgetter("T")(a) @ a)


@zoo(0.7, draw(3))
def drawn_numbers(s, m):
    np.random.seed(0)
    return np.sum(np.random.normal(s, 0.5, 4) ** 2 + np.random.normal(m, s)[0])


@zoo(draw(3, 3), draw(3))
def einsum_of_one_operand(a, x):
    m = np.outer(x, x)
    turned = np.einsum("ij->ji", a)
    return np.einsum("ii", m * a) + np.sum(np.einsum("ij->j", turned) * x)


@zoo(draw(3, 4), draw(4))
def einsum_with_lists(a, x):
    y = np.einsum(a, [0, 1], x, [1], [0])
    z = np.einsum(a, [..., 7], x, [7], [...])
    return np.einsum(y, [0], z, [0]) + np.sum(np.einsum(a, [5, 2]) * a.T)


@zoo(draw(3, 4), draw(3, 4))
def einsum_of_a_matrix_or_a_column(a, b):
    factor = a if a[0, 0] > 100.0 else a[:, :1]
    rows = np.einsum("ij,ij->i", factor, b)
    whole = np.einsum(factor, [Ellipsis, 1], b, [Ellipsis, 1], [], optimize=True)
    return np.sum(rows**2) * whole


@zoo(draw(4))
def einsum_into_memory(x):
    out = np.empty(4)
    np.einsum("ij,j->i", np.outer(x, x), x, out=out)
    return np.sum(out * x)


@zoo(draw(3, 3))
def fields_of_factorisations(a):
    s = a @ a.T + np.eye(3)
    w = np.linalg.eigh(s).eigenvalues
    upper = np.linalg.qr(s).R
    values = np.linalg.svd(s).S
    return np.sum(w**3) + np.sum(upper**2) + values[0] + np.linalg.slogdet(s).logabsdet


@zoo(draw(4), draw(2, 3), draw(2, 2, 2))
def loops_over_indices(x, a, b):
    total = 0.0
    for i in np.ndindex(len(x)):
        total = total * x[0] + x[i] ** 2
    for i, j in np.ndindex(*a.shape):
        total = total + (i + 1) * a[i, j] ** 3
    for (i, j), v in np.ndenumerate(a):
        total = total * v + i - j
    for (i,), v in np.ndenumerate(x):
        total = total + i * v * v
    for (i, j, k), v in np.ndenumerate(b):
        total = total + (i + 2 * j + 3 * k) * v**2
    return total


@zoo(draw(4))
def constants_of_dtypes(x):
    small = np.sqrt(np.finfo(x.dtype).eps)
    info = np.finfo(np.float32)
    size = x.nbytes // x.itemsize + x.dtype.itemsize
    if x.dtype.kind == "f":
        x = np.maximum(x, info.eps)
    return np.sum(x * x) * size + np.sum(np.sqrt(x * x + small)) + float(info.bits)


@zoo(draw(4))
def plain_view(x):
    y = x * x
    z = y.view()
    z[0] = 2.0 * x[1]
    return np.sum(y * y * x)


@zoo(draw(3))
def item_deleted_by_operator(x):
    kept = [x[0], x[1], x[2] ** 2]
    operator.delitem(kept, 1)
    return kept[0] * kept[1] * len(frozenset((1, 2, 2))) * (2 in frozenset((1, 2)))


@zoo(draw(3, 4), 0.7)
def ends_that_are_computed(x, end):
    mean = np.pad(x, ((1, 0), (2, 2)), "mean", stat_length=2)
    ramp = np.pad(x[0], 2, mode="linear_ramp", end_values=end)
    odd = np.pad(x[1] * end, (1, 2), "reflect", reflect_type="odd")
    return np.sum(mean**2) + ramp @ ramp * np.sum(odd**3)
