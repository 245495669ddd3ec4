"""Functions of `functools.singledispatch`: the implementation for the class of the first argument.

area(Circle(r))      the function registered for Circle, or for one of its bases
area(x)              x an array: that for np.ndarray; a number: that for floats, if integers and
                     NumPy's numbers have the same one
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType

import numpy as np

from adgen.frontend.instances.classes import class_of
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    DictContent,
    ListContent,
    Object,
    Tuple,
    Value,
)
from adgen.ir.kinds import Array, Listing, Number
from adgen.ir.nodes import Const

_NUMBERS = {
    "float": (float, int, np.float64),
    "complex": (complex, np.complex128),
    "int": (int, np.int64),
    "bool": (bool, np.bool_),
}
"""What a number of a kind may be at run time: a Python int counts as a real number."""


@dataclass(frozen=True)
class _Registry:
    """The implementations of a function, to be watched: others may be registered later."""

    functions: Mapping[type, Callable[..., object]]

    @property
    def entries(self) -> int:
        return hash(tuple(map(id, self.functions.values())))


def implementation(ctx: Context, function: Object, args: Sequence[Value]) -> Object:
    """The function that a call means; the function itself if it is not such a one, or if it
    is only known at run time which is meant, and refused then."""
    dispatch = getattr(function.value, "dispatch", None)
    generic = isinstance(function.value, FunctionType) and callable(dispatch)
    if not generic or not hasattr(function.value, "registry") or not args:
        return function
    assert callable(dispatch)
    registry = _Registry(function.value.registry)
    ctx.lowering.watch(registry, "entries", registry.entries)
    found = {dispatch(cls) for cls in _classes(ctx, args[0])}
    if len(found) != 1:
        return function
    return Object(found.pop(), function.name)


def _classes(ctx: Context, value: Value) -> tuple[type, ...]:
    """What the class of a value may be; none if that is not known."""
    cls = class_of(ctx, value)
    if cls is not None:
        return (cls,)
    if isinstance(value, Const):
        return (type(value.value),)
    content = memory.content_of(ctx, value)
    if isinstance(value, Tuple):
        return (tuple,)
    if isinstance(content, ListContent | DictContent):
        return (list if isinstance(content, ListContent) else dict,)
    match memory.kind_of(ctx, value):
        case Number(dtype):
            return _NUMBERS.get(dtype, ())
        case Array(dims=dims) if dims != ():
            return (np.ndarray,)
        case Listing():
            return (list,)
        case _:
            return ()
