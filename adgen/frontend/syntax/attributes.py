"""Attributes: of modules and objects known now, and of arrays."""

from __future__ import annotations

import ast
import enum
import types

import numpy as np

from adgen.errors import UndefinedDerivativeError
from adgen.frontend.containers import named_tuples
from adgen.frontend.instances import base_classes, classes, frozen_laws, objects
from adgen.frontend.instances.attribute_dicts import attribute_dict
from adgen.frontend.instances.names import constant
from adgen.frontend.operations.dtype_limits import attribute_of_dtype
from adgen.frontend.operations.method_names import ARRAY_METHODS, RANDOM_METHODS
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.frozen_laws import is_frozen
from adgen.frontend.regions.object_lists import Chosen, Entry, Objects
from adgen.frontend.regions.optional import given
from adgen.frontend.regions.sets import METHODS, Members
from adgen.frontend.regions.windows import Windows
from adgen.frontend.scope.context import SAY_WHAT_IT_IS, Context, Name
from adgen.frontend.scope.values import (
    Closure,
    Conflict,
    DictContent,
    Fields,
    ListContent,
    Method,
    Object,
    Ref,
    Slice,
    Super,
    Through,
    Tuple,
    Value,
)
from adgen.ir.kinds import (
    INT,
    OBJECT,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Unbound,
    Unknown,
)
from adgen.ir.nodes import Const, Var
from adgen.ir.objects import GENERATORS, is_named_tuple

_LIBRARIES = ("numpy", "scipy", "math", "cmath", "operator", "functools", "adgen")
_PARTS = ("real", "imag", "flat")
_UFUNC_METHODS = ("at", "reduce", "outer", "accumulate", "reduceat")
_LAYOUT = ("strides", "base", "flags", "ctypes", "data")
_RAW = {
    "byteswap": "it changes the bytes of numbers, whatever they stand for",
    "tobytes": "bytes are no numbers",
    "setflags": "it says how memory is used, not what is in it",
    "resize": "it changes the length of memory that others may see (np.resize gives a new"
    " array)",
}
"""Methods that work on memory, and why they are refused."""
_FUNCTIONS = {
    "T": "np.transpose",
    "mT": "np.matrix_transpose",
    "shape": "np.shape",
    "size": "np.size",
    "real": "np.real",
    "imag": "np.imag",
}


def lower_attribute(ctx: Context, node: ast.Attribute, name: Name) -> Value:
    return attribute(ctx, ctx.expression(node.value), node.attr, node, name)


def attribute(
    ctx: Context, base: Value, attr: str, node: ast.AST, name: Name = None
) -> Value:
    base = given(base)
    cls = classes.class_of(ctx, base)
    if cls is not None and not _is_of_sequences(base, cls, attr):
        return _of_instance(ctx, base, cls, attr, node, name)
    if attr == "__getitem__" and not isinstance(base, (Object, Super)):
        return Method(base, attr)
    if attr == "maxlen" and isinstance(base, Ref) and base.region.limit is not None:
        return base.region.limit
    if isinstance(base, Super):
        return base_classes.attribute(ctx, base, attr, node)
    if isinstance(base, Const) and isinstance(base.value, enum.Enum):
        base = Object(base.value, base.name or base.value.name)
    if isinstance(base, Object):
        return _of_object(ctx, base, attr, node)
    if isinstance(base, Fields):
        return _of_fields(ctx, base, attr, node)
    if isinstance(base, Conflict):
        ctx.refuse(node, base.reason, base.remedy)
    if isinstance(base, Closure):
        ctx.refuse(
            node,
            f"an attribute of the function `{base.name}` is read",
            "Use a variable.",
        )
    if isinstance(base, Slice) and attr in ("start", "stop", "step"):
        return {"start": base.start, "stop": base.stop, "step": base.step}[attr]
    if isinstance(base, Tuple) and base.names:
        return _of_results(ctx, base, attr, node)
    return _of_data(ctx, base, attr, node, name)


def _of_data(ctx: Context, base: Value, attr: str, node: ast.AST, name: Name) -> Value:
    """An attribute, or a method, of a number, an array or a container."""
    content = memory.content_of(ctx, base)
    if isinstance(base, Tuple) or isinstance(content, (ListContent, DictContent)):
        return Method(base, attr)
    if isinstance(base, Const) and isinstance(base.value, (str, list, dict)):
        return Method(base, attr)
    kind = memory.kind_of(ctx, base)
    if isinstance(kind, Unbound):
        return base
    if kind == OBJECT and attr in ("value", "name"):
        ctx.refuse(
            node,
            f"`.{attr}` of what is only known at run time is read, of a member of an Enum",
            "Compare the member, or put its values into a dict, {member: 0.5}, and ask that.",
        )
    if isinstance(kind, (Listing, Other)):
        return attribute_of_dtype(ctx, base, kind, attr, node) or Method(base, attr)
    return _of_array(ctx, base, kind, attr, node, name)


def _of_fields(ctx: Context, base: Fields, attr: str, node: ast.AST) -> Value:
    """An attribute of what a function of a library gives, which has these only."""
    if attr not in base.items:
        ctx.refuse(
            node,
            f"adgen does not know the attribute `{attr}` of {base.what}",
            f"It knows {', '.join(base.items)}.",
        )
    return base.items[attr]()


def _of_instance(
    ctx: Context, base: Value, cls: type, attr: str, node: ast.AST, name: Name
) -> Value:
    """An attribute of an object, or a method of a set."""
    if cls is Members and hasattr(set, attr) and attr not in METHODS:
        ctx.refuse(
            node,
            f"the method `{attr}` of a set is called",
            "Use add, discard, remove, update, union, difference or intersection.",
        )
    if attr == "__dict__":
        return attribute_dict(ctx, base, cls, node)
    return objects.read(ctx, base, cls, attr, node, name)


def _of_results(ctx: Context, base: Tuple, attr: str, node: ast.AST) -> Value:
    """An item of what a function of a library gives, by its name."""
    if attr not in base.names:
        ctx.refuse(
            node,
            f"adgen does not know the attribute `{attr}` of this result",
            f"It knows {', '.join(base.names)}.",
        )
    return base.items[base.names.index(attr)]


def _is_of_sequences(base: Value, cls: type, attr: str) -> bool:
    """True for what every tuple, every named tuple, a list of objects, or a dict in a list has."""
    if cls in (Objects, Chosen, Windows):
        return hasattr(list, attr)
    if cls is dict:
        return hasattr(dict, attr)
    if not isinstance(base, Tuple) or base.cls is Entry:
        return False
    return attr in named_tuples.METHODS or attr in ("count", "index")


def _of_array(
    ctx: Context, base: Value, kind: Kind, attr: str, node: ast.AST, name: Name
) -> Value:
    if attr == "ndim":
        return _rank(ctx, base, kind, node, name)
    if attr == "flat" and isinstance(base, Ref) and isinstance(kind, Array):
        return flat(ctx, base, node)
    if attr in _FUNCTIONS:
        return apply_primitive(ctx, _FUNCTIONS[attr], (base,), {}, node, name)
    if attr in ("dtype", "nbytes", "itemsize"):
        return _of_elements(ctx, base, kind, attr, node, name)
    if attr in ARRAY_METHODS or attr in RANDOM_METHODS:
        return Method(base, attr)
    _refuse_memory(ctx, attr, node)
    if isinstance(kind, Array) and not hasattr(np.ndarray, attr):
        ctx.wrong(node, f"an array has no attribute `{attr}`", AttributeError)
    if isinstance(kind, Unknown):
        ctx.refuse(
            node,
            f"adgen does not know what has the attribute `{attr}` here",
            f"{SAY_WHAT_IT_IS} Of an array, use a function of NumPy instead.",
        )
    ctx.refuse(
        node,
        f"adgen does not know the attribute `{attr}` of an array",
        "Use a function of NumPy instead.",
    )


def _refuse_memory(ctx: Context, attr: str, node: ast.AST) -> None:
    """Refuses what is asked of the memory of an array."""
    if attr in _LAYOUT:
        ctx.refuse(
            node,
            f"`{attr}` of an array is asked for, which depends on how it lies in memory",
            "The derivative may keep it in another way. Decide by something else.",
        )
    if attr in _RAW:
        raise UndefinedDerivativeError(
            f"the method `{attr}` of an array has no derivative: {_RAW[attr]}",
            ctx.span(node),
            "Do it outside of the function.",
        )


def _of_elements(
    ctx: Context, base: Value, kind: Kind, attr: str, node: ast.AST, name: Name
) -> Value:
    """`x.dtype`, and the sizes in bytes, which are integers."""
    operand = memory.operand(ctx, base, node)
    result = Other("dtype") if attr == "dtype" else INT
    found = ctx.apply("attr", (operand, Const(attr)), node, name, kind=result)
    if isinstance(found, Var) and isinstance(kind, (Array, Number)):
        ctx.dtypes[found] = kind.dtype
    return found


def part_of_array(ctx: Context, base: Value, node: ast.Attribute) -> Ref:
    """The memory that `z.real = x` writes; of other arrays no attribute is written."""
    kind = memory.kind_of(ctx, base)
    real = isinstance(kind, Array) and not kind.dtype.startswith("complex")
    if (
        isinstance(kind, Array)
        and node.attr in _PARTS
        and not (real and node.attr == "imag")
    ):
        part = attribute(ctx, base, node.attr, node)
        if isinstance(part, Ref):
            return part
    ctx.refuse(
        node,
        f"the attribute `{node.attr}` of something that is no object of a class written in"
        " Python is set",
        "Use a variable, or an object of a class of your own.",
    )


def flat(ctx: Context, base: Ref, node: ast.AST) -> Ref:
    """`x.flat`: all elements, row after row, however they lie in memory."""
    view = Ref(base.region, (*base.path, Through("np.ravel")))
    view.of = ctx.state.content(base.region)
    view.taken = memory.operand(ctx, Ref(base.region, view.path), node)
    return view


def _rank(ctx: Context, base: Value, kind: Kind, node: ast.AST, name: Name) -> Value:
    if isinstance(kind, Array) and kind.dims is not None:
        return Const(len(kind.dims))
    if isinstance(kind, Number):
        return Const(0)
    return apply_primitive(ctx, "np.ndim", (base,), {}, node, name)


def _of_object(ctx: Context, base: Object, attr: str, node: ast.AST) -> Value:
    """An attribute of a module, a class or another object, as it is now."""
    owner = base.value
    if isinstance(owner, np.ufunc) and attr in _UFUNC_METHODS:
        return Method(base, attr)
    if isinstance(owner, GENERATORS):
        return Method(base, attr)
    if is_frozen(owner):
        law = frozen_laws.of_object(ctx, base, node)
        return frozen_laws.attribute(ctx, law, attr, node)
    if attr == "_make" and isinstance(owner, type) and is_named_tuple(owner):
        return Method(base, attr)
    try:
        value = getattr(owner, attr)
    except AttributeError:
        ctx.wrong(node, f"`{base.name}` has no attribute `{attr}`")
    if isinstance(owner, types.ModuleType):
        if owner.__name__.partition(".")[0] not in _LIBRARIES:
            ctx.lowering.watch(owner, attr, value)
        return constant(ctx, value, f"{base.name}.{attr}")
    ctx.lowering.watch(owner, attr, value)
    return constant(ctx, value, f"{base.name}.{attr}")
