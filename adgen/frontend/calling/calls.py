"""Calls: what is called is known when the function is lowered, and decides how."""

from __future__ import annotations

import ast
import functools
import sys
import types
from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from adgen.frontend.arrays import factor_calls
from adgen.frontend.callees import functions
from adgen.frontend.calling import builtin_calls, methods, writing
from adgen.frontend.calling.dispatched import implementation
from adgen.frontend.calling.transposed import columns
from adgen.frontend.higher_order import derivatives
from adgen.frontend.instances import (
    classes,
    construction,
    frozen_laws,
    objects,
    operator_methods,
)
from adgen.frontend.instances.names import constant
from adgen.frontend.operations.primitives import apply_primitive, no_rule, share
from adgen.frontend.operations.sparse import refuse_sparse
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import choose
from adgen.frontend.regions.frozen_laws import is_law
from adgen.frontend.regions.lists_as_arrays import is_fixed
from adgen.frontend.scope.context import Builtin, Context, Name
from adgen.frontend.scope.values import (
    Closure,
    Conflict,
    Derivative,
    EitherFunction,
    Fields,
    Method,
    Object,
    Partial,
    Ref,
    Tuple,
    Value,
)
from adgen.frontend.syntax import statements
from adgen.frontend.syntax.call_arguments import arguments
from adgen.ir.nodes import Const, Var
from adgen.rules import marks

_LIBRARIES = frozenset(("numpy", "scipy")) | sys.stdlib_module_names


def lower_call(ctx: Context, node: ast.Call, name: Name) -> Value:
    function = ctx.expression(node.func)
    if isinstance(function, Object) and function.value is marks.constant:
        opaque = _opaque_call(ctx, node)
        if opaque is not None:
            return opaque
    transposed = columns(ctx, function, node, name)
    if transposed is not None:
        return transposed
    args, kwargs = arguments(ctx, node, function)
    return call_value(ctx, function, args, kwargs, node, name)


def _opaque_call(ctx: Context, node: ast.Call) -> Value | None:
    """`adgen.constant(np.unique(x))`: a function without a rule, whose result is a constant."""
    match node:
        case ast.Call(args=[ast.Call(keywords=[]) as inner], keywords=[]):
            callee = ctx.expression(inner.func)
        case _:
            return None
    if not isinstance(callee, Object) or not _is_unknown(ctx, callee.value):
        return None
    args = [ctx.expression(arg) for arg in inner.args]
    operands = [memory.operand(ctx, arg, inner) for arg in args]
    called = Const(callee.value, callee.name)
    result = ctx.apply("call", [called, *operands], inner, None)
    if isinstance(result, Ref):
        for arg in args:
            share(result, arg)
    return apply_primitive(ctx, "constant", [result], {}, node, None)


def _is_unknown(ctx: Context, value: object) -> bool:
    """True for a function of a library of which adgen knows nothing."""
    known = (
        builtin_calls.find(value) is not None
        or ctx.lowering.primitive(value) is not None
        or _in_words_of_its_own(value) is not None
        or derivatives.maker(value) is not None
    )
    return not known and callable(value) and _is_library(value)


def lower_lambda(ctx: Context, node: ast.Lambda, name: Name) -> Value:
    ctx.frame.function().captured = True
    label = name if isinstance(name, str) else "lambda"
    return Closure(node, ctx.frame, label, statements.defaults(ctx, node.args))


def call_value(
    ctx: Context,
    function: Value,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name = None,
) -> Value:
    """A call of anything that can be called."""
    match function:
        case Closure():
            return functions.call_closure(ctx, function, args, kwargs, node, name)
        case Partial(inner, first, fixed):
            merged = {**dict(fixed), **kwargs}
            return call_value(ctx, inner, (*first, *args), merged, node, name)
        case EitherFunction():
            return _call_either(ctx, function, args, kwargs, node, name)
        case Derivative():
            return derivatives.call(ctx, function, args, kwargs, node, name)
        case Method():
            return methods.call_method(ctx, function, args, kwargs, node, name)
        case Fields(call=call) if call is not None:
            return call(args, kwargs, node, name)
        case Object():
            return _call_object(ctx, function, args, kwargs, node, name)
        case Ref() | Tuple() if classes.class_of(ctx, function) is not None:
            return _call_method(ctx, function, args, kwargs, node, name)
        case Conflict(reason):
            ctx.refuse(node, reason, "Call each function on its own path.")
        case Var() if ctx.is_bottom(function):
            return function  # the next round knows what it is
        case Const(value=None):
            ctx.refuse(node, "None is called here", "Pass a function.")
        case _:
            ctx.refuse(
                node,
                "what is called is not known when the derivative is made",
                "Call a function by its name, or pass it as an argument.",
            )


def _call_either(
    ctx: Context,
    function: EitherFunction,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`f(x)` of `f = g if test else h`: `g(x) if test else h(x)`."""
    then, orelse = (
        functools.partial(call_value, ctx, side, args, kwargs, node, name)
        for side in (function.then, function.orelse)
    )
    return choose(ctx, function.test, then, orelse, node, name)


def _call_method(
    ctx: Context,
    function: Value,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`model(x)`: what `__call__` of its class does."""
    cls = classes.class_of(ctx, function)
    found = classes.special(cls, "__call__")
    if cls is None or found is None:
        ctx.wrong(node, "an object that cannot be called is called")
    method = objects.bound(ctx, found, function, cls, "__call__", node)
    return call_value(ctx, method, args, kwargs, node, name)


_ZEROS = (bool, int, float, complex, str)
"""Types that are 0, or nothing, without an argument: `defaultdict(float)`."""


def _call_object(
    ctx: Context,
    function: Object,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    value = function.value
    args = operator_methods.iterated_arguments(ctx, value, args, node)
    builtin = builtin_calls.find(value)
    if builtin is not None:
        return builtin(ctx, args, kwargs, node, name)
    made = _made(value, args, kwargs)
    if made is not None:
        return made
    words = _in_words_of_its_own(value)
    if words is not None:
        return words(ctx, *_written_out(args, kwargs), node, name)
    primitive = ctx.lowering.primitive(value)
    if primitive is not None:
        return factor_calls.call(ctx, primitive, args, kwargs, node, name)
    mode = derivatives.maker(value)
    if mode is not None and not args:  # @adgen.grad(argnums=1)
        return Partial(function, (), tuple(kwargs.items()))
    if mode is not None:
        return derivatives.make(ctx, mode, args, kwargs, node, name)
    if derivatives.is_of_adgen(value):
        inner = derivatives.of_object(ctx, function, node)
        return derivatives.call(ctx, inner, args, kwargs, node, name)
    if isinstance(value, functools.partial):
        partial = _partial(ctx, value, function.name)
        return call_value(ctx, partial, args, kwargs, node, name)
    refuse_sparse(ctx, getattr(value, "__self__", value), function.name, node)
    if isinstance(value, type):
        return construction.construct(ctx, value, args, kwargs, node, name)
    if _is_library(value):
        return _of_library(ctx, function, args, kwargs, node, name)
    function = implementation(ctx, function, args)
    return functions.call_object(ctx, function, args, kwargs, node, name)


def _made(
    value: object, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> Value | None:
    """What `float()` and `partial(f, x)` make; None for other calls."""
    if isinstance(value, type) and value in _ZEROS and not args and not kwargs:
        return Const(value())
    if value is functools.partial:
        return Partial(args[0], tuple(args[1:]), tuple(kwargs.items()))
    return None


def _partial(ctx: Context, value: functools.partial[object], name: str) -> Partial:
    """An object of functools.partial that was made before."""
    first = tuple(constant(ctx, arg, None) for arg in value.args)
    fixed = tuple((k, constant(ctx, v, None)) for k, v in value.keywords.items())
    return Partial(Object(value.func, name), first, fixed)


def _of_library(
    ctx: Context,
    function: Object,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """A function without a rule. Of NumPy or SciPy, of integers and the like, a constant."""
    written = writing.known(ctx, function, args, kwargs, node, name)
    if written is not None:
        return written
    module = str(getattr(function.value, "__module__", None))
    numeric = module.startswith(("numpy", "scipy")) and "random" not in module
    writes = "out" in kwargs or "output" in kwargs
    calls_back = any(
        isinstance(value, Closure | Partial | Method)
        for value in (*args, *kwargs.values())
    )
    if not numeric or writes or calls_back or isinstance(function.value, type):
        no_rule(ctx, function.name, node)
    operands = [memory.operand(ctx, arg, node) for arg in args]
    keywords = [(key, memory.operand(ctx, v, node)) for key, v in kwargs.items()]
    if not all(is_fixed(ctx, given) for given in (*operands, *dict(keywords).values())):
        no_rule(ctx, function.name, node)
    called = Const(function.value, function.name)
    result = ctx.apply("call", [called, *operands], node, name, keywords)
    if isinstance(result, Ref):
        for arg in (*args, *kwargs.values()):
            share(result, arg)
    return result


def _written_out(
    args: Sequence[Value], kwargs: Mapping[str, Value]
) -> tuple[list[Value], dict[str, Value]]:
    """The arguments, settings of the module among them, `KEEP = False`, as literals."""

    def literal(value: Value) -> Value:
        setting = isinstance(value, Const) and isinstance(value.value, _SETTINGS)
        return Const(value.value) if setting else value  # type: ignore[union-attr]

    return [*map(literal, args)], {key: literal(it) for key, it in kwargs.items()}


_SETTINGS = (bool, str, type(None))


def _in_words_of_its_own(value: object) -> Builtin | None:
    from adgen.frontend.arrays.applied import of_vectorized
    from adgen.frontend.calling.library_calls import LIBRARY

    if isinstance(value, np.vectorize):
        return of_vectorized(value)
    if is_law(value):
        return functools.partial(frozen_laws.freeze, value)
    return LIBRARY.get(value) if isinstance(value, Hashable) else None


def _is_library(value: object) -> bool:
    """True for what belongs to NumPy, SciPy or Python: it has a rule, or is refused."""
    if isinstance(value, (types.BuiltinFunctionType, np.ufunc)):
        return True
    module = getattr(value, "__module__", None) or type(value).__module__
    if isinstance(value, types.FunctionType) and module == "builtins":
        return False  # those of Python itself are no such functions: it was exec'd
    return str(module).partition(".")[0] in _LIBRARIES and module != "__main__"
