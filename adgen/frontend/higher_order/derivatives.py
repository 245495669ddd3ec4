"""Derivatives called inside a function that is being lowered.

def f(x):
    return x * adgen.grad(lambda y: x * y)(x)

The function that is differentiated becomes a function of the program of its own, whose further
parameters are the values it captures; a hook of the driver adds its derivative to the program;
what is left here is a call of that. Each derivative has variables of its own, so a
perturbation of one cannot be taken for one of the other.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from adgen.frontend.callees import parameters
from adgen.frontend.callees.parameters import Form, Nest, Runtime
from adgen.frontend.callees.program import InlineInstead
from adgen.frontend.callees.specialising import calls_what_is_being_made
from adgen.frontend.control import results
from adgen.frontend.control.results import LEAF, Shape, StaticResult
from adgen.frontend.higher_order.parameter_names import parameter_name
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.frame import is_pseudo, label_of
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    Closure,
    Derivative,
    ListContent,
    Object,
    Ref,
    Tuple,
    Value,
    same,
)
from adgen.ir.kinds import FLOAT, UNKNOWN, Array, Kind, is_integer
from adgen.ir.nodes import (
    Block,
    Const,
    Function,
    Operand,
    Pack,
    Param,
    Program,
    Return,
    Var,
)
from adgen.ir.walk import free_vars, operand_vars
from adgen.names import numbered

MODES = ("grad", "value_and_grad", "jvp", "hvp")
MATRICES = ("jacobian", "hessian")


class Derive(Protocol):
    """The driver: the derivative of a program's entry with respect to parts of its leaves."""

    def __call__(
        self, program: Program, mode: str, wrt: tuple[Operand, ...], bare: bool
    ) -> Program:
        """A program whose entry is the derivative; the seed of a gradient is 1."""


def maker(value: object) -> str | None:
    """ "grad" for adgen.grad, and so on; None for what makes no derivative."""
    module = getattr(value, "__module__", None) or ""
    name = getattr(value, "__name__", "")
    known = module.startswith("adgen.api") and name in (*MODES, *MATRICES)
    return name if known else None


def is_of_adgen(value: object) -> bool:
    """True for functions and objects of adgen's own interface."""
    modules = (type(value).__module__, getattr(value, "__module__", None))
    return any(str(module).startswith("adgen.api") for module in modules)


def make(
    ctx: Context,
    mode: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`adgen.grad(f, argnums)`: a function; `adgen.jvp(f, primals, tangents)`: its result."""
    if "has_aux" in kwargs:
        ctx.refuse(
            node,
            f"adgen.{mode} is asked for further results where it is itself differentiated",
            "Let the inner function return the number only: lambda y: f(y)[0].",
        )
    if not args or set(kwargs) - {"argnums"}:
        ctx.refuse(
            node,
            f"adgen.{mode} is called in a way that is not known here",
            "Give the function and argnums only.",
        )
    if mode == "jvp":
        primals, dots = (_items(ctx, arg, node) for arg in args[1:3])
        places = tuple(range(len(primals)))
        derivative = Derivative(args[0], mode, places, bare=False)
        return call(ctx, derivative, (*primals, *dots), {}, node, name)
    given = kwargs.get("argnums", args[1] if len(args) > 1 else Const(0))
    several = _items(ctx, given, node) if isinstance(given, Tuple | Ref) else (given,)
    argnums = tuple(_known(ctx, item, node) for item in several)
    return Derivative(args[0], mode, argnums, bare=not isinstance(given, Tuple | Ref))


def of_object(ctx: Context, function: Object, node: ast.AST) -> Derivative:
    """A derivative made outside of the function, as an object."""
    if getattr(function.value, "mode", None) in MATRICES:
        from adgen.frontend.higher_order import nested_matrices

        return nested_matrices.of_object(function.value, function.name)
    task: Any = getattr(function.value, "__adgen_task__", None)
    in_parts = task is not None and any(len(path) != 1 for path in task.wrt)
    if task is None or task.mode not in MODES or in_parts:
        what = ", a derivative by a part of a parameter," if in_parts else ""
        ctx.refuse(
            node,
            f"`{function.name}`{what} is called in a function that is differentiated",
            "Call adgen.grad, value_and_grad, jvp, hvp, jacobian or hessian here.",
        )
    inner = Object(task.function, getattr(task.function, "__name__", function.name))
    return Derivative(inner, task.mode, tuple(p[0] for p in task.wrt), task.bare)


def call(
    ctx: Context,
    derivative: Derivative,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """The derivative at some arguments: a Call of a function the driver makes."""
    _require_plain(ctx, kwargs, node)
    if derivative.mode in MATRICES:
        from adgen.frontend.higher_order import nested_matrices

        return nested_matrices.call(ctx, derivative, args, node, name)
    number = len(args) // 2 if derivative.mode == "jvp" else len(args)
    if derivative.mode == "hvp":
        number -= 1
    places = places_of(ctx, derivative, number, node)
    inner = Inner(ctx, derivative, args[:number], places, node)
    program = inner.program()
    wrt = tuple(inner.patterns[place] for place in places)
    made = _derivable(ctx, program, node)(
        program, derivative.mode, wrt, derivative.bare
    )
    for title, function in made.functions.items():
        ctx.lowering.functions.setdefault(title, function)
    given = [memory.operand(ctx, value, node) for value in args]
    dots = given[number:]
    operands = (*given[:number], *inner.captured, *_flat(dots))
    if len(operands) != len(made.main.params):
        ctx.refuse(
            node,
            "a tangent is of another structure than the value it belongs to",
            "Write it out, or pass it as an argument.",
        )
    kinds = _result_kinds(made.main)
    labels = [name if isinstance(name, str) and len(kinds) == 1 else None] * len(kinds)
    found = ctx.builder.call(made.entry, operands, labels, kinds, span=ctx.span(node))
    leaves: list[Value] = [ctx.value_of(v, label) for v, label in zip(found, labels)]
    return results.rebuild(_shape(made.main.template), leaves)


def _derivable(ctx: Context, program: Program, node: ast.AST) -> Derive:
    """The driver, where there is one, and a program that has an end."""
    if calls_what_is_being_made(program):
        ctx.refuse(
            node,
            "a function takes a derivative of a function that calls it",
            "Write the orders out: adgen.grad(adgen.grad(f)).",
        )
    if ctx.lowering.derive is None:
        ctx.refuse(
            node,
            "a derivative is called in a function that is differentiated",
            "Differentiate it through adgen.grad.",
        )
    return ctx.lowering.derive


def _require_plain(ctx: Context, kwargs: Mapping[str, Value], node: ast.AST) -> None:
    if kwargs:
        ctx.refuse(
            node, "a derivative is called with keywords", "Pass them by position."
        )
    if ctx.tries:
        ctx.refuse(
            node, "a derivative is taken in a try statement", "Take it before the try."
        )


@dataclass
class Inner:
    """The function that is differentiated, as a function of the program of its own."""

    ctx: Context
    derivative: Derivative
    args: Sequence[Value]
    places: tuple[int, ...]
    node: ast.AST
    finish: Callable[[Value], Value] = lambda value: value
    """What is done to the result."""

    def program(self) -> Program:
        """It is lowered in a block of its own; what that block sees of the outside is
        captured, and becomes a parameter."""
        ctx = self.ctx
        self.patterns: list[Operand] = []
        block = ctx.child_block()
        with ctx.at(block, tried=True):
            values = [self._parameter(i, value) for i, value in enumerate(self.args)]
            leaves: list[Value] = []
            shape = self._lowered(values, leaves)
            ends = tuple(memory.operand(ctx, leaf, self.node) for leaf in leaves)
        self._require_unwritten(block)
        body = Block(tuple(block.builder.statements), Return(ends))
        own = {v for pattern in self.patterns for v in operand_vars(pattern)}
        self.captured = tuple(v for v in free_vars(body) if v not in own)
        title = ctx.lowering.free_name(_title(self.derivative.function))
        result = results.Result(shape, tuple(ctx.kind(end) for end in ends))
        function = Function(
            title,
            self._params(),
            body,
            result.template(),
            dict(ctx.kinds),
            span=ctx.span(self.node),
        )
        functions = {**ctx.lowering.functions, title: function}
        ctx.lowering.functions[title] = function
        return Program(functions, title)

    def _require_unwritten(self, block: Open) -> None:
        """A store to what is passed or captured would be lost, and so would a `nonlocal`."""
        before_it, after_it = self.ctx.state.names, block.state.names
        for key, bound in before_it.items():
            if not is_pseudo(key) and not same(after_it.get(key), bound):
                self.ctx.refuse(
                    self.node,
                    "the function that is differentiated here assigns"
                    f" `{label_of(key)}` of a function around it",
                    "Return the new value instead.",
                )
        for region in block.state.memory:
            passed = region.birth < block.birth or region.origin == "parameter"
            before = self.ctx.state.content(region)
            if passed and block.state.content(region) != before:
                self.ctx.refuse(
                    self.node,
                    "the function that is differentiated here writes"
                    f" `{region.label or 'an array'}`, which it does not own",
                    "Let it work on a copy: y = x.copy().",
                )

    def _lowered(self, values: list[Value], leaves: list[Value]) -> Shape:
        from adgen.frontend.callees.functions import call_closure

        ctx, node, function = self.ctx, self.node, self.derivative.function
        try:
            if isinstance(function, Closure):
                # It becomes a function here: it needs no other one inside.
                result = call_closure(ctx, function, values, {}, node, None, True)
            else:
                result = ctx.lowering.call(ctx, function, values, {}, node)
            return results.flatten(ctx, self.finish(result), node, leaves)
        except (InlineInstead, StaticResult):
            ctx.refuse(
                node,
                "this function cannot be differentiated in another one",
                "Return numbers or arrays, and change no argument.",
            )

    def _parameter(self, position: int, value: Value) -> Value:
        ctx = self.ctx
        form = parameters.form_of_value(ctx, value)
        if parameters.has_objects(form):
            ctx.refuse(
                self.node,
                "an object is passed to a derivative that is taken in a function",
                "Pass its attributes: adgen.grad(f)(p.x).",
            )
        if position in self.places:
            form = _real(form, ctx.kind(value) if isinstance(value, Const) else None)
        label = parameter_name(self.derivative.function, position)
        entered, pattern = parameters.enter(ctx, form, label)
        self.patterns.append(pattern)
        return entered

    def _params(self) -> tuple[Param, ...]:
        taken: set[str] = set()
        made: list[Param] = []
        for position, pattern in enumerate(self.patterns):
            wanted = parameter_name(self.derivative.function, position)
            made.append(Param(_free(wanted, taken), pattern))
        for var in self.captured:
            wanted = var.name if var.name.isidentifier() else f"v{len(made)}"
            made.append(Param(_free(wanted, taken), var))
        return tuple(made)


def _free(wanted: str, taken: set[str]) -> str:
    name = numbered(wanted, taken)
    taken.add(name)
    return name


def _real(form: Form, kind: Kind | None) -> Form:
    """An argument that is differentiated is real, also where it is given as an int."""
    match form:
        case Nest():
            return replace(form, items=tuple(_real(item, None) for item in form.items))
        case Runtime(kind=k):
            return Runtime(FLOAT) if is_integer(k) else form
        case _ if kind is not None and is_integer(kind):
            return Runtime(FLOAT)
        case _:
            return form


def _title(function: Value) -> str:
    match function:
        case Closure(name=name) | Object(name=name):
            last = name.rpartition(".")[2]
            return last if last.isidentifier() and last != "lambda" else "inner"
        case _:
            return "inner"


def places_of(
    ctx: Context, derivative: Derivative, number: int, node: ast.AST
) -> tuple[int, ...]:
    names = [parameter_name(derivative.function, i) for i in range(number)]
    found: list[int] = []
    for argnum in derivative.argnums:
        place = names.index(argnum) if argnum in names else argnum
        if not isinstance(place, int) or not -number <= place < number:
            ctx.refuse(
                node,
                f"there is no argument {argnum!r} to differentiate by",
                "Count arguments from 0.",
            )
        found.append(place % number)
    return tuple(found)


def _known(ctx: Context, value: Value, node: ast.AST) -> int | str:
    if isinstance(value, Const) and isinstance(value.value, int | str):
        return value.value
    ctx.refuse(
        node, "argnums is not known when the derivative is made", "Write it out."
    )


def _items(ctx: Context, value: Value, node: ast.AST) -> tuple[Value, ...]:
    if isinstance(value, Tuple):
        return value.items
    content = memory.content_of(ctx, value)
    if isinstance(content, ListContent):
        return content.items
    ctx.refuse(node, "a tuple is needed here", "Write it out: (x, y).")


def _flat(operands: Sequence[Operand]) -> list[Operand]:
    found: list[Operand] = []
    for operand in operands:
        found += _flat(operand.items) if isinstance(operand, Pack) else [operand]
    return found


def _result_kinds(function: Function) -> list[Kind]:
    """What the caller may know of the results: no dimensions, which are named in the callee."""
    assert isinstance(function.body.end, Return)
    kinds: list[Kind] = []
    for value in function.body.end.values:
        kind = function.kinds.get(value) if isinstance(value, Var) else FLOAT
        if isinstance(kind, Array) and kind.dims is not None:
            kind = Array(kind.dtype, tuple("?" for _ in kind.dims))
        kinds.append(kind if kind is not None else UNKNOWN)
    return kinds


def _shape(template: Operand | None) -> Shape:
    if isinstance(template, Pack):
        keys = tuple(key.value for key in template.keys)
        return Shape(template.form, tuple(map(_shape, template.items)), keys)
    return LEAF
