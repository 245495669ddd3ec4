"""Convolutions and filters of scipy.signal and scipy.ndimage."""

from adgen.rules.declare import constant, linear, multilinear, rule

S, N = "scipy.signal", "scipy.ndimage"

multilinear(
    f"{S}.convolve(in1, in2, mode='full', method='auto')",
    in1_bar="convolution_back(out_bar, in1, in2, mode, False)",
    in2_bar="convolution_back(out_bar, in2, in1, mode, True)",
    kinds="same_rank",
)
for _name in ("fftconvolve", "oaconvolve"):
    multilinear(
        f"{S}.{_name}(in1, in2, mode='full', axes=None)",
        in1_bar="convolution_back(out_bar, in1, in2, mode, False) if axes is None"
        " else convolution_back_along(out_bar, in1, in2, mode, False, axes)",
        in2_bar="convolution_back(out_bar, in2, in1, mode, True) if axes is None"
        " else convolution_back_along(out_bar, in2, in1, mode, True, axes)",
        kinds="same_rank",
    )
_FIRST = f"{S}.fftconvolve({{}}, mode, axes)"
multilinear(
    "convolution_back_along(bar, a, b, mode, swapped, axes)",
    bar_bar=f"{_FIRST.format('b, out_bar')} if swapped"
    f" else {_FIRST.format('out_bar, b')}",
    b_bar="convolution_back_along(bar, b, out_bar, mode, False, axes) if swapped"
    " else convolution_back_along(bar, b, out_bar, mode, True, axes)",
    shape_only=("a",),
    kinds="back_to_operand",
)
# Correlating conjugates the second operand, which is convolved with.
multilinear(
    f"{S}.correlate(in1, in2, mode='full', method='auto')",
    in1_bar="convolution_back(out_bar, in1, np.flip(conj(in2)), mode, False)",
    in2_bar="conj(np.flip(convolution_back(out_bar, in2, in1, mode, True)))",
    kinds="same_rank",
)
# Of complex numbers in mode "valid" correlate2d conjugates the smaller input, whichever it is.
# With other ends, which `fill` and `valid` have not, it is that of a padded array. Of mode "same"
# correlate2d has another centre than correlate where the second input is of even size.
_FILLED = "(boundary == 'fill' or mode == 'valid')"
_PADDING = "'wrap' if boundary == 'wrap' else 'symmetric'"
_NUMBERS = "np.reshape(np.arange(np.size(in1)), np.shape(in1))"
_SMALLER = (
    "refused('of complex numbers in mode valid: scipy.signal.correlate has a rule')"
)
_COMPLEX = "mode == 'valid' and (is_complex(in1) or is_complex(in2))"
for _name, _kernel, _turned, _same, _before in (
    ("convolve2d", "in2", "{}", _FILLED, "longer"),
    (
        "correlate2d",
        "np.flip(conj(in2))",
        "conj(np.flip({}))",
        f"mode != 'same' and {_FILLED}",
        "shorter",
    ),
):
    _first = f"{_SMALLER} if {_COMPLEX} else " if _name == "correlate2d" else ""
    _back = f"convolution_back(out_bar, wide, {_kernel}, 'valid', False)"
    _cut = f" else unpadded({_back}, in1, widths, 'constant') if boundary == 'fill'"
    _cut = _cut if _name == "correlate2d" else ""
    _plain = _turned.format("convolution_back(out_bar, in2, in1, mode, True)")
    _wide = _turned.format("convolution_back(out_bar, in2, wide, 'valid', True)")
    rule(
        f"{S}.{_name}(in1, in2, mode='full', boundary='fill', fillvalue=0)",
        out_dot=f"{_first}{S}.{_name}(in1_dot, in2, mode, boundary)"
        f" + {S}.{_name}(in1, in2_dot, mode, boundary, fillvalue)",
        in1_bar=f"{_first}convolution_back(out_bar, in1, {_kernel}, mode, False) if {_same}"
        f"{_cut} else taken_back({_back}, in1, np.pad({_NUMBERS}, widths, {_PADDING}), None)",
        in2_bar=f"{_first}{_plain} if {_same} and (fillvalue == 0 or mode == 'valid') else {_wide}",
        where=f"widths = widths_around(in2, mode, '{_before}');"
        " wide = np.pad(in1, widths, constant_values=fillvalue) if boundary == 'fill'"
        f" else np.pad(in1, widths, {_PADDING})",
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
    f"{S}.detrend(data, axis=-1, type='linear', bp=0)",
    data_bar=f"{S}.detrend(out_bar, axis, type, bp)",
    kinds="filtered",
)
# Other linear maps, whose matrix is made. Of several signals it stands to the right of each.
_COUNT = "(len(x) if ndim(x) == 1 else np.shape(x)[axis])"


def _each(back: str) -> str:
    """The adjoint of the signals along an axis, by that of those along the last one."""
    moved = back.format("np.moveaxis(out_bar, axis, -1)")
    return (
        f"{back.format('out_bar')} if axis == -1 or ndim(x) == 1"
        f" else np.moveaxis({moved}, -1, axis)"
    )


_TURNED = (
    "np.real(np.fft.fft(np.fft.ifft({})"
    f" * np.fft.fft({S}.hilbert(np.eye(1, {_COUNT} if N is None else N)[0]))))"
)
linear(
    f"{S}.hilbert(x, N=None, axis=-1)",
    x_bar=f"fitted({_each(_TURNED)}, x, axis, N)",
    kinds="spectrum",
)
_ENDS = "padtype, padlen, method, irlen"
linear(
    f"{S}.filtfilt(b, a, x, axis=-1, padtype='odd', padlen=None, method='pad', irlen=None)",
    x_bar=_each(f"{{}} @ {S}.filtfilt(b, a, np.eye({_COUNT}), 0, {_ENDS})"),
    kinds="filtered",
)
linear(
    f"{S}.sosfiltfilt(sos, x, axis=-1, padtype='odd', padlen=None)",
    x_bar=_each(f"{{}} @ {S}.sosfiltfilt(sos, np.eye({_COUNT}), 0, padtype, padlen)"),
    kinds="filtered",
)
_WINDOW = "window_length, polyorder, deriv, delta"
rule(
    f"{S}.savgol_filter(x, window_length, polyorder, deriv=0, delta=1.0, axis=-1,"
    " mode='interp', cval=0.0)",
    out_dot=f"{S}.savgol_filter(x_dot, {_WINDOW}, axis, mode)",
    x_bar=_each(f"{{}} @ {S}.savgol_filter(np.eye({_COUNT}), {_WINDOW}, 0, mode)"),
    kinds="filtered",
)

# filters of images -------------------------------------------------------------------

# What stands beyond the edge is no part of the input, but of what `cval` says.
for _name, _flipped in (("correlate", "False"), ("convolve", "True")):
    _passed = "mode=mode, origin=origin"
    rule(
        f"{N}.{_name}(input, weights, output=None, mode='reflect', cval=0.0, origin=0)",
        out_dot=f"{N}.{_name}(input_dot, weights, {_passed})"
        f" + {N}.{_name}(input, weights_dot, cval=cval, {_passed})"
        " + cval_dot * beyond",
        input_bar=f"neighbours_back(out_bar, weights, mode, {_flipped}, origin)",
        weights_bar="weights_back(out_bar, input, weights, mode, cval,"
        f" {_flipped}, origin)",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input), weights, cval=1.0, {_passed})",
        kinds="filtered_input",
    )
for _name, _flipped in (("correlate1d", "False"), ("convolve1d", "True")):
    _wide = "spread_weights(weights, input, axis)"
    _moved = "origin_along(origin, input, axis)"
    _passed = "axis=axis, mode=mode, origin=origin"
    rule(
        f"{N}.{_name}(input, weights, axis=-1, output=None, mode='reflect', cval=0.0,"
        " origin=0)",
        out_dot=f"{N}.{_name}(input_dot, weights, {_passed})"
        f" + {N}.{_name}(input, weights_dot, cval=cval, {_passed})"
        " + cval_dot * beyond",
        input_bar=f"neighbours_back(out_bar, {_wide}, mode, {_flipped}, {_moved})",
        weights_bar=f"np.ravel(weights_back(out_bar, input, {_wide}, mode, cval,"
        f" {_flipped}, {_moved}))",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input), weights, cval=1.0, {_passed})",
        kinds="filtered_input",
    )
_ALIKE = "mode=mode, origin=origin"
multilinear(
    "neighbours_back(bar, weights, mode, flipped, origin=0)",
    bar_bar=f"{N}.convolve(own, weights, {_ALIKE}) if flipped"
    f" else {N}.correlate(own, weights, {_ALIKE})",
    weights_bar="weights_back(bar, own, weights, mode, 0.0, flipped, origin)",
    # SciPy 1.17 computes wrong numbers from what np.broadcast_to gives.
    where="own = np.ascontiguousarray(out_bar)",
    kinds="adjoint_of_a_filter",
)
rule(
    "weights_back(bar, x, weights, mode, cval, flipped, origin=0)",
    out_dot="weights_back(bar_dot, x, weights, mode, cval, flipped, origin)"
    " + weights_back(bar, x_dot, weights, mode, 0.0, flipped, origin)"
    " + cval_dot * beyond",
    bar_bar=f"{N}.convolve(x, own, cval=cval, {_ALIKE}) if flipped"
    f" else {N}.correlate(x, own, cval=cval, {_ALIKE})",
    x_bar="neighbours_back(bar, own, mode, flipped, origin)",
    cval_bar="np.sum(out_bar * beyond)",
    where="own = np.ascontiguousarray(out_bar); beyond ="
    " weights_back(bar, np.zeros_like(x), weights, mode, 1.0, flipped, origin)",
    shape_only=("weights",),
    kinds="back_to_operand",
)
# A filter is one without ends of an input that was padded: the adjoint, padded with zeros and
# filtered, is added where the padding was copied from. Even weights, and ends that mirror or
# wrap: the matrix is symmetric.
_MIRRORED = "mode in ('reflect', 'grid-mirror')"
_PERIODIC = "mode in ('wrap', 'grid-wrap', 'constant', 'grid-constant')"
_COPIED = "mode in ('mirror', 'nearest')"
_ENDS = "refused('with several modes')"
_INT = "isinstance(size, int)"
_SIZE = "refused('with several sizes, or one that is not known')"


def _folded(filtered: str, width: str) -> str:
    """The adjoint of padding, of a filtered adjoint that was padded with zeros."""
    numbers = "np.reshape(np.arange(np.size(input)), np.shape(input))"
    padding = "'reflect' if mode == 'mirror' else 'edge' if mode == 'nearest' else 'symmetric'"
    return (
        f"taken_back({filtered}, input, np.pad({numbers}, {width}, {padding}), None)"
        f" if {_MIRRORED} or {_COPIED} else {_ENDS}"
    )


for _name, _settings, _passed, _width in (
    ("gaussian_laplace", "sigma, output=None", ", sigma", "reach(sigma)"),
    ("laplace", "output=None", "", "1"),
):
    _same = f"{N}.{_name}({{0}}{_passed}, mode=mode)"
    _padded = f"{N}.{_name}(np.pad(out_bar, {_width}){_passed})"
    rule(
        f"{N}.{_name}(input, {_settings}, mode='reflect', cval=0.0)",
        out_dot=f"{_same.format('input_dot')} + cval_dot * beyond",
        input_bar=f"{_same.format('out_bar')} if {_MIRRORED} or {_PERIODIC}"
        f" else {_folded(_padded, _width)}",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input){_passed}, mode=mode, cval=1.0)",
        kinds="filtered_input",
    )
# The window of an even size is longer to one side, and that of the adjoint to the other.
for _name, _settings, _passed, _width in (
    ("uniform_filter", "size=3, ", "", "size"),
    (
        "uniform_filter1d",
        "size, axis=-1, ",
        ", axis=axis",
        "widths_along(size, input, axis)",
    ),
):
    _same = f"{N}.{_name}(out_bar, size{_passed}, mode=mode)"
    _back = "origin=-origin - 1 + size % 2"
    _turned = f"{N}.{_name}(out_bar, size{_passed}, mode=mode, {_back})"
    _padded = f"{N}.{_name}(np.pad(out_bar, {_width}), size{_passed}, {_back})"
    rule(
        f"{N}.{_name}(input, {_settings}output=None, mode='reflect', cval=0.0, origin=0)",
        out_dot=f"{N}.{_name}(input_dot, size{_passed}, mode=mode, origin=origin)"
        " + cval_dot * beyond",
        input_bar=f"{_same}"
        f" if ({_MIRRORED} or {_PERIODIC}) and odd_sizes(size) and origin == 0"
        f" else {_SIZE} if not {_INT} else {_turned} if {_PERIODIC}"
        f" else {_folded(_padded, _width)}",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input), size{_passed}, mode=mode,"
        " cval=1.0, origin=origin)",
        kinds="filtered_input",
    )
# Slopes by differences: odd along the axis, even along the others.
for _name in ("sobel", "prewitt"):
    _padded = f"-{N}.{_name}(np.pad(out_bar, 1), axis)"
    rule(
        f"{N}.{_name}(input, axis=-1, output=None, mode='reflect', cval=0.0)",
        out_dot=f"{N}.{_name}(input_dot, axis, mode=mode) + cval_dot * beyond",
        input_bar=f"-{N}.{_name}(out_bar, axis, mode=mode) if {_PERIODIC}"
        f" else {_folded(_padded, '1')}",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input), axis, mode=mode, cval=1.0)",
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
        out_dot=f"{N}.{_name}(input_dot, {_passed}) + cval_dot * beyond",
        input_bar=f"{N}.{_name}(out_bar, {_passed})"
        f" if even_orders(order) and ({_MIRRORED} or {_PERIODIC})"
        f" else smoothed_back(out_bar, sigma, order, {_along}, mode, {_KERNEL})"
        f" if {_MIRRORED} or {_PERIODIC} or {_COPIED} else {_ENDS}",
        cval_bar="np.sum(out_bar * beyond)",
        where=f"beyond = {N}.{_name}(np.zeros_like(input), {_passed}, cval=1.0)",
        kinds="filtered_input",
    )
constant(
    f"{N}.gaussian_gradient_magnitude(input, sigma, output=None, mode='reflect', cval=0.0)",
    f"{N}.generic_laplace(input, derivative2, output=None, mode='reflect', cval=0.0)",
    f"{N}.generic_gradient_magnitude(input, derivative, output=None, mode='reflect', cval=0.0)",
    reason="put into words of filters along one axis, which have derivatives",
)
