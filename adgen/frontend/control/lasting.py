"""What a loop leaves behind that is no number: it must not be made of what an iteration made.

for i in range(n):
    h = partial(f, x[i])         made of x[i], which there is in the iteration only
    k = partial(f, y)            made of what there is before the loop: it lasts
h(2.0)                           refused
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adgen.frontend.control.carried import Keep, Parts, Poison, Shape
from adgen.frontend.control.sights import Seen
from adgen.frontend.scope.made_of import is_whole
from adgen.frontend.scope.values import Ref, same

_BEHIND = (
    "Call it in the loop, or make it again where it is used, of values that have names."
)


def lasting(
    shape: Shape, entry: Seen, is_older: Callable[[Ref], bool], name: str
) -> Shape:
    """The shape; what does not outlive an iteration is an error where it is read.

    `entry` is what there is before the loop, `is_older` tells memory that there is.
    """
    if isinstance(shape, Parts):
        items = tuple(
            lasting(item, entry.item(i, shape.keys), is_older, name)
            for i, item in enumerate(shape.items)
        )
        return shape if items == shape.items else replace(shape, items=items)
    if not isinstance(shape, Keep) or isinstance(shape.value, Ref | None):
        return shape
    value = shape.value
    if same(value, entry.value) or is_whole(value, entry.state.names, is_older):
        return shape
    return Poison(
        f"`{name}` is made of what one iteration of a loop has computed, and read in another or"
        " behind it",
        _BEHIND,
    )
