"""Products of vectors, matrices and tensors."""

from adgen.rules import slopes_of_products
from adgen.rules.declare import constant, multilinear, rule, structural

for matmul in ("matmul", "np.matmul", "np.linalg.matmul"):
    multilinear(
        f"{matmul}(a, b)",
        a_bar="matmul_left(out_bar, a, b)",
        b_bar="matmul_right(out_bar, a, b)",
        kinds="matmul",
    )
multilinear(
    "np.dot(a, b)",
    a_bar="dot_left(out_bar, a, b)",
    b_bar="dot_right(out_bar, a, b)",
    kinds="dot",
)
multilinear(
    "np.vdot(a, b)",
    a_bar="as_shaped(out_bar * np.ravel(b), a) if is_real(a)"
    " else as_shaped(np.conj(out_bar * np.ravel(b)), a)",
    b_bar="as_shaped(out_bar * conj(np.ravel(a)), b)",
    kinds="scalar_product",
)
multilinear(
    "np.inner(a, b)",
    a_bar="inner_left(out_bar, a, b)",
    b_bar="inner_right(out_bar, a, b)",
    kinds="inner",
)
for outer in ("np.outer", "np.linalg.outer"):
    multilinear(
        f"{outer}(a, b)",
        a_bar="as_shaped(out_bar @ np.ravel(b), a)",
        b_bar="as_shaped(np.ravel(a) @ out_bar, b)",
        kinds="outer",
    )
for tensordot in ("np.tensordot", "np.linalg.tensordot"):
    multilinear(
        f"{tensordot}(a, b, axes=2)",
        a_bar="tensordot_left(out_bar, a, b, axes)",
        b_bar="tensordot_right(out_bar, a, b, axes)",
        kinds="tensordot",
    )
multilinear(
    "np.einsum(subscripts, *operands, dtype=None, casting='safe', optimize=False)",
    operands_bar="einsum_adjoint(out_bar, subscripts, operands)",
    kinds="einsum",
)
multilinear(
    "np.kron(a, b)",
    a_bar="kron_left(out_bar, a, b)",
    b_bar="kron_right(out_bar, a, b)",
    kinds="kron",
)
# A matrix and a vector, of stacks.
multilinear(
    "np.matvec(x1, x2)",
    x1_bar="matmul_left(out_bar, x1, x2) if ndim(x2) == 1"
    " else like(out_bar[..., None] * x2[..., None, :], x1)",
    x2_bar="matmul_right(out_bar, x1, x2) if ndim(x2) == 1"
    " else like((tr(x1) @ out_bar[..., None])[..., 0], x2)",
    kinds="matvec",
)
multilinear(
    "np.vecmat(x1, x2)",
    x1_bar="(matmul_left(out_bar, x1, x2) if ndim(x1) == 1"
    " else like((x2 @ out_bar[..., None])[..., 0], x1))"
    " if is_real(x1) else refused('of complex vectors')",
    x2_bar="(matmul_right(out_bar, x1, x2) if ndim(x1) == 1"
    " else like(x1[..., None] * out_bar[..., None, :], x2))"
    " if is_real(x1) else refused('of complex vectors')",
    kinds="vecmat",
)
# The first vector of vecdot is conjugated. An axis counted from the front is another one in
# each of two arrays of different ranks.
_SAME_AXIS = (
    "axis < 0 or ndim(x1) == ndim(x2)"
    " else refused('along `axis` of arrays of different ranks')"
)
for vecdot in ("np.vecdot", "np.linalg.vecdot"):
    multilinear(
        f"{vecdot}(x1, x2, axis=-1)",
        x1_bar=f"like(conj(np.expand_dims(out_bar, axis) * x2), x1) if {_SAME_AXIS}",
        x2_bar=f"like(np.expand_dims(out_bar, axis) * conj(x1), x2) if {_SAME_AXIS}",
        kinds="vecdot",
    )
constant("require_three(a, b, axisa=-1, axisb=-1)", kinds="none", effect=True)
for cross, axes, of_a, of_b, of_out in (
    (
        "np.cross",
        "axisa=-1, axisb=-1, axisc=-1, axis=None",
        *(f"{own} if axis is None else axis" for own in ("axisa", "axisb", "axisc")),
    ),
    ("np.linalg.cross", "*, axis=-1", "axis", "axis", "axis"),
):
    multilinear(
        f"{cross}(a, b, {axes})",
        a_bar=f"cross_left(out_bar, a, b, {of_a}, {of_b}, {of_out})",
        b_bar=f"cross_right(out_bar, a, b, {of_a}, {of_b}, {of_out})",
        kinds="cross",
    )

# The adjoints of a product whose ranks are not known, see adgen.rules.runtime: bilinear too.
for product in ("matmul", "np.dot"):
    name = product.removeprefix("np.")
    multilinear(
        f"{name}_left_adjoint(bar, a, b)",
        bar_bar=f"{product}(out_bar, b)",
        b_bar=f"{name}_right_adjoint(bar, out_bar, b)",
        shape_only=("a",),
        kinds="as_a",
    )
    multilinear(
        f"{name}_right_adjoint(bar, a, b)",
        bar_bar=f"{product}(a, out_bar)",
        a_bar=f"{name}_left_adjoint(bar, a, out_bar)",
        shape_only=("b",),
        kinds="as_b",
    )

# The products that adjoints of np.prod and np.cumprod need, and their derivatives of any order.
rule(
    "product_of_others(a, axis)",
    out_dot="slope_of_others(a, axis, a_dot)",
    a_bar="slope_of_others(a, axis, out_bar)",
    kinds="same",
)
# Second derivatives are symmetric: that of the tangent in reverse mode is that of the adjoint
# in forward mode.
rule(
    "cumprod_tangent(a, v, axis)",
    out_dot="cumprod_tangent(a, v_dot, axis) + cumprod_slope(a, axis, v, a_dot)",
    v_bar="cumprod_adjoint(a, out_bar, axis)",
    a_bar="cumprod_adjoint_slope(a, out_bar, axis, v)",
    kinds="like_v",
)
rule(
    "cumprod_adjoint(a, w, axis)",
    out_dot="cumprod_adjoint(a, w_dot, axis) + cumprod_adjoint_slope(a, w, axis, a_dot)",
    w_bar="cumprod_tangent(a, out_bar, axis)",
    a_bar="cumprod_adjoint_slope(a, w, axis, out_bar)",
    kinds="like_v",
)
for slope in (
    "slope_of_others(a, axis, *directions)",
    "cumprod_slope(a, axis, *directions)",
    "cumprod_adjoint_slope(a, w, axis, *directions)",
):
    structural(
        slope,
        tangents=slopes_of_products.tangents,
        adjoints=slopes_of_products.adjoints,
        kinds="like_directions",
    )
