"""The nodes of the intermediate representation: structured SSA in three-address form.

A `Function` is a list of parameters and a `Block`. A block is a list of statements and one
`End`. Control flow is structured: `If`, `For` and `While` own blocks and define results; there
are no jumps and no phi functions. Everything is a *value*, arrays and lists included: a `Store`
gives a new version of the array, an append a new version of the list. That the versions share
one memory is decided, and proven, by the emitter. See docs/ir.md.

All nodes are frozen and slotted; a pass builds new ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Literal
from weakref import WeakValueDictionary

from adgen.ir.kinds import Kind
from adgen.source import Span

# operands ---------------------------------------------------------------------------


class Var:
    """One SSA value, defined once: the user's `name` (`%7` for a temporary) and a `version`.

    Adjoint and tangent of `x` are named `x_bar` and `x_dot`, of `%7` `%7_bar` and `%7_dot`.
    """

    # Vars are the keys of every table. There is one of each name and version at a time, so that
    # they are hashed and compared as objects are, which is ten times faster than by their parts.
    __slots__ = ("__weakref__", "name", "version")
    __match_args__ = ("name", "version")

    name: str
    version: int

    def __new__(cls, name: str, version: int) -> Var:
        with _MAKING:
            var = _VARS.get((name, version))
            if var is None:
                var = _VARS[name, version] = object.__new__(cls)
                object.__setattr__(var, "name", name)
                object.__setattr__(var, "version", version)
        return var

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a Var is frozen")

    def __reduce__(self) -> tuple[type, tuple[str, int]]:
        return Var, (self.name, self.version)

    def __repr__(self) -> str:
        return f"{self.name}.{self.version}"


_VARS: WeakValueDictionary[tuple[str, int], Var] = WeakValueDictionary()
_MAKING = RLock()


class Const:
    """A constant: a literal of the program, or (with `name`) an object found under that name.

    A literal is a bool, int, float, complex, str, bytes, None, Ellipsis or a NumPy dtype/type.
    Two literals are equal if they are of one type and print alike (so 1, 1.0 and True differ,
    and so do 0.0 and -0.0); two named objects if they are the same object under the same name.
    """

    __slots__ = ("_key", "name", "value")
    value: Any
    name: str | None
    _key: tuple[Any, Any]

    def __init__(self, value: Any, name: str | None = None) -> None:
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "name", name)
        key = (type(value), repr(value)) if name is None else (name, id(value))
        object.__setattr__(self, "_key", key)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a Const is frozen")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Const) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return self.name if self.name is not None else repr(self.value)


@dataclass(frozen=True, slots=True)
class FunctionName:
    """A function of the same Program as a value: `Const(FunctionName("rhs"))` is handed to a
    primitive that calls it, such as scipy.integrate.odeint."""

    name: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A structure of operands whose form is known: tuple, list, dict, object or slice.

    `keys` are the keys of a dict, the names of the attributes of an object (or of the fields of
    a named tuple) of the class `of`, else empty. Objects only stand in parameters and templates.
    A slice has three items (start, stop, step).
    A "path" is the index of a Store through views: (1:, i) of `base[1:][i]`. A step of it that
    is no index is a "view", of a function's name and its further arguments: `base.T`.
    A "field" is one replacement field of an f-string: value, conversion, format.
    """

    form: Literal["tuple", "list", "dict", "object", "slice", "field", "path", "view"]
    items: tuple[Operand, ...]
    keys: tuple[Const, ...] = ()
    of: Const | None = None


@dataclass(frozen=True, slots=True)
class Undefined:
    """The value of a name that is not bound on this path."""


UNDEFINED = Undefined()

Operand = Var | Const | Pack | Undefined

# iterables of a For -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Range:
    start: Operand
    stop: Operand
    step: Operand


@dataclass(frozen=True, slots=True)
class Each:
    """The elements of a list, of a tuple, of an array along its first axis, of any iterable."""

    value: Operand


@dataclass(frozen=True, slots=True)
class Enumerate:
    inner: Iterable
    start: Operand


@dataclass(frozen=True, slots=True)
class Zip:
    inners: tuple[Iterable, ...]


@dataclass(frozen=True, slots=True)
class Reversed:
    inner: Iterable


Iterable = Range | Each | Enumerate | Zip | Reversed

Target = Var | Pack
"""What an iteration binds: a Var, or a tuple Pack of targets."""

# statements -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Apply:
    """`results = fn(*args, **kwargs)` for a primitive `fn` (a name in the rule registry).

    `derived` is True for statements made by a transformer: only those may be simplified, so
    that the primal stays bit for bit the user's own. `note` is the source text that stands
    beside the statement as a comment.
    """

    results: tuple[Var, ...]
    fn: str
    args: tuple[Operand, ...]
    kwargs: tuple[tuple[str, Operand], ...] = ()
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`results = function(*args)`: another function of the same Program.

    One operand a parameter, in the order of `Function.params` (a Pack for a parameter that is
    a structure); one result a leaf of the function's result.
    """

    results: tuple[Var, ...]
    function: str
    args: tuple[Operand, ...]
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Store:
    """`result` is `base` with `base[index]` replaced by `value` ("set") or increased ("add").

    "add" accumulates over repeated indices, as np.add.at does. `index` is an operand, a slice
    Pack, a tuple Pack of those, or a path Pack of several, all but the last of which are views.
    `value` is broadcast, and cast to the dtype of `base`.
    """

    result: Var
    base: Operand
    index: Operand
    value: Operand
    mode: Literal["set", "add"]
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class If:
    """Both blocks end in a Yield of one value a result, or in a Raise."""

    results: tuple[Var, ...]
    test: Operand
    then: Block
    orelse: Block
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class For:
    """`carried` start as `initial`; a Yield in the body gives their next values.

    `results` are the carried values after the last iteration, or those of the Break.
    """

    results: tuple[Var, ...]
    target: Target
    iterable: Iterable
    carried: tuple[Var, ...]
    initial: tuple[Operand, ...]
    body: Block
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class While:
    """As For; `test` is a block that sees `carried` and yields one value, the condition."""

    results: tuple[Var, ...]
    test: Block
    carried: tuple[Var, ...]
    initial: tuple[Operand, ...]
    body: Block
    span: Span | None = field(default=None, compare=False)
    derived: bool = field(default=False, compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """A heading in generated code. Expressions are not rebuilt across it."""

    text: str


Statement = Apply | Call | Store | If | For | While | Remark

# ends of blocks ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Yield:
    """Values to the owner: results of an If, next values of a loop, the test of a While."""

    values: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Leaves the loop that owns the block; `values` become the results of the loop."""

    values: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """Leaves the function; only in the tree of the function's own block, never in a loop."""

    values: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Raise:
    """`raise exception(*args)`: a Const naming a class, or None; `keywords` name the last args."""

    exception: Operand
    args: tuple[Operand, ...]
    span: Span | None = field(default=None, compare=False)
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """The block goes on in one of two blocks, whose ends go to the same owner.

    What is left of a block after an early exit stands in `orelse` (or `then`): so a Break or
    a Return never stands in the middle of anything.
    """

    test: Operand
    then: Block
    orelse: Block
    span: Span | None = field(default=None, compare=False)


End = Yield | Break | Return | Raise | Branch


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    body: tuple[Statement, ...]
    end: End

    def __repr__(self) -> str:
        # The whole text of what is nested would be endless; `dump` prints it well.
        return f"<block of {len(self.body)}, {type(self.end).__name__}>"


# functions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter. `pattern` is its Var, or, for a structure, a Pack of the Vars of its leaves.

    `style`: "only" positional-only, "plain", "star" (*args), "keyword" (keyword-only),
    "stars" (**kwargs). A leaf that is no number (None, a string, a function) may be a Const.
    `absent`: it may be None, or hold what is None: saved on a path that was not taken.
    """

    name: str
    pattern: Operand
    style: Literal["only", "plain", "star", "keyword", "stars"] = "plain"
    default: Const | None = None
    absent: bool = field(default=False, compare=False)


State = tuple[str, tuple[tuple[str, object], ...]]
"""The name of a context manager, and its arguments by keyword."""


@dataclass(frozen=True, slots=True, repr=False)
class Function:
    """`template` is the structure of the result: None for a bare value, else a Pack whose
    leaves are `Const(i)`, the position in the values of every Return, or `Const(None)`, a None.

    `kinds` maps every Var of the function to its kind (absent: `UNKNOWN`).
    `keep` are Vars that stay statements of their own when expressions are rebuilt.
    `under` are context managers under which it runs: np.errstate with divide="ignore".
    `returned` are the names the text gives to the values of a Return; "" for any.
    """

    name: str
    params: tuple[Param, ...]
    body: Block
    template: Pack | None = None
    kinds: Mapping[Var, Kind] = field(default_factory=dict, compare=False)
    keep: frozenset[Var] = field(default=frozenset(), compare=False)
    doc: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)
    under: tuple[State, ...] = field(default=(), compare=False)
    returned: tuple[str, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        return f"<function {self.name}>"


@dataclass(frozen=True, slots=True, repr=False)
class Program:
    """Functions by name; `entry` is the one asked for, the others are its callees."""

    functions: Mapping[str, Function]
    entry: str

    def __repr__(self) -> str:
        return f"<program {self.entry} of {len(self.functions)}>"

    @property
    def main(self) -> Function:
        return self.functions[self.entry]
