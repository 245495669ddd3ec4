"""Functions handed to a primitive: each becomes a function of the program.

    brentq(lambda x: x * x - k, 0.0, 9.0)     def residual(x, k): return x * x - k
                                              brentq(residual, 0.0, 9.0, args=(k,))

What such a function sees of its surroundings becomes a further argument, which the primitive
hands on (`args`): so the derivative of the call is known from the derivative of the function.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adgen.frontend.higher_order.derivatives import Inner
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    Closure,
    Derivative,
    Fields,
    ListContent,
    Object,
    Partial,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.nodes import (
    Call,
    Const,
    Function,
    FunctionName,
    Operand,
    Pack,
    Param,
    Program,
    Return,
    Var,
)
from adgen.ir.walk import matched, param_vars

Finish = Callable[[Value], Value]


@dataclass
class Handed:
    """Functions of the program with the same further parameters, and the operands for these."""

    names: list[str]
    args: tuple[Operand, ...]

    @property
    def packed(self) -> Pack:
        """The operand for `args=`."""
        return Pack("tuple", self.args)

    def reference(self, position: int = 0) -> Const:
        """One of the functions as an operand."""
        return Const(FunctionName(self.names[position]))


def is_function(value: Value) -> bool:
    """True for what can be handed over as a function."""
    if isinstance(value, Fields):
        return value.call is not None
    if isinstance(value, Object):
        return callable(value.value)
    return isinstance(value, (Closure, Partial))


def hand_over(
    ctx: Context,
    functions: Sequence[tuple[Value, Finish]],
    own: Sequence[tuple[str, Kind]],
    further: Sequence[Value],
    node: ast.AST,
    order: tuple[int, ...] | None = None,
    title: str = "residual",
) -> Handed:
    """Lowers functions of the parameters `own` and of further arguments.

    `order` are the positions of `own` in which the user's function takes them, if not in order;
    `title` is the name of a function that has none.
    """
    places = tuple(range(len(own))) if order is None else order
    taken = [own[i] for i in places]
    lowered = [
        _lowered(ctx, f, finish, taken, further, node) for f, finish in functions
    ]
    captured: dict[Var, None] = {}
    for inner, _ in lowered:
        captured.update(dict.fromkeys(inner.captured))
    names = []
    for _, function in lowered:
        whole = _with_params(function, tuple(captured), places, ctx)
        if whole.name.startswith("inner"):
            whole = replace(whole, name=title)
        names.append(_registered(ctx, whole))
    leaves: list[Operand] = []
    for inner, _ in lowered[:1]:
        for pattern, value in zip(inner.patterns[len(own) :], further):
            leaves += matched(pattern, memory.operand(ctx, value, node))
    return Handed(names, (*leaves, *captured))


def _lowered(
    ctx: Context,
    function: Value,
    finish: Finish,
    own: Sequence[tuple[str, Kind]],
    further: Sequence[Value],
    node: ast.AST,
) -> tuple[Inner, Function]:
    if not is_function(function):
        ctx.refuse(
            node,
            "what is handed over is no function known here",
            "Pass a function by its name, or a lambda.",
        )
    stand_ins = [_stand_in(ctx, label, kind) for label, kind in own]
    derivative = Derivative(function, "grad", (), bare=True)
    inner = Inner(ctx, derivative, (*stand_ins, *further), (), node, finish)
    program = inner.program()
    # The name is given anew, to the function with all its parameters.
    ctx.lowering.functions.pop(program.entry)
    return inner, program.main


def _stand_in(ctx: Context, label: str, kind: Kind) -> Value:
    """A value that only says of which kind a parameter is."""
    var = ctx.root.builder.fresh(label, kind)
    return var if isinstance(kind, Number) else Ref(Region(label, var))


def _with_params(
    function: Function,
    captured: tuple[Var, ...],
    places: tuple[int, ...],
    ctx: Context,
) -> Function:
    """The function with a parameter of its own for each leaf, and for all that is captured."""
    inside = dict(function.kinds)
    leaves = [v for v in param_vars(function) if v not in captured]
    own = [leaves[places.index(i)] for i in range(len(places))] + leaves[len(places) :]
    taken: set[str] = set()
    params: list[Param] = []
    for var in (*own, *captured):
        inside.setdefault(var, ctx.kind(var))
        name = var.name if var.name.isidentifier() else f"v{len(params)}"
        while name in taken:
            name += "_"
        taken.add(name)
        params.append(Param(name, var))
    return replace(function, params=tuple(params), kinds=inside)


def _registered(ctx: Context, function: Function) -> str:
    """Adds a function to the program; one that only calls another of it is that one."""
    functions = ctx.lowering.functions
    match function.body.body, function.body.end:
        case [Call() as call], Return((value,)) if value in call.results:
            patterns = tuple(param.pattern for param in function.params)
            callee = functions.get(call.function)
            plain = callee is not None and callee.template is None
            if plain and call.args == patterns and len(call.results) == 1:
                return call.function
    for name, known in functions.items():
        if _equal(known, function):
            return name
    name = ctx.lowering.free_name(function.name)
    functions[name] = replace(function, name=name)
    return name


def _equal(known: Function, function: Function) -> bool:
    return (
        replace(known, name=function.name) == function and known.kinds == function.kinds
    )


def program_of(ctx: Context, handed: Handed, position: int = 0) -> Program:
    """The program whose entry is one of the functions."""
    return Program(dict(ctx.lowering.functions), handed.names[position])


# results -----------------------------------------------------------------------------


def as_vector(ctx: Context, node: ast.AST) -> Finish:
    """The result of a function as an array: lists and tuples of numbers are put into one."""

    def finish(value: Value) -> Value:
        content = memory.content_of(ctx, value)
        if isinstance(value, Tuple) or isinstance(content, ListContent):
            return apply_primitive(ctx, "np.array", (value,), {}, node, None)
        if isinstance(memory.kind_of(ctx, value), Number):
            return apply_primitive(ctx, "np.atleast_1d", (value,), {}, node, None)
        return value

    return finish


def as_it_is(value: Value) -> Value:
    """A result that needs nothing done."""
    return value


def as_array(ctx: Context, value: Value, node: ast.AST) -> Value:
    """A start or initial state as an array of rank 1 (a number: of one element)."""
    value = as_vector(ctx, node)(value)
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1:
        return value
    ctx.refuse(
        node,
        "the unknowns are no vector, or it is not known that they are",
        "Pass an array of rank 1, and reshape in the function.",
    )


def vector_kind(ctx: Context, value: Value) -> Array:
    """The kind of a vector of as many real numbers as a value has."""
    kind = memory.kind_of(ctx, value)
    assert isinstance(kind, Array)
    return Array("float", kind.dims)


def real(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """A number as an operand."""
    kind = memory.kind_of(ctx, value)
    if not isinstance(kind, Number):
        ctx.refuse(node, "a number is needed here", "Pass a float.")
    return memory.operand(ctx, value, node)
