"""Linear algebra: inverses, factorisations, eigenvalues, norms.

`tr` is the transpose of each matrix of a stack, `herm` the conjugate transpose. Adjoints pair
with tangents without conjugation, so analytic functions have no `conj` in their rules. Formulas
follow M. Giles, "An extended collection of matrix derivative results" (2008), unless named.
"""

from adgen.rules.declare import linear, rule

# What rcond cuts off counts as zero: of values that are not, there is another derivative, which
# is that of zeros to the accuracy of rcond.
_CUT = (
    "{0} if {1} is None else small_cut({0}, {1}) if not is_constant({1}) else {0}"
    " if {1} <= 1e-8 else refused('with `{1}` above 1e-8: what it cuts off may vary')"
)
# SciPy inverts the whole array where it is to be diagonal.
_INVERTED = "assume_a != 'diagonal' else refused('with `assume_a` diagonal: divide by np.diag(a)')"
rule(
    "np.linalg.inv(a)",
    out_dot="-(out @ a_dot @ out)",
    a_bar="-(tr(out) @ out_bar @ tr(out))",
    kinds="like_a",
)
rule(
    "np.linalg.solve(a, b)",
    out_dot="solved(a, b_dot - applied(a_dot, out, b), b)",
    b_bar="like(z, b)",
    a_bar="like(-outer_of(z, out, b), a)",
    where="z = solved(tr(a), out_bar, b)",
    kinds="solved",
)
# The matrix m is what is read of the array: all of it, unless a structure is assumed.
rule(
    "scipy.linalg.inv(a, *, assume_a=None, lower=False)",
    out_dot=f"-(out @ part_read(a_dot, assume_a, lower) @ out) if {_INVERTED}",
    a_bar="part_back(-(tr(out) @ out_bar @ tr(out)), assume_a, lower)"
    f" if {_INVERTED}",
    kinds="like_a",
)
rule(
    "scipy.linalg.solve(a, b, lower=False, *, assume_a=None, transposed=False)",
    out_dot="solved(m, b_dot - applied(moved, out, b), b)",
    b_bar="like(z, b)",
    a_bar="part_back(like(-(outer_of(out, z, b) if transposed else outer_of(z, out, b)), a),"
    " assume_a, lower)",
    where="whole = part_read(a, assume_a, lower); m = tr(whole) if transposed else whole;"
    " part = part_read(a_dot, assume_a, lower); moved = tr(part) if transposed else part;"
    " z = solved(tr(m), out_bar, b)",
    kinds="solved",
)
for m, more in (("np.linalg", ", rcond=None, hermitian=False"), ("scipy.linalg", "")):
    rule(
        f"{m}.det(a)",
        out_dot="out * trace_of(np.linalg.solve(a, a_dot))",
        a_bar="as_matrix(out_bar * out, a) * tr(np.linalg.inv(a))",
        kinds="matrix_number",
    )
    # Golub and Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares
    # problems whose variables separate", SIAM J. Numer. Anal. 10 (1973), of any constant rank.
    rule(
        f"{m}.pinv(a{more})",
        out_dot="p @ herm(p) @ herm(a_dot) - p @ (herm(p) @ herm(a_dot)) @ a @ p"
        " + herm(a_dot) @ herm(p) @ p - p @ a @ herm(a_dot) @ herm(p) @ p"
        " - p @ a_dot @ p",
        a_bar=("0.5 * (s + herm(s)) if hermitian else " if more else "") + "s",
        where="s = conj((t - a @ (p @ t)) @ p @ herm(p))"
        " + conj(herm(p) @ p @ (t - (t @ p) @ a))"
        " - tr(p) @ out_bar @ tr(p); t = tr(out_bar); p = "
        + (_CUT.format("out", "rcond") if more else "out"),
        kinds="exchanged",
        ref="golub1973",
    )
rule(
    "sign, logdet = np.linalg.slogdet(a)",
    sign_dot="sign * imaginary(t)",
    logdet_dot="real(t)",
    a_bar="as_matrix(logdet_bar + imaginary(sign_bar * sign), a)"
    " * tr(np.linalg.inv(a))",
    where="t = trace_of(np.linalg.solve(a, a_dot))",
    kinds="sign_and_number",
)

# factorisations ----------------------------------------------------------------------

rule(
    "np.linalg.cholesky(a, *, upper=False)",
    out_dot="herm(factor @ half) if upper else factor @ half",
    a_bar="0.5 * (s + herm(s))",
    where="factor = herm(out) if upper else out;"
    " factor_bar = herm(out_bar) if upper else out_bar;"
    " half = lower_half("
    "np.linalg.solve(factor, tr(np.linalg.solve(conj(factor), tr(a_dot)))));"
    " p = lower_half(tr(factor) @ factor_bar);"
    " s = np.linalg.solve(tr(factor), tr(np.linalg.solve(herm(factor), tr(p))))",
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
# norms and products ------------------------------------------------------------------

# At the zero vector the norm has the derivative 0: `size + (size == 0)` divides by 1 there.
_EUCLIDEAN = (
    "(ord is None or ord == 'fro' or ord == 'f'"
    " or ord == 2 and (isinstance(axis, int) or ndim(x) == 1))"
)
# What the front end does not write as sums and singular values: the largest share, where they tie.
_OF_A_MATRIX = (
    " conj(singular_vectors(x, 0) @ singular_vectors(x, 2))"
    " if axis is None and ndim(x) == 2 and ord == 'nuc'"
    " else conj(singular_vectors(x, 0) * over_rows(share) @ singular_vectors(x, 2))"
    " if axis is None and ndim(x) == 2 and (ord == 2 or ord == -2)"
    " else side * share if axis is None and ndim(x) == 2 else"
)
_SHARE = (
    " share = (sums == extreme) / np.sum(sums == extreme);"
    " extreme = np.max(sums) if ord == 1 or ord == 2 or ord == inf else np.min(sums);"
    " sums = np.linalg.svdvals(x) if ord == 2 or ord == -2"
    " else np.sum(np.abs(x), axis=0) if ord == 1 or ord == -1"
    " else np.sum(np.abs(x), axis=1, keepdims=True);"
)
for m, of_a_matrix, share in (
    ("np.linalg", "", ""),
    ("scipy.linalg", _OF_A_MATRIX, _SHARE),
):
    rule(
        f"{m}.norm(x, ord=None, axis=None, keepdims=False)",
        out_dot="np.sum(real_product(conj(x), x_dot), axis=axis, keepdims=keepdims)"
        f" / (out + (out == 0)) if {_EUCLIDEAN}"
        " else np.sum(real_product(slope, x_dot), axis=axis, keepdims=keepdims)",
        x_bar="expand(out_bar / (out + (out == 0)), x, axis, keepdims) * conj(x)"
        f" if {_EUCLIDEAN} else expand(out_bar, x, axis, keepdims) * slope",
        where="size = expand(out, x, axis, keepdims);"
        + share
        + f" slope ={of_a_matrix}"
        " refused('of that order') if not (isinstance(axis, int) or ndim(x) == 1)"
        " else 0 * x if ord == 0 else side if ord == 1"
        " else side * taken / number_of(taken, x, axis, True)"
        " if ord == inf or ord == -inf"
        " else side * np.abs(x) ** (ord - 1) / (size + (size == 0)) ** (ord - 1);"
        " taken = np.abs(x) == size;"
        " side = np.sign(x) if is_real(x) else conj(x) / (np.abs(x) + (x == 0))",
        kinds="norm",
    )
rule(
    "np.linalg.matrix_power(a, n)",
    out_dot="power_tangent(a, a_dot, n)",
    a_bar="power_adjoint(a, out_bar, n)",
    kinds="like_a",
)
rule(
    "np.linalg.multi_dot(arrays)",
    out_dot="chain_tangent(arrays_dot, arrays)",
    arrays_bar="chain_adjoint(out_bar, arrays)",
    kinds="product_of_chain",
)
# x = P b with P the pseudoinverse; r is what is left, and P P^H the inverse of a^H a where a has
# full column rank. The terms with t vanish there, and are those of the shortest solution else.
_RESIDUALS = "np.sum(real(2 * conj(r) * (b_dot - a_dot @ out)), axis=0)"
# Of a matrix that is not tall and of full rank they are an empty array.
_SEEN = f"np.atleast_1d({_RESIDUALS})[:np.size(residuals)]"
for m, cut, residuals in (
    ("np.linalg", "rcond", _SEEN),
    ("scipy.linalg", "cond", f"np.reshape({_SEEN}, np.shape(residuals))"),
):
    rule(
        f"out, residuals, rank, s = {m}.lstsq(a, b, {cut}=None)",
        out_dot="p @ (b_dot - a_dot @ out) + p @ herm(p) @ (herm(a_dot) @ r)"
        " + herm(a_dot) @ t - p @ (a @ (herm(a_dot) @ t))",
        residuals_dot=f"real({residuals})",
        s_dot="real(np.diagonal(tr(u) @ a_dot @ tr(vh)))",
        b_bar="tr(p) @ out_bar + 2 * conj(r) * seen",
        a_bar="outer_of(conj(r), p @ (herm(p) @ back), b)"
        " - outer_of(tr(p) @ out_bar + 2 * conj(r) * seen, out, b)"
        " + outer_of(conj(t), back - p @ (a @ back), b)"
        " + u * over_rows(s_bar) @ vh",
        # An empty array of residuals: the sum of its adjoint is 0, and it is filled with zeros.
        where=f"p = {_CUT.format('inverse', cut)};"
        " seen = np.sum(residuals_bar) if ndim(b) == 1 else"
        " np.pad(residuals_bar, (0, np.shape(b)[1] - np.size(residuals)));"
        f" inverse = np.linalg.pinv(a) if {cut} is None else np.linalg.pinv(a, {cut});"
        " r = b - a @ out; t = herm(p) @ out;"
        " back = conj(out_bar);"
        " u = conj(singular_vectors(a, 0)); vh = conj(singular_vectors(a, 2))",
        ref="golub1973",
        kinds="least_squares",
    )
# `trans` solves with the transpose, whose adjoint is solved with the matrix itself.
_AS_IT_IS, _TRANSPOSED = "trans == 0 or trans == 'N'", "trans == 1 or trans == 'T'"
_CONJUGATED = "refused('with `trans` 2, which conjugates: conjugate the matrix')"
_SETTINGS = "lower=lower, unit_diagonal=unit_diagonal"
rule(
    "scipy.linalg.solve_triangular(a, b, trans=0, lower=False, unit_diagonal=False)",
    out_dot=f"solved(a, b_dot - applied(triangle(a_dot), out, b), b, {_SETTINGS})"
    f" if {_AS_IT_IS} else solved(a, b_dot - applied(tr(triangle(a_dot)), out, b), b,"
    f" trans=1, {_SETTINGS}) if {_TRANSPOSED} else {_CONJUGATED}",
    b_bar="like(z, b)",
    a_bar=f"like(-triangle(outer_of(z, out, b)), a) if {_AS_IT_IS}"
    " else like(-triangle(outer_of(out, z, b)), a)",
    where="z = solved(tr(a), out_bar, b, lower=not_(lower),"
    f" unit_diagonal=unit_diagonal) if {_AS_IT_IS}"
    f" else solved(a, out_bar, b, {_SETTINGS}) if {_TRANSPOSED}"
    f" else {_CONJUGATED}",
    kinds="solved",
)
linear(
    "scipy.linalg.block_diag(*arrs)",
    arrs_bar="block_parts(out_bar, arrs)",
    kinds="matrix_of_blocks",
)
linear(
    "np.linalg.matrix_transpose(x)",
    x_bar="np.linalg.matrix_transpose(out_bar)",
    kinds="last_exchanged",
)
rule(
    "scipy.linalg.expm(A)",
    out_dot="scipy.linalg.expm_frechet(A, A_dot, compute_expm=False)",
    A_bar="scipy.linalg.expm_frechet(tr(A), out_bar, compute_expm=False)",
    kinds="square_like_a",
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
    q_bar="like(z, q)",
    a_bar="like(-(z @ tr(out)), a)",
    b_bar="like(-(tr(out) @ z), b)",
    where="z = scipy.linalg.solve_sylvester(tr(a), tr(b), out_bar)",
    kinds="like_right_side",
)
