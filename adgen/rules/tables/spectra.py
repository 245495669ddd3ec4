"""Factorisations with orthogonal factors, eigenvalues and singular values.

`over_gaps(m, w)` is m[i, j] / (w[j] - w[i]), zero on the diagonal; where two eigenvalues are equal
to rounding and m is not zero, the eigenvectors have no derivative, and it raises LinAlgError.
Sums of eigenvalues of a group, functions of other eigenvalues and of their vectors are right.

A symmetric matrix is taken for symmetric: its adjoint is symmetric, whichever triangle is read.
"""

from adgen.rules.declare import rule

# a = q r. Only the first columns of a, as many as q has, determine q; the others (of a wide
# matrix) enter r alone. S. Walter and L. Lehmann (2010); D. A. O. Roberts and L. R. Roberts, "QR
# and LQ decomposition matrix backpropagation algorithms for square, wide, and deep matrices",
# arXiv:2009.10071 (2020). Of a complex matrix the diagonal of r is real.
for qr, reduced in (
    ("np.linalg.qr(a, mode='reduced')", "reduced"),
    ("scipy.linalg.qr(a, *, mode='full')", "economic"),
):
    _ONLY = (
        f" if mode == '{reduced}' or is_square(a) and mode != 'raw'"
        " else refused('in another mode than reduced, unless the matrix is square')"
    )
    rule(
        f"q, r = {qr}",
        q_dot="(q @ turn + x - q @ p)" + _ONLY,
        r_dot="joined_columns((p - turn) @ first_columns(r, q, a),"
        " herm(q) @ last_columns(a_dot, q, a)"
        " - turn_of_columns(turn, last_columns(r, q, a)), q, a)" + _ONLY,
        a_bar="joined_columns(tr(np.linalg.solve(first_columns(r, q, a), tr("
        "q_seen + conj(q) @ (np.tril(m - herm(m), -1) + imaginary_diagonal(m) - m)))),"
        " conj(q) @ last_columns(r_bar, q, a), q, a)" + _ONLY,
        where="x = tr(np.linalg.solve(tr(first_columns(r, q, a)),"
        " tr(first_columns(a_dot, q, a))));"
        " p = herm(q) @ x; low = np.tril(p, -1);"
        " turn = low - herm(low) + imaginary_diagonal(p);"
        " q_seen = q_bar + seen_by_columns(last_columns(a, q, a),"
        " last_columns(r_bar, q, a));"
        " m = tr(q) @ q_seen"
        " - np.triu(first_columns(r_bar, q, a)) @ tr(first_columns(r, q, a))",
        ref="walter2012",
        kinds="two_arrays",
    )

# M. Giles (2008). Of some of the vectors the slope has parts along all others: `every` are the
# vectors of the whole matrix, of which the chosen ones may have another sign than those of v.
_SOME = "subset_by_index is not None"
_OF_ALL = (
    f"refused('of a part of the vectors, with `b`') if b is not None and {_SOME} else"
)
for m, settings, v_some, s_some, more in (
    ("np.linalg", "UPLO='L'", "", "", ""),
    (
        "scipy.linalg",
        "b=None, lower=True, subset_by_index=None",
        f"{_OF_ALL} every @ over_gaps(herm(every) @ (0.5 * (a_dot + herm(a_dot))) @ every"
        f" * chosen, values) @ (herm(every) @ v) if {_SOME} else ",
        f"{_OF_ALL} conj(every) @ over_gaps(tr(every) @ v_bar @ tr(herm(every) @ v),"
        f" values) @ tr(every) if {_SOME} else ",
        "; every = all_vectors(a); values = all_values(a);"
        " chosen = columns_of_part(a, subset_by_index)",
    ),
):
    rule(
        f"w, v = {m}.eigh(a, {settings})",
        w_dot="np.real(diagonal_of(k))",
        v_dot=f"{v_some}v @ over_gaps(0.5 * (k + herm(k)), w)",
        a_bar="0.5 * (s + herm(s))",
        where="k = herm(v) @ a_dot @ v;"
        " s = conj(v) * over_rows(w_bar) @ tr(v) + turned;"
        f" turned = {s_some}conj(v) @ over_gaps(tr(v) @ v_bar, w) @ tr(v){more}",
        kinds="eigen",
    )
    rule(
        f"{m}.eigvalsh(a, {settings})",
        out_dot="np.real(diagonal_of(herm(v) @ a_dot @ v))",
        a_bar="conj(v) * over_rows(out_bar) @ tr(v)",
        where="v = eigenvectors(a)",
        kinds="eigenvalues",
    )

# LAPACK scales eigenvectors to length 1, and turns complex ones so that the largest component is
# real: `turn` keeps to that. C. Boeddeker et al., "On the computation of complex-valued gradients
# with application to statistically optimum beamforming", arXiv:1701.00392 (2017).
# `e` are the vectors, known to be as large as a: a second derivative needs that.
for m, more in (("np.linalg", ""), ("scipy.linalg", " + 0j")):
    rule(
        f"w, v = {m}.eig(a)",
        w_dot="diagonal_of(p)" + more,
        v_dot="in_field(raw - e * (np.real(np.sum(conj(e) * raw, axis=-2, keepdims=True))"
        " + z - np.real(z)), v)",
        a_bar="in_field(np.linalg.solve(tr(e), as_large_as(w_bar[..., None] * tr(e), a))"
        " + np.linalg.solve(tr(e), as_large_as(over_gaps(tr(e) @ raw_bar, w) @ tr(e), a)),"
        " a)",
        where="e = as_large_as(independent(v), a); p = np.linalg.solve(e, a_dot @ e);"
        " raw = e @ over_gaps(p, w);"
        " largest = largest_component(e);"
        " anchor = np.sum(largest * e, axis=-2, keepdims=True);"
        " z = np.sum(largest * raw, axis=-2, keepdims=True) / anchor;"
        " c = np.sum(v_bar * e, axis=-2, keepdims=True);"
        " raw_bar = v_bar - np.real(c) * conj(e) - largest * (c - np.real(c)) / anchor",
        kinds="general_eigen",
        ref="boeddeker2017",
    )
    # Those of scipy are complex always.
    rule(
        f"{m}.eigvals(a)",
        out_dot=f"diagonal_of(np.linalg.solve(e, a_dot @ e)){more}",
        a_bar="in_field(np.linalg.solve(tr(e), as_large_as(out_bar[..., None] * tr(e), a)),"
        " a)",
        where="e = as_large_as(independent(right_eigenvectors(a)), a)",
        kinds="general_eigenvalues",
    )

# The vectors beyond the singular values (full_matrices=True) are any basis: they have no
# derivative. If only the values are used, they have one in either form.
for m, settings in (
    ("np.linalg", "full_matrices=True, compute_uv=True, hermitian=False"),
    ("scipy.linalg", "full_matrices=True, compute_uv=True"),
):
    rule(
        f"u, s, vh = {m}.svd(a, {settings})",
        u_dot="u @ over_gaps(p * row + column * tr(p), s * s)"
        " + (a_dot @ tr(vh) - u @ p) / row",
        s_dot="diagonal_of(tr(u) @ a_dot @ tr(vh)) if is_real(a)"
        " else refused('of complex matrices')",
        vh_dot="tr(over_gaps(column * p + tr(p) * row, s * s)) @ vh"
        " + (tr(u) @ a_dot - p @ vh) / column",
        a_bar="(left * over_rows(s_bar) @ right) if not given('u_bar')"
        " and not given('vh_bar') and is_real(a) else ("
        "u * over_rows(s_bar) @ vh"
        " + u @ over_gaps(skew_u - tr(skew_u), s * s) * row @ vh"
        " + (u_seen - u @ skew_u) / row @ vh"
        " + u @ (column * (over_gaps(skew_v - tr(skew_v), s * s)) @ vh)"
        " + u @ ((vh_seen - tr(skew_v) @ vh) / column))"
        " if is_real(a) else refused('of complex matrices')",
        where="p = tr(u) @ square_if_full(a_dot, a, full_matrices) @ tr(vh)"
        " if is_real(a) else refused('of complex matrices');"
        " row = over_rows(s); column = s[..., None];"
        " left = u if not full_matrices or is_square(a) else singular_vectors(a, 0);"
        " right = vh if not full_matrices or is_square(a) else singular_vectors(a, 2);"
        " u_seen = square_if_full(u_bar, a, full_matrices);"
        " vh_seen = square_if_full(vh_bar, a, full_matrices);"
        " skew_u = tr(u) @ u_seen; skew_v = vh @ tr(vh_seen)",
        kinds="three_arrays",
    )
for svdvals in ("np.linalg.svdvals(x)", "scipy.linalg.svdvals(x)"):
    rule(
        svdvals,
        out_dot="real(diagonal_of(herm(u) @ x_dot @ herm(vh)))",
        x_bar="conj(u) * over_rows(out_bar) @ conj(vh)",
        where="u = singular_vectors(x, 0); vh = singular_vectors(x, 2)",
        kinds="singular_values",
    )
# Those that change nothing, and raise LinAlgError.
rule(
    "only_square(x, a)",
    out_dot="x_dot",
    x_bar="out_bar",
    kinds="same",
    shape_only=("a",),
)
rule("independent(x)", out_dot="x_dot", x_bar="out_bar", kinds="same")
rule("small_cut(x, rcond)", out_dot="x_dot", x_bar="out_bar", kinds="first_elementwise")
rule("of_full_rank(s)", out_dot="s_dot", s_bar="out_bar", kinds="same")
rule(
    "simple_roots(slope, p, roots)",
    out_dot="slope_dot",
    slope_bar="out_bar",
    p_bar="0",
    roots_bar="0",
    kinds="same",
)
# The svd of a complex matrix, whose vectors have a free phase: u and v turn together by the
# imaginary part of the diagonal of p, which is put on u. Z.-Q. Wan and S.-X. Zhang, "Automatic
# differentiation for complex valued SVD", arXiv:1909.02659 (2019).
rule(
    "u, s, vh = singular_factors(x)",
    u_dot="u @ (over_gaps(p * row + column * herm(p), s * s) + imaginary_diagonal(p) / row)"
    " + (x_dot @ herm(vh) - u @ p) / row",
    s_dot="real(diagonal_of(p))",
    vh_dot="herm(over_gaps(column * p + herm(p) * row, s * s)) @ vh"
    " + (herm(u) @ x_dot - p @ vh) / column",
    x_bar="conj(u * over_rows(s_bar) @ vh"
    " + u @ (over_gaps(m - herm(m), s * s) * row + imaginary_diagonal(m) / row) @ vh"
    " + (conj(u_bar) - u @ m) / row @ vh"
    " + u @ (column * over_gaps(n - herm(n), s * s)) @ vh"
    " + u @ ((conj(vh_bar) - herm(n) @ vh) / column))",
    where="p = herm(u) @ x_dot @ herm(vh); row = over_rows(s); column = s[..., None];"
    " m = herm(u) @ conj(u_bar); n = vh @ tr(vh_bar)",
    kinds="three_factors",
)
rule(
    "over_gaps(m, w)",
    out_dot="over_gaps(m_dot - out * (over_rows(w_dot) - w_dot[..., None]), w)",
    m_bar="over_gaps(out_bar, w)",
    w_bar="np.sum(t, axis=-2) - np.sum(t, axis=-1)",
    where="t = -(m_bar * out)",
    kinds="as_matrices",
)
