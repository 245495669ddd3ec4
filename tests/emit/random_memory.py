"""Random programs that are hard on memory: stores, views, aliases, swaps, lists of arrays.

Values are floats, ints, bools, vectors of two, matrices of two by two, and lists. Names are few, so
that many versions of a name live at a time. Every program ends and nothing raises.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from adgen.ir.kinds import BOOL, FLOAT, INT, UNKNOWN, Array, Kind, Listing
from adgen.ir.namer import Namer
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
    If,
    Operand,
    Pack,
    Param,
    Program,
    Range,
    Remark,
    Return,
    Reversed,
    Statement,
    Store,
    Var,
    While,
    Yield,
    Zip,
)

VECTOR = Array("float", (2,))
MATRIX = Array("float", (2, 2))
VECTORS = Listing((VECTOR,))
RECORDS = Listing((VECTOR, FLOAT))
NESTED = Listing((VECTORS,))

NAMES = {
    FLOAT: "xy",
    INT: "kn",
    BOOL: "t",
    VECTOR: "uvw",
    MATRIX: "mw",
    VECTORS: "lu",
    RECORDS: "r",
    NESTED: "z",
}
LITERALS = {
    FLOAT: [0.0, 1.0, -1.0, 2.0, -0.5],
    INT: [0, 1, 2],
    BOOL: [True, False],
}
VALUES = (FLOAT, INT, VECTOR, VECTOR, VECTOR, MATRIX, MATRIX, VECTORS, RECORDS, NESTED)
NONE = Const(None)
ALL = Pack("slice", (NONE, NONE, NONE))
BACKWARDS = Pack("slice", (NONE, NONE, Const(-1)))


@dataclass
class Maker:
    """Draws the statements of one function; `scope` are the values seen, by kind."""

    random: Random
    callees: list[Function] = field(default_factory=list)
    kinds: dict[Var, Kind] = field(default_factory=dict)
    namer: Namer = field(default_factory=Namer)
    scope: dict[Kind, list[Var]] = field(default_factory=dict)
    depth: int = 0

    # values --------------------------------------------------------------------------

    def pick(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def chance(self, of: int) -> bool:
        return self.random.randrange(of) == 0

    def var(self, kind: Kind, seen: bool = True, name: str = "") -> Var:
        if not name and self.chance(3):
            fresh = self.namer.temporary()
        else:
            fresh = self.namer.fresh(name or self.pick(NAMES[kind]))
        self.kinds[fresh] = kind
        if seen:
            self.see(fresh)
        return fresh

    def see(self, *variables: Var) -> None:
        for var in variables:
            self.scope.setdefault(self.kinds[var], []).append(var)

    def value(self, kind: Kind) -> Operand:
        known = self.scope.get(kind, [])
        if kind in LITERALS and (not known or self.chance(4)):
            return Const(self.pick(LITERALS[kind]))
        return self.pick(known[-5:])  # type: ignore[no-any-return]

    def inside(self, make: Callable[[], Any]) -> Any:
        outer = self.scope
        self.scope = {kind: list(known) for kind, known in outer.items()}
        self.depth += 1
        made = make()
        self.scope = outer
        self.depth -= 1
        return made

    def apply(self, kind: Kind, fn: str, *args: Operand, name: str = "") -> Apply:
        derived = self.chance(2)
        return Apply((self.var(kind, name=name),), fn, args, derived=derived)

    # statements ----------------------------------------------------------------------

    def statement(self) -> Statement:
        makers = [
            self.number,
            self.element,
            self.array,
            self.view,
            self.view,
            self.store,
        ]
        makers += [self.store, self.store, self.append, self.append, self.read_list]
        makers += [self.accumulate]
        if self.callees:
            makers.append(self.call)
        if self.depth < 3:
            makers += [self.branch, self.counted, self.each, self.until]
        if self.chance(30):
            return Remark("heading")
        return self.pick(makers)()  # type: ignore[no-any-return]

    def body(self, most: int = 5) -> list[Statement]:
        return [self.statement() for _ in range(self.random.randint(0, most))]

    def number(self) -> Statement:
        kind = self.pick([FLOAT, FLOAT, BOOL])
        if kind == BOOL:
            return self.apply(BOOL, "lt", self.value(FLOAT), self.value(FLOAT))
        fn = self.pick(["add", "sub", "neg"])
        args = [self.value(FLOAT) for _ in range(1 if fn == "neg" else 2)]
        return self.apply(FLOAT, fn, *args)

    def element(self) -> Statement:
        return self.apply(FLOAT, "getitem", self.value(VECTOR), self.whole())

    def whole(self) -> Operand:
        return Const(self.pick([0, 1]))

    def array(self) -> Statement:
        kind = self.pick([VECTOR, VECTOR, MATRIX])
        fn = self.pick(["add", "sub", "mul", "np.copy"])
        first = self.value(kind)
        if fn == "np.copy":
            return self.apply(kind, fn, first)
        other = self.value(self.pick([kind, FLOAT]))
        if kind == MATRIX and self.chance(3):
            other = self.value(VECTOR)
        return self.apply(kind, fn, first, other)

    def accumulate(self) -> Statement:
        kind = self.pick([VECTOR, FLOAT, MATRIX])
        base = self.value(kind)
        name = (
            base.name if isinstance(base, Var) and not base.name.startswith("%") else ""
        )
        other = self.value(self.pick([kind, FLOAT]))
        made = self.apply(kind, self.pick(["add", "sub"]), base, other, name=name)
        return replace(made, derived=True)

    def view(self) -> Statement:
        way = self.pick(["row", "column", "all", "back", "transpose"])
        if way == "row":
            return self.apply(VECTOR, "getitem", self.value(MATRIX), self.whole())
        if way == "column":
            index = Pack("tuple", (ALL, self.whole()))
            return self.apply(VECTOR, "getitem", self.value(MATRIX), index)
        if way == "transpose":
            return self.apply(MATRIX, "np.transpose", self.value(MATRIX))
        kind = self.pick([VECTOR, MATRIX])
        index = ALL if way == "all" else BACKWARDS
        return self.apply(kind, "getitem", self.value(kind), index)

    def store(self) -> Statement:
        kind = self.pick([VECTOR, VECTOR, MATRIX])
        base, mode = self.value(kind), self.pick(["set", "set", "add"])
        if kind == VECTOR:
            index = self.pick(
                [Const(0), Const(1), ALL, BACKWARDS, Pack("list", (Const(1),) * 2)]
            )
            value = self.value(
                FLOAT if isinstance(index, Const) else self.pick([FLOAT, VECTOR])
            )
            if index == Pack("list", (Const(1),) * 2):
                mode = "add"
        else:
            pair = Pack("tuple", (Const(0), Const(1)))
            index = self.pick([Const(0), ALL, Pack("tuple", (ALL, Const(1))), pair])
            value = self.value(FLOAT if index == pair else self.pick([FLOAT, VECTOR]))
        name = ""
        if isinstance(base, Var) and not base.name.startswith("%") and self.chance(2):
            name = base.name
        return Store(self.var(kind, name=name), base, index, value, mode)

    def append(self) -> Statement:
        kind = self.pick([VECTORS, VECTORS, RECORDS, NESTED])
        return self.appended(kind, self.value(kind))

    def appended(self, kind: Listing, base: Operand) -> Statement:
        fields = [self.value(each) for each in kind.fields]
        return self.apply(kind, "list.append", base, *fields)

    def read_list(self) -> Statement | Pair:
        """Pops from a list to which something has just been appended, or takes its length."""
        kind = self.pick([VECTORS, RECORDS, NESTED])
        base = self.value(kind)
        if self.chance(3):
            return self.apply(INT, "len", base)
        longer = self.appended(kind, base)
        assert isinstance(longer, Apply)
        results = (self.var(kind), *(self.var(each) for each in kind.fields))
        popped = Apply(results, "list.pop", longer.results)
        return Pair(longer, popped)

    def call(self) -> Statement:
        callee = self.pick(self.callees)
        args = tuple(self.value(kind) for kind in param_kinds(callee))
        results = tuple(self.var(kind) for kind in result_kinds(callee))
        return Call(results, callee.name, args)

    # control flow --------------------------------------------------------------------

    def branch(self) -> Statement:
        kinds = [self.pick(VALUES) for _ in range(self.random.randint(0, 3))]
        test = self.value(BOOL)
        blocks = [self.inside(lambda: self.yielding(kinds)) for _ in range(2)]
        results = tuple(self.var(kind) for kind in kinds)
        return If(results, test, *blocks, derived=self.chance(2))

    def values(self, kinds: list[Kind]) -> tuple[Operand, ...]:
        return tuple(self.value(kind) for kind in kinds)

    def yielding(self, kinds: list[Kind], leave: bool = False) -> Block:
        body = flat(self.body(4))
        if leave and self.chance(3):
            test = self.value(BOOL)
            sides = [self.inside(lambda: self.yielding(kinds, True)) for _ in range(2)]
            if self.chance(2):
                stop = Block(
                    flat(self.inside(lambda: self.body(2))), Break(self.values(kinds))
                )
                sides[self.pick([0, 1])] = stop
            end: End = Branch(test, *sides)
        else:
            end = Yield(self.values(kinds))
        return Block(body, end)

    def state(self) -> tuple[list[Kind], tuple[Operand, ...], tuple[Var, ...]]:
        kinds = [self.pick(VALUES) for _ in range(self.random.randint(0, 4))]
        initial = self.values(kinds)
        return kinds, initial, tuple(self.var(kind, seen=False) for kind in kinds)

    def counted(self) -> Statement:
        index = self.var(INT, seen=False)
        times = self.pick([Const(0), Const(1), Const(3), self.value(INT)])
        over: Any = Range(Const(0), times, Const(1))
        return self.loop(index, Reversed(over) if self.chance(3) else over, (index,))

    def each(self) -> Statement:
        kind = self.pick([VECTOR, MATRIX, VECTORS, RECORDS, NESTED])
        inner = {VECTOR: (FLOAT,), MATRIX: (VECTOR,)}.get(kind) or kind.fields
        targets = tuple(self.var(each, seen=False) for each in inner)
        target: Any = targets[0] if len(targets) == 1 else Pack("tuple", targets)
        over: Any = Each(self.value(kind))
        if self.chance(3):
            over = Reversed(over)
        elif self.chance(3):
            index = self.var(INT, seen=False)
            target, targets = Pack("tuple", (index, target)), (index, *targets)
            over = Enumerate(over, Const(0))
        elif self.chance(4):
            other = self.var(FLOAT, seen=False)
            target, targets = Pack("tuple", (other, target)), (other, *targets)
            over = Zip((Each(self.value(VECTOR)), over))
        return self.loop(target, over, targets)

    def loop(self, target: Any, over: Any, bound: tuple[Var, ...]) -> Statement:
        kinds, initial, carried = self.state()

        def make() -> Block:
            self.see(*bound, *carried)
            return self.yielding(kinds, leave=True)

        body = self.inside(make)
        results = tuple(self.var(kind) for kind in kinds)
        return For(results, target, over, carried, initial, body)

    def until(self) -> Statement:
        kinds, initial, carried = self.state()
        count, test = self.var(INT, seen=False), self.var(BOOL, seen=False)

        def check() -> Block:
            self.see(*carried)
            before = flat(self.body(1))
            less = Apply((test,), "lt", (count, Const(2)))
            return Block((*before, less), Yield((test,)))

        tested = self.inside(check)
        following = self.var(INT, seen=False)
        step = Apply((following,), "add", (count, Const(1)))

        def make() -> Block:
            self.see(*carried)
            body = flat(self.body(4))
            return Block((*body, step), Yield((*self.values(kinds), following)))

        body = self.inside(make)
        results = tuple(self.var(kind) for kind in [*kinds, INT])
        return While(results, tested, (*carried, count), (*initial, Const(0)), body)

    # functions -----------------------------------------------------------------------

    def function(self, name: str) -> Function:
        params = [self.var(kind, name=n) for kind, n in PARAMETERS]
        lists = [self.apply(kind, "list.new") for kind in (VECTORS, RECORDS, NESTED)]
        kinds = [self.pick(VALUES) for _ in range(self.random.randint(1, 4))]
        block = self.returning(kinds, 2)
        body = Block((*lists, *block.body), block.end)
        places = tuple(Const(i) for i in range(len(kinds)))
        return Function(
            name,
            tuple(Param(v.name, v) for v in params),
            body,
            Pack("tuple", places),
            kinds=dict(self.kinds),
        )

    def returning(self, kinds: list[Kind], depth: int) -> Block:
        body = flat(self.body(9))
        if depth and self.chance(4):
            test = self.value(BOOL)
            sides = [
                self.inside(lambda: self.returning(kinds, depth - 1)) for _ in range(2)
            ]
            return Block(body, Branch(test, *sides))
        return Block(body, Return(self.values(kinds)))


PARAMETERS = [(FLOAT, "x"), (BOOL, "t"), (VECTOR, "u"), (VECTOR, "v"), (MATRIX, "m")]


@dataclass(frozen=True)
class Pair:
    """Two statements where one was asked for."""

    first: Statement
    second: Statement


def flat(body: list[Any]) -> tuple[Statement, ...]:
    made: list[Statement] = []
    for stmt in body:
        made += (stmt.first, stmt.second) if isinstance(stmt, Pair) else (stmt,)
    return tuple(made)


def param_kinds(function: Function) -> list[Kind]:
    return [
        function.kinds[p.pattern] for p in function.params if isinstance(p.pattern, Var)
    ]


def result_kinds(function: Function) -> list[Kind]:
    return list(function.kinds[Var("results", 0)].fields)  # type: ignore[union-attr]


def random_program(seed: int) -> Program:
    """A program of one function, or of one and a callee."""
    random = Random(seed)
    callees: list[Function] = []
    if random.randrange(3) == 0:
        callees.append(_with_results(Maker(random).function("inner")))
    main = Maker(random, callees).function("main")
    functions = {f.name: f for f in (*callees, main)}
    if random.randrange(2):
        functions = {name: _forgetful(f) for name, f in functions.items()}
    return Program(functions, "main")


def _with_results(function: Function) -> Function:
    """The kinds of the results, kept where a caller finds them."""
    block = function.body
    while isinstance(block.end, Branch):
        block = block.end.then
    assert isinstance(block.end, Return)
    kinds = tuple(_kind_of(value, function) for value in block.end.values)
    return replace(
        function, kinds={**function.kinds, Var("results", 0): Listing(kinds)}
    )


def _kind_of(value: Operand, function: Function) -> Kind:
    if isinstance(value, Var):
        return function.kinds[value]
    assert isinstance(value, Const)
    return {float: FLOAT, int: INT, bool: BOOL}[type(value.value)]


def _forgetful(function: Function) -> Function:
    """The function with the kinds of arrays and of some numbers unknown."""
    kinds = {
        v: UNKNOWN if isinstance(k, Array) or (k == FLOAT and v.version % 2) else k
        for v, k in function.kinds.items()
    }
    return replace(function, kinds=kinds)
