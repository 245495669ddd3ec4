"""Integrals of samples: rules of Simpson and Romberg, running integrals by the trapezoid."""

from adgen.rules.declare import rule

I = "scipy.integrate"

# The weights are the integrals of unit vectors.
for _name, _given in (("simpson", "x=x, dx=dx"), ("romb", "dx=dx")):
    _signature = "y, x=None, *, dx=1.0" if _name == "simpson" else "y, dx=1.0"
    _axis = ", axis=-1"
    rule(
        f"{I}.{_name}({_signature}{_axis})",
        out_dot=f"{I}.{_name}(y_dot, {_given}, axis=axis)"
        f" + {I}.{_name}(y, axis=axis) * dx_dot",
        y_bar="expand(out_bar, y, axis) * spread_weights(w, y, axis)",
        dx_bar=f"np.sum(out_bar * {I}.{_name}(y, axis=axis))",
        where=f"w = {I}.{_name}(np.eye(np.shape(y)[axis]), {_given})",
        kinds="reduction_of_y",
        dtype="float",
    )
rule(
    f"{I}.cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None)",
    out_dot=f"{I}.cumulative_trapezoid(y_dot, x, dx, axis, initial)"
    f" + {I}.cumulative_trapezoid(y, x_dot, axis=axis, initial=initial)",
    y_bar="rows if axis == -1 else np.moveaxis(rows, -1, axis)",
    x_bar="np.concatenate((-slope[:1], slope[:-1] - slope[1:], slope[-1:]))"
    " if ndim(x) == 1 else refused('where x has several dimensions')",
    where="bars = out_bar if axis == -1 else np.moveaxis(out_bar, axis, -1);"
    " tail = 0.5 * reversed_sum(bars if initial is None else bars[..., 1:], -1);"
    " step = dx if is_none(x) else np.diff(x);"
    " rows = np.concatenate((tail * step, first), axis=-1)"
    " + np.concatenate((first, tail * step), axis=-1);"
    " first = np.zeros_like(curves[..., :1]);"
    " curves = y if axis == -1 else np.moveaxis(y, axis, -1);"
    " parts = tail * (curves[..., 1:] + curves[..., :-1]);"
    " slope = parts if ndim(y) == 1"
    " else np.sum(np.reshape(parts, (-1, len(x) - 1)), axis=0)",
    kinds="summed_up",
)
