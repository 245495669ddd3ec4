"""Functions of matrices, matrix equations, and factorisations of scipy that are used again."""

from adgen.rules.declare import rule

# f([[A, E], [0, A]]) = [[f(A), L], [0, f(A)]] with L the derivative of f in the direction E.
for name in ("logm", "sinm", "cosm", "tanm", "sinhm", "coshm", "tanhm"):
    rule(
        f"scipy.linalg.{name}(A)",
        out_dot="block_derivative(A, A_dot)",
        A_bar="block_derivative(tr(A), out_bar)",
        ref="mathias1996",
        # The logarithm of a real matrix may be complex.
        kinds="unknown" if name == "logm" else "square_like_a",
    )
rule(
    "scipy.linalg.fractional_matrix_power(A, t)",
    out_dot="block_derivative(A, A_dot, t)",
    A_bar="block_derivative(tr(A), out_bar, t)",
    ref="mathias1996",
)
rule(
    "scipy.linalg.solve_continuous_lyapunov(a, q)",
    out_dot="scipy.linalg.solve_continuous_lyapunov("
    "a, q_dot - a_dot @ out - out @ tr(a_dot))",
    q_bar="like(z, q)",
    a_bar="like(-(z @ tr(out) + tr(z) @ out), a)",
    where="z = scipy.linalg.solve_continuous_lyapunov(tr(a), out_bar)"
    " if is_real(a) else refused('of complex matrices')",
    kinds="like_right_side",
)
rule(
    "scipy.linalg.solve_discrete_lyapunov(a, q)",
    out_dot="scipy.linalg.solve_discrete_lyapunov("
    "a, q_dot + a_dot @ out @ tr(a) + a @ out @ tr(a_dot))",
    q_bar="like(z, q)",
    a_bar="like(z @ a @ tr(out) + tr(z) @ a @ out, a)",
    where="z = scipy.linalg.solve_discrete_lyapunov(tr(a), out_bar)"
    " if is_real(a) else refused('of complex matrices')",
    kinds="like_right_side",
)
# Of the array that cho_factor gives only the triangle is meant; the rest is left unwritten.
rule(
    "c, low = scipy.linalg.cho_factor(a, lower=False)",
    c_dot="factor @ half if lower else tr(factor @ half)",
    a_bar="0.5 * (s + tr(s))",
    where="factor = np.tril(c) if lower else tr(np.triu(c));"
    " factor_bar = np.tril(c_bar) if lower else tr(np.triu(c_bar));"
    " half = lower_half(np.linalg.solve(factor, tr(np.linalg.solve(factor, tr(a_dot)))));"
    " p = lower_half(tr(factor) @ factor_bar);"
    " s = np.linalg.solve(tr(factor), tr(np.linalg.solve(tr(factor), tr(p))))",
    kinds="factor_and_lower",
)
rule(
    "scipy.linalg.cho_solve(c_and_lower, b)",
    out_dot="scipy.linalg.cho_solve(c_and_lower, b_dot - cho_moved(c_and_lower,"
    " c_and_lower_dot, out))",
    b_bar="z",
    c_and_lower_bar="cho_part(c_and_lower, outer_of(z, out, b), outer_of(out, z, b))",
    where="z = scipy.linalg.cho_solve(c_and_lower, out_bar)",
    kinds="like_b",
)
# `lu` holds L below the diagonal and U above; P is applied by solving with identity factors.
rule(
    "lu, piv = scipy.linalg.lu_factor(a)",
    lu_dot="lower @ np.tril(x, -1) + np.triu(x) @ upper",
    a_bar="scipy.linalg.lu_solve((unit, piv), np.linalg.solve(tr(lower),"
    " tr(np.linalg.solve(upper, tr(x_bar)))), trans=1)",
    where="unit = np.eye(len(lu)); lower = np.tril(lu, -1) + unit; upper = np.triu(lu);"
    " x = tr(np.linalg.solve(tr(upper), tr(np.linalg.solve(lower,"
    " scipy.linalg.lu_solve((unit, piv), a_dot)))));"
    " x_bar = np.tril(tr(lower) @ np.tril(lu_bar, -1), -1)"
    " + np.triu(np.triu(lu_bar) @ tr(upper))",
    kinds="factors_and_rows",
)
rule(
    "scipy.linalg.lu_solve(lu_and_piv, b, trans=0)",
    out_dot="scipy.linalg.lu_solve(lu_and_piv, b_dot, trans) - lu_moved(lu_and_piv,"
    " lu_and_piv_dot, out, trans) if trans != 2 else refused('with trans=2')",
    b_bar="scipy.linalg.lu_solve(lu_and_piv, out_bar, 1) if trans == 0 else"
    " scipy.linalg.lu_solve(lu_and_piv, out_bar) if trans == 1"
    " else refused('with trans=2')",
    lu_and_piv_bar="lu_part(lu_and_piv, out_bar, out, b, trans)"
    " if trans != 2 else refused('with trans=2')",
    kinds="like_b",
)

# The sign s of a, with n = s a: n s_dot + s_dot n = a_dot - s a_dot s. N. J. Higham, Functions of
# Matrices (2008), theorem 5.3; the equation is its own transpose.
rule(
    "scipy.linalg.signm(A)",
    out_dot="scipy.linalg.solve_sylvester(n, n, A_dot - out @ A_dot @ out)",
    A_bar="y - tr(out) @ y @ tr(out)",
    where="n = out @ A; y = scipy.linalg.solve_sylvester(tr(n), tr(n), out_bar)",
    kinds="unknown",
    on="real",
)
# With p the permutation and m = l^-1 (p a_dot p^T) l^-T: the blocks of d take their part of m,
# the triangle of l the rest below.
rule(
    "lu, d, perm = scipy.linalg.ldl(A, lower=True, hermitian=True)",
    lu_dot="(l @ turn)[np.argsort(perm)]",
    d_dot="np.where(blocks, m, 0.0)",
    A_bar="0.5 * (s + tr(s))",
    where="l = lu[perm];"
    " blocks = (d != 0) | (np.eye(len(d)) == 1);"
    " m = np.linalg.solve(l, tr(np.linalg.solve(l, A_dot[perm[:, None], perm[None, :]])));"
    " turn = tr(np.linalg.solve(d, tr(np.where(blocks, 0.0, np.tril(m)))));"
    " seen = tr(np.linalg.solve(d, tr(tr(l) @ lu_bar[perm])));"
    " m_bar = np.where(blocks, 0.0, np.tril(seen)) + np.where(blocks, d_bar, 0.0);"
    " x = np.linalg.solve(tr(l), tr(np.linalg.solve(tr(l), tr(m_bar))));"
    " s = x[np.argsort(perm)[:, None], np.argsort(perm)[None, :]]",
    on="real symmetric",
    kinds="factor_block_rows",
)
# a and b are pairs of principal vectors, turned towards each other by each angle. A. Bjorck and
# G. H. Golub, Numerical methods for computing angles between linear subspaces (1973).
rule(
    "scipy.linalg.subspace_angles(A, B)",
    out_dot="-((np.sum(from_a * (A_dot @ (np.linalg.pinv(A) @ a)), axis=0)"
    " + np.sum(from_b * (B_dot @ (np.linalg.pinv(B) @ b)), axis=0)) * weights)[::-1]",
    A_bar="-((from_a * pulled) @ tr(np.linalg.pinv(A) @ a))",
    B_bar="-((from_b * pulled) @ tr(np.linalg.pinv(B) @ b))",
    where="q = singular_vectors(A, 0); r = singular_vectors(B, 0); m = tr(q) @ r;"
    " a = q @ singular_vectors(m, 0); b = r @ tr(singular_vectors(m, 2));"
    " cosines = np.cos(out[::-1]);"
    " weights = inverse_sines(out[::-1], len(A[0]) + len(B[0]) - len(A));"
    " from_a = b - cosines * a; from_b = a - cosines * b;"
    " pulled = out_bar[::-1] * weights",
    kinds="angles",
    on="matrices of full column rank; angles that are 0 in every such pair have slope 0",
)
rule(
    "inverse_sines(angles, always)",
    out_dot="-(out * out * np.cos(angles) * angles_dot)",
    angles_bar="-(out_bar * out * out * np.cos(angles))",
    kinds="same",
)
