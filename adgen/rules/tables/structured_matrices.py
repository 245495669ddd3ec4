"""Matrices of a structure, and equations with them: Toeplitz, circulant, banded.

Where each entry of a matrix is an entry of a vector, the structure applied to the numbers of the
entries says which: `circulant(np.arange(n))`.
"""

from adgen.rules.declare import linear, multilinear, rule, undefined

S = "scipy.linalg"

linear(
    f"{S}.circulant(c)",
    c_bar=f"taken_back(out_bar, c, {S}.circulant(np.arange(len(c))), None)",
    kinds="square_of_vector",
)
_REST = "np.concatenate([[0], len(c) + np.arange(len(r) - 1)])"
linear(
    f"{S}.toeplitz(c, r=None)",
    c_bar=f"taken_back(out_bar, c, {S}.toeplitz(np.arange(len(c))), None)"
    " if is_none(r) else sums[: len(c)]",
    r_bar="np.append(0.0, sums[len(c) :])",
    where=f"places = {S}.toeplitz(np.arange(len(c)), {_REST});"
    " sums = np.bincount(np.ravel(places), np.ravel(out_bar))",
    kinds="column_and_row",
)
linear(
    f"{S}.hankel(c, r=None)",
    c_bar=f"taken_back(out_bar, np.append(c, 0.0), {S}.hankel(np.arange(len(c)),"
    " np.full(len(c), len(c))), None)[:-1] if is_none(r) else sums[: len(c)]",
    r_bar="np.append(0.0, sums[len(c) :])",
    where=f"places = {S}.hankel(np.arange(len(c)), len(c) - 1 + np.arange(len(r)));"
    " sums = np.bincount(np.ravel(places), np.ravel(out_bar))",
    kinds="column_and_row",
)
linear(
    f"{S}.convolution_matrix(a, n, mode='full')",
    a_bar="taken_back(out_bar, np.append(0.0, a),"
    f" {S}.convolution_matrix(np.arange(1, len(a) + 1), n, mode), None)[1:]",
    kinds="convolution_matrix",
)
linear(
    f"{S}.leslie(f, s)",
    f_bar="out_bar[0] if ndim(f) == 1 else refused('of several')",
    s_bar="np.diagonal(out_bar, -1) if ndim(s) == 1 else refused('of several')",
    kinds="leslie",
)
rule(
    f"{S}.companion(a)",
    out_dot=f"{S}.companion(np.append(1.0, (a_dot[1:] + out[0] * a_dot[0]) / a[0]))"
    f" - {S}.companion(np.append(1.0, 0.0 * a[1:]))",
    a_bar="np.append(-(pulled @ out[0]), -pulled)",
    where="pulled = out_bar[0] / a[0]",
    kinds="companion",
)
rule(
    f"{S}.fiedler(a)",
    out_dot="side * (a_dot[:, None] - a_dot[None, :])",
    a_bar="np.sum(side * (out_bar + tr(out_bar)), axis=1)",
    where="side = np.sign(a[:, None] - a[None, :])",
    kinds="square_of_vector",
)
rule(
    f"{S}.matmul_toeplitz(c_or_cr, x)",
    out_dot=f"{S}.matmul_toeplitz(c_or_cr_dot, x) + {S}.matmul_toeplitz(c_or_cr, x_dot)"
    " if is_array(c_or_cr) else refused('of a pair of column and row')",
    c_or_cr_bar=f"taken_back(outer_of(out_bar, x, x), c_or_cr,"
    f" {S}.toeplitz(np.arange(len(c_or_cr))), None) if is_array(c_or_cr)"
    " else refused('of a pair of column and row')",
    x_bar=f"{S}.matmul_toeplitz(c_or_cr, out_bar) if is_array(c_or_cr)"
    " else refused('of a pair of column and row')",
    kinds="like_right_side",
)
multilinear(
    f"{S}.khatri_rao(a, b)",
    a_bar="np.einsum('ijk,jk->ik', apart, b)",
    b_bar="np.einsum('ijk,ik->jk', apart, a)",
    where="apart = np.reshape(out_bar, (len(a), len(b), -1))",
    kinds="khatri_rao",
)

# equations ---------------------------------------------------------------------------

rule(
    f"{S}.solve_circulant(c, b)",
    out_dot=f"{S}.solve_circulant(c, b_dot - {S}.circulant(c_dot) @ out)",
    b_bar="z",
    c_bar=f"-taken_back(outer_of(z, out, b), c, {S}.circulant(np.arange(len(c))), None)",
    where=f"z = {S}.solve_circulant(np.append(c[:1], c[:0:-1]), out_bar)",
    kinds="like_right_side",
)
rule(
    f"{S}.solve_toeplitz(c_or_cr, b)",
    out_dot=f"{S}.solve_toeplitz(c_or_cr, b_dot - {S}.toeplitz(c_or_cr_dot) @ out)"
    " if is_array(c_or_cr) else refused('of a pair of column and row')",
    b_bar="z",
    c_or_cr_bar="-taken_back(outer_of(z, out, b), c_or_cr,"
    f" {S}.toeplitz(np.arange(len(c_or_cr))), None)",
    where=f"z = {S}.solve_toeplitz(c_or_cr, out_bar) if is_array(c_or_cr)"
    " else refused('of a pair of column and row')",
    kinds="like_right_side",
)
rule(
    f"{S}.solve_banded(l_and_u, ab, b)",
    out_dot=f"{S}.solve_banded(l_and_u, ab, b_dot - band_product(l_and_u, ab_dot, out))",
    b_bar="z",
    ab_bar="-band_of_product(l_and_u, z, out)",
    where=f"z = {S}.solve_banded(l_and_u[::-1], band_transposed(l_and_u, ab), out_bar)",
    kinds="like_right_side",
)
rule(
    f"{S}.solveh_banded(ab, b, *, lower=False)",
    out_dot=f"{S}.solveh_banded(ab, b_dot - band_product((len(ab) - 1, len(ab) - 1),"
    " both_bands(ab_dot, lower), out), lower=lower)",
    b_bar="z",
    ab_bar="-one_band(band_of_product((len(ab) - 1, len(ab) - 1), z, out), lower)",
    where=f"z = {S}.solveh_banded(ab, out_bar, lower=lower)",
    kinds="like_right_side",
)
multilinear(
    "band_product(l_and_u, ab, x)",
    ab_bar="band_of_product(l_and_u, out_bar, x)",
    x_bar="band_product(l_and_u[::-1], band_transposed(l_and_u, ab), out_bar)",
    kinds="like_right_side",
)
multilinear(
    "band_of_product(l_and_u, z, x)",
    z_bar="band_product(l_and_u, out_bar, x)",
    x_bar="band_product(l_and_u[::-1], band_transposed(l_and_u, out_bar), z)",
    kinds="bands_of_both",
)
linear(
    "band_transposed(l_and_u, ab)",
    ab_bar="band_transposed(l_and_u[::-1], out_bar)",
    kinds="other_bands",
)
linear("both_bands(ab, lower)", ab_bar="one_band(out_bar, lower)", kinds="other_bands")
linear(
    "one_band(full, lower)", full_bar="both_bands(out_bar, lower)", kinds="other_bands"
)

# Riccati equations: linearised they are Lyapunov equations of the closed loop ----------

rule(
    f"{S}.solve_continuous_are(a, b, q, r)",
    out_dot=f"{S}.solve_continuous_lyapunov(tr(loop), -(tr(a_dot) @ out + out @ a_dot"
    " - out @ b_dot @ gain - tr(gain) @ tr(b_dot) @ out + tr(gain) @ r_dot @ gain"
    " + q_dot))",
    a_bar="-(out @ (w + tr(w)))",
    b_bar="out @ (w + tr(w)) @ tr(gain)",
    q_bar="-w",
    r_bar="-(gain @ w @ tr(gain))",
    where="gain = np.linalg.solve(r, tr(b) @ out); loop = a - b @ gain;"
    f" w = {S}.solve_continuous_lyapunov(loop, out_bar)",
    kinds="like_a",
    on="real",
)
rule(
    f"{S}.solve_discrete_are(a, b, q, r)",
    out_dot=f"{S}.solve_discrete_lyapunov(tr(loop), tr(a_dot) @ out @ loop"
    " + tr(loop) @ out @ a_dot - tr(loop) @ out @ b_dot @ gain"
    " - tr(gain) @ tr(b_dot) @ out @ loop + tr(gain) @ r_dot @ gain + q_dot)",
    a_bar="out @ loop @ (w + tr(w))",
    b_bar="-(out @ loop @ (w + tr(w)) @ tr(gain))",
    q_bar="w",
    r_bar="gain @ w @ tr(gain)",
    where="gain = np.linalg.solve(r + tr(b) @ out @ b, tr(b) @ out @ a);"
    f" loop = a - b @ gain; w = {S}.solve_discrete_lyapunov(loop, out_bar)",
    kinds="like_a",
    on="real",
)

# factorisations ----------------------------------------------------------------------

# In the leading square of p^T a, of the size of the shorter side, x = l^-1 a_dot u^-1: its lower
# triangle moves l, its upper one u. Rows below and columns beside the square follow.
rule(
    f"p, l, u = {S}.lu(a)",
    l_dot="l @ np.tril(x, -1) if is_square(a)"
    " else np.tril(of_columns - l @ np.triu(x), -1)",
    u_dot="np.triu(x) @ u if is_square(a)"
    " else np.triu(of_rows - np.tril(x, -1) @ u)",
    a_bar="p @ np.linalg.solve(tr(l), tr(np.linalg.solve(u, tr("
    "np.tril(tr(l) @ l_bar, -1) + np.triu(u_bar @ tr(u))))))"
    " if is_square(a) else p @ in_rows_and_columns(np.linalg.solve(tr(top),"
    " np.triu(u_bar)), np.linalg.solve(tr(top), behind), below, a)",
    where="moved = tr(p) @ a_dot;"
    " top = l if is_square(a) else first_rows(l, u);"
    " left = u if is_square(a) else first_columns(u, l, a);"
    " of_rows = np.linalg.solve(top, moved if is_square(a) else first_rows(moved, u));"
    " of_columns = tr(np.linalg.solve(tr(left), tr(first_columns(moved, l, a))));"
    " x = tr(np.linalg.solve(tr(left), tr("
    "of_rows if is_square(a) else first_columns(of_rows, l, a))));"
    " below = tr(np.linalg.solve(left, tr(np.tril(l_bar, -1))));"
    " seen = np.triu(tr(l) @ np.tril(l_bar, -1))"
    " + np.tril(np.triu(u_bar) @ tr(u), -1);"
    " behind = -tr(np.linalg.solve(left, tr(seen)))",
    kinds="permutation_and_factors",
)
# With a = w s vh: u = w vh, p = vh^T s vh. In the plane of the singular vectors k = w^T a_dot vh^T
# turns u by its skew part, over the sums of singular values; what is beside it moves as well.
_SINGULAR = (
    "w = singular_vectors(a, 0); vh = singular_vectors(a, 2);"
    " s = of_full_rank(np.linalg.svdvals(a)); sums = column(s) + row(s);"
)
_BESIDE_U = (
    "({0} - w @ (tr(w) @ {0})) @ (tr(vh) / s) @ vh"
    " + (w / s) @ tr(w) @ ({0} - ({0} @ tr(vh)) @ vh)"
)
# From the left, a = p u: the factors of x = a^T from the right, u transposed.
rule(
    f"u, p = {S}.polar(a, side='right')",
    u_dot="tr(turn) if side == 'left' else turn",
    p_dot="stretched if is_square(a) else stretched + rest + tr(rest)",
    a_bar="tr(pulled) if side == 'left' else pulled",
    where="x = tr(a) if side == 'left' else a;"
    " moved = tr(a_dot) if side == 'left' else a_dot;"
    " back = tr(u_bar) if side == 'left' else u_bar;"
    + _SINGULAR.replace("(a", "(x")
    + " k = tr(w) @ moved @ tr(vh);"
    " h = tr(w) @ back @ tr(vh);"
    " g = vh @ p_bar @ tr(vh) / sums;"
    " turned = w @ ((k - tr(k)) / sums) @ vh;"
    f" turn = turned if is_square(a) else turned + {_BESIDE_U.format('moved')};"
    " stretched = tr(vh) @ ((tr(k) * s + column(s) * k) / sums) @ vh;"
    " rest = (tr(moved) - tr(vh) @ (vh @ tr(moved))) @ w @ vh;"
    " both = w @ ((h - tr(h)) / sums) @ vh + w @ (column(s) * (g + tr(g))) @ vh;"
    " y = p_bar + tr(p_bar);"
    f" pulled = both if is_square(a) else both + {_BESIDE_U.format('back')}"
    " + (w @ vh) @ (y - (y @ tr(vh)) @ vh)",
    on="real, of full rank",
    kinds="turned_and_stretched",
)
# The polar factor of m = A^T B, and the sum of its singular values.
rule(
    f"turn, scale = {S}.orthogonal_procrustes(A, B)",
    turn_dot="w @ ((k - tr(k)) / sums) @ vh",
    scale_dot="np.trace(k)",
    A_bar="B @ tr(m_bar)",
    B_bar="A @ m_bar",
    where="m = tr(A) @ B; "
    + _SINGULAR.replace("(a", "(m")
    + " k = tr(w) @ (tr(A_dot) @ B + tr(A) @ B_dot) @ tr(vh);"
    " h = tr(w) @ turn_bar @ tr(vh);"
    " m_bar = w @ ((h - tr(h)) / sums) @ vh + scale_bar * turn",
    kinds="turn_and_scale",
)
# With x = r^-1 a_dot q^T = r^-1 r_dot + q_dot q^T, a triangle and a skew matrix.
rule(
    f"r, q = {S}.rq(a)",
    r_dot="r @ (x - skew)",
    q_dot="skew @ q",
    a_bar="np.linalg.solve(tr(r), y + np.tril(pulled - tr(pulled), -1)) @ q",
    where="x = np.linalg.solve(r, a_dot @ tr(q)); low = np.tril(x, -1);"
    " skew = low - tr(low); y = tr(r) @ np.triu(r_bar); pulled = q_bar @ tr(q) - y",
    kinds="both_like_a",
    on="square",
)
rule(
    f"{S}.pinvh(a)",
    out_dot="out @ out @ a_dot @ (np.eye(len(a)) - a @ out)"
    " + (np.eye(len(a)) - out @ a) @ a_dot @ out @ out - out @ a_dot @ out",
    a_bar="0.5 * (s + tr(s))",
    where="rest = np.eye(len(a)) - a @ out;"
    " s = out @ out @ out_bar @ rest + rest @ out_bar @ out @ out - out @ out_bar @ out",
    kinds="like_a",
)
_TRIDIAGONAL = "np.diag(d_dot) + np.diag(e_dot, 1) + np.diag(e_dot, -1)"
rule(
    f"w, v = {S}.eigh_tridiagonal(d, e)",
    w_dot="diagonal_of(k)",
    v_dot="v @ over_gaps(k, w)",
    d_bar="np.diagonal(s) if ndim(d) == 1 else refused('of several')",
    e_bar="np.diagonal(s, 1) + np.diagonal(s, -1)",
    where=f"k = tr(v) @ ({_TRIDIAGONAL}) @ v;"
    " s = v * w_bar[None, :] @ tr(v) + v @ over_gaps(tr(v) @ v_bar, w) @ tr(v)",
    kinds="of_tridiagonal",
)
rule(
    f"{S}.eigvalsh_tridiagonal(d, e)",
    out_dot=f"diagonal_of(tr(v) @ ({_TRIDIAGONAL}) @ v)",
    d_bar="(v * v) @ out_bar",
    e_bar="2 * (v[1:] * v[:-1]) @ out_bar",
    where="v = tridiagonal_vectors(d, e)",
    kinds="values_of_tridiagonal",
)
# The second derivative of the exponential: one of a block matrix.
_BLOCK = "np.vstack((np.hstack(({a}, {b})), np.hstack((np.zeros_like({a}), {a}))))"
rule(
    f"{S}.expm_frechet(A, E, method=None, compute_expm=True)",
    out_dot="(upper(scipy.linalg.expm_frechet("
    + _BLOCK.format(a="A", b="E")
    + ", np.kron(np.eye(2), A_dot), compute_expm=False), A)"
    f" + {S}.expm_frechet(A, E_dot, compute_expm=False))"
    " if compute_expm == False else refused('with compute_expm=True')",
    E_bar=f"{S}.expm_frechet(tr(A), out_bar, compute_expm=False)"
    " if compute_expm == False else refused('with compute_expm=True')",
    A_bar="upper(scipy.linalg.expm_frechet("
    + _BLOCK.format(a="tr(A)", b="tr(E)")
    + ", np.kron(np.eye(2), out_bar), compute_expm=False), A)"
    " if compute_expm == False else refused('with compute_expm=True')",
    kinds="square_like_a",
)
undefined(
    f"t, z = {S}.schur(a, output='real')",
    f"aa, bb, q, z = {S}.qz(A, B, output='real')",
    reason="the Schur vectors are not unique, and the real form jumps where eigenvalues"
    " become complex",
)
undefined(
    f"{S}.hessenberg(a)",
    reason="the Hessenberg form is fixed by choices of the algorithm only",
)
undefined(
    f"{S}.orth(A)",
    f"{S}.null_space(A)",
    reason="a basis of a space is determined only up to a rotation"
    " (the projection on it has a derivative)",
)
