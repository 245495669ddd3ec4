"""The operators of Python, and the NumPy functions that mean the same."""

from adgen.rules.declare import constant, elementwise

for add, sub, mul in (("add", "sub", "mul"), ("np.add", "np.subtract", "np.multiply")):
    elementwise(f"{add}(x, y)", dx="1", dy="1", dtype="number", cheap=True)
    elementwise(f"{sub}(x, y)", dx="1", dy="-1", dtype="number", cheap=True)
    elementwise(
        f"{mul}(x, y)",
        dx="y",
        dy="x",
        out_dot="x_dot * y + x * y_dot",
        dtype="number",
        cheap=True,
    )

for div in ("div", "np.divide"):
    elementwise(
        f"{div}(x, y)",
        x_bar="out_bar / y",
        y_bar="-(x_bar * out)",
        out_dot="(x_dot - out * y_dot) / y",
        on="y != 0",
        cheap=True,
    )

for neg, pos in (("neg", "pos"), ("np.negative", "np.positive")):
    elementwise(f"{neg}(x)", dx="-1", dtype="number", cheap=True)
    elementwise(f"{pos}(x)", dx="1", dtype="number", cheap=True)

# The power 0 ** y is flat in y where it is finite, and log_or_zero says so.
for power in ("pow", "np.power", "np.float_power", "math.pow"):
    kinds, dtype = ("real", "") if power == "math.pow" else ("power", "number")
    elementwise(
        f"{power}(x, y)",
        x_bar="power_slope(out_bar, x, y)",
        y_bar="out_bar * (out * log_or_zero(x))",
        out_dot="power_slope(x_dot, x, y) + y_dot * (out * log_or_zero(x))",
        kinds=kinds,
        dtype="float" if power == "np.float_power" else dtype,
    )

# x mod y is x - y * floor(x / y); the jumps of the floor have no derivative.
for mod in ("mod", "np.remainder"):
    elementwise(f"{mod}(x, y)", dx="1", dy="-(x // y)", dtype="number")
for fmod in ("np.fmod", "math.fmod"):
    elementwise(
        f"{fmod}(x, y)",
        dx="1",
        dy="-np.trunc(x / y)",
        kinds="real" if fmod == "math.fmod" else "elementwise",
        dtype="number",
    )

for absolute in ("abs", "np.abs", "np.fabs", "math.fabs"):
    elementwise(
        f"{absolute}(x)",
        x_bar="out_bar * np.sign(x) if is_real(x) else out_bar * direction",
        out_dot="x_dot * np.sign(x) if is_real(x) else np.real(direction * x_dot)",
        where="direction = np.conj(x) / choose(out == 0.0, 1.0, out)",
        kinds={"abs": "absolute", "math.fabs": "real"}.get(absolute, "elementwise"),
        dtype="float" if absolute == "np.fabs" else "real",
    )

for comparison in ("lt", "le", "gt", "ge", "eq", "ne"):
    constant(f"{comparison}(x, y)", kinds="elementwise", dtype="bool", cheap=True)
constant(
    "np.less(x, y)",
    "np.less_equal(x, y)",
    "np.greater(x, y)",
    "np.greater_equal(x, y)",
    "np.equal(x, y)",
    "np.not_equal(x, y)",
    kinds="elementwise",
    dtype="bool",
    cheap=True,
)
constant(
    "bitand(x, y)",
    "bitor(x, y)",
    "bitxor(x, y)",
    "lshift(x, y)",
    "rshift(x, y)",
    "np.bitwise_and(x, y)",
    "np.bitwise_or(x, y)",
    "np.bitwise_xor(x, y)",
    "np.left_shift(x, y)",
    "np.right_shift(x, y)",
    "np.gcd(x, y)",
    "np.lcm(x, y)",
    kinds="elementwise",
    dtype="same",
)
constant("invert(x)", "np.invert(x)", kinds="elementwise", dtype="same")
constant(
    "floordiv(x, y)",
    "np.floor_divide(x, y)",
    kinds="elementwise",
    dtype="number",
)
constant("is(x, y)", "isnot(x, y)", "not(x)", kinds="negation", cheap=True)
# To ask again, a list that has changed since would have to be kept for it.
constant("in(x, y)", "notin(x, y)", kinds="negation")
