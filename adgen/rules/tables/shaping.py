"""What changes the shape, the order or the number of elements, and nothing else."""

from adgen.rules.declare import linear, rule

_SAME_ELEMENTS = {
    # call: (how its kind follows, may the result be a view)
    "np.reshape(a, shape, order='C')": ("reshape", True),
    "np.ravel(a, order='C')": ("raveled", True),
    "np.squeeze(a, axis=None)": ("squeeze", True),
    "np.expand_dims(a, axis)": ("expand_dims", True),
    "np.atleast_1d(a)": ("atleast_one", True),
    "np.atleast_2d(a)": ("atleast_two", True),
    "np.atleast_3d(a)": ("atleast_three", True),
}
for signature, (kinds, view) in _SAME_ELEMENTS.items():
    linear(
        signature,
        # In another order of the elements the way back has that order, too.
        a_bar=(
            "as_shaped(out_bar, a) if order == 'C'"
            " else np.reshape(out_bar, np.shape(a), order=order)"
            if "order" in signature
            else "as_shaped(out_bar, a)"
        ),
        kinds=kinds,
        view=view,
        cheap=True,
    )

linear(
    "np.transpose(a, axes=None)",
    a_bar="np.transpose(out_bar) if axes is None"
    " else np.transpose(out_bar, inverse_permutation(axes))",
    kinds="transpose",
    view=True,
    cheap=True,
)
linear(
    "np.matrix_transpose(x)",
    x_bar="np.matrix_transpose(out_bar)",
    kinds="last_exchanged",
    view=True,
    cheap=True,
)
linear(
    "np.swapaxes(a, axis1, axis2)",
    a_bar="np.swapaxes(out_bar, axis1, axis2)",
    kinds="swapaxes",
    view=True,
    cheap=True,
)
linear(
    "np.moveaxis(a, source, destination)",
    a_bar="np.moveaxis(out_bar, destination, source)",
    kinds="moveaxis",
    view=True,
    cheap=True,
)
linear(
    "np.rollaxis(a, axis, start=0)",
    a_bar="rolled_back(out_bar, a, axis, start)",
    kinds="other_sizes",
    view=True,
)
linear(
    "np.broadcast_to(array, shape)",
    array_bar="like_array(out_bar, array)",
    kinds="broadcast_to",
    view=True,
    lazy=True,
)
linear(
    "np.lib.stride_tricks.sliding_window_view(x, window_shape, axis=None)",
    x_bar="windows_added(out_bar, x, window_shape, axis)",
    kinds="windows",
    view=True,
)
linear(
    "windows_added(bar, like, window_shape, axis)",
    bar_bar="np.lib.stride_tricks.sliding_window_view(out_bar, window_shape, axis)",
    kinds="unbroadcast",
    shape_only=("like",),
)
linear(
    "np.flip(m, axis=None)",
    m_bar="np.flip(out_bar, axis)",
    kinds="same_array",
    view=True,
)
linear("np.fliplr(m)", m_bar="np.fliplr(out_bar)", kinds="same_array", view=True)
linear("np.flipud(m)", m_bar="np.flipud(out_bar)", kinds="same_array", view=True)
linear(
    "np.rot90(m, k=1, axes=(0, 1))",
    m_bar="np.rot90(out_bar, -k, axes)",
    kinds="other_sizes",
    view=True,
)
linear(
    "np.roll(a, shift, axis=None)",
    a_bar="np.roll(out_bar, negated(shift), axis)",
    kinds="same_array",
)
linear(
    "np.repeat(a, repeats, axis=None)",
    a_bar="unrepeated(out_bar, a, repeats, axis)",
    kinds="repeated",
)
linear("np.tile(A, reps)", A_bar="untiled(out_bar, A, reps)", kinds="tiled")
_TAKEN_AGAIN = (
    "mode == 'edge' or mode == 'reflect' or mode == 'symmetric' or mode == 'wrap'"
)
_OUTWARD = "mode == 'mean' or mode == 'linear_ramp'"
_SETTINGS = "stat_length, reflect_type"
rule(
    "np.pad(array, pad_width, mode='constant', *, constant_values=0, stat_length=None,"
    " end_values=0, reflect_type='even')",
    out_dot="np.pad(array_dot, pad_width) + edges * constant_values_dot"
    " if mode == 'constant'"
    " else np.pad(array_dot, pad_width, mode, stat_length=stat_length) if mode == 'mean'"
    " else np.pad(array_dot, pad_width, mode) + ramps * end_values_dot"
    " if mode == 'linear_ramp'"
    f" else refused('in another mode') if not ({_TAKEN_AGAIN})"
    " else np.pad(array_dot, pad_width, mode) if reflect_type == 'even'"
    " else np.pad(array_dot, pad_width, mode, reflect_type=reflect_type)",
    array_bar="unpadded(out_bar, array, pad_width, mode) if mode == 'constant'"
    f" else pad_back(out_bar, array, pad_width, mode, {_SETTINGS}) if {_OUTWARD}"
    f" else refused('in another mode') if not ({_TAKEN_AGAIN})"
    " else taken_back(out_bar, array, np.pad(places, pad_width, mode), None)"
    " if reflect_type == 'even'"
    f" else pad_back(out_bar, array, pad_width, mode, {_SETTINGS})",
    constant_values_bar="np.sum(edges * out_bar)",
    end_values_bar="np.sum(ramps * out_bar)",
    where="places = np.reshape(np.arange(np.size(array)), np.shape(array));"
    " edges = np.pad(np.zeros_like(array), pad_width, constant_values=1)"
    " if is_scalar(constant_values)"
    " else refused('with several constant values that are differentiated');"
    " ramps = np.pad(np.zeros_like(array), pad_width, 'linear_ramp', end_values=1)"
    " if is_scalar(end_values)"
    " else refused('with several end values that are differentiated')",
    kinds="padded",
)
linear(
    "pad_back(bar, like, pad_width, mode, stat_length, reflect_type)",
    bar_bar="np.pad(out_bar, pad_width, 'mean', stat_length=stat_length)"
    " if mode == 'mean' else np.pad(out_bar, pad_width, mode) if mode == 'linear_ramp'"
    " else np.pad(out_bar, pad_width, mode, reflect_type=reflect_type)",
    kinds="unbroadcast",
    shape_only=("like",),
)

# joining -----------------------------------------------------------------------------

_CAST = ", *, dtype=None, casting='same_kind'"
linear(
    f"np.concatenate(arrays, axis=0{_CAST})",
    arrays_bar="joined_parts(out_bar, arrays, axis)",
    kinds="concatenate",
)
linear(
    f"np.stack(arrays, axis=0{_CAST})",
    arrays_bar="stacked_parts(out_bar, arrays, axis)",
    kinds="stack",
)
linear(
    f"np.vstack(tup{_CAST})",
    tup_bar="as_shaped(joined_parts(out_bar, at_least(tup, 2), 0), tup)",
    kinds="vertical",
)
linear(
    f"np.hstack(tup{_CAST})",
    tup_bar="as_shaped(joined_parts(out_bar, at_least(tup, 1), horizontal(tup)), tup)",
    kinds="horizontal",
)
linear(
    "np.column_stack(tup)",
    tup_bar="as_shaped(joined_parts(out_bar, columns(tup), 1), tup)",
    kinds="columns",
)
linear(
    "np.dstack(tup)",
    tup_bar="as_shaped(joined_parts(out_bar, at_least(tup, 3), 2), tup)",
    kinds="in_depth",
)
linear(
    "np.append(arr, values, axis=None)",
    arr_bar="appended_part(out_bar, arr, values, axis, 0)",
    values_bar="appended_part(out_bar, arr, values, axis, 1)",
    kinds="appended",
)

# diagonals and triangles -------------------------------------------------------------

linear(
    "np.diag(v, k=0)",
    v_bar="np.diagonal(out_bar, k) if ndim(v) == 1 else on_diagonal(out_bar, v, k)",
    kinds="diag",
)
linear(
    "np.diagflat(v, k=0)",
    v_bar="as_shaped(np.diagonal(out_bar, k), v)",
    kinds="flat_on_diagonal",
)
linear(
    "np.diagonal(a, offset=0, axis1=0, axis2=1)",
    a_bar="on_diagonal(out_bar, a, offset) if ndim(a) == 2"
    " else on_diagonals(out_bar, a, offset, axis1, axis2)",
    kinds="diagonal",
    view=True,
)
linear(
    "np.trace(a, offset=0, axis1=0, axis2=1, dtype=None)",
    a_bar="out_bar * np.eye(np.shape(a)[0], np.shape(a)[1], offset)"
    " if ndim(a) == 2 else"
    " on_diagonals(out_bar[..., None]"
    " * np.ones_like(np.diagonal(a, offset, axis1, axis2)), a, offset, axis1, axis2)",
    kinds="trace",
)
# Of a vector they make a matrix, each row of which is the vector.
for _name in ("np.tril", "np.triu"):
    linear(
        f"{_name}(m, k=0)",
        m_bar=f"unbroadcast({_name}(out_bar, k), m)",
        kinds="triangle",
    )
