"""A random program from a seed: the same text for the same seed, always.

program = generate(7)
program.text         functions, the last of them `f`
program.arguments()  values for the parameters of `f`
"""

from __future__ import annotations

import ast
import itertools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.fuzz import dictionaries
from tests.fuzz.draw import Draw
from tests.fuzz.expression import Names
from tests.fuzz.frame import Frame, Lines, Writer, indented
from tests.fuzz.mixes import Mix, mix_of
from tests.fuzz.objects import own_methods, own_parts
from tests.fuzz.scope import NUMBER, Callee, Index, Scope, Shape, Value
from tests.fuzz.structures import Tree

IMPORTS = """\
import cmath
import collections
import contextlib
import dataclasses
import functools
import itertools
import math
import operator
import typing

import numpy as np
"""


@dataclass(frozen=True)
class Parameter:
    """A parameter of the main function: shape, or "int" or "bool", or a nest."""

    name: str
    shape: Shape | str | Tree


@dataclass(frozen=True)
class Program:
    """`wrt`: the positions that are differentiated. `result`: shape, or shapes of a tuple."""

    seed: int
    text: str
    parameters: tuple[Parameter, ...]
    wrt: tuple[int, ...]

    def arguments(self, attempt: int = 0) -> tuple[Any, ...]:
        """Values for the parameters: other ones for another attempt."""
        draw = np.random.default_rng((self.seed, attempt))
        return tuple(_value(draw, p.shape) for p in self.parameters)


def _value(draw: np.random.Generator, shape: Shape | str | Tree) -> Any:
    match shape:
        case Tree():
            return shape.value(draw)
        case "int":
            return int(draw.integers(1, 4))
        case "bool":
            return bool(draw.integers(0, 2))
        case ():
            return float(draw.uniform(-1.5, 1.5))
        case _:
            return draw.uniform(-1.5, 1.5, shape)


def generate(seed: int) -> Program:
    draw = Draw(seed)
    names = Names(draw)
    regions = itertools.count()
    mix = mix_of(seed)
    w = Writer(draw, names, mix.statements, mix.expressions, regions)
    pieces = [IMPORTS]
    scope = Scope()
    constants = _constants(w, scope)
    callees: tuple[Callee, ...] = ()
    pieces += _declarations(w, mix)
    for _ in range(draw.weighted(((4, 0), (3, 1), (2, 2), (1, 3)))):
        lines, callee = draw.weighted(mix.called)(w, callees)
        pieces.append("\n".join(lines))
        deep = [c.name for c in callees if c.recursive]
        if any(f"{name}(" in pieces[-1] for name in deep):
            callee = replace(callee, recursive=True)
        callees += (callee,)
    parameters = _parameters(w, scope)
    scope.callees += callees
    body = _body(w, scope)
    head = f"def f({', '.join(p.name for p in parameters)}):"
    pieces.append("\n".join([head, *indented(body)]))
    if constants:
        pieces.insert(1, "\n".join(constants))
    text = tidy("\n\n\n".join(pieces))
    return Program(seed, text, parameters, _wrt(draw, parameters))


def tidy(text: str) -> str:
    """The same program with no more brackets than it needs."""
    return ast.unparse(ast.parse(text)) + "\n"


def _declarations(w: Writer, mix: Mix) -> list[str]:
    """Classes, generators, functions that raise: what a block of `f` may use."""
    pieces = []
    for _ in range(w.draw.weighted(((5, 0), (4, 1), (2, 2), (1, 3)))):
        lines = w.draw.weighted(mix.declarations)(w, ())
        pieces += ["\n".join(lines)] if lines else []
    return pieces


def _constants(w: Writer, scope: Scope) -> Lines:
    """Globals that `f` reads."""
    lines = []
    if w.draw.chance(0.2):
        scope.values["SCALE"] = Value("SCALE", NUMBER)
        lines.append(f"SCALE = {w.draw.number(-1.5, 1.5)}")
    if w.draw.chance(0.2):
        scope.values["WEIGHTS"] = Value("WEIGHTS", (3,))
        lines.append(f"WEIGHTS = np.array({[w.draw.number(-1, 1) for _ in range(3)]})")
    scope.closed |= {"SCALE", "WEIGHTS"}
    return lines


def _parameters(w: Writer, scope: Scope) -> tuple[Parameter, ...]:
    names = ["x", "y", "z", "w"]
    made: list[Parameter] = []
    for position in range(w.draw.weighted(((2, 1), (4, 2), (3, 3), (1, 4)))):
        shape = w.draw.weighted(((5, NUMBER), (4, (3,)), (2, (2, 3)), (1.5, (3, 3))))
        name = w.names.fresh((f"{names[position]}",)) if position < 4 else "x"
        made.append(Parameter(name, shape))
        scope.values[name] = Value(name, shape)
    if w.draw.chance(0.15):
        made.append(_nest(w, scope))
    arrays = [p for p in made if p.shape]
    single = len(arrays) == 1 and isinstance(arrays[0].shape, tuple)
    if single and "WEIGHTS" not in scope.values and w.draw.chance(0.25):
        only = arrays[0]
        assert isinstance(only.shape, tuple)
        scope.values[only.name] = Value(only.name, only.shape, next(w.regions))
    if w.draw.chance(0.15):
        made.append(Parameter("n", "int"))
        scope.indices["n"] = Index("n", 1, 3)
    if w.draw.chance(0.15):
        made.append(Parameter("flag", "bool"))
        scope.flags["flag"] = None
    return tuple(made)


def _nest(w: Writer, scope: Scope) -> Parameter:
    """A dict, a list, a tuple or an object of numbers and vectors."""
    name = w.names.fresh(("theta", "given", "start"))
    if w.declared.models and w.draw.chance(0.6):
        model = w.draw.one_of(w.declared.models)
        own_parts(scope, name, model, [None] * len(model.fields))
        own_methods(scope, name, model)
        return Parameter(name, Tree(model.name, model.fields))
    kind = w.draw.one_of(("dict", "list", "tuple"))
    keys = w.draw.some_of(dictionaries.KEYS, w.draw.integer(2, 3))
    shapes = [w.draw.one_of((NUMBER, NUMBER, (3,))) for _ in keys]
    parts = tuple(zip(keys, shapes))
    if kind == "dict":
        dictionaries.own_items(scope, name, dictionaries.Mapping(parts))
        return Parameter(name, Tree(kind, parts))
    for position, shape in enumerate(shapes):
        text = f"{name}[{position}]"
        scope.bind(Value(text, shape))
        if kind == "tuple":
            scope.closed.add(text)
    return Parameter(name, Tree(kind, parts))


def _body(w: Writer, scope: Scope) -> Lines:
    kind = w.draw.weighted(
        ((16, "number"), (2, "vector"), (1, "matrix"), (1, "several"))
    )
    results = {"number": NUMBER, "vector": (3,), "matrix": (2, 3)}
    several = kind == "several"
    result = (NUMBER, (3,)) if several else results[kind]
    frame = Frame(scope, result, several)
    size = w.draw.weighted(((3, 4), (4, 9), (4, 15), (1.5, 26)))
    lines = ["'''A docstring.'''"] if w.draw.chance(0.05) else []
    lines += w.block(frame, size)
    return [*lines, f"return {w.returned(frame)}"]


def _wrt(draw: Draw, parameters: tuple[Parameter, ...]) -> tuple[int, ...]:
    """Mostly all float parameters, at times only some."""
    real = [i for i, p in enumerate(parameters) if not isinstance(p.shape, str)]
    if len(real) > 1 and draw.chance(0.2):
        return tuple(draw.some_of(real, draw.integer(1, len(real) - 1)))
    return tuple(real)
