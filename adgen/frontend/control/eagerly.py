"""Generators that are run to their end where they are made, since they are read several times.

g = squares(x)             g becomes a list, and the place in it that has been reached
first = next(g)
for v in g: ...

That is the same as long as the generator changes nothing, and nobody changes what it sees before
it would have seen it: the list counts as sharing memory with all that, and names it sees are
bound once. What a generator function returns is lost by then, so one that returns something stays.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from adgen.frontend.control.at_once import changing_nothing
from adgen.frontend.regions import memory
from adgen.frontend.regions.readers import Reader
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.frame import Frame, all_parameters, own_nodes
from adgen.frontend.scope.values import (
    KNOWN,
    Closure,
    DictView,
    EnumerateValue,
    Generator,
    Method,
    Object,
    ObjectContent,
    Partial,
    Perhaps,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Stream,
    Tuple,
    Value,
    ZipValue,
    is_operand,
)
from adgen.ir.nodes import Const


def listing_doubt(ctx: Context, owner: Frame, name: str, value: Value) -> Doubt | None:
    """Whether a generator with this name is run to its end; None where it cannot be."""
    if not isinstance(value, Generator) and not _ends(value):
        return None
    return Doubt("listing", ctx.span(owner.node), (name,))


def _ends(value: Value) -> bool:
    known = isinstance(value, Stream) and value.source is not None
    return known and not value.endless and not value.closes  # type: ignore[union-attr]


def as_reader(
    ctx: Context, owner: Frame, name: str, value: Value, node: ast.AST
) -> Value:
    """What a name is bound to; of a generator its elements, if that has been decided."""
    if not isinstance(value, (Generator, Stream)):
        return value
    if listing_doubt(ctx, owner, name, value) not in ctx.lowering.decided:
        return value
    made = eagerly(ctx, value, node)
    if made is None:
        return value
    made.region.label = name
    return Ref(Region(name, ObjectContent(Reader, ("of", "place"), (made, Const(0)))))


def eagerly(ctx: Context, value: Generator | Stream, node: ast.AST) -> Ref | None:
    """The elements of a generator as a list; None if it may see later what it does not see now."""
    if isinstance(value, Stream):
        if not _ends(value) or value.source is None:
            return None
        function, frame, given = value.source
        if _returns(function):
            return None
    else:
        function, frame, given = value.node, value.frame, (value.over,)
    try:
        regions = dict.fromkeys(_Sight(ctx, node).regions(function, frame, given))
    except _Moving:
        return None
    # What the statement binds that consumes the generator is not bound in the loops in it.
    place = ast.copy_location(ast.Pass(), node)
    with changing_nothing(ctx, place):
        made = ctx.lowering.listed(ctx, value, place)
    assert isinstance(made, Ref)
    made.region.own = False  # it is as good as one with what the generator sees
    for region in regions:
        made.region.link(region)
    return made


def _returns(function: ast.AST) -> bool:
    """True if a generator function gives something to `r = yield from g`."""
    nodes = own_nodes(function, function)
    return any(isinstance(n, ast.Return) and n.value is not None for n in nodes)


class _Moving(Exception):
    """Something is seen that may be another thing later."""


class _Sight:
    """What a generator sees, and the functions it calls."""

    def __init__(self, ctx: Context, node: ast.AST) -> None:
        self.ctx, self.node = ctx, node
        self.seen: set[Region] = set()
        self.functions: set[ast.AST] = set()

    def regions(
        self, function: ast.AST, frame: Frame | None, given: tuple[Value, ...]
    ) -> Iterator[Region]:
        """The memory that can be got at from arguments, and from names around it."""
        for value in given:
            yield from self._of(value)
        if frame is None or function in self.functions:
            return
        self.functions.add(function)
        for part in ast.walk(function):
            if not isinstance(part, ast.Name) or not isinstance(part.ctx, ast.Load):
                continue
            owner = frame.owner(part.id)
            if owner is None or owner.key(part.id) not in self.ctx.state.names:
                continue
            self._require_settled(owner, part.id)
            yield from self._of(self.ctx.state.names[owner.key(part.id)])

    def _of(self, value: Value) -> Iterator[Region]:
        if is_operand(value) or isinstance(value, (Object, RangeValue)):
            return
        match value:
            case Tuple(items=items):
                for item in items:
                    yield from self._of(item)
            case EnumerateValue(inner=inner) | ReversedValue(inner=inner):
                yield from self._of(inner)
            case Perhaps(value=inner) | Method(receiver=inner) | DictView(ref=inner):
                yield from self._of(inner)
            case ZipValue(inners=inners):
                for inner in inners:
                    yield from self._of(inner)
            case Partial(function=inner, args=args, kwargs=kwargs):
                for part in (inner, *args, *(v for _, v in kwargs)):
                    yield from self._of(part)
            case Closure():
                defaults = tuple(given for _, given in value.defaults)
                yield from self.regions(value.node, value.frame, defaults)
            case Ref():
                yield from self._inside(value.region)
            case _:
                raise _Moving

    def _inside(self, region: Region) -> Iterator[Region]:
        if region in self.seen:
            return
        self.seen.add(region)
        yield from (region, *region.links)
        content = memory.content_of(self.ctx, Ref(region))
        for item in content.items if isinstance(content, KNOWN) else ():
            yield from self._of(item)

    def _require_settled(self, owner: Frame, name: str) -> None:
        """A name is a parameter, or bound once, before the generator is made."""
        function = owner.function().node
        places = [*_bindings(function, name)]
        if isinstance(function, (ast.FunctionDef, ast.Lambda)):
            if any(arg.arg == name for arg in all_parameters(function.args)):
                if not places:
                    return
        line = getattr(self.node, "lineno", 0)
        if self.ctx.loops or self.ctx.repeats or len(places) != 1 or places[0] >= line:
            raise _Moving


def _bindings(function: ast.AST, name: str) -> Iterator[int]:
    """The lines on which a name is bound in a function, or in one that stands in it."""
    for part in ast.walk(function):
        match part:
            case ast.Name(id=found, ctx=ast.Store() | ast.Del()) if found == name:
                yield part.lineno
            case ast.FunctionDef(name=found) | ast.ClassDef(name=found):
                if found == name and part is not function:
                    yield part.lineno
            case ast.alias(name=found, asname=other) if name == (other or found):
                yield part.lineno
            case ast.Nonlocal(names=names) | ast.Global(names=names) if name in names:
                yield part.lineno
