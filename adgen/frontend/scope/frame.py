"""Frames: the scopes of Python, and where in the text each name is used.

A function, a lambda, a nested def and a comprehension are scopes. Several frames may be lowered
into one function of the IR (an inlined callee, a comprehension), so a name is filed in the
state under the key of its frame: `x` in the first frame, `x@2` in the second.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adgen.frontend.reading.acquire import Acquired
from adgen.frontend.scope.unsure_names import deleted_names, unsure_names
from adgen.frontend.scope.uses import Uses, uses_of
from adgen.source import Span

if TYPE_CHECKING:
    from adgen.frontend.scope.values import Value

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Exit:
    """Where control goes: `what` of the frame or loop `scope`."""

    what: str
    scope: object


@dataclass(eq=False, slots=True)
class LoopScope:
    """What `break` and `continue` in a frame refer to."""

    node: ast.AST


@dataclass(eq=False)
class Frame:
    """One scope while it is lowered. `parent` is the frame around it, `acquired` its source.

    `emit`, of a generator function, is what is done with what it yields. `site`: where the user
    calls what is written in adgen itself, and where its statements are said to stand.
    """

    acquired: Acquired
    node: ast.AST
    number: int
    parent: Frame | None = None
    comprehension: bool = False
    loops: list[LoopScope] = field(default_factory=list)
    captured: bool = False
    emit: Callable[[Value], None] | None = None
    site: Span | None = None
    globals: Mapping[str, object] = field(init=False)
    locals: frozenset[str] = field(init=False)
    module_names: frozenset[str] = field(init=False)
    unsure: frozenset[str] = field(init=False)
    deleted: frozenset[str] = field(init=False)
    uses: Uses = field(init=False)

    def __post_init__(self) -> None:
        self.globals = self.acquired.globals
        scope = scope_of(self.node)
        self.locals, self.module_names = scope.locals, scope.module_names
        self.unsure, self.deleted = scope.unsure, scope.deleted
        self.uses = (
            self.parent.uses
            if self.comprehension and self.parent is not None
            else scope.uses
        )

    def key(self, name: str) -> str:
        """The key of a name in the state."""
        if self.number == 0:
            return name
        return f"{name}@{_HIDDEN if self.comprehension else ''}{self.number}"

    def owner(self, name: str) -> Frame | None:
        """The frame that binds the name: this one or one around it."""
        frame: Frame | None = self
        while frame is not None and name not in frame.module_names:
            if name in frame.locals:
                return frame
            frame = frame.parent
        return None

    def binder(self) -> Frame:
        """The frame in which a walrus binds: not a comprehension."""
        frame = self
        while frame.comprehension and frame.parent is not None:
            frame = frame.parent
        return frame

    def function(self) -> Frame:
        """The frame of the function or lambda this frame is in."""
        return self.binder()


def is_around(outer: Frame, frame: Frame) -> bool:
    """True if `outer` is a frame around `frame`, not itself."""
    around = frame.parent
    while around is not None and around is not outer:
        around = around.parent
    return around is outer


_HIDDEN = "c"


def is_hidden(key: str) -> bool:
    """True for a name of a comprehension: nothing outside can read it."""
    return f"@{_HIDDEN}" in key


def is_pseudo(key: str) -> bool:
    """True for a key that no name of the user has (the value of a return, ...)."""
    return key.startswith("<")


def is_local(frame: Frame, key: str, node: ast.AST) -> bool:
    """True if nothing outside the node can read the name, so that it ends with the node."""
    if is_pseudo(key):
        return False
    if is_hidden(key):
        return True
    frame, name = frame.function(), label_of(key)
    own = frame.key(name) == key.removesuffix(_MARK)
    return own and frame.uses.only_inside(name, node)


_MARK = "@?"


def mark_of(key: str) -> str:
    """The key of what tells whether an unsure name is bound: True where it is."""
    return key + _MARK


def label_of(key: str) -> str:
    """The user's name of a key."""
    return key.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Scope:
    """`outer` are declared nonlocal, `module_names` global, `unsure` may be read unbound;
    `deleted` are taken away by some `del`, `given` are bound by functions inside."""

    locals: frozenset[str]
    outer: frozenset[str]
    module_names: frozenset[str]
    uses: Uses
    yields: bool
    unsure: frozenset[str]
    deleted: frozenset[str]
    given: frozenset[str]
    node: ast.AST  # keeps the node alive, since scopes are found by its id


_scopes: dict[int, Scope] = {}
_LARGEST_CACHE = 2000


def scope_of(node: ast.AST) -> Scope:
    """The names a function, lambda or comprehension binds, and where names are read."""
    found = _scopes.get(id(node))
    if found is None or found.node is not node:
        if len(_scopes) > _LARGEST_CACHE:
            _scopes.clear()
        found = _scopes[id(node)] = _scan(node)
    return found


def _scan(node: ast.AST) -> Scope:
    bound: dict[str, None] = {}
    module: dict[str, None] = {}
    outer: dict[str, None] = {}
    if isinstance(node, _COMPREHENSIONS):
        for generator in node.generators:
            bound.update(dict.fromkeys(bound_names(generator.target)))
        nothing: frozenset[str] = frozenset()
        own, no = frozenset(bound), nothing
        return Scope(own, no, no, Uses(), False, no, no, no, node)
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        bound.update(dict.fromkeys(arg.arg for arg in all_parameters(node.args)))
    body = node.body if isinstance(node, ast.FunctionDef) else [node]
    yields = False
    for child in body:
        for inner in own_nodes(child, node):
            _note_binding(inner, bound, module, outer)
            yields = yields or isinstance(inner, (ast.Yield, ast.YieldFrom))
    names = frozenset(name for name in bound if name not in {**module, **outer})
    unsure: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    if isinstance(node, ast.FunctionDef):
        unsure, deleted = unsure_names(node) & names, deleted_names(node)
    outside, of_module = frozenset(outer), frozenset(module)
    uses, given = uses_of(node), names & given_names(node)
    return Scope(names, outside, of_module, uses, yields, unsure, deleted, given, node)


def given_names(node: ast.AST) -> set[str]:
    """The names that functions inside bind for one around them."""
    found = [inner.names for inner in ast.walk(node) if isinstance(inner, ast.Nonlocal)]
    return {name for names in found for name in names}


def _note_binding(
    node: ast.AST,
    bound: dict[str, None],
    module: dict[str, None],
    outer: dict[str, None],
) -> None:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            bound[name] = None
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            bound[name] = None
        case ast.alias(name=name, asname=alias):
            bound[alias or name.partition(".")[0]] = None
        case ast.ExceptHandler(name=str(name)):
            bound[name] = None
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            bound[name] = None
        case ast.MatchMapping(rest=str(name)):
            bound[name] = None
        case ast.Global(names=names):
            module.update(dict.fromkeys(names))
        case ast.Nonlocal(names=names):
            outer.update(dict.fromkeys(names))
        case _:
            pass


def own_nodes(node: ast.AST, root: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope without those of scopes inside; a walrus is found everywhere."""
    # A stack, not recursion: a sum of a thousand terms is a thousand deep.
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, _SCOPES) and node is not root:
            continue
        if isinstance(node, _COMPREHENSIONS) and node is not root:
            for inner in ast.walk(node):
                if isinstance(inner, ast.NamedExpr):
                    yield inner.target
            continue
        pending += reversed(list(ast.iter_child_nodes(node)))


def all_parameters(args: ast.arguments) -> Iterator[ast.arg]:
    """Every parameter, in the order of the signature."""
    yield from args.posonlyargs
    yield from args.args
    if args.vararg is not None:
        yield args.vararg
    yield from args.kwonlyargs
    if args.kwarg is not None:
        yield args.kwarg


def bound_names(target: ast.AST) -> Iterator[str]:
    """The names an assignment to this target binds."""
    match target:
        case ast.Name(id=name):
            yield name
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            for item in elts:
                yield from bound_names(item)
        case ast.Starred(value=inner):
            yield from bound_names(inner)
        case _:
            return


@dataclass(frozen=True, slots=True)
class Assigned:
    """Names a loop changes, nested scopes left out.

    `rebound` are bound in it, `augmented` only changed by `+=`; of `stored` items are set.
    """

    rebound: dict[str, None]
    augmented: dict[str, None]
    stored: dict[str, None]


def assigned_in(node: ast.AST) -> Assigned:
    """The names a loop changes."""
    rebound: dict[str, None] = {}
    augmented: dict[str, None] = {}
    stored: dict[str, None] = {}
    targets: set[int] = set()
    for inner in own_nodes(node, node):
        match inner:
            case ast.Subscript(ctx=ast.Store()):
                stored.update(_base_name(inner))
            case ast.AugAssign(target=ast.Name(id=name) as target):
                augmented[name] = None
                targets.add(id(target))
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                if id(inner) not in targets:
                    rebound[name] = None
            case ast.FunctionDef(name=name):
                rebound[name] = None
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                rebound[name] = None
            case ast.MatchMapping(rest=str(name)):
                rebound[name] = None
            case _:
                pass
    return Assigned(
        rebound,
        {name: None for name in augmented if name not in rebound},
        {name: None for name in stored if name not in rebound},
    )


def _base_name(node: ast.expr) -> dict[str, None]:
    """x of x[i][j]"""
    while isinstance(node, ast.Subscript):
        node = node.value
    return {node.id: None} if isinstance(node, ast.Name) else {}


def last_return(node: ast.FunctionDef | ast.Lambda) -> ast.AST:
    """The last return of a function; the function if it has none."""
    if isinstance(node, ast.Lambda):
        return node.body
    found = [n for n in own_nodes(node, node) if isinstance(n, ast.Return)]
    return found[-1] if found else node
