"""assert, raise, print, f-strings, pass, del, docstrings, globals."""

# ruff: noqa: PIE790
import math

import numpy as np

from tests.zoo import elsewhere
from tests.zoo.registry import draw, zoo

GAIN = 1.7
WEIGHTS = np.array([0.5, -1.5, 2.5])
LIMITS = (0.1, 10.0)
TABLE = {"slow": 0.3, "fast": 3.0}
NAMES = ["one", "two"]


@zoo(1.3)
def asserted(x):
    assert x > 0.0
    assert x < 9.0, "x is too large"
    return math.log(x) * x


@zoo(1.3)
def asserted_with_a_message(x):
    y = x * x
    assert y > 0.0, f"{y} has to be positive"
    return y * x


@zoo(1.3)
def raised_but_not_here(x):
    if x < 0.0:
        raise ValueError("negative")
    return math.sqrt(x)


@zoo(1.3)
def raised_at_the_end(x):
    for _ in range(3):
        x = x * 1.1
        if x > 1.5:
            return x * x
    raise ValueError(f"no convergence at {x}")


@zoo(1.3)
def printed(x):
    y = x * x
    print("y is", y, sep=": ")
    return y * x


@zoo(1.3)
def printed_in_a_loop(x):
    for i in range(3):
        x = x * 1.1
        print(f"{i:3d} {x:.3f}", end="\n")
    return x * x


@zoo(1.3)
def text_in_braces(x):
    label = f"{x!r:>10} and {x:.2f}"
    print(label)
    return x * x


@zoo(1.3)
def passed(x):
    if x > 0.0:
        pass
    else:
        x = x + 1.0
    for _ in range(2):
        pass
    return x * x


@zoo(1.3)
def documented(x):
    """A docstring.

    With more than one line.
    """
    "a string that stands alone"
    return x * x  # and a comment


@zoo(1.3)
def ellipsis_stands_alone(x):
    ...
    return x * x


@zoo(1.3)
def globals_of_numbers(x):
    return x * GAIN + x**2


@zoo(draw(3))
def globals_of_arrays(x):
    return np.sum(WEIGHTS * x) * WEIGHTS[1] + WEIGHTS @ (x * x)


@zoo(1.3)
def globals_of_tuples_and_dicts(x):
    low, high = LIMITS
    if low < x < high:
        return x * x * TABLE["fast"]
    return x * TABLE["slow"]


@zoo(1.3)
def global_list_read(x):
    return x * x * len(NAMES) if NAMES[0] == "one" else x


@zoo(1.3)
def attribute_of_a_module(x):
    return x * elsewhere.OFFSET + elsewhere.SCALE * x * x


@zoo(1.3)
def semicolons(x):
    y = x * x; z = y + x  # fmt: skip  # noqa: E702
    return y * z


@zoo(1.3, 2.0)
def continued_lines(
    x,
    y,
):
    return x * y + y - x**2  # the second term
