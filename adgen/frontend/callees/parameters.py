"""Parameters of a function of the IR: from what is known of an argument to Vars.

The `Form` of an argument says which part of it is a value at run time and which part is known
when the function is lowered. Calls whose arguments have the same forms share one function.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard

from adgen.frontend.instances.names import constant
from adgen.frontend.regions import memory
from adgen.frontend.regions.merge import part_label
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Context, holds_memory
from adgen.frontend.scope.describe import Static
from adgen.frontend.scope.integers import sized
from adgen.frontend.scope.values import (
    KNOWN,
    Closure,
    Content,
    DictContent,
    Object,
    Ref,
    Region,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import (
    NONE,
    Given,
    Kind,
    Structure,
)
from adgen.ir.nodes import Const, Operand, Param, Var
from adgen.ir.walk import operand_vars

_STATIC_LITERALS = (bool, int, str, bytes, type(None), type(Ellipsis))


@dataclass(frozen=True, slots=True)
class Runtime:
    """A Var of this kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value known now; no Var."""

    value: Value


@dataclass(frozen=True, slots=True)
class Nest:
    """A tuple, list, dict or object of known form."""

    form: forms.Form
    items: tuple[Form, ...]
    keys: tuple[object, ...] = ()


Form = Runtime | Fixed | Nest
ContentOf = Callable[[Region], Content]
Style = Literal["only", "plain", "star", "keyword", "stars"]


class NoForm(Exception):
    """An argument that cannot be handed to a function of its own (an iterator, a closure)."""


def form_of_kind(kind: Kind) -> Form:
    """The form of a parameter of the function asked for."""
    if isinstance(kind, Structure):
        items = tuple(map(form_of_kind, kind.items))
        return Nest(kind.of or kind.form, items, kind.keys)
    if kind == NONE:
        return Fixed(Const(None))
    if isinstance(kind, Given):
        return Fixed(_given(kind.value))
    return Runtime(kind)


def _given(value: object) -> Value:
    """A part of an argument whose value is known: a string, a function, an object."""
    if isinstance(value, str | bytes):
        return Const(value)
    return Object(value, str(getattr(value, "__name__", type(value).__name__)))


def is_closure(form: Form) -> TypeGuard[Fixed]:
    """True for a nested function that is passed, for which there is no parameter."""
    return isinstance(form, Fixed) and isinstance(form.value, Closure)


def has_objects(form: Form) -> bool:
    """True if objects are part of an argument: a function of its own is given their parts."""
    if not isinstance(form, Nest):
        return False
    return isinstance(form.form, type) or any(map(has_objects, form.items))


def form_of_value(ctx: Context, value: Value, known: bool = True) -> Form:
    """The form of an argument of a call; without `known` integers are those of run time."""
    if isinstance(value, Const):
        literal = value.name is None and type(value.value) in _STATIC_LITERALS
        literal = literal and (known or type(value.value) is not int)
        if literal or not memory.is_number(ctx.kind(value)):
            return Fixed(value)
        return Runtime(ctx.kind(value))
    if isinstance(value, Var):
        if value in ctx.maybe_none:
            raise NoForm  # its kind would not say that it may be None
        return Runtime(ctx.kind(value))
    if isinstance(value, Ref):
        known = isinstance(memory.content_of(ctx, value), DictContent)
        if value.region.limit is not None or (
            known and value.region.factory is not None
        ):
            raise NoForm  # neither a kind nor a form says what it does
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    form = forms.form_of(whole)
    if form is not None:
        assert isinstance(whole, (Tuple, *KNOWN))
        return Nest(form[0], _forms(ctx, whole.items, known), form[1])
    if isinstance(value, Ref):
        content = memory.content_of(ctx, value)
        if isinstance(content, Var) and content in ctx.maybe_none:
            raise NoForm
        return Runtime(memory.kind_of(ctx, value))
    if isinstance(value, Object):
        return Fixed(value)
    raise NoForm


def form_of_captured(ctx: Context, value: Value) -> Form:
    """The form of a value that a nested function sees."""
    if isinstance(value, Closure):
        return Fixed(value)
    if isinstance(value, Ref) and value.region in ctx.state.stale:
        raise NoForm  # in line it is refused only where it is read
    if isinstance(value, Const):
        return Fixed(value)
    return form_of_value(ctx, value)


def _forms(ctx: Context, items: Sequence[Value], known: bool) -> tuple[Form, ...]:
    return tuple(form_of_value(ctx, item, known) for item in items)


# in the function ---------------------------------------------------------------------


def enter(ctx: Context, form: Form, label: str) -> tuple[Value, Operand]:
    """A parameter as a value in the function, and its pattern."""
    match form:
        case Runtime(kind):
            var = ctx.root.builder.fresh(label, sized(label, kind))
            if not holds_memory(kind):
                return var, var
            return Ref(Region(label, var, "parameter")), var
        case Fixed(value):
            if isinstance(value, Object):
                return value, Const(value.value, value.name)
            assert is_operand(value)
            return value, value
        case Nest(what, items, keys):
            parts = keys or tuple(range(len(items)))
            entered = [
                enter(ctx, item, _part_name(label, part))
                for item, part in zip(items, parts)
            ]
            values = tuple(value for value, _ in entered)
            patterns = tuple(pattern for _, pattern in entered)
            made = forms.value_of(what, keys, values, label, "parameter")
            return made, forms.pack_of(what, keys, patterns)


def _part_name(label: str, part: object) -> str:
    """The name of a part of a parameter: of `self` that of the attribute."""
    if label == "self" and str(part).isidentifier():
        return str(part)
    return part_label(label, part) or label


def argument_refs(ctx: Context, form: Form, value: Value) -> Iterator[Ref | None]:
    """The memory of an argument, one for each leaf of its parameter that is a Var."""
    if isinstance(form, Runtime):
        yield value if isinstance(value, Ref) else None
    elif isinstance(form, Nest):
        content = memory.content_of(ctx, value)
        items = value.items if isinstance(value, Tuple) else ()
        if isinstance(content, KNOWN):
            items = content.items
        for part, item in zip(form.items, items):
            yield from argument_refs(ctx, part, item)


def parameter_regions(value: Value) -> Iterator[Region | None]:
    """The regions of the leaves of a parameter that are Vars; None: a number."""
    if isinstance(value, Tuple):
        for item in value.items:
            yield from parameter_regions(item)
    elif isinstance(value, Ref):
        content = value.region.content
        if isinstance(content, KNOWN) and not value.path:
            for item in content.items:
                yield from parameter_regions(item)
        else:
            yield value.region
    elif isinstance(value, Var):
        yield None


def structure_regions(value: Value, content: ContentOf) -> Iterator[Region]:
    """The regions of the lists, dicts and objects in an argument, each before its parts."""
    return (region for region, _ in places(value, content))


def places(
    value: Value, content: ContentOf, path: tuple[str, ...] = ()
) -> Iterator[tuple[Region, tuple[str, ...]]]:
    """The regions of the lists, dicts and objects in an argument, each before its parts, and
    where they are: the names of part in part."""
    whole: Value | Content = value
    if isinstance(value, Ref) and not value.path:
        whole = content(value.region)
        if isinstance(whole, KNOWN):
            yield value.region, path
    if isinstance(whole, (Tuple, *KNOWN)):
        form = forms.form_of(whole)
        assert form is not None
        for key, item in zip(form[1] or range(len(whole.items)), whole.items):
            yield from places(item, content, (*path, str(key)))


def leaf_operands(
    ctx: Context, form: Form, value: Value, node: ast.AST
) -> list[Operand]:
    """The operands for the Vars of a parameter, in the order of its pattern."""
    if isinstance(form, Runtime):
        return [memory.operand(ctx, value, node)]
    if isinstance(form, Fixed):
        return []
    if isinstance(value, Ref):
        memory.require_current(ctx, value, node)
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    assert isinstance(whole, (Tuple, *KNOWN))
    return [
        operand
        for part, item in zip(form.items, whole.items)
        for operand in leaf_operands(ctx, part, item, node)
    ]


def apart(
    ctx: Context, pattern: Operand, style: Style, choose: Callable[[str], str]
) -> Iterator[Param]:
    """A parameter for each number and array in an object."""
    styles: dict[Style, Style] = {"star": "plain", "stars": "keyword"}
    for var in operand_vars(pattern):
        name = choose(var.name)
        ctx.apart.add(name)
        yield Param(name, var, styles.get(style, style))


def styles(args: ast.arguments) -> dict[str, Style]:
    """The style of each parameter, as a Param has it."""
    found: dict[str, Style] = {arg.arg: "only" for arg in args.posonlyargs}
    found |= {arg.arg: "plain" for arg in args.args}
    if args.vararg is not None:
        found[args.vararg.arg] = "star"
    found |= {arg.arg: "keyword" for arg in args.kwonlyargs}
    if args.kwarg is not None:
        found[args.kwarg.arg] = "stars"
    return found


def form_of_argument(ctx: Context, given: Kind | Static, name: str) -> Form:
    """The form of a parameter of the function asked for, as the driver describes it."""
    if isinstance(given, Static):
        if type(given.value) is int:
            return Fixed(Const(given.value))
        return Fixed(constant(ctx, given.value, name))
    return form_of_kind(given)


def default(value: object) -> Const:
    """The default of a parameter."""
    if isinstance(value, (bool, int, float, complex, str, bytes, type(None))):
        return Const(value)
    return Const(value, getattr(value, "__name__", "default"))
