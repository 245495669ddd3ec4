"""The module cmath: analytic functions of complex numbers, and polar coordinates."""

from adgen.rules.declare import constant, elementwise, rule

_ANALYTIC = {
    "sin": "cmath.cos(x)",
    "cos": "-cmath.sin(x)",
    "tan": "1 + out * out",
    # The result knows on which side of a cut x lies.
    "asin": "1 / cmath.cos(out)",
    "acos": "-(1 / cmath.sin(out))",
    "atan": "1 / (1 + x * x)",
    "sinh": "cmath.cosh(x)",
    "cosh": "cmath.sinh(x)",
    "tanh": "1 - out * out",
    "asinh": "1 / cmath.cosh(out)",
    "acosh": "1 / cmath.sinh(out)",
    "atanh": "1 / (1 - x * x)",
    "exp": "out",
    "log10": "1 / (2.302585092994046 * x)",
    "sqrt": "0.5 / out",
}
for name, partial in _ANALYTIC.items():
    elementwise(f"cmath.{name}(x)", dx=partial, kinds="complex_number")
elementwise(
    "cmath.log(x, base=None)",
    x_bar="out_bar / x if base is None else out_bar / (x * cmath.log(base))",
    base_bar="-(out_bar * out / (base * cmath.log(base)))",
    out_dot="x_dot / x if base is None"
    " else (x_dot / x - out * base_dot / base) / cmath.log(base)",
    kinds="complex_number",
)
# The pairing of adjoints and tangents is Re(bar * dot).
elementwise(
    "cmath.phase(z)",
    z_bar="-1j * out_bar / z",
    out_dot="np.imag(z_dot / z)",
    kinds="real",
)
rule(
    "r, phi = cmath.polar(z)",
    r_dot="np.real(np.conj(z) * z_dot) / r",
    phi_dot="np.imag(z_dot / z)",
    z_bar="r_bar * np.conj(z) / r - 1j * phi_bar / z",
    kinds="real",
)
rule(
    "cmath.rect(r, phi)",
    out_dot="r_dot * turn + 1j * out * phi_dot",
    r_bar="np.real(out_bar * turn)",
    phi_bar="-np.imag(out_bar * out)",
    where="turn = cmath.rect(1.0, phi)",
    kinds="complex_number",
)
constant(
    "cmath.isnan(x)",
    "cmath.isinf(x)",
    "cmath.isfinite(x)",
    "cmath.isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
    kinds="boolean",
)
