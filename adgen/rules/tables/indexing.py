"""Interpolation, histograms and other look-ups in tables of numbers."""

from adgen.rules.declare import constant, linear

linear(
    "np.bincount(x, weights=None, minlength=0)",
    weights_bar="out_bar[x]",
    kinds="weighed",
    shape_only=("x",),
)
constant(
    "np.isin(element, test_elements, assume_unique=False, invert=False, *, kind=None)"
)
