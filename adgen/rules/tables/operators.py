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
        y_bar="-(x_bar * x / y)",
        out_dot="(x_dot - out * y_dot) / y",
        cheap=True,
    )

for neg, pos in (("neg", "pos"), ("np.negative", "np.positive")):
    elementwise(f"{neg}(x)", dx="-1", dtype="number", cheap=True)
    elementwise(f"{pos}(x)", dx="1", dtype="number", cheap=True)

for comparison in ("lt", "le", "gt", "ge", "eq", "ne"):
    constant(f"{comparison}(x, y)", kinds="elementwise", dtype="bool", cheap=True)
