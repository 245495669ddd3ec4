"""What a name can stand for while a function is lowered.

A number is an operand of the IR (`Var` or `Const`). An array or a list is a `Ref`: memory that
several names may share. Everything else is known now, when the function is lowered: tuples,
ranges, functions, modules. A name that stands for different such things on different paths is
a `Conflict`, which is an error only where it is read.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Literal, TypeGuard

from adgen.frontend.scope.doubts import Doubt
from adgen.ir.nodes import Const, Operand, Var
from adgen.source import Span

if TYPE_CHECKING:
    from adgen.frontend.scope.context import Context
    from adgen.frontend.scope.frame import Frame

_births = count()


def birth() -> int:
    """A number larger than all before: regions and blocks are ordered by it."""
    return next(_births)


@dataclass(eq=False, slots=True, repr=False)
class Region:
    """Memory: an array, a list, a dict, an object. What it contains is in the `State`, by version.

    `links` are regions that may share memory with this one, by what is not tracked exactly.
    `in_rows` says that an array surely lies in memory row after row; `doubt` how it
    could be found out whether the links are real. A defaultdict has a `factory`, a deque
    may have a `limit` of its length. `choice`: which of two arrays it is. A list that is `own` is
    made where the region is: no other such region is the same list. `holder`: the first list made
    at run time into which an array or a list was put. `marks`: of what may be None, the items that
    are None only if it is; `marked` has those that were. `display`: a list of numbers or of
    objects in the text, which could be made at run time.
    """

    label: str | None
    content: Content
    origin: Literal["fresh", "parameter", "constant", "merged"] = "fresh"
    links: dict[Region, None] = field(default_factory=dict)
    birth: int = field(default_factory=birth)
    in_rows: bool = False
    doubt: Doubt | None = None
    factory: Value | None = None
    limit: Var | Const | None = None
    choice: Choice | None = None
    own: bool = False
    holder: Region | None = None
    marks: frozenset[int] = frozenset()
    marked: list[Value] = field(default_factory=list)
    display: Doubt | None = None

    def link(self, other: Region) -> None:
        """From now on the two may share memory; so may whatever shares with `other`."""
        for region in (other, *other.links):
            if region is not self:
                self.links[region] = None
                region.links[self] = None

    def __repr__(self) -> str:
        return f"<{self.origin} {self.label} {self.birth}>"

    def may_share(self, other: Region) -> bool:
        return self is other or other in self.links


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of two arrays a region is, by a test made in so many loops; None: one with no name."""

    test: Operand
    sides: tuple[Region | None, Region | None]
    loops: int


@dataclass(frozen=True, slots=True)
class ListContent:
    """A list whose length is known: what `[a, b]` makes."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DictContent:
    """A dict whose keys are known."""

    keys: tuple[object, ...]
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ObjectContent:
    """An object of a class written in Python: its attributes by name."""

    cls: type
    keys: tuple[object, ...]
    items: tuple[Value, ...]


Content = Operand | ListContent | DictContent | ObjectContent

KNOWN = (ListContent, DictContent, ObjectContent)
"""Contents whose parts are known when the function is lowered."""


@dataclass(frozen=True, slots=True)
class Through:
    """A step of a path that is no index: the view that a function gives, `a.reshape(-1)`.

    `of_line` says that it is one of an array of one axis.
    """

    fn: str
    args: tuple[Operand, ...] = ()
    of_line: bool = False


Step = Operand | Through


@dataclass(eq=False, repr=False, slots=True)
class Ref:
    """A name for memory: a region, or the view of it that a chain of steps selects.

    `taken` is the value of the view at the content `of`; another content needs a new read.
    """

    region: Region
    path: tuple[Step, ...] = ()
    of: Content | None = None
    taken: Operand | None = None
    label: str | None = None


@dataclass(eq=False, repr=False, slots=True)
class Rows(Ref):
    """The rows of an array as a tuple: unpacked, indexed, gone over; all else is refused."""


@dataclass(frozen=True, slots=True)
class Tuple:
    """A tuple; with `cls` a named tuple of that class.

    `names` are attributes of what a library gives in place of a plain tuple.
    """

    items: tuple[Value, ...]
    cls: type | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A tuple, a dict or an object, or None: then all its items are None, and those at `marks`
    only then."""

    value: Tuple | Ref
    marks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Slice:
    start: Value
    stop: Value
    step: Value


@dataclass(frozen=True, slots=True)
class RangeValue:
    """`of`: the memory the elements of which it counts; it was `made` then."""

    start: Operand
    stop: Operand
    step: Operand
    of: Region | None = None
    made: int = field(default_factory=birth, compare=False)


@dataclass(frozen=True, slots=True)
class EnumerateValue:
    inner: Value
    start: Operand


@dataclass(frozen=True, slots=True)
class ZipValue:
    inners: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ReversedValue:
    inner: Value
    made: int = field(default_factory=birth, compare=False)


@dataclass(frozen=True, slots=True)
class MapValue:
    """`map(function, *inners)`, or with `keep` `filter(function, inner)`."""

    function: Value
    inners: tuple[Value, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class DictView:
    """What `d.keys()`, `d.values()` and `d.items()` give."""

    ref: Ref
    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Object:
    """An object of the program as it is now: a module, a function, a class."""

    value: object
    name: str

    def __eq__(self, other: object) -> bool:
        # The object's own idea of equality is not asked: arrays have none.
        return isinstance(other, Object) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@dataclass(frozen=True, slots=True)
class Super:
    """`super()`: `base` as its classes see it that stand behind `owner`."""

    owner: type
    base: Value


@dataclass(frozen=True, slots=True)
class Closure:
    """A nested function or lambda; its free names are looked up in `frame` when it is called."""

    node: ast.FunctionDef | ast.Lambda
    frame: Frame
    name: str
    defaults: tuple[tuple[str, Value], ...] = ()
    remembers: bool = False  # functools.cache


@dataclass(frozen=True, slots=True)
class Partial:
    function: Value
    args: tuple[Value, ...]
    kwargs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class EitherFunction:
    """`then` where the test is true, else `orelse`: each call asks again."""

    test: Operand
    then: Value
    orelse: Value


@dataclass(frozen=True, slots=True)
class Derivative:
    """A derivative of a function, before it is called; `argnums` are positions or names."""

    function: Value
    mode: str
    argnums: tuple[int | str, ...]
    bare: bool


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """The object a solver gives: its attributes, made when they are asked for.

    `call(args, kwargs, node, name)` is a call of it, with `parameters` of these names.
    """

    what: str
    items: Mapping[str, Callable[[], Value]]
    call: Callable[[Any, Any, ast.AST, Any], Value] | None = None
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """`receiver.name`, before it is called."""

    receiver: Value
    name: str


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator expression before anything runs; `over`: its first iterable, evaluated there."""

    node: ast.GeneratorExp
    frame: Frame
    over: Value


@dataclass(eq=False, slots=True, repr=False)
class Stream:
    """Elements that come one by one: a call of a generator function, before anything runs.

    `run(ctx, emit)` lowers what makes them, to the value that the function returns; `emit` lowers
    what is done with one. `nesting`: in how many loops it was made; `user` consumes it, once. With
    `first` its elements are the integers from there on; `always` is every one; `of` has them by
    number. One that `closes` has an end of its own. `source`: its function, frame and arguments.
    """

    run: Callable[[Context, Callable[[Value], None]], Value | None]
    name: str
    nesting: int
    endless: bool = False
    closes: bool = False
    first: Operand | None = None
    always: Value | None = None
    of: Value | None = None
    user: tuple[ast.AST, ...] | None = None
    source: tuple[ast.AST, Frame | None, tuple[Value, ...]] | None = None


KEEP_APART = "Use different names for different things, or copy before the write."


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that stands for one of two things at run time; `doubt`: unless that is decided."""

    reason: str
    span: Span | None = None
    remedy: str = KEEP_APART
    doubt: Doubt | None = None


Iterating = RangeValue | EnumerateValue | ZipValue | ReversedValue | MapValue | DictView
Value = (
    Operand
    | Ref
    | Tuple
    | Perhaps
    | Slice
    | Iterating
    | Object
    | Super
    | Closure
    | Partial
    | EitherFunction
    | Derivative
    | Fields
    | Method
    | Generator
    | Stream
    | Conflict
)


def is_operand(value: Value | None) -> TypeGuard[Var | Const]:
    """True for a number, a string, None: what needs no memory."""
    return isinstance(value, (Var, Const))


def is_constant(value: object, of: type | tuple[type, ...]) -> TypeGuard[Const]:
    """True for a constant of exactly that type (a bool is no int here)."""
    types = of if isinstance(of, tuple) else (of,)
    return isinstance(value, Const) and type(value.value) in types


NONE_VALUE = Const(None)


def same(a: Value | None, b: Value | None) -> bool:
    """True if two values are surely the same thing."""
    if a is b:
        return True
    if a is None or b is None or type(a) is not type(b):
        return False
    if isinstance(a, Ref) and isinstance(b, Ref):
        return a.region is b.region and a.path == b.path
    if isinstance(a, Tuple) and isinstance(b, Tuple):
        alike = len(a.items) == len(b.items) and a.cls is b.cls
        return alike and all(map(same, a.items, b.items))
    if isinstance(a, Closure) and isinstance(b, Closure):
        pairs = zip(a.defaults, b.defaults)
        alike = all(same(one, other) for (_, one), (_, other) in pairs)
        return alike and a.node is b.node and a.frame is b.frame
    return isinstance(a, Conflict) or a == b
