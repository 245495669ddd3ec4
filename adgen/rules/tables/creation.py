"""New arrays, and conversions between numbers, lists and arrays."""

from adgen.rules.declare import constant, linear, rule

constant(
    "np.zeros(shape, dtype=None, order='C')",
    "np.ones(shape, dtype=None, order='C')",
    "np.empty(shape, dtype=None, order='C')",
    kinds="filled",
)
constant(
    "np.zeros_like(a, dtype=None, order='K', subok=True, shape=None)",
    "np.ones_like(a, dtype=None, order='K', subok=True, shape=None)",
    "np.empty_like(prototype, dtype=None, order='K', subok=True, shape=None)",
    kinds="filled_like",
)
constant("np.eye(N, M=None, k=0, dtype=None)", kinds="square")
constant("np.identity(n, dtype=None)", kinds="square")
linear(
    "np.full(shape, fill_value, dtype=None, order='C')",
    fill_value_bar="like(out_bar, fill_value)",
    kinds="full",
)
linear(
    "np.full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None)",
    fill_value_bar="like(out_bar, fill_value)",
    kinds="filled_like",
    shape_only=("a",),
)
linear(
    "np.linspace(start, stop, num=50, endpoint=True, *, dtype=None)",
    start_bar="(1 - shares) @ out_bar if is_number(start) and is_number(stop)"
    " else like(np.tensordot(1 - shares, out_bar, 1), start)",
    stop_bar="shares @ out_bar if is_number(start) and is_number(stop)"
    " else like(np.tensordot(shares, out_bar, 1), stop)",
    where="shares = np.linspace(0.0, 1.0, num, endpoint=endpoint)",
    kinds="interval",
)
rule(
    "np.arange(start, stop=None, step=None, dtype=None)",
    out_dot="(0 if stop is None else np.full(np.shape(out), start_dot))"
    " + np.arange(len(out)) * step_dot",
    start_bar="0 if stop is None else np.sum(out_bar)",
    stop_bar="0",
    step_bar="np.arange(len(out)) @ out_bar",
    kinds="counting",
)

linear(
    "np.array(object, dtype=None, *, copy=None, order='K', ndmin=0)",
    object_bar="unpacked(out_bar if ndmin == 0 else"
    " np.reshape(out_bar, np.shape(object)), object)",
    kinds="from_value",
)
for name in ("np.asarray", "np.asanyarray"):
    linear(
        f"{name}(a, dtype=None, order=None, *, copy=None)",
        a_bar="unpacked(out_bar, a)",
        kinds="from_value",
        view=True,
    )
# Of a number they make a vector of one element.
for name in ("np.ascontiguousarray", "np.asfortranarray"):
    linear(
        f"{name}(a, dtype=None)",
        a_bar="unpacked(out_bar, a) if not is_scalar(a) else out_bar[0]",
        kinds="from_value_with_axis",
        view=True,
    )
linear("np.copy(a, order='K')", a_bar="out_bar", kinds="same_array")
linear("copy(a)", a_bar="out_bar", kinds="same")
linear(
    "np.astype(x, dtype, *, copy=True)",
    x_bar="out_bar",
    kinds="cast",
)
linear(
    "np.require(a, dtype=None, requirements=None)",
    a_bar="unpacked(out_bar, a)",
    kinds="from_value",
    view=True,
)
linear(
    "np.asarray_chkfinite(a, dtype=None, order=None)",
    a_bar="unpacked(out_bar, a)",
    kinds="from_value",
    view=True,
)
linear(
    "np.real_if_close(a, tol=100)",
    a_bar="out_bar if is_real(a) else refused('of complex arrays')",
    kinds="real_array",
    view=True,
)
