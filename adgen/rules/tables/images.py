"""Images at other places than their points: splines of scipy.ndimage.

The image is linear in its values, and its slopes in the places are slopes of splines, which
`runtime_images` has. They are of the cell to the right where a spline of first order has a kink.
"""

from adgen.rules.declare import rule

N = "scipy.ndimage"
_SPLINE = "order=order, mode=mode"
_BEYOND = f"beyond = {N}.{{0}}(np.zeros_like(input), {{1}}, mode=mode, cval=1.0)"

rule(
    f"{N}.map_coordinates(input, coordinates, output=None, order=3, mode='constant', cval=0.0)",
    out_dot=f"{N}.map_coordinates(input_dot, coordinates, {_SPLINE})"
    " + np.sum(slopes * coordinates_dot, axis=0) + cval_dot * beyond",
    input_bar="spline_back(out_bar, input, coordinates, order, mode, 0)",
    coordinates_bar="out_bar * slopes",
    cval_bar="np.sum(out_bar * beyond)",
    where="slopes = spline_slopes(input, coordinates, order, mode, 1); "
    + _BEYOND.format("map_coordinates", "coordinates"),
    kinds="at_places",
)
rule(
    f"{N}.shift(input, shift, output=None, order=3, mode='constant', cval=0.0)",
    out_dot=f"{N}.shift(input_dot, shift, {_SPLINE}) + cval_dot * beyond"
    " - np.sum(slopes * (shift_dot if is_scalar(shift)"
    " else for_each_axis(shift_dot, input)), axis=0)",
    input_bar="spline_back(out_bar, input, places, order, mode, 0)",
    shift_bar="np.sum(-(slopes * out_bar)) if is_scalar(shift)"
    " else np.sum(np.reshape(-(slopes * out_bar), (len(slopes), -1)), axis=1)",
    cval_bar="np.sum(out_bar * beyond)",
    where="points = np.indices(np.shape(input));"
    " places = points - (shift if is_scalar(shift) else for_each_axis(shift, input));"
    " slopes = spline_slopes(input, places, order, mode, 1); "
    + _BEYOND.format("shift", "shift"),
    kinds="filtered_input",
)
# The first and the last points stay, so that nothing is seen of what lies beyond.
rule(
    f"{N}.zoom(input, zoom, output=None, order=3, mode='constant', cval=0.0)",
    out_dot=f"{N}.zoom(input_dot, zoom, {_SPLINE})",
    input_bar="spline_back(out_bar, input, points * for_each_axis(steps, input), order,"
    " mode, 0)",
    where="points = np.indices(np.shape(out));"
    " steps = (np.array(np.shape(input)) - 1)"
    " / np.maximum(np.array(np.shape(out)) - 1, 1)",
    kinds="zoomed",
)
# The partial derivatives of one depth have those of the next as their slopes.
rule(
    "spline_slopes(image, places, order, mode, depth)",
    out_dot="spline_slopes(image_dot, places, order, mode, depth)"
    " + np.sum(next_ones * beside_axes(places_dot, depth), axis=0)",
    image_bar="spline_back(out_bar, image, places, order, mode, depth)",
    places_bar="over_axes(next_ones * out_bar, depth)",
    where="next_ones = spline_slopes(image, places, order, mode, deeper(depth))",
    kinds="slopes_at_places",
)
rule(
    "spline_back(bar, image, places, order, mode, depth)",
    out_dot="spline_back(bar_dot, image, places, order, mode, depth)"
    " + spline_back(bar * beside_axes(places_dot, depth), image, places, order, mode,"
    " deeper(depth))",
    bar_bar="spline_slopes(out_bar, places, order, mode, depth)",
    places_bar="over_axes(spline_slopes(out_bar, places, order, mode, deeper(depth)) * bar,"
    " depth)",
    shape_only=("image",),
    kinds="like_the_image",
)
