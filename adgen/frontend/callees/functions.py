"""Calls of functions written in Python: in line, or a function of the program of their own.

def square(v): return v * v        one expression: put in the place of the call
def spring(q, k):                  more: a Call of the function `spring`, which is lowered
    r = np.sin(q)                  once for arguments of these kinds
    return k * r
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.callees import parameters
from adgen.frontend.callees.called import emit_call
from adgen.frontend.callees.captures import captured
from adgen.frontend.callees.grown import grown
from adgen.frontend.callees.inlining import (
    DEEPEST,
    inline,
    stands_for_a_container,
    stream,
)
from adgen.frontend.callees.parameters import Form, NoForm
from adgen.frontend.callees.passing import Passed
from adgen.frontend.callees.program import InlineInstead
from adgen.frontend.callees.remembering import calling, remembers
from adgen.frontend.callees.specialised import Callee, Key
from adgen.frontend.control.at_once import changing_nothing
from adgen.frontend.control.results import StaticResult
from adgen.frontend.instances.names import constant
from adgen.frontend.reading.acquire import Acquired, acquire, span_of
from adgen.frontend.regions import memory
from adgen.frontend.scope.arguments import bind_arguments
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.frame import (
    all_parameters,
    given_names,
    label_of,
    scope_of,
)
from adgen.frontend.scope.values import (
    Closure,
    Generator,
    Object,
    ObjectContent,
    RangeValue,
    Stream,
    Value,
)
from adgen.ir.kinds import Unbound
from adgen.ir.nodes import Const

_SPECIALISED_ON_INTEGERS = 4
"""So many functions are made of one for different integers (axes, exponents) in its calls."""
_OPERATIONS = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call)
_LONG, _OFTEN = 8, 3
"""An expression of so many operations that is asked for so often is not put in line."""
_PLAIN = (bool, int, float, complex, str)


def call_object(
    ctx: Context,
    function: Object,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """A call of a function of any module, by its object."""
    acquired = acquire(function.value)
    bound = {k: constant(ctx, v, k) for k, v in acquired.bound.items()}
    # A number that stands in the head of a function has no name of its own.
    defaults = {
        k: constant(ctx, v, None if type(v) in _PLAIN else k)
        for k, v in acquired.defaults.items()
    }
    args, kwargs = _with_bound(ctx, acquired, bound, args, kwargs, node)
    values = bind_arguments(
        ctx, node, acquired.name, acquired.node.args, args, kwargs, defaults
    )
    if not remembers(acquired):
        return _called(ctx, acquired, values, node, name)
    with calling(ctx, acquired.name, values) as returned:
        made = _called(ctx, acquired, values, node, name)
        returned.append(made)
    return made


def _called(
    ctx: Context,
    acquired: Acquired,
    values: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """The function with the values of its parameters."""
    if scope_of(acquired.node).yields:
        return stream(ctx, acquired, acquired.node, None, values, node)
    if _is_put_in_line(ctx, acquired.node, acquired):
        return inline(ctx, acquired, acquired.node, None, values, node, name)
    try:
        callee = _callee(acquired)
        return _call(ctx, callee, values, node, name)
    except (InlineInstead, StaticResult, NoForm):
        ctx.lowering.inline_only.add(id(acquired.node))
        return inline(ctx, acquired, acquired.node, None, values, node, name)


def _with_bound(
    ctx: Context,
    acquired: Acquired,
    bound: Mapping[str, Value],
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """The arguments of a call, with those that a method or a partial has bound."""
    given = acquired.node.args
    positional = [a.arg for a in (*given.posonlyargs, *given.args)]
    if list(bound) == positional[: len(bound)]:
        # The object of a method: what follows it may go to *args.
        return (*bound.values(), *args), kwargs
    free = [p for p in positional if p not in bound]
    named = dict(zip(free, args))
    if len(args) > len(free):
        ctx.wrong(node, f"{acquired.name}() is called with too many arguments")
    for clash in set(named) & set(kwargs):
        ctx.wrong(node, f"{acquired.name}() got two values for `{clash}`")
    return (), {**bound, **named, **kwargs}


def _callee(acquired: Acquired) -> Callee:
    return Callee(acquired.function, acquired, acquired.node, _title(acquired))


def _title(acquired: Acquired) -> str:
    """What a function is called in the text: a method `Ball_step`, an operator `Point_add`."""
    *_, owner, name = ("", *acquired.function.__qualname__.split("."))
    if owner.isidentifier() and owner and acquired.name == name:
        return f"{owner}_{name.strip('_')}"
    return acquired.name


def call_closure(
    ctx: Context,
    closure: Closure,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
    in_line: bool = False,
) -> Value:
    """A call of a nested function or lambda, which sees the names around it.

    `in_line`: its statements are put in the place of the call in any case.
    """
    defaults = dict(closure.defaults)
    values = bind_arguments(
        ctx, node, closure.name, closure.node.args, args, kwargs, defaults
    )
    if not closure.remembers:
        return _closure_called(ctx, closure, values, node, name, in_line)
    with calling(ctx, closure.name, values, closure) as returned:
        made = _closure_called(ctx, closure, values, node, name, in_line)
        returned.append(made)
    return made


def _closure_called(
    ctx: Context,
    closure: Closure,
    values: Mapping[str, Value],
    node: ast.AST,
    name: Name,
    in_line: bool,
) -> Value:
    """The nested function with the values of its parameters."""
    if scope_of(closure.node).yields:
        frame = closure.frame
        return stream(ctx, frame.acquired, closure.node, frame, values, node)
    if in_line or _is_put_in_line(ctx, closure.node, closure.frame.acquired):
        return _inline_closure(ctx, closure, values, node, name)
    try:
        callee = Callee(
            (closure.node, closure.frame),
            closure.frame.acquired,
            closure.node,
            closure.name,
            closure.frame,
            captured(ctx, closure),
        )
        return _call(ctx, callee, values, node, name)
    except (InlineInstead, StaticResult, NoForm):
        ctx.lowering.inline_only.add(id(closure.node))
        return _inline_closure(ctx, closure, values, node, name)


def _inline_closure(
    ctx: Context,
    closure: Closure,
    values: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    acquired = closure.frame.acquired
    return inline(ctx, acquired, closure.node, closure.frame, values, node, name)


def _is_put_in_line(
    ctx: Context, node: ast.FunctionDef | ast.Lambda, acquired: Acquired
) -> bool:
    """One expression, unless it calls itself; and what cannot stand on its own."""
    if (
        id(node) in ctx.lowering.inline_only
        or ctx.tries
        or stands_for_a_container(acquired)
    ):
        return True
    if Doubt("inlining", span_of(node, acquired)) in ctx.lowering.decided:
        return node not in ctx.inlining
    deep = node in ctx.inlining or len(ctx.inlining) >= DEEPEST
    return _is_expression(node) and not deep and not _is_worth_a_name(ctx, node)


def _is_worth_a_name(ctx: Context, node: ast.FunctionDef | ast.Lambda) -> bool:
    """True for a long expression that the caller asks for again and again."""
    if isinstance(node, ast.Lambda):
        return False
    long = sum(isinstance(part, _OPERATIONS) for part in ast.walk(node)) >= _LONG
    called = (
        part.func for part in ast.walk(ctx.frame.node) if isinstance(part, ast.Call)
    )
    names = (part.id for part in called if isinstance(part, ast.Name))
    return long and sum(name == node.name for name in names) >= _OFTEN


def _is_expression(node: ast.FunctionDef | ast.Lambda) -> bool:
    """True for a function whose body is one return."""
    if isinstance(node, ast.Lambda):
        return True
    body = [s for s in node.body if not _is_text(s)]
    return len(body) == 1 and isinstance(body[0], ast.Return)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


# a function of its own ---------------------------------------------------------------


def _call(
    ctx: Context,
    callee: Callee,
    values: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    passed = Passed(ctx, node)
    known = ctx.lowering.specialised.count(callee.identity) < _SPECIALISED_ON_INTEGERS
    closed: dict[str, Form] = {}
    forms: dict[str, Form] = {}
    seen = dict(callee.captured)
    closures = _closures(callee, values)
    for closure in closures.values():
        seen |= _seen_by(ctx, closure)
    for key, value in seen.items():
        grown(ctx, callee, value, label_of(key), node)
        closed[key] = form = _form_of_captured(ctx, callee, key, value)
        if not isinstance(form, parameters.Fixed):
            closed[key] = passed.add(value, form, key)
    for arg in all_parameters(callee.node.args):
        value = values[arg.arg]
        if arg.arg in closures:
            forms[arg.arg] = parameters.Fixed(value)
            continue
        grown(ctx, callee, value, arg.arg, node)
        value = _lasting(ctx, callee, value, node)
        form = parameters.form_of_value(ctx, value, known)
        forms[arg.arg] = passed.add(value, form, arg.arg)
    if any(map(_is_bottom, (*closed.values(), *forms.values()))):
        unknown = {label_of(key) for key, form in closed.items() if _is_bottom(form)}
        if unknown & _given_by(callee):
            raise InlineInstead  # what is unknown may be bound by this call first
        return _bottom(ctx, passed.values, node)
    made = ctx.lowering.specialised.find(
        Key(callee.identity, tuple(forms.items()), tuple(closed.items())), callee
    )
    return emit_call(ctx, made, passed, node, name)


def _given_by(callee: Callee) -> set[str]:
    """The names of functions around that a function binds, or one that it sees."""
    seen = [v.node for v in callee.captured.values() if isinstance(v, Closure)]
    return set().union(*map(given_names, (callee.node, *seen)))


def _form_of_captured(ctx: Context, callee: Callee, key: str, value: Value) -> Form:
    """The form of what a function sees; of a name that it binds anew a value of run time."""
    giving = Doubt("giving", span_of(callee.node, callee.acquired))
    bound = label_of(key) in scope_of(callee.node).outer
    if bound and giving in ctx.lowering.decided and isinstance(value, Const):
        return parameters.form_of_value(ctx, value, known=False)
    return parameters.form_of_captured(ctx, value)


def _lasting(ctx: Context, callee: Callee, value: Value, node: ast.AST) -> Value:
    """An argument that can be handed to a function of its own: no iterator, whose elements
    are made when they are asked for; one that calls itself is given a list."""
    if isinstance(value, (Generator, Stream)):
        raise InlineInstead
    if not isinstance(value, memory.ITERATORS):
        return value
    if not isinstance(value, RangeValue) and not _calls_itself(callee):
        raise InlineInstead
    with changing_nothing(ctx, node):
        return ctx.lowering.listed(ctx, value, node)


def _calls_itself(callee: Callee) -> bool:
    own = getattr(callee.node, "name", None)
    names = (getattr(n, "id", getattr(n, "attr", None)) for n in ast.walk(callee.node))
    return own is not None and own in names


def _closures(callee: Callee, values: Mapping[str, Value]) -> dict[str, Closure]:
    """The nested functions among the arguments of a function that calls itself: others are put
    in line, with what they are given. What they see becomes parameters."""
    if not _calls_itself(callee):
        return {}
    return {k: value for k, value in values.items() if isinstance(value, Closure)}


def _seen_by(ctx: Context, closure: Closure) -> dict[str, Value]:
    """What a nested function that is passed captures; NoForm if it writes to it."""
    found = captured(ctx, closure)
    for function in (closure, *found.values()):
        if isinstance(function, Closure):
            writes = any(isinstance(n, ast.Nonlocal) for n in ast.walk(function.node))
            if writes or not all(isinstance(v, Const) for _, v in function.defaults):
                raise NoForm
    return found


def _is_bottom(form: Form) -> bool:
    if isinstance(form, parameters.Nest):
        return any(map(_is_bottom, form.items))
    return isinstance(form, parameters.Runtime) and isinstance(form.kind, Unbound)


def _bottom(ctx: Context, values: Sequence[Value], node: ast.AST) -> Value:
    """A call with an argument of which nothing is known yet; the next round knows more."""
    operands = [
        memory.operand(ctx, value, node)
        for value in values
        if not isinstance(memory.content_of(ctx, value), ObjectContent)
    ]
    return ctx.emit("call", operands, node, kind=Unbound())
