"""Functions that are constant wherever they are smooth, and questions: derivative zero."""

from adgen.rules.declare import constant, elementwise, undefined

constant(
    "np.floor(x)",
    "np.ceil(x)",
    "np.rint(x)",
    "np.trunc(x)",
    "np.fix(x)",
    "np.sign(x)",
    "np.spacing(x)",
    kinds="elementwise",
    dtype="same",
)
constant(
    *(f"np.{sign}int{size}(x)" for sign in ("", "u") for size in (8, 16, 32, 64)),
    "np.intp(x)",
    "np.uintp(x)",
    kinds="elementwise",
    dtype="int",
)
constant("np.round(a, decimals=0)", kinds="first_elementwise", dtype="same")
constant("np.around(a, decimals=0)", kinds="first_elementwise", dtype="same")
constant("round(number, ndigits=None)", kinds="rounded")
constant(
    "np.isfinite(x)",
    "np.isnan(x)",
    "np.isinf(x)",
    "np.isposinf(x)",
    "np.isneginf(x)",
    "np.isreal(x)",
    "np.iscomplex(x)",
    "np.signbit(x)",
    "np.logical_not(x)",
    "np.logical_and(x, y)",
    "np.logical_or(x, y)",
    "np.logical_xor(x, y)",
    kinds="elementwise",
    dtype="bool",
)
constant(
    "np.isclose(a, b, rtol=1e-5, atol=1e-8, equal_nan=False)",
    kinds="compared",
)
constant(
    "np.allclose(a, b, rtol=1e-5, atol=1e-8, equal_nan=False)",
    "np.array_equal(a1, a2, equal_nan=False)",
    "np.array_equiv(a1, a2)",
    "np.iscomplexobj(x)",
    "np.isrealobj(x)",
    "np.isscalar(element)",
    "np.issubdtype(arg1, arg2)",
    "np.can_cast(from_, to, casting='safe')",
    "scipy.linalg.issymmetric(a, atol=None, rtol=None)",
    "scipy.linalg.ishermitian(a, atol=None, rtol=None)",
    kinds="boolean",
)
constant(
    "np.shares_memory(a, b, max_work=None)",
    kinds="boolean",
)
constant(
    "np.all(a, axis=None, *, keepdims=False, where=True)",
    "np.any(a, axis=None, *, keepdims=False, where=True)",
    kinds="reduction",
    dtype="bool",
)
constant(
    "np.count_nonzero(a, axis=None, *, keepdims=False)",
    "np.argmax(a, axis=None, *, keepdims=False)",
    "np.argmin(a, axis=None, *, keepdims=False)",
    "np.nanargmax(a, axis=None, *, keepdims=False)",
    "np.nanargmin(a, axis=None, *, keepdims=False)",
    kinds="reduction",
    dtype="int",
)
constant(
    "np.argsort(a, axis=-1, kind=None, order=None, *, stable=None)",
    "np.argpartition(a, kth, axis=-1, kind='introselect', order=None)",
    kinds="ordering",
)
constant(
    "np.searchsorted(a, v, side='left', sorter=None)",
    "np.digitize(x, bins, right=False)",
    kinds="places_of",
)
constant(
    "np.argwhere(a)",
    "np.lexsort(keys, axis=-1)",
    "np.unravel_index(indices, shape, order='C')",
    "np.ravel_multi_index(multi_index, dims, mode='raise', order='C')",
    "np.result_type(*arrays_and_dtypes)",
    "np.promote_types(type1, type2)",
    "np.broadcast_shapes(*args)",
    "np.indices(dimensions, dtype=None)",
    "np.mask_indices(n, mask_func, k=0)",
)
constant(
    "np.nonzero(a)",
    "np.ix_(*args)",
    "np.tril_indices(n, k=0, m=None)",
    "np.triu_indices(n, k=0, m=None)",
    "np.tril_indices_from(arr, k=0)",
    "np.triu_indices_from(arr, k=0)",
    "np.diag_indices(n, ndim=2)",
    "np.diag_indices_from(arr)",
    kinds="index_tuple",
)
constant(
    "np.hamming(M)",
    "np.hanning(M)",
    "np.bartlett(M)",
    "np.blackman(M)",
    kinds="vector_of_floats",
)
constant("np.flatnonzero(a)", kinds="vector_of_integers")
constant("np.tri(N, M=None, k=0, dtype=None)", kinds="triangle_of_ones")
constant("np.iinfo(dtype)", "np.finfo(dtype)", kinds="thing")
constant(
    "math.floor(x)",
    "math.ceil(x)",
    "math.trunc(x)",
    "math.isqrt(n)",
    "math.factorial(n)",
    "math.comb(n, k)",
    "math.perm(n, k=None)",
    "math.gcd(*integers)",
    "math.lcm(*integers)",
    "bisect.bisect_left(a, x, lo=0, hi=None)",
    "bisect.bisect_right(a, x, lo=0, hi=None)",
    kinds="integer",
)
constant(
    "math.isnan(x)",
    "math.isinf(x)",
    "math.isfinite(x)",
    "math.isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
    kinds="boolean",
)
constant("math.ulp(x)", kinds="real")
constant("below, above = scipy.linalg.bandwidth(a)", kinds="integer")
constant(
    "np.linalg.matrix_rank(A, tol=None, hermitian=False, *, rtol=None)",
    kinds="unknown",
)
# The next number is the number, but for rounding.
for nextafter in ("np.nextafter", "math.nextafter"):
    elementwise(
        f"{nextafter}(x, y)",
        dx="1",
        dy="0",
        kinds="real" if nextafter == "math.nextafter" else "elementwise",
    )
undefined(
    "np.histogram(a, bins=10)",
    "np.histogram2d(x, y, bins=10)",
    "np.histogramdd(sample, bins=10)",
    reason="counts jump where a value passes an edge (np.bincount has weights)",
)
undefined(
    "np.asmatrix(data)",
    "np.bmat(obj)",
    reason="the class np.matrix has products of its own; use arrays",
)
