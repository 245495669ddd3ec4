"""The meaning of the IR: runs a program statement by statement.

    run(program, [2.0, np.ones(3)])    ->    the result of its entry

Values are never changed: a Store copies the array, an append the list. It is slow, and there
to check every other stage against.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

import numpy as np

from adgen.errors import InternalError
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    Each,
    End,
    Enumerate,
    For,
    Function,
    FunctionName,
    If,
    Iterable,
    Operand,
    Pack,
    Program,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Undefined,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.objects import made
from adgen.ir.operand_text import var_text
from adgen.ir.primitives import (
    UNBOUND,
    VIEW_ATTRIBUTES,
    Primitives,
    named_callable,
    structural,
)
from adgen.ir.walk import raised_arguments

Values = tuple[Any, ...]


def run(
    program: Program | Function,
    args: Sequence[Any],
    primitives: Primitives = named_callable,
) -> Any:
    """The result of the program for these arguments, one a parameter.

    `primitives` gives the callable of a primitive that is not structural. A name that is not
    bound on the path taken raises NameError where it is read.
    """
    if isinstance(program, Function):
        program = Program({program.name: program}, program.name)
    values = Frame(program, primitives, {}).call(program.main, args)
    return assembled(program.main.template, values)


def assembled(template: Operand | None, values: Values) -> Any:
    """The result in the structure the template gives it."""
    match template:
        case None:
            return values[0]
        case Const(value=None):
            return None
        case Const(value=position):
            return values[position]
        case Pack(form, items, keys, of):
            parts = [assembled(item, values) for item in items]
            return packed(form, parts, keys, of)
        case _:
            raise InternalError(f"a template cannot hold {template!r}")


def packed(
    form: str, parts: list[Any], keys: tuple[Const, ...], of: Const | None = None
) -> Any:
    match form:
        case "object" if of is not None:
            return made(of.value, {str(k.value): p for k, p in zip(keys, parts)})
        case "tuple" | "field" | "path":
            return tuple(parts)
        case "list":
            return parts
        case "slice":
            return slice(*parts)
        case "view":
            return View(parts[0], tuple(parts[1:]))
        case _:
            return {key.value: part for key, part in zip(keys, parts)}


@dataclass(frozen=True, slots=True)
class View:
    """A step of the path of a Store that is no index."""

    fn: str
    args: Values

    def of(self, array: Any) -> Any:
        """The view of an array; of real and imag the one that can be written."""
        attribute = VIEW_ATTRIBUTES.get(self.fn)
        in_rows = self.fn == "np.ravel" and array.flags.c_contiguous
        if attribute is not None and not self.args and not in_rows:
            return getattr(array, attribute)
        return named_callable(self.fn)(array, *self.args)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a block ended: by which End, with which values."""

    end: End
    values: Values


@dataclass(frozen=True)
class Frame:
    """One activation of a function: the values of its Vars.

    A class that watches a run derives from this one (`adgen.views.trace`).
    """

    program: Program
    primitives: Primitives
    values: dict[Var, Any]

    def call(self, function: Function, args: Sequence[Any]) -> Values:
        """The values of the Return that a function reaches, in an activation of its own."""
        defaults = [p.default for p in function.params[len(args) :]]
        missing = any(default is None for default in defaults)
        if missing or len(args) > len(function.params):
            raise InternalError(
                f"{function.name} takes {len(function.params)} arguments,"
                f" not {len(args)}"
            )
        given = [*args, *(default.value for default in defaults if default is not None)]
        frame = replace(self, values={})
        for param, value in zip(function.params, given):
            frame.bind(param.pattern, value)
        return frame.block(function.body).values

    def as_callable(self, function: Function) -> Callable[..., Any]:
        """A function of the program as a primitive calls it; such calls are not watched."""
        frame = Frame(self.program, self.primitives, {})

        def called(*args: Any) -> Any:
            return assembled(function.template, frame.call(function, args))

        return called

    # operands ------------------------------------------------------------------------

    def raw(self, operand: Operand) -> Any:
        """The value of an operand, which may be unbound."""
        match operand:
            case Var():
                if operand not in self.values:
                    raise InternalError(f"{var_text(operand)} is read and not defined")
                return self.values[operand]
            case Const(value=FunctionName(name)):
                return self.as_callable(self.program.functions[name])
            case Const(value=value):
                return value
            case Pack(form, items, keys):
                return packed(form, [self.raw(item) for item in items], keys)
            case Undefined():
                return UNBOUND
            case _:
                assert_never(operand)

    def read(self, operand: Operand) -> Any:
        """The value of an operand; NameError if a name in it is not bound."""
        if isinstance(operand, Pack):
            parts = [self.read(item) for item in operand.items]
            return packed(operand.form, parts, operand.keys)
        value = self.raw(operand)
        if value is UNBOUND:
            name = operand.name if isinstance(operand, Var) else "a variable"
            raise NameError(f"{name} is not bound")
        return value

    def result(self, operand: Operand) -> Any:
        """What a function returns; as it was read, unless a run is watched."""
        return self.read(operand)

    def bind(self, pattern: Operand, value: Any) -> None:
        """Gives the Vars of a parameter or target their values."""
        match pattern:
            case Var():
                self.values[pattern] = value
            case Pack(form="dict", items=items, keys=keys):
                for key, item in zip(keys, items):
                    self.bind(item, value[key.value])
            case Pack(form="object", items=items, keys=keys):
                for key, item in zip(keys, items):
                    self.bind(item, getattr(value, key.value))
            case Pack(items=items):
                for item, part in zip(items, value, strict=True):
                    self.bind(item, part)
            case Const() | Undefined():
                pass
            case _:
                assert_never(pattern)

    # blocks --------------------------------------------------------------------------

    def block(self, block: Block) -> Outcome:
        """Runs a block and the branches it goes on in."""
        while True:
            for stmt in block.body:
                self.statement(stmt)
            end = block.end
            match end:
                case Branch():
                    block = end.then if self.read(end.test) else end.orelse
                case Yield(values) | Break(values):
                    return Outcome(end, tuple(self.raw(v) for v in values))
                case Return(values):
                    return Outcome(end, tuple(self.result(v) for v in values))
                case Raise():
                    raise self.exception(end)
                case _:
                    assert_never(end)

    def exception(self, end: Raise) -> BaseException:
        exception = self.read(end.exception)
        if exception is None:
            return RuntimeError("No active exception to reraise")
        if isinstance(exception, type):
            args, kwargs = raised_arguments(end)
            named = {name: self.read(value) for name, value in kwargs}
            exception = exception(*map(self.read, args), **named)
        if not isinstance(exception, BaseException):
            return TypeError("exceptions must derive from BaseException")
        return exception

    # statements ----------------------------------------------------------------------

    def statement(self, stmt: Statement) -> None:
        match stmt:
            case Apply():
                self.define(stmt.results, self.applied(stmt))
            case Call():
                function = self.program.functions[stmt.function]
                args = [self.read(arg) for arg in stmt.args]
                self.define(stmt.results, self.call(function, args))
            case Store():
                self.values[stmt.result] = self.stored(stmt)
            case If():
                side = stmt.then if self.read(stmt.test) else stmt.orelse
                self.define(stmt.results, self.block(side).values)
            case For():
                self.for_loop(stmt)
            case While():
                self.while_loop(stmt)
            case Remark():
                pass
            case _:
                assert_never(stmt)

    def define(self, results: tuple[Var, ...], values: Sequence[Any]) -> None:
        if len(results) != len(values):
            raise InternalError(f"{len(values)} values for {results!r}")
        self.values.update(zip(results, values))

    def applied(self, stmt: Apply) -> Sequence[Any]:
        """The values of the results of a primitive."""
        if stmt.fn == "list.append":
            # A record may hold a name that is not bound on this path.
            record = tuple(self.raw(arg) for arg in stmt.args[1:])
            entry = record[0] if len(record) == 1 else record
            longer = list(self.read(stmt.args[0]))
            longer.insert(self.place(stmt, len(longer)), entry)
            return (longer,)
        read = self.raw if stmt.fn == "unbound" else self.read
        args = [read(arg) for arg in stmt.args]
        if stmt.fn == "list.pop":
            rest = list(args[0])
            taken = rest.pop(self.place(stmt, -1))
            return (rest, taken) if len(stmt.results) == 2 else (rest, *taken)
        if stmt.fn == "raises":
            return (self.raises(*args),)
        kwargs = {name: self.read(value) for name, value in stmt.kwargs}
        function = structural(stmt.fn) or self.primitives(stmt.fn)
        value = function(*args, **kwargs)
        match len(stmt.results):
            case 0:
                return ()
            case 1 if stmt.fn != "unpack":
                return (value,)
            case _:
                return tuple(value)

    def raises(self, types: Any, fn: str, keywords: dict[str, Any], *args: Any) -> bool:
        """Whether a primitive would raise one of these exceptions."""
        function = structural(fn) or self.primitives(fn)
        try:
            function(*args, **keywords)
        except types:
            return True
        except Exception:  # it is raised where the primitive is applied
            return False
        return False

    def place(self, stmt: Apply, default: int) -> int:
        """Where an entry is put into a list or taken from it: at its end, or `at` a place."""
        for _, at in stmt.kwargs:
            found: int = self.read(at)
            return found
        return default

    def stored(self, stmt: Store) -> Any:
        """A changed copy of the base; an array, a list or a dict."""
        base, index, value = map(self.read, (stmt.base, stmt.index, stmt.value))
        # An operation on arrays without axes gives a number, which is written as one.
        new = place = np.array(base) if np.isscalar(base) else copy.copy(base)
        if isinstance(stmt.index, Pack) and stmt.index.form == "path":
            *steps, index = index
            for step in steps:
                if isinstance(place, list | dict):
                    place[step] = copy.copy(place[step])
                place = step.of(place) if isinstance(step, View) else place[step]
        if stmt.mode == "set":
            place[index] = value
        elif isinstance(place, np.ndarray):
            np.add.at(place, index, value)
        else:
            place[index] = place[index] + value
        return new

    # loops ---------------------------------------------------------------------------

    def for_loop(self, loop: For) -> None:
        state: Values = tuple(self.raw(value) for value in loop.initial)
        for item in self.turns(loop, self.iterate(loop.iterable)):
            self.bind(loop.target, item)
            self.define(loop.carried, state)
            outcome = self.block(loop.body)
            state = outcome.values
            if isinstance(outcome.end, Break):
                break
        self.define(loop.results, state)

    def while_loop(self, loop: While) -> None:
        state: Values = tuple(self.raw(value) for value in loop.initial)
        for _ in self.turns(loop, itertools.repeat(None)):
            self.define(loop.carried, state)
            if not self.holds(self.block(loop.test).values[0]):
                break
            outcome = self.block(loop.body)
            state = outcome.values
            if isinstance(outcome.end, Break):
                break
        self.define(loop.results, state)

    def holds(self, value: Any) -> bool:
        """Whether the test of a while loop holds."""
        return bool(value)

    def turns(self, loop: For | While, items: Iterator[Any]) -> Iterator[Any]:
        """The items of a loop; to be watched, each before its iteration runs."""
        return items

    def iterate(self, iterable: Iterable) -> Iterator[Any]:
        match iterable:
            case Range(start, stop, step):
                yield from range(self.read(start), self.read(stop), self.read(step))
            case Each(value):
                yield from self.read(value)
            case Enumerate(inner, start):
                yield from enumerate(self.iterate(inner), self.read(start))
            case Zip(inners):
                yield from zip(*(self.iterate(inner) for inner in inners))
            case Reversed(inner):
                yield from reversed(list(self.iterate(inner)))
            case _:
                assert_never(iterable)
