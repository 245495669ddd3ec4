"""Arguments by which the program goes; where they are not known, results differ in structure."""

import numpy as np

from tests.zoo.registry import draw, zoo

SHOWN = False


@zoo(1.0, 2.0, 0.3)
@zoo(1.0, 2.0, 0.3, True)
def one_value_or_several(x, p, z, return_all=False):
    gain = p / (p + 0.5)
    error = z - x
    if return_all:
        return x + gain * error, (1.0 - gain) * p, error
    return x + gain * error


@zoo(draw(2), 2, 1)
@zoo(draw(2), 2, 3)
def as_many_as_a_count_says(v, size, count):
    """`f(*rows)` of as many rows as an argument says."""
    rows = [v * 2.0] * count if size == 2 else [v]
    return np.concatenate([*rows, v]) @ np.arange(1.0, 2.0 * count + 3.0)


@zoo(1.2)
@zoo(1.2, 0.5)
def none_decides(density, phase=None, slope=None):
    """Nothing is asked of `phase` where it is None, whatever the density is."""
    y = density**2
    if density and phase and slope:
        y = y + phase.slope * slope
    return y if not (density and phase) else y * phase


@zoo(1.2, 3)
def what_the_module_does_not_show(x, n):
    """`SHOWN` decides, whichever step it is: what would be shown is not looked at."""
    for i in range(n):
        x = np.sin(x) * 1.1
        if i % 2 == 0 and SHOWN:
            plot(x)  # noqa: F821
    return x
