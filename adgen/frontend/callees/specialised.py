"""Functions of the program: which function, for which arguments, and what it gives."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adgen.frontend.callees.parameters import Fixed, Form, is_closure
from adgen.frontend.callees.sizes import Widening
from adgen.frontend.control.results import Result
from adgen.frontend.reading.acquire import Acquired
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.frame import Frame
from adgen.frontend.scope.values import Region, Value
from adgen.ir.nodes import Function
from adgen.ir.walk import free_vars


@dataclass
class Specialised:
    """A function lowered for certain forms of its arguments."""

    name: str
    result: Result
    forms: Sequence[Form] = ()
    regions: list[Region | None] = field(default_factory=list)
    structures: list[Region] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)
    function: Function | None = None
    doubt: Doubt | None = None
    used: bool = False
    """Whether a call has used the result before it was settled."""


@dataclass(frozen=True)
class Key:
    """Which function for which arguments and captured values."""

    identity: object
    forms: tuple[tuple[str, Form], ...]
    captured: tuple[tuple[str, Form], ...] = ()

    @property
    def passed(self) -> list[Form]:
        """The forms of what is passed, in the order in which it is passed."""
        seen = [form for _, form in self.captured if not isinstance(form, Fixed)]
        return [*seen, *(form for _, form in self.forms if not is_closure(form))]


class Widened(Exception):
    """A recursive function calls itself with other sizes: it is lowered once, for all of them."""

    def __init__(self, key: Key, wide: Key) -> None:
        super().__init__()
        self.key = key
        self.wide = wide


def closures(key: Key) -> set[Form]:
    """The nested functions that are passed."""
    return {form for _, form in key.forms if is_closure(form)}


def widened(key: Key, other: Key) -> Key | None:
    """The key of both calls, if they differ only in the sizes of arrays."""
    if key.identity != other.identity:
        return None
    widening = Widening()
    captured = _widened(widening, key.captured, other.captured)
    forms = _widened(widening, key.forms, other.forms)
    if forms is None or captured is None:
        return None
    return Key(key.identity, forms, captured)


_Forms = tuple[tuple[str, Form], ...]


def _widened(widening: Widening, forms: _Forms, others: _Forms) -> _Forms | None:
    if [name for name, _ in forms] != [name for name, _ in others]:
        return None
    both = [(name, widening.form(a, b)) for (name, a), (_, b) in zip(forms, others)]
    found = [(name, form) for name, form in both if form is not None]
    return tuple(found) if len(found) == len(both) else None


@dataclass(frozen=True)
class Callee:
    """A function that is called. `captured` are values of the functions around it, by key."""

    identity: object
    acquired: Acquired
    node: ast.FunctionDef | ast.Lambda
    name: str
    parent: Frame | None = None
    captured: Mapping[str, Value] = field(default_factory=dict)


def without_unused(
    made: Specialised, function: Function, apart: Collection[str]
) -> Function:
    """The function without the parts of objects that it does not read: they are not passed."""
    used = free_vars(function.body)
    made.kept = [
        made.used or p.name not in apart or p.pattern in used for p in function.params
    ]
    params = tuple(p for p, kept in zip(function.params, made.kept) if kept)
    return replace(function, params=params)


def shared(made: Specialised) -> list[list[int]]:
    """By value that is returned, the arguments with which it may share memory; then those that
    are given back, and those of which it is known that they are returned."""
    result = made.result
    given: list[Collection[Region | None]] = [result.given]
    given += [[region] for region in result.left_out.values()]
    return [
        [i for i, region in enumerate(made.regions) if region in sources]
        for sources in (*result.sources, *given)
    ]
