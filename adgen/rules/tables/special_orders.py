"""Derivatives of Bessel functions, jvp(v, z, n), in the order v and in z.

DLMF 10.6.7 and 10.29.5: the n-th derivative in z is a sum of functions of the orders v - n to
v + n, and its slope in v the sum of theirs.
"""

from math import comb

from adgen.rules.tables.special import special_functions

_HIGHEST = 3
_BEYOND = f"refused('in the order, beyond derivative {_HIGHEST} or of complex z')"


def _sum(slope: str, n: int, sign: int) -> str:
    """The n-th derivative in z of a slope, by recurrence: signs alternate, or are equal."""
    total = ""
    for k in range(n + 1):
        size = comb(n, k)
        order = f"v {'+' if 2 * k > n else '-'} {abs(n - 2 * k)}" if 2 * k != n else "v"
        term = f"{size} * {slope}({order}, z)" if size > 1 else f"{slope}({order}, z)"
        joint = "" if not k else " - " if sign < 0 and k % 2 else " + "
        total += joint + term
    return f"{0.5**n} * ({total})" if n else total


def _in_order(parts: dict[str, tuple[str, int, str]], name: str) -> str:
    """The slope in v for each n; a Hankel function is the sum of two."""
    cases = []
    for n in range(_HIGHEST + 1):
        if name in parts:
            slope, sign, factor = parts[name]
            text = _sum(slope, n, sign) + factor
            text = f"-({text})" if name == "kvp" and n % 2 else text
        else:
            j, y = _sum("jv_slope", n, -1), _sum("yv_slope", n, -1)
            text = f"{j} {'+' if name == 'h1vp' else '-'} 1j * ({y})"
        cases.append(f"{text} if n == {n} and is_real(z) else ")
    return "".join(cases) + _BEYOND


_PARTS = {
    "jvp": ("jv_slope", -1, ""),
    "yvp": ("yv_slope", -1, ""),
    "ivp": ("ive_slope", 1, " * np.exp(z)"),
    "kvp": ("kve_slope", 1, " * np.exp(-z)"),
}
special_functions(
    {
        f"{name}(v, z, n=1)": {
            "dv": _in_order(_PARTS, name),
            "dz": f"{{s}}.{name}(v, z, n + 1)",
        }
        for name in (*_PARTS, "h1vp", "h2vp")
    }
)
