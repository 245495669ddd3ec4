"""Methods: of arrays (functions of NumPy), of lists and dicts, of random generators."""

from __future__ import annotations

import ast
import random
import string
from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from adgen.frontend.arrays import ufunc_methods
from adgen.frontend.arrays.array_methods import call_array_method
from adgen.frontend.calling import writing
from adgen.frontend.calling.collection_types import call_deque_method, entered
from adgen.frontend.containers import named_tuples, object_list_methods
from adgen.frontend.containers.chosen_objects import is_chosen
from adgen.frontend.containers.dict_methods import call_dict_method
from adgen.frontend.containers.list_methods import call_list_method
from adgen.frontend.containers.module_dicts import opened
from adgen.frontend.containers.subscripts import select
from adgen.frontend.containers.windows import is_windows
from adgen.frontend.instances import objects
from adgen.frontend.instances.counters import is_counter
from adgen.frontend.instances.dict_entries import as_dict_entry, update
from adgen.frontend.instances.entries import is_list_of_objects
from adgen.frontend.operations.method_names import ARRAY_METHODS, RANDOM_METHODS
from adgen.frontend.operations.primitives import no_rule
from adgen.frontend.regions import memory
from adgen.frontend.regions.dicts import TABLES
from adgen.frontend.regions.keys import Entries, entries_from, known_entries
from adgen.frontend.regions.shown import shown
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Content,
    DictContent,
    ListContent,
    Method,
    Object,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import FLOAT, INT, TEXT, UNKNOWN, Kind, Listing
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.infer import result_kinds

_SCALAR = dict.fromkeys(
    "integers randint poisson binomial randrange getrandbits".split(), INT
)


def call_method(
    ctx: Context,
    method: Method,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    receiver, what = method.receiver, method.name
    entry = as_dict_entry(ctx, receiver)
    if entry is not None and what not in _READING:
        return _changed_entry(ctx, entry, what, args, kwargs, node)
    receiver = opened(ctx, receiver, node)
    content = memory.content_of(ctx, receiver)
    if what == "__getitem__" and len(args) == 1:
        return select(ctx, receiver, args[0], node, name if type(name) is str else None)
    if isinstance(content, ObjectContent) and content.cls in TABLES:
        return _of_table(ctx, receiver, content.cls, what, args, kwargs, node)
    if isinstance(receiver, Object) and what == "_make":
        return named_tuples.make(ctx, receiver, args, node)
    if isinstance(receiver, Tuple):
        return _of_tuple(ctx, receiver, what, args, kwargs, node)
    written = writing.method(ctx, receiver, what, args, kwargs, node, name)
    if written is not None:
        return written
    if isinstance(receiver, Object):
        return _of_object(ctx, receiver, what, args, kwargs, node, name)
    if isinstance(receiver, Ref) and isinstance(content, DictContent):
        return _of_dict(ctx, receiver, content, what, args, kwargs, node)
    if isinstance(receiver, Ref) and _is_list(ctx, receiver, content):
        return _of_list(ctx, receiver, what, args, kwargs, node, name)
    if isinstance(receiver, Const) and isinstance(receiver.value, str):
        return _of_text(ctx, receiver.value, what, args, kwargs, node)
    if what in RANDOM_METHODS:
        return _random(ctx, receiver, what, args, kwargs, node, name)
    if what in ARRAY_METHODS and not isinstance(receiver, Const):
        return call_array_method(ctx, receiver, what, args, kwargs, node, name)
    _refuse(ctx, receiver, what, node)


def _of_table(
    ctx: Context,
    receiver: Value,
    cls: type,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`f = d.get`, read when the keys of d were known, and called when they are not."""
    method = objects.read(ctx, receiver, cls, what, node)
    return ctx.lowering.call(ctx, method, args, kwargs, node)


def _of_list(
    ctx: Context,
    receiver: Ref,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    if is_list_of_objects(ctx, receiver) and not _appends(ctx, what, args):
        return object_list_methods.call(ctx, receiver, what, args, kwargs, node)
    done = call_deque_method(ctx, receiver, what, args, node, name)
    if done is not None:
        return done
    return call_list_method(ctx, receiver, what, args, kwargs, node, name)


def _of_tuple(
    ctx: Context,
    receiver: Tuple,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    if what in named_tuples.METHODS:
        return named_tuples.call(ctx, receiver, what, kwargs, node)
    if what not in ("index", "count"):
        _refuse(ctx, receiver, what, node)
    items = Ref(Region(None, ListContent(receiver.items)))
    return call_list_method(ctx, items, what, args, kwargs, node, None)


def _appends(ctx: Context, what: str, args: Sequence[Value]) -> bool:
    """True for what appends known objects one by one."""
    known = what == "extend" and args and known_items(ctx, args[0]) is not None
    return what == "append" or bool(known)


def _refuse(ctx: Context, receiver: Value, what: str, node: ast.AST) -> NoReturn:
    if isinstance(receiver, Const) and isinstance(receiver.value, frozenset):
        ctx.refuse(
            node,
            f"the method `{what}` of a set is called; sets are constants here",
            "Keep a list of what has been seen: if v not in seen: seen.append(v).",
        )
    if isinstance(receiver, Const) and isinstance(receiver.value, (list, dict)):
        ctx.refuse(
            node,
            f"the method `{what}` of {receiver!r} is called, which is of the module",
            f"Work on one of the function's own: {type(receiver.value).__name__}({receiver!r}).",
        )
    ctx.refuse(
        node,
        f"adgen does not know the method `{what}`",
        "Use a function of NumPy instead.",
    )


def _is_list(ctx: Context, ref: Ref, content: Content | None) -> bool:
    known = isinstance(content, ListContent) or is_list_of_objects(ctx, ref)
    known = known or is_chosen(ctx, ref) or is_windows(ctx, ref)
    return known or isinstance(memory.kind_of(ctx, ref), Listing)


# lists, dicts, text ------------------------------------------------------------------


def _of_text(
    ctx: Context,
    text: str,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    constants = [arg.value for arg in args if isinstance(arg, Const)]
    known = len(constants) == len(args) and not kwargs
    if known and not what.startswith("_"):
        return _as_value(getattr(text, what)(*constants))
    pieces = _formatted(ctx, text, args, kwargs, node) if what == "format" else None
    if pieces is not None:
        return ctx.apply("fstring", pieces, node, None, kind=TEXT)
    ctx.refuse(
        node,
        f"the method `{what}` of a string is called with values of run time",
        "Use an f-string.",
    )


def _as_value(result: object) -> Value:
    """What a method of a string gives: lists and tuples of strings are known, too."""
    if isinstance(result, list):
        return Ref(Region(None, ListContent(tuple(map(Const, result)))))
    return Tuple(tuple(map(Const, result))) if type(result) is tuple else Const(result)


def _formatted(
    ctx: Context, text: str, args: Sequence[Value], kwargs: Keywords, node: ast.AST
) -> tuple[Operand, ...] | None:
    """The pieces of the f-string that `text.format(...)` is; None if it is none."""
    pieces: list[Operand] = []
    given: dict[str, Value] = {str(i): arg for i, arg in enumerate(args)}
    given.update(kwargs)
    number = 0
    for literal, field, form, conversion in string.Formatter().parse(text):
        if literal:
            pieces.append(Const(literal))
        if field is None:
            continue
        if not field:
            field, number = str(number), number + 1
        value = given.get(field)
        if value is None or "{" in (form or ""):
            return None
        asked = Const(ord(conversion) if conversion else -1)
        field_items = (shown(ctx, value, node), asked, Const(form or ""))
        pieces.append(Pack("field", field_items))
    return tuple(pieces)


# objects -----------------------------------------------------------------------------


def _of_object(
    ctx: Context,
    owner: Object,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    if isinstance(owner.value, np.ufunc):
        return ufunc_methods.call(ctx, owner, what, args, kwargs, node, name)
    if what in RANDOM_METHODS:
        return _random(ctx, owner, what, args, kwargs, node, name)
    no_rule(ctx, f"{owner.name}.{what}", node)


def _of_dict(
    ctx: Context,
    ref: Ref,
    content: DictContent,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    args = [opened(ctx, arg, node) for arg in args] if what == "update" else args
    if what == "update" and args and not kwargs and not is_counter(ctx, ref):
        if known_entries(ctx, args[0]) is None:
            entered(ctx, ref, args[0], node)
            return NONE_VALUE
    return call_dict_method(ctx, ref, content, what, args, kwargs, node)


_READING = ("get", "keys", "values", "items", "copy")


def _changed_entry(
    ctx: Context,
    entry: Tuple,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """A method that changes a dict in a list that grows at run time: its keys stay."""
    if what != "update":
        ctx.refuse(
            node,
            f"`{what}` of a dict in a list that grows at run time",
            "Give the dict all its keys before it is appended, and set them: row[key] = v.",
        )
    changed: Entries = {}
    for arg in args:
        changed.update(entries_from(ctx, opened(ctx, arg, node), node))
    changed.update(kwargs)
    return update(ctx, entry, changed, node)


def _random(
    ctx: Context,
    generator: Value,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """A random number: an effect, and a constant."""
    if what == "shuffle":
        ctx.refuse(
            node,
            "`shuffle` writes to its argument in a random order",
            "Draw the order: x = x[rng.permutation(len(x))].",
        )
    owner = memory.operand(ctx, generator, node)
    callee: Operand = ctx.emit("attr", (owner, Const(what)), node)
    operands = [callee, *(memory.operand(ctx, arg, node) for arg in args)]
    keywords = [(key, memory.operand(ctx, v, node)) for key, v in kwargs.items()]
    kind = _kind_drawn(ctx, generator, what, operands[1:], keywords)
    return ctx.apply("call", operands, node, name, keywords, kind)


def _kind_drawn(
    ctx: Context,
    generator: Value,
    what: str,
    operands: Sequence[Operand],
    keywords: Sequence[tuple[str, Operand]],
) -> Kind:
    """What a method gives: as the function of the module does that has its name."""
    if not operands and not keywords:
        return _SCALAR.get(what, FLOAT)
    of_python = isinstance(generator, Object) and isinstance(
        generator.value, random.Random
    )
    modules = ("random",) if of_python else ("np.random", "random")
    asked = (tuple(operands), tuple(keywords), ctx.builder.kind_of)
    for module in modules:
        kind, *_ = result_kinds(f"{module}.{what}", *asked)
        if kind != UNKNOWN:
            return kind
    plain = all(ctx.builder.kind_of(operand) == INT for operand in operands)
    few = len(operands) < 3 and plain and not keywords
    return INT if what == "integers" and few else UNKNOWN
