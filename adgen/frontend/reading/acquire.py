"""From a Python object to the source of a function: the first stage.

Input: anything callable that is written in Python. Output: `Acquired`, the AST of exactly that
function with the values it can see: globals, closure, defaults and arguments already bound.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import CellType, FunctionType

from adgen.errors import SourceError
from adgen.frontend.reading.locate import FunctionNode, Located, locate
from adgen.frontend.reading.spans import span_in
from adgen.frontend.reading.unwrap import Unwrapped, unwrap
from adgen.frontend.reading.written import from_source, primitive
from adgen.source import Span

__all__ = ["Acquired", "acquire", "from_source", "span_of", "synthesize"]


@dataclass(frozen=True, slots=True)
class Acquired:
    """A function and its source. `node` is shared between calls and must not be changed.

    `name` can be used in generated code: the name of the function, of the variable a lambda is
    assigned to, of the class of a callable object; `lambda_line12` for any other lambda.
    `bound` holds arguments fixed by a method or a partial, `wrappers` the layers taken off.
    """

    name: str
    node: FunctionNode
    file: str
    lines: Sequence[str]
    globals: dict[str, object]
    closure: Mapping[str, object]
    function: FunctionType
    bound: Mapping[str, object]
    defaults: Mapping[str, object]
    wrappers: tuple[str, ...]
    located: Located

    @property
    def cells(self) -> dict[str, CellType]:
        """The closure's cells by name: what to watch for rebinding."""
        names = self.function.__code__.co_freevars
        return dict(zip(names, self.function.__closure__ or ()))


def acquire(function: object) -> Acquired:
    """The source of `function`; raises SourceError where it cannot be had for certain."""
    found = unwrap(function)
    plain = found.function
    located = locate(plain)
    return Acquired(
        name=_name(found, located),
        node=located.node,
        file=located.source.name,
        lines=located.source.lines,
        globals=plain.__globals__,
        closure=_closure(plain),
        function=plain,
        bound=_bound(found, located.node.args),
        defaults=_defaults(plain, found.keywords),
        wrappers=tuple(found.wrappers),
        located=located,
    )


def synthesize(name: str, parameters: Sequence[str]) -> Acquired:
    """A function of one line that calls a primitive: `def sin(x): return np.sin(x)`."""
    return acquire(primitive(name, parameters))


def span_of(node: ast.AST, acquired: Acquired) -> Span:
    """The place of a node of `acquired.node` in the user's file."""
    return span_in(node, acquired.located)


def _name(found: Unwrapped, located: Located) -> str:
    if isinstance(located.node, ast.Lambda):
        return located.assigned_name or f"lambda_line{located.node.lineno}"
    if located.node.name == "__call__" and found.owner:
        return found.owner
    return located.node.name


def _closure(function: FunctionType) -> dict[str, object]:
    """Contents of the cells; a cell that is still empty is left out."""
    contents: dict[str, object] = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        try:
            contents[name] = cell.cell_contents
        except ValueError:
            continue
    return contents


def _defaults(function: FunctionType, bound: Mapping[str, object]) -> dict[str, object]:
    """The defaults by name; one that a partial has given anew is that."""
    code = function.__code__
    positional = code.co_varnames[: code.co_argcount]
    values = function.__defaults__ or ()
    defaults = dict(zip(positional[len(positional) - len(values) :], values))
    defaults |= function.__kwdefaults__ or {}
    return defaults | {name: v for name, v in bound.items() if name in defaults}


def _bound(found: Unwrapped, arguments: ast.arguments) -> dict[str, object]:
    """Parameters that already have a value, by name."""
    positional = [arg.arg for arg in (*arguments.posonlyargs, *arguments.args)]
    if len(found.positional) > len(positional):
        raise SourceError(
            f"`{found.function.__name__}` has arguments bound that go to *args",
            remedy="Write a lambda that passes them.",
        )
    bound = dict(zip(positional, found.positional))
    by_name = [arg.arg for arg in (*arguments.args, *arguments.kwonlyargs)]
    for name, value in found.keywords.items():
        if name not in by_name or name in bound:
            raise SourceError(
                f"`{found.function.__name__}` has no parameter `{name}` left to bind",
                remedy="Write a lambda that passes it.",
            )
        bound[name] = value
    return bound
