"""The slopes of `runtime_special` and its neighbours themselves: for second derivatives."""

from adgen.rules.declare import elementwise

_S = "scipy.special"
_GAMMA = f"np.exp((a - 1) * np.log(x) - x - {_S}.gammaln(a))"
_BETA = f"np.exp((a - 1) * np.log(x) + (b - 1) * np.log1p(-x) - {_S}.betaln(a, b))"
_FIRST = "refused('of third order in its parameters')"

elementwise(
    "gammainc_slope(a, x, order=1)",
    da=f"gammainc_slope(a, x, 2) if order == 1 else {_FIRST}",
    dx=f"{_GAMMA} * (np.log(x) - {_S}.digamma(a)) if order == 1 else {_FIRST}",
)
_MEANS = {
    "in_a": f"(np.log(x) - {_S}.digamma(a) + {_S}.digamma(a + b))",
    "in_b": f"(np.log1p(-x) - {_S}.digamma(b) + {_S}.digamma(a + b))",
}
elementwise(
    "betainc_slope(a, b, x, in_a, in_b)",
    da="betainc_slope(a, b, x, 2, 0) if in_a == 1 and in_b == 0"
    f" else betainc_slope(a, b, x, 1, 1) if in_a == 0 and in_b == 1 else {_FIRST}",
    db="betainc_slope(a, b, x, 1, 1) if in_a == 1 and in_b == 0"
    f" else betainc_slope(a, b, x, 0, 2) if in_a == 0 and in_b == 1 else {_FIRST}",
    dx=f"{_BETA} * {_MEANS['in_a']} if in_a == 1 and in_b == 0"
    f" else {_BETA} * {_MEANS['in_b']} if in_a == 0 and in_b == 1 else {_FIRST}",
)
elementwise(
    "zeta_slope(x, q, order=1)",
    dx=f"zeta_slope(x, q, 2) if order == 1 else {_FIRST}",
    dq=f"-({_S}.zeta(x + 1, q) + x * zeta_slope(x + 1, q)) if order == 1 else {_FIRST}",
)

# Bessel functions: the recurrences in z are those of the functions, DLMF 10.6.1 and 10.29.1.
for _name, _in_z in (
    ("jv", "0.5 * ({0}(v - 1, z, times) - {0}(v + 1, z, times))"),
    ("yv", "0.5 * ({0}(v - 1, z, times) - {0}(v + 1, z, times))"),
    ("ive", "0.5 * ({0}(v - 1, z, times) + {0}(v + 1, z, times)) - out"),
    ("kve", "out - 0.5 * ({0}(v - 1, z, times) + {0}(v + 1, z, times))"),
):
    elementwise(
        f"{_name}_slope(v, z, times=1)",
        dv=f"{_name}_slope(v, z, 2) if times == 1 else {_FIRST}",
        dz=_in_z.format(f"{_name}_slope"),
    )

# Hypergeometric functions: the derivative in x has contiguous parameters, DLMF 13.3.15, 15.5.1.
elementwise(
    "hyp0f1_slope(v, x, times=1)",
    dv=f"hyp0f1_slope(v, x, 2) if times == 1 else {_FIRST}",
    dx=f"hyp0f1_slope(v + 1, x) / v - {_S}.hyp0f1(v + 1, x) / (v * v)"
    f" if times == 1 else {_FIRST}",
)
_M = f"{_S}.hyp1f1(a + 1, b + 1, x)"
elementwise(
    "hyp1f1_slope(a, b, x, place, second=-1)",
    da=f"hyp1f1_slope(a, b, x, place, 0) if second == -1 else {_FIRST}",
    db=f"hyp1f1_slope(a, b, x, place, 1) if second == -1 else {_FIRST}",
    dx="a / b * hyp1f1_slope(a + 1, b + 1, x, place)"
    f" + ({_M} / b if place == 0 else -(a * {_M} / (b * b)))"
    f" if second == -1 else {_FIRST}",
)
_F = f"{_S}.hyp2f1(a + 1, b + 1, c + 1, x)"
elementwise(
    "hyp2f1_slope(a, b, c, x, place, second=-1)",
    **{
        f"d{name}": f"hyp2f1_slope(a, b, c, x, place, {i}) if second == -1 else {_FIRST}"
        for i, name in enumerate("abc")
    },
    dx="a * b / c * hyp2f1_slope(a + 1, b + 1, c + 1, x, place)"
    f" + (b * {_F} / c if place == 0 else a * {_F} / c if place == 1"
    f" else -(a * b * {_F} / (c * c))) if second == -1 else {_FIRST}",
)

_U = f"{_S}.hyperu(a + 1, b + 1, x)"
_U_SLOPE = "-(a * hyperu_slope(a + 1, b + 1, x, in_a, in_b))"
elementwise(
    "hyperu_slope(a, b, x, in_a, in_b)",
    da="hyperu_slope(a, b, x, 2, 0) if in_a == 1 and in_b == 0"
    f" else hyperu_slope(a, b, x, 1, 1) if in_a == 0 and in_b == 1 else {_FIRST}",
    db="hyperu_slope(a, b, x, 1, 1) if in_a == 1 and in_b == 0"
    f" else hyperu_slope(a, b, x, 0, 2) if in_a == 0 and in_b == 1 else {_FIRST}",
    dx=f"{_U_SLOPE} - {_U} if in_a == 1 and in_b == 0"
    f" else {_U_SLOPE} if in_a == 0 and in_b == 1 else {_FIRST}",
    ref="DLMF 13.3.22",
)

# Orthogonal polynomials: the derivative in x is one of a lower degree, DLMF 18.9(iii).
elementwise(
    "gegenbauer_slope(n, alpha, x, times=1)",
    dalpha=f"gegenbauer_slope(n, alpha, x, 2) if times == 1 else {_FIRST}",
    dx=f"2 * {_S}.eval_gegenbauer(n - 1, alpha + 1, x)"
    " + 2 * alpha * gegenbauer_slope(n - 1, alpha + 1, x)"
    f" if times == 1 else {_FIRST}",
)
elementwise(
    "genlaguerre_slope(n, alpha, x, times=1)",
    dalpha=f"genlaguerre_slope(n, alpha, x, 2) if times == 1 else {_FIRST}",
    dx="-genlaguerre_slope(n - 1, alpha + 1, x)" f" if times == 1 else {_FIRST}",
)
elementwise(
    "jacobi_slope(n, alpha, beta, x, place, second=-1)",
    dalpha=f"jacobi_slope(n, alpha, beta, x, place, 0) if second == -1 else {_FIRST}",
    dbeta=f"jacobi_slope(n, alpha, beta, x, place, 1) if second == -1 else {_FIRST}",
    dx=f"0.5 * ({_S}.eval_jacobi(n - 1, alpha + 1, beta + 1, x) + (n + alpha + beta + 1)"
    " * jacobi_slope(n - 1, alpha + 1, beta + 1, x, place))"
    f" if second == -1 else {_FIRST}",
)

elementwise(
    "wright_slope(a, b, x, place, second=-1)",
    da=f"wright_slope(a, b, x, place, 0) if second == -1 else {_FIRST}",
    db=f"wright_slope(a, b, x, place, 1) if second == -1 else {_FIRST}",
    dx="wright_slope(a, a + b, x, 1) if second == -1 and place == 1"
    " else wright_slope(a, a + b, x, 0) + wright_slope(a, a + b, x, 1)"
    f" if second == -1 else {_FIRST}",
    ref="DLMF 10.46",
)

# Derivatives of Carlson's functions: the exponents grow by two halves.
_C = "carlson_integral(x, y, z, p, {}, {}, {}, {})"
elementwise(
    "carlson_integral(x, y, z, p, k, l, m, n)",
    dx=f"-0.5 * k * {_C.format('k + 2', 'l', 'm', 'n')}",
    dy=f"-0.5 * l * {_C.format('k', 'l + 2', 'm', 'n')}",
    dz=f"-0.5 * m * {_C.format('k', 'l', 'm + 2', 'n')}",
    dp=f"-0.5 * n * {_C.format('k', 'l', 'm', 'n + 2')}",
    ref="DLMF 19.16",
)
elementwise("mathieu_slope(m, q, odd)", dq="mathieu_bend(m, q, odd)")
elementwise("mathieu_bend(m, q, odd)")
_LAST = "refused('of fourth order')"
elementwise(
    "kolmogorov_slope(y, times)",
    dy=f"kolmogorov_slope(y, 3) if times == 2 else {_LAST}",
)
elementwise(
    "smirnov_slope(n, d, times)",
    dd=f"smirnov_slope(n, d, 3) if times == 2 else {_LAST}",
)
