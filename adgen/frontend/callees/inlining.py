"""A function in the place of its call: its statements, its names under keys of their own.

t = square(x)     ->     v@3 = x; t = v@3 * v@3
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from adgen.frontend.control.generators import Emit, is_closed, is_endless
from adgen.frontend.reading.acquire import Acquired, span_of
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import join
from adgen.frontend.regions.listing import const_index
from adgen.frontend.scope.context import Context, Name, Unreachable
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.frontend.scope.frame import Exit, Frame, mark_of
from adgen.frontend.scope.state import Leaf, Open, Split, leaves
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    Stream,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.nodes import Raise

DEEPEST = 12
"""Calls are put in line no deeper than this."""


_CONTAINERS = (
    "adgen.frontend.regions.dicts",
    "adgen.frontend.regions.readers",
    "adgen.frontend.regions.sets",
    "adgen.frontend.regions.tuples",
    "adgen.frontend.regions.object_lists",
)


def inline(
    ctx: Context,
    acquired: Acquired,
    function: ast.FunctionDef | ast.Lambda,
    parent: Frame | None,
    values: Mapping[str, Value],
    node: ast.AST,
    name: Name,
    emit: Emit | None = None,
) -> Value:
    """The statements of a function in the place of its call."""
    # A generator that consumes itself ends where its arguments are known to end it.
    extents = {key: _size(ctx, value) for key, value in values.items()}
    before = ctx.extents.get(function) or _of_parameters(ctx, function, extents)
    if emit is None and not _is_part(extents, before):
        _require_new(ctx, acquired, function, node)
    _require_shallow(ctx, acquired, function, node)
    site = ctx.span(node) if _is_own(acquired) else None
    number = ctx.lowering.next_frame()
    frame = Frame(acquired, function, number, parent, emit=emit, site=site)
    for parameter, value in values.items():
        ctx.enter_argument(frame, parameter, value)
    root = ctx.here
    ctx.inlining.append(function)
    ctx.sites.append(node)
    ctx.extents[function] = extents
    try:
        with ctx.within(frame):
            if isinstance(function, ast.Lambda):
                result = ctx.expression(function.body, name)
            else:
                result = _inlined_body(ctx, frame, function, node)
    finally:
        ctx.inlining.pop()
        ctx.sites.pop()
        ctx.extents[function] = before
        _forget(ctx, frame, root)
    return result


def stands_for_a_container(acquired: Acquired) -> bool:
    """True for the methods of the classes that dicts and lists of run time are."""
    return getattr(acquired.function, "__module__", "") in _CONTAINERS


def _is_own(acquired: Acquired) -> bool:
    """True for a function of adgen, which stands for something of the program: messages name the
    line of that."""
    module = getattr(acquired.function, "__module__", None) or ""
    return module.startswith("adgen.frontend.") or stands_for_a_container(acquired)


_MOST_STEPS = 12
"""So far down a known number is counted by calls in the place of calls."""


def _size(ctx: Context, value: Value) -> int:
    """What gets less where a function that calls itself comes to an end: a structure, or a
    known number that is small."""
    number = const_index(ctx, value) if is_operand(value) else None
    if type(number) is int and -2 <= number <= _MOST_STEPS:
        return number + 2
    return _extent(ctx, value)


def _extent(ctx: Context, value: Value) -> int:
    """How many things a structure of known form holds; 0 for what is no structure."""
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    if not isinstance(whole, (Tuple, *KNOWN)):
        return 0
    return 1 + sum(1 + _extent(ctx, item) for item in whole.items)


def _of_parameters(
    ctx: Context, function: ast.AST, parameters: Iterable[str]
) -> dict[str, int]:
    """The extents of what the function that is lowered itself has been given."""
    if function is not ctx.inlining[0]:
        return {}
    names = ctx.state.names
    return {key: _size(ctx, names[key]) for key in parameters if key in names}


def _is_part(extents: Mapping[str, int], before: Mapping[str, int]) -> bool:
    """True if a function that calls itself is given less than it was: a part of a structure."""
    return any(extents[key] < size for key, size in before.items())


def _require_new(
    ctx: Context,
    acquired: Acquired,
    function: ast.FunctionDef | ast.Lambda,
    node: ast.AST,
) -> None:
    """A function that calls itself would be put in the place of its call for ever."""
    if function not in ctx.inlining:
        return
    _try_giving_back(ctx, acquired, function)
    ctx.refuse(
        node,
        f"`{_title(function)}` calls itself, and adgen cannot give it a function of its own",
        (
            "Call it outside of the try."
            if ctx.tries
            else "Let it change no argument, and nothing of the functions around it."
        ),
    )


def _try_giving_back(
    ctx: Context, acquired: Acquired, function: ast.FunctionDef | ast.Lambda
) -> None:
    """A function that calls itself, and writes what it is given, can give it back."""
    giving = Doubt("giving", span_of(function, acquired))
    if not ctx.tries and giving not in ctx.lowering.decided:
        raise Again(giving)


def _require_shallow(
    ctx: Context,
    acquired: Acquired,
    function: ast.FunctionDef | ast.Lambda,
    node: ast.AST,
) -> None:
    if len(ctx.inlining) >= DEEPEST:
        if function in ctx.inlining:
            _try_giving_back(ctx, acquired, function)
        ctx.refuse(
            node,
            f"calls are nested more than {DEEPEST} deep at `{_title(function)}`",
            "Put the inner calls into variables.",
        )


def _title(function: ast.FunctionDef | ast.Lambda) -> str:
    return getattr(function, "name", "the lambda")


def _inlined_body(
    ctx: Context, frame: Frame, function: ast.FunctionDef, node: ast.AST
) -> Value:
    root = ctx.here
    key = ctx.lowering.result_key(ctx, frame)
    leaving = Exit("return", frame)
    ctx.statements(function.body)
    if ctx.block is not None:
        ctx.state.names[key] = NONE_VALUE
        ctx.leave(leaving)
    if isinstance(root.end, Raise):
        raise Unreachable
    assert isinstance(root.end, (Split, Leaf))
    join(ctx, root, node, leaving)
    if ctx.block is None:
        raise Unreachable
    return ctx.state.names.pop(key)


def _forget(ctx: Context, frame: Frame, root: Open) -> None:
    """The names of a function that has ended, by an exception too; one in it may see them."""
    if frame.captured:
        return
    ended = [block.state for block in leaves(root)]
    if ctx.block is not None:
        ended.append(ctx.state)
    own = f"@{frame.number}"
    for state in ended:
        for key in [k for k in state.names if k.endswith((own, mark_of(own)))]:
            del state.names[key]


def stream(
    ctx: Context,
    acquired: Acquired,
    function: ast.FunctionDef | ast.Lambda,
    parent: Frame | None,
    values: Mapping[str, Value],
    node: ast.AST,
) -> Value:
    """A call of a generator function: nothing runs before its elements are asked for."""

    def run(ctx: Context, emit: Emit) -> Value:
        return inline(ctx, acquired, function, parent, values, node, None, emit)

    if parent is not None:
        parent.function().captured = True
    name = _title(function)
    endless, closes = is_endless(function), is_closed(function)
    source = (function, parent, tuple(values.values()))
    return Stream(run, name, ctx.nesting, endless, closes, source=source)
