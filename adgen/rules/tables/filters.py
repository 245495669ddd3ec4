"""Convolutions and filters of scipy.signal and scipy.ndimage."""

from adgen.rules.declare import linear, multilinear, rule

S, N = "scipy.signal", "scipy.ndimage"

for _name, _more in (
    ("convolve", ", method='auto'"),
    ("fftconvolve", ""),
    ("oaconvolve", ""),
    ("convolve2d", ""),
):
    multilinear(
        f"{S}.{_name}(in1, in2, mode='full'{_more})",
        in1_bar="convolution_back(out_bar, in1, in2, mode, False)",
        in2_bar="convolution_back(out_bar, in2, in1, mode, True)",
        kinds="same_rank",
    )
# Correlating conjugates the second operand, which is convolved with.
# correlate2d has another centre than correlate where the second input is of even size.
for _name, _more, _test in (
    ("correlate", ", method='auto'", ""),
    ("correlate2d", "", " if mode != 'same' else refused('in this mode')"),
):
    multilinear(
        f"{S}.{_name}(in1, in2, mode='full'{_more})",
        in1_bar=f"convolution_back(out_bar, in1, np.flip(conj(in2)), mode, False){_test}",
        in2_bar="conj(np.flip(convolution_back(out_bar, in2, in1, mode, True)))"
        f"{_test}",
        kinds="same_rank",
    )
multilinear(
    "convolution_back(bar, a, b, mode, swapped)",
    bar_bar=f"{S}.convolve(b, out_bar, mode) if swapped"
    f" else {S}.convolve(out_bar, b, mode)",
    b_bar="convolution_back(bar, b, out_bar, mode, False) if swapped"
    " else convolution_back(bar, b, out_bar, mode, True)",
    shape_only=("a",),
    kinds="back_to_operand",
)
# a * y = b * x gives a * y_dot = b * x_dot + b_dot * x - a_dot * y.
rule(
    f"{S}.lfilter(b, a, x, axis=-1)",
    out_dot=f"{S}.lfilter(b, a, x_dot, axis) + {S}.lfilter(b_dot, a, x, axis)"
    f" - {S}.lfilter(a_dot, a, out, axis)",
    x_bar=f"np.flip({S}.lfilter(b, a, np.flip(out_bar, axis), axis), axis)",
    b_bar="as_shaped("
    f"lagged(out_bar, {S}.lfilter([1.0], a, x, axis), np.size(b), axis), b)",
    a_bar="-as_shaped("
    f"lagged(out_bar, {S}.lfilter([1.0], a, out, axis), np.size(a), axis), a)",
    kinds="filtered",
)
multilinear(
    "lagged(bar, w, count, axis)",
    bar_bar=f"{S}.lfilter(out_bar, [1.0], w, axis)",
    w_bar=f"np.flip({S}.lfilter(out_bar, [1.0], np.flip(bar, axis), axis), axis)",
    kinds="lagged",
)
linear(
    f"{S}.sosfilt(sos, x, axis=-1)",
    x_bar=f"np.flip({S}.sosfilt(sos, np.flip(out_bar, axis), axis), axis)",
    kinds="filtered",
)
# A projection, which is its own transpose.
linear(
    f"{S}.detrend(data, axis=-1, type='linear')",
    data_bar=f"{S}.detrend(out_bar, axis, type)",
    kinds="filtered",
)
linear(
    f"{S}.hilbert(x)",
    x_bar="np.real(np.fft.fft(np.fft.ifft(out_bar)"
    f" * np.fft.fft({S}.hilbert(np.eye(len(x))[0])))) if ndim(x) == 1"
    " else refused('of several signals')",
    kinds="complex_like_a",
)
# Linear maps whose ends are treated specially: the matrix is made.
linear(
    f"{S}.filtfilt(b, a, x)",
    x_bar=f"out_bar @ {S}.filtfilt(b, a, np.eye(len(x)), 0) if ndim(x) == 1"
    " else refused('of several signals')",
    kinds="filtered",
)
linear(
    f"{S}.savgol_filter(x, window_length, polyorder, deriv=0, delta=1.0)",
    x_bar=f"out_bar @ {S}.savgol_filter(np.eye(len(x)), window_length, polyorder, deriv,"
    " delta, 0) if ndim(x) == 1 else refused('of several signals')",
    kinds="filtered",
)

# filters of images -------------------------------------------------------------------

for _name, _flipped in (("correlate", "False"), ("convolve", "True")):
    rule(
        f"{N}.{_name}(input, weights, output=None, mode='reflect', cval=0.0)",
        # What stands beyond the edge is no part of the input.
        out_dot=f"{N}.{_name}(input_dot, weights, mode=mode)"
        f" + {N}.{_name}(input, weights_dot, mode=mode, cval=cval)",
        input_bar=f"neighbours_back(out_bar, weights, mode, {_flipped})",
        weights_bar=f"weights_back(out_bar, input, weights, mode, cval, {_flipped})",
        kinds="filtered_input",
    )
for _name, _flipped in (("correlate1d", "False"), ("convolve1d", "True")):
    _wide = "spread_weights(weights, input, axis)"
    rule(
        f"{N}.{_name}(input, weights, axis=-1, output=None, mode='reflect', cval=0.0)",
        out_dot=f"{N}.{_name}(input_dot, weights, axis=axis, mode=mode)"
        f" + {N}.{_name}(input, weights_dot, axis=axis, mode=mode, cval=cval)",
        input_bar=f"neighbours_back(out_bar, {_wide}, mode, {_flipped})",
        weights_bar=f"np.ravel(weights_back(out_bar, input, {_wide}, mode, cval, {_flipped}))",
        kinds="filtered_input",
    )
multilinear(
    "neighbours_back(bar, weights, mode, flipped)",
    bar_bar=f"{N}.convolve(own, weights, mode=mode) if flipped"
    f" else {N}.correlate(own, weights, mode=mode)",
    weights_bar="weights_back(bar, own, weights, mode, 0.0, flipped)",
    # SciPy 1.17 computes wrong numbers from what np.broadcast_to gives.
    where="own = np.ascontiguousarray(out_bar)",
    kinds="adjoint_of_a_filter",
)
rule(
    "weights_back(bar, x, weights, mode, cval, flipped)",
    out_dot="weights_back(bar_dot, x, weights, mode, cval, flipped)"
    " + weights_back(bar, x_dot, weights, mode, 0.0, flipped)",
    bar_bar=f"{N}.convolve(x, own, mode=mode, cval=cval) if flipped"
    f" else {N}.correlate(x, own, mode=mode, cval=cval)",
    x_bar="neighbours_back(bar, own, mode, flipped)",
    where="own = np.ascontiguousarray(out_bar)",
    shape_only=("weights",),
    kinds="back_to_operand",
)
# Even weights, and ends that mirror or wrap: the matrix is symmetric. What stands beyond the edge
# is no part of the input.
_SYMMETRIC = "mode == 'reflect' or mode == 'wrap' or mode == 'constant'"
_ENDS = "refused('with another `mode` than reflect, wrap and constant')"
_EVEN = "isinstance(size, int) and size % 2 == 1"
_ODD = "refused('with a `size` that is no odd number')"
for _name, _settings, _passed in (
    ("gaussian_laplace", "sigma, output=None", ", sigma"),
    ("uniform_filter", "size=3, output=None", ", size"),
    ("uniform_filter1d", "size, axis=-1, output=None", ", size, axis=axis"),
    ("laplace", "output=None", ""),
):
    _filtered = f"{N}.{_name}({{0}}{_passed}, mode=mode) if {_SYMMETRIC} else {_ENDS}"
    if "size" in _settings:
        _filtered = f"{_ODD} if not ({_EVEN}) else {_filtered}"
    rule(
        f"{N}.{_name}(input, {_settings}, mode='reflect', cval=0.0)",
        out_dot=_filtered.format("input_dot"),
        input_bar=_filtered.format("out_bar"),
        kinds="filtered_input",
    )
# Derivatives of odd order have odd weights: see the idiom.
_KERNEL = "truncate=truncate, radius=radius"
for _name, _axis, _along, _also in (
    ("gaussian_filter", "", "None", ""),
    ("gaussian_filter1d", "axis=-1, ", "axis", ", axis=axis"),
):
    _passed = f"sigma{_also}, order=order, mode=mode, {_KERNEL}"
    rule(
        f"{N}.{_name}(input, sigma, {_axis}order=0, output=None, mode='reflect', cval=0.0,"
        " truncate=4.0, *, radius=None)",
        out_dot=f"{N}.{_name}(input_dot, {_passed}) if {_SYMMETRIC} else {_ENDS}",
        input_bar=f"{_ENDS} if not ({_SYMMETRIC})"
        f" else {N}.{_name}(out_bar, {_passed}) if even_orders(order)"
        f" else smoothed_back(out_bar, sigma, order, {_along}, mode, {_KERNEL})",
        kinds="filtered_input",
    )
