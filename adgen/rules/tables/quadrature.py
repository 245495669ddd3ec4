"""Integrals of samples: rules of Simpson and Romberg, running integrals by the trapezoid."""

from adgen.rules.declare import rule

I = "scipy.integrate"

# The weights are the integrals of unit vectors.
for _name, _given in (("simpson", "x=x, dx=dx"), ("romb", "dx=dx")):
    _signature = "y, x=None, *, dx=1.0" if _name == "simpson" else "y, dx=1.0"
    _axis = ", axis=-1"
    rule(
        f"{I}.{_name}({_signature}{_axis})",
        out_dot=f"{I}.{_name}(y_dot, {_given}, axis=axis)",
        y_bar="out_bar[..., None] * weights if ndim(y) > 1 else out_bar * weights",
        where=f"weights = {I}.{_name}(np.eye(np.shape(y)[-1]), {_given}) if axis == -1"
        " else refused('along another axis')",
        kinds="unknown",
    )
rule(
    f"{I}.cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None)",
    out_dot=f"{I}.cumulative_trapezoid(y_dot, x, dx, axis, initial)"
    f" + {I}.cumulative_trapezoid(y, x_dot, axis=axis, initial=initial)",
    y_bar="np.concatenate((tail * step, 0 * tail[..., :1]), axis=-1)"
    " + np.concatenate((0 * tail[..., :1], tail * step), axis=-1)",
    x_bar="np.concatenate((-slope[:1], slope[:-1] - slope[1:], slope[-1:]))"
    " if ndim(y) == 1 else refused('of several curves')",
    where="tail = 0.5 * reversed_sum(out_bar if initial is None else out_bar[..., 1:], -1)"
    " if axis == -1 else refused('along another axis');"
    " step = dx if is_none(x) else np.diff(x);"
    " slope = tail * (y[1:] + y[:-1])",
    kinds="unknown",
)
