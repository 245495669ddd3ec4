"""Random choices: a place is drawn, and the element that stands there is what it is.

random.choice(xs)      xs[random.randrange(len(xs))]

What puts elements into a random order is refused: it writes, or makes a list, of elements whose
places turn out when the program runs.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from adgen.frontend.calling import builtin_calls
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value


def choice(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`random.choice(xs)`: it draws the same place as `randrange` does."""
    (values,) = (*args, *kwargs.values())
    length = builtin_calls.find(len)
    assert length is not None
    number = length(ctx, (values,), {}, node, None)
    place = apply_primitive(ctx, "random.randrange", (number,), {}, node, None)
    return select(ctx, values, place, node)


def _refused(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> NoReturn:
    ctx.refuse(
        node,
        "elements are put into a random order",
        "Draw the order outside, or take elements by random.choice or by"
        " x[rng.permutation(len(x))].",
    )


RANDOM: dict[object, Builtin] = {
    random.choice: choice,
    random.shuffle: _refused,
    random.sample: _refused,
    random.choices: _refused,
    np.random.shuffle: _refused,
}
"""The functions of random that are more than a number."""
