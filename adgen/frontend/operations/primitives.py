"""Calls of primitives: what has a derivative rule, by its name in the registry."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from adgen.errors import NoRuleError
from adgen.frontend.operations.builtin_remedies import remedy_of
from adgen.frontend.operations.library_results import class_of_results, names_of_results
from adgen.frontend.operations.overloads import foreign_result
from adgen.frontend.operations.own_results import with_results
from adgen.frontend.regions import memory
from adgen.frontend.regions.lists_as_arrays import as_arguments, plain_settings
from adgen.frontend.regions.no_items import QUESTIONS
from adgen.frontend.regions.records import flat, is_nested, require_entries
from adgen.frontend.regions.shown import TEXTS, shown
from adgen.frontend.regions.truncation import require_uncut
from adgen.frontend.regions.view_functions import SAME, doubt_of, extended, step_of
from adgen.frontend.scope.context import Context, Name, holds_memory
from adgen.frontend.scope.values import ListContent, Ref, Step, Tuple, Value
from adgen.ir.kinds import UNBOUND, Kind, is_discrete
from adgen.ir.nodes import Const, Operand, Var
from adgen.rules.absent import why_absent
from adgen.rules.declare import Rule
from adgen.rules.real_only import require_real_steps
from adgen.rules.refused_parameters import require_settings
from adgen.rules.registry import callable_of, find
from adgen.rules.sharing import SHARING, may_share
from adgen.rules.signature import bind, positional_names

Special = Callable[
    [Context, Sequence[Value], Mapping[str, Value], ast.AST, Name], Value
]
FUNCTIONALS: dict[str, Special] = {}
"""Primitives that call a function, filled by `functionals` and `calculus` of `higher_order`."""


def _operands(
    ctx: Context,
    rule: Rule,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
) -> tuple[tuple[Operand, ...], tuple[tuple[str, Operand], ...]]:
    if any(is_nested(memory.kind_of(ctx, arg)) for arg in args):
        args = list(map(flat, args))
    read = shown if rule.name in TEXTS else memory.operand
    given = tuple(read(ctx, arg, node) for arg in args)
    named = tuple((key, memory.operand(ctx, v, node)) for key, v in kwargs.items())
    require_entries(ctx, rule.name, (*given, *(operand for _, operand in named)), node)
    return as_arguments(ctx, rule, *plain_settings(rule, given, named), node)


def apply_primitive(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
    kind: Kind | None = None,
) -> Value:
    """One statement for the call of a primitive."""
    rule = find(fn)
    if rule is None:
        no_rule(ctx, fn, node)
    rule = with_results(rule)
    if fn in FUNCTIONALS:
        return FUNCTIONALS[fn](ctx, args, kwargs, node, name)
    args, kwargs = _first_by_place(rule, args, kwargs)
    if kwargs.get("out", Const(None)) != Const(None):
        remedy = "Assign its result: x[...] = f(y)."
        ctx.refuse(node, f"{fn} is called with out=", remedy)
    operands, keywords = _operands(ctx, rule, args, kwargs, node)
    kind = foreign_result(ctx, rule, operands, node) or kind
    if (rule.view or fn in SHARING) and args and isinstance(args[0], Ref):
        step = step_of(ctx, args[0], fn, operands, dict(keywords), node)
        if step == SAME:
            return args[0]
        if step is not None and not isinstance(step, str):
            return _view(ctx, args[0], step, fn, operands, keywords, node, name)
    if len(rule.results) > 1:
        return _several(ctx, fn, rule.results, operands, keywords, node, name)
    value = ctx.apply(fn, operands, node, name, keywords, kind)
    varying = (ctx.kind(op) for op in operands if not isinstance(op, Const))
    require_real_steps(rule, varying, ctx.span(node))
    require_uncut(ctx, rule, operands, keywords, memory.kind_of(ctx, value), node)
    _note(ctx, fn, operands, value)
    if isinstance(value, Ref):
        part = may_share(fn, rule, operands, dict(keywords))
        _link(ctx, fn, value, args, part, node)
    return value


def _note(ctx: Context, fn: str, operands: Sequence[Operand], value: Value) -> None:
    if fn in QUESTIONS:
        ctx.asked.update(operands)
    if fn == "np.shape" and isinstance(value, Var):
        ctx.shapes.add(value)


def _first_by_place(
    rule: Rule, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """`np.diag(v=x)` as `np.diag(x)`: what is asked of the first operand finds it there."""
    if args or not kwargs:
        return args, kwargs
    names = positional_names(callable_of(rule.name))
    names = names or tuple(p.name for p in rule.parameters if p.style == "plain")
    if not names or names[0] not in kwargs:
        return args, kwargs
    rest = {key: value for key, value in kwargs.items() if key != names[0]}
    return (kwargs[names[0]],), rest


def _link(
    ctx: Context, fn: str, value: Ref, args: Sequence[Value], part: bool, node: ast.AST
) -> None:
    """A result that may be a part of its argument, or holds what stands in it."""
    entries = fn == "list" and memory.holds_arrays(memory.kind_of(ctx, value))
    for arg in args if entries or part else ():
        share(value, arg)
    if part and args and isinstance(args[0], Ref):
        value.region.doubt = doubt_of(ctx, args[0], fn, node)


def _view(
    ctx: Context,
    base: Ref,
    step: Step,
    fn: str,
    operands: Sequence[Operand],
    keywords: Sequence[tuple[str, Operand]],
    node: ast.AST,
    name: Name,
) -> Value:
    """A view of memory: one step more, and its value now."""
    label = name if isinstance(name, str) else None
    taken = ctx.emit(fn, operands, node, label, keywords)
    content = ctx.state.content(base.region)
    path = extended(base.path, step)
    ctx.state.views[base.region, path] = (content, taken)
    if not holds_memory(ctx.kind(taken)):
        return taken
    return Ref(base.region, path, content, taken, label)


def share(value: Ref, source: Value) -> None:
    """A result that may share memory with an operand."""
    if isinstance(source, Ref):
        value.region.link(source.region)
    elif isinstance(source, Tuple):
        for item in source.items:
            share(value, item)


def _several(
    ctx: Context,
    fn: str,
    results: Sequence[str],
    operands: Sequence[Operand],
    keywords: Sequence[tuple[str, Operand]],
    node: ast.AST,
    name: Name,
) -> Value:
    """A primitive with several results, such as np.linalg.eigh."""
    # With another number of results what is made of them would be wrong.
    rule = find(fn)
    assert rule is not None
    bound = bind(fn, rule.parameters, tuple(operands), tuple(keywords), ctx.span(node))
    require_settings(fn, bound.values, ctx.span(node))
    names: Sequence[Name] = (None,) * len(results)
    if isinstance(name, tuple) and len(name) == len(results):
        names = name
    labels = [label if isinstance(label, str) else None for label in names]
    ctx.guard(fn, operands, node, keywords)
    bottom = any(ctx.is_bottom(operand) for operand in operands)
    variables = ctx.builder.emit_many(
        fn,
        labels,
        *operands,
        kwargs=keywords,
        kinds=[UNBOUND] * len(results) if bottom else None,
        span=ctx.span(node),
    )
    items = tuple(ctx.value_of(v, label) for v, label in zip(variables, labels))
    return Tuple(items, class_of_results(fn, len(items)), names_of_results(fn))


def no_rule(ctx: Context, what: str, node: ast.AST) -> NoReturn:
    """Refuses a call of a function of which adgen knows nothing."""
    why, call = why_absent(what), what if what.endswith("]") else f"{what}(...)"
    raise NoRuleError(
        f"adgen cannot differentiate {what} in `{ctx.frame.acquired.name}`"
        + (f": {why}" if why else ""),
        ctx.span(node),
        remedy_of(what)
        or f"{what} has no derivative rule.\n"
        "Give one with adgen.rule (docs/adding-a-rule.md), or mark the value constant:\n"
        f"adgen.constant({call}).",
    )


def refuse_item(ctx: Context, node: ast.AST) -> NoReturn:
    """Refuses the item of an object of which adgen knows nothing, at what may vary."""
    match node:
        case ast.Subscript(value=base) | ast.Call(args=[base, *_]):
            no_rule(ctx, f"{ast.unparse(base)}[...]", node)
    no_rule(ctx, "object[...]", node)


def may_vary(ctx: Context, value: Value) -> bool:
    """True if a value may carry a derivative."""
    if isinstance(value, Const):
        return False
    content = memory.content_of(ctx, value)
    if isinstance(content, ListContent):
        return any(may_vary(ctx, item) for item in content.items)
    return not is_discrete(memory.kind_of(ctx, value))
