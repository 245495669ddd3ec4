"""Linear algebra: inverses, factorisations, eigenvalues, norms.

`tr` is the transpose of each matrix of a stack, `herm` the conjugate transpose. Adjoints pair
with tangents without conjugation, so analytic functions have no `conj` in their rules. Formulas
follow M. Giles, "An extended collection of matrix derivative results" (2008), unless named.
"""

from adgen.rules.declare import linear, multilinear, rule, undefined

for m in ("np.linalg", "scipy.linalg"):
    rule(
        f"{m}.inv(a)",
        out_dot="-(out @ a_dot @ out)",
        a_bar="-(tr(out) @ out_bar @ tr(out))",
        kinds="like_a",
    )
    rule(
        f"{m}.det(a)",
        out_dot="out * trace_of(np.linalg.solve(a, a_dot))",
        a_bar="as_matrix(out_bar * out, a) * tr(np.linalg.inv(a))",
        kinds="matrix_number",
    )
    rule(
        f"{m}.solve(a, b)",
        out_dot="solved(a, b_dot - applied(a_dot, out, b), b)",
        b_bar="like(z, b)",
        a_bar="like(-outer_of(z, out, b), a)",
        where="z = solved(tr(a), out_bar, b)",
        kinds="solved",
    )
    rule(
        f"{m}.pinv(a)",
        out_dot="out @ tr(out) @ tr(a_dot) - out @ (tr(out) @ tr(a_dot)) @ a @ out"
        " + tr(a_dot) @ tr(out) @ out - out @ a @ tr(a_dot) @ tr(out) @ out"
        " - out @ a_dot @ out"
        " if is_real(a) else refused('of complex matrices')",
        a_bar="tr(out_bar) @ out @ tr(out) - a @ out @ tr(out_bar) @ out @ tr(out)"
        " + tr(out) @ out @ tr(out_bar) - tr(out) @ out @ tr(out_bar) @ out @ a"
        " - tr(out) @ out_bar @ tr(out)"
        " if is_real(a) else refused('of complex matrices')",
        kinds="exchanged",
    )
rule(
    "sign, logdet = np.linalg.slogdet(a)",
    logdet_dot="trace_of(np.linalg.solve(a, a_dot))",
    a_bar="as_matrix(logdet_bar, a) * tr(np.linalg.inv(a))",
    kinds="sign_and_number",
    on="real",
)

# factorisations ----------------------------------------------------------------------

rule(
    "np.linalg.cholesky(a)",
    out_dot="out @ lower_half("
    "np.linalg.solve(out, tr(np.linalg.solve(conj(out), tr(a_dot)))))",
    a_bar="0.5 * (s + herm(s))",
    where="p = lower_half(tr(out) @ out_bar);"
    " s = np.linalg.solve(tr(out), tr(np.linalg.solve(herm(out), tr(p))))",
    kinds="like_a",
    ref="murray2016",
)
rule(
    "scipy.linalg.cholesky(a, lower=False)",
    out_dot="factor @ half if lower else tr(factor @ half)",
    a_bar="0.5 * (s + tr(s))",
    where="factor = out if lower else tr(out);"
    " factor_bar = out_bar if lower else tr(out_bar);"
    " half = lower_half(np.linalg.solve(factor, tr(np.linalg.solve(factor, tr(a_dot)))));"
    " p = lower_half(tr(factor) @ factor_bar);"
    " s = np.linalg.solve(tr(factor), tr(np.linalg.solve(tr(factor), tr(p))))",
    kinds="like_a",
    ref="murray2016",
    on="real",
)
for qr in ("np.linalg.qr(a, mode='reduced')", "scipy.linalg.qr(a, mode='full')"):
    economic = "mode == 'reduced'" if qr.startswith("np") else "mode == 'economic'"
    rule(
        f"q, r = {qr}",
        q_dot="q @ turn + x - q @ (tr(q) @ x)",
        r_dot="(tr(q) @ x - turn) @ r",
        a_bar=f"tr(np.linalg.solve(r, tr(q_bar + q @ lower_to_upper("
        f"r @ tr(np.triu(r_bar)) - tr(q_bar) @ q)))) if {economic} and is_real(a)"
        " else refused('other than reduced, of a real matrix')",
        where="x = tr(np.linalg.solve(tr(r), tr(a_dot)))"
        f" if {economic} and is_real(a)"
        " else refused('other than reduced, of a real matrix');"
        " low = np.tril(tr(q) @ x, -1); turn = low - tr(low)",
        ref="walter2012",
        kinds="two_arrays",
    )

# eigenvalues and singular values -----------------------------------------------------

for m, settings in (("np.linalg", "UPLO='L'"), ("scipy.linalg", "b=None, lower=True")):
    rule(
        f"w, v = {m}.eigh(a, {settings})",
        w_dot="np.real(diagonal_of(k))",
        v_dot="v @ (gaps(w) * k)",
        a_bar="0.5 * (s + herm(s))",
        where="k = herm(v) @ a_dot @ v;"
        " s = conj(v) * w_bar[..., None, :] @ tr(v)"
        " + conj(v) @ (gaps(w) * (tr(v) @ v_bar)) @ tr(v)",
        kinds="eigen",
    )
    rule(
        f"{m}.eigvalsh(a, {settings})",
        out_dot="np.real(diagonal_of(herm(v) @ a_dot @ v))",
        a_bar="conj(v) * out_bar[..., None, :] @ tr(v)",
        where="v = eigenvectors(a)",
        kinds="eigenvalues",
    )
for m, settings in (
    ("np.linalg", "full_matrices=True, compute_uv=True, hermitian=False"),
    ("scipy.linalg", "full_matrices=True, compute_uv=True"),
):
    rule(
        f"u, s, vh = {m}.svd(a, {settings})",
        u_dot="u @ (f * (p * row + column * tr(p)))"
        " + (a_dot @ tr(vh) - u @ p) / row",
        s_dot="diagonal_of(p)",
        vh_dot="tr(f * (column * p + tr(p) * row)) @ vh"
        " + (tr(u) @ a_dot - p @ vh) / column",
        a_bar="(u * s_bar[..., None, :] @ vh + u @ (f * (skew_u - tr(skew_u))) * row @ vh"
        " + (u_bar - u @ skew_u) / row @ vh"
        " + u @ (column * (f * (skew_v - tr(skew_v))) @ vh)"
        " + u @ ((vh_bar - tr(skew_v) @ vh) / column))"
        " if not full_matrices and is_real(a)"
        " else refused('with full_matrices=True or of complex matrices')",
        where="p = tr(u) @ a_dot @ tr(vh) if not full_matrices and is_real(a)"
        " else refused('with full_matrices=True or of complex matrices');"
        " row = s[..., None, :]; column = s[..., None]; f = gaps(s * s);"
        " skew_u = tr(u) @ u_bar; skew_v = vh @ tr(vh_bar)",
        kinds="three_arrays",
    )
for svdvals in ("np.linalg.svdvals(x)", "scipy.linalg.svdvals(x)"):
    rule(
        svdvals,
        out_dot="diagonal_of(tr(u) @ x_dot @ tr(vh))"
        " if is_real(x) else refused('of complex matrices')",
        x_bar="u * out_bar[..., None, :] @ vh"
        " if is_real(x) else refused('of complex matrices')",
        where="u = singular_vectors(x, 0); vh = singular_vectors(x, 2)",
    )
undefined(
    "w, v = np.linalg.eig(a)",
    "w, v = scipy.linalg.eig(a)",
    reason="an eigenvector is determined only up to a complex factor"
    " (np.linalg.eigvals and np.linalg.eigh have derivatives)",
)
# Those of scipy are complex always.
for m, more in (("np.linalg", ""), ("scipy.linalg", " + 0j")):
    rule(
        f"{m}.eigvals(a)",
        out_dot=f"diagonal_of(np.linalg.solve(v, a_dot @ v)){more}",
        a_bar="np.real(s) if is_real(a) else s",
        where="v = right_eigenvectors(a);"
        " s = np.linalg.solve(tr(v), out_bar[..., None] * tr(v))",
    )

# norms and products ------------------------------------------------------------------

# At the zero vector the norm has the derivative 0: `size + (size == 0)` divides by 1 there.
_EUCLIDEAN = (
    "(ord is None or ord == 'fro'"
    " or ord == 2 and (isinstance(axis, int) or ndim(x) == 1))"
)
for m in ("np.linalg", "scipy.linalg"):
    rule(
        f"{m}.norm(x, ord=None, axis=None, keepdims=False)",
        out_dot="np.sum(real_product(conj(x), x_dot), axis=axis, keepdims=keepdims)"
        f" / (out + (out == 0)) if {_EUCLIDEAN}"
        " else np.sum(slope * x_dot, axis=axis, keepdims=keepdims)",
        x_bar="expand(out_bar / (out + (out == 0)), x, axis, keepdims) * conj(x)"
        f" if {_EUCLIDEAN} else expand(out_bar, x, axis, keepdims) * slope",
        where="size = expand(out, x, axis, keepdims);"
        " slope = refused('of that order') if not is_real(x)"
        " or not (isinstance(axis, int) or ndim(x) == 1)"
        " else np.sign(x) if ord == 1"
        " else np.sign(x) * taken / number_of(taken, x, axis, True)"
        " if ord == inf or ord == -inf"
        " else x * np.abs(x) ** (ord - 2) / size ** (ord - 1);"
        " taken = np.abs(x) == size",
        kinds="norm",
    )
rule(
    "np.linalg.matrix_power(a, n)",
    out_dot="power_tangent(a, a_dot, n)",
    a_bar="power_adjoint(a, out_bar, n)",
    kinds="like_a",
)
multilinear(
    "np.linalg.multi_dot(arrays)",
    arrays_bar="chain_adjoint(out_bar, arrays)",
)
# x = P b with P the pseudoinverse; r is what is left, and P P^T the inverse of a^T a.
_RESIDUALS = "np.sum(2 * r * (b_dot - a_dot @ out), axis=0)"
for m, more, residuals in (
    ("np.linalg", "rcond=None", f"np.atleast_1d({_RESIDUALS})"),
    ("scipy.linalg", "cond=None", _RESIDUALS),
):
    rule(
        f"out, residuals, rank, s = {m}.lstsq(a, b, {more})",
        out_dot="p @ (b_dot - a_dot @ out) + p @ tr(p) @ (tr(a_dot) @ r)",
        residuals_dot=residuals,
        s_dot="np.diagonal(tr(u) @ a_dot @ tr(vh))",
        b_bar="tr(p) @ out_bar + 2 * r * residuals_bar",
        a_bar="outer_of(r, p @ (tr(p) @ out_bar), b)"
        " - outer_of(tr(p) @ out_bar + 2 * r * residuals_bar, out, b)"
        " + u * s_bar[..., None, :] @ vh",
        where="p = np.linalg.pinv(a); r = b - a @ out;"
        " u = singular_vectors(a, 0); vh = singular_vectors(a, 2)",
    )
rule(
    "scipy.linalg.solve_triangular(a, b, trans=0, lower=False, unit_diagonal=False)",
    out_dot="scipy.linalg.solve_triangular(a, b_dot - triangle(a_dot) @ out,"
    " lower=lower, unit_diagonal=unit_diagonal)"
    " if trans == 0 else refused('with trans')",
    b_bar="z",
    a_bar="-triangle(outer_of(z, out, b))",
    where="z = scipy.linalg.solve_triangular(tr(a), out_bar, lower=not_(lower),"
    " unit_diagonal=unit_diagonal) if trans == 0 else refused('with trans')",
    kinds="solved",
)
linear(
    "scipy.linalg.block_diag(*arrs)",
    arrs_bar="block_parts(out_bar, arrs)",
    kinds="unknown",
)
linear("np.linalg.matrix_transpose(x)", x_bar="np.linalg.matrix_transpose(out_bar)")
rule(
    "scipy.linalg.expm(A)",
    out_dot="scipy.linalg.expm_frechet(A, A_dot, compute_expm=False)",
    A_bar="scipy.linalg.expm_frechet(tr(A), out_bar, compute_expm=False)",
    kinds="unknown",
)
# The square root S solves S S_dot + S_dot S = A_dot.
rule(
    "scipy.linalg.sqrtm(A)",
    out_dot="scipy.linalg.solve_sylvester(out, out, A_dot)",
    A_bar="scipy.linalg.solve_sylvester(tr(out), tr(out), out_bar)",
)
rule(
    "scipy.linalg.solve_sylvester(a, b, q)",
    out_dot="scipy.linalg.solve_sylvester(a, b, q_dot - a_dot @ out - out @ b_dot)",
    q_bar="z",
    a_bar="-(z @ tr(out))",
    b_bar="-(tr(out) @ z)",
    where="z = scipy.linalg.solve_sylvester(tr(a), tr(b), out_bar)",
)
