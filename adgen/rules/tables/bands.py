"""Cholesky factors and eigenvalues of symmetric matrices that are stored by their diagonals.

`both_bands` completes the diagonals that are given, `one_band` is its transpose; `band_product`
multiplies the matrix of such diagonals, `band_of_product(w, z, x)` is the transpose of that. The
derivatives of factors and of all eigenvectors are found with full matrices.
"""

from adgen.rules.declare import rule

S = "scipy.linalg"
_FULL = "full_of_bands(both_bands(ab_dot, lower))"
_BACK = (
    "(one_band(band_of_product((len({ab}) - 1, len({ab}) - 1), {z}, {x}), lower)"
    " if is_constant(lower) else refused('with `lower` that is only known at run time'))"
)

# What is stored beyond the ends of the diagonals is passed on.
# S. Murray, Differentiation of the Cholesky decomposition (2016), arXiv:1602.07527.
rule(
    f"{S}.cholesky_banded(ab, *, lower=False)",
    out_dot="beyond * ab_dot + (band_of_product((len(ab) - 1, 0), factor @ half,"
    " np.eye(len(half))) if lower else band_of_product((0, len(ab) - 1),"
    " tr(factor @ half), np.eye(len(half))))",
    ab_bar="beyond * out_bar + "
    + _BACK.format(ab="ab", z="0.5 * (s + tr(s))", x="np.eye(len(s))"),
    where="ones = np.ones(np.shape(ab)[1]); beyond = 1 - (band_of_product("
    "(len(ab) - 1, 0), ones, ones) if lower else"
    " band_of_product((0, len(ab) - 1), ones, ones));"
    " factor = full_of_lower(out) if lower else tr(full_of_upper(out));"
    " factor_bar = full_of_lower(out_bar) if lower else tr(full_of_upper(out_bar));"
    f" moved = np.linalg.solve(factor, {_FULL});"
    " half = lower_half(np.linalg.solve(factor, tr(moved)));"
    " p = lower_half(tr(factor) @ factor_bar);"
    " s = np.linalg.solve(tr(factor), tr(np.linalg.solve(tr(factor), tr(p))))",
    kinds="first_elementwise",
)
rule(
    f"{S}.cho_solve_banded(cb_and_lower, b)",
    out_dot=f"{S}.cho_solve_banded(cb_and_lower, b_dot)"
    f" - {S}.cho_solve_banded(cb_and_lower,"
    " cho_band_moved(cb_and_lower, cb_and_lower_dot, out))",
    b_bar="z",
    cb_and_lower_bar="cho_band_part(cb_and_lower, z, out)",
    where=f"z = {S}.cho_solve_banded(cb_and_lower, out_bar)",
    kinds="like_b",
)

# J. R. Magnus, On differentiating eigenvalues and eigenvectors (1985).
_MOVED = (
    "tr(v) @ band_product((len({0}) - 1, len({0}) - 1), both_bands({0}_dot, lower), v)"
)
rule(
    f"{S}.eigvals_banded(a_band, lower=False)",
    out_dot=f"diagonal_of({_MOVED.format('a_band')})",
    a_band_bar=_BACK.format(ab="a_band", z="v * out_bar", x="v"),
    where="v = banded_eigenvectors(a_band, lower)",
    kinds="values_of_bands",
)
rule(
    f"w, v = {S}.eig_banded(a_band, lower=False)",
    w_dot="diagonal_of(k)",
    v_dot="v @ over_gaps(k, w)",
    a_band_bar=_BACK.format(
        ab="a_band", z="(v * w_bar + v @ over_gaps(tr(v) @ v_bar, w))", x="v"
    ),
    where=f"k = {_MOVED.format('a_band')}",
    kinds="of_bands",
)
