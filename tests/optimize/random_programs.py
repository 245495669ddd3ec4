"""Random programs that run: well scoped, of known kinds, with loops that end.

Values are floats, ints and bools, one array and lists of records; `print` is the effect.
Division is left out (a zero may change its sign), and so is everything that may raise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from adgen.ir.kinds import BOOL, FLOAT, INT, Array, Kind, Listing, Other
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Const,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Param,
    Program,
    Range,
    Return,
    Reversed,
    Statement,
    Store,
    Var,
    While,
    Yield,
    Zip,
)

ARRAY = Array("float", (3,))
RECORDS = Listing((FLOAT, FLOAT))
NESTED = Listing((FLOAT, RECORDS, INT))
_LITERALS = {
    FLOAT: [0.0, 1.0, -1.0, 2.0, -0.5, 3.0],
    INT: [0, 1, -1, 2, 3],
    BOOL: [True, False],
}
_NAMES = {FLOAT: "x", INT: "n", BOOL: "t", ARRAY: "a", RECORDS: "tape", NESTED: "outer"}
_VALUES = (FLOAT, FLOAT, FLOAT, INT, BOOL, ARRAY, RECORDS, NESTED)


@dataclass
class _Maker:
    """Draws the statements of one function; `scope` are the values seen by kind."""

    draw: Callable[[Any], Any]
    derived: st.SearchStrategy[bool]
    kinds: dict[Var, Kind] = field(default_factory=dict)
    namer: Namer = field(default_factory=Namer)
    scope: dict[Kind, list[Var]] = field(default_factory=dict)

    def pick(self, options: Any) -> Any:
        return self.draw(st.sampled_from(list(options)))

    def var(self, kind: Kind, seen: bool = True) -> Var:
        temporary = kind in (FLOAT, INT) and self.draw(st.booleans())
        fresh = self.namer.temporary() if temporary else self.namer.fresh(_NAMES[kind])
        self.kinds[fresh] = kind
        if seen:
            self.see(fresh)
        return fresh

    def see(self, *variables: Var) -> None:
        for var in variables:
            self.scope.setdefault(self.kinds[var], []).append(var)

    def value(self, kind: Kind) -> Operand:
        known = self.scope.get(kind, [])
        if kind in _LITERALS and (not known or self.draw(st.integers(0, 3)) == 0):
            return Const(self.pick(_LITERALS[kind]))
        return self.pick(known[-6:])

    def inside(self, make: Callable[[], Any]) -> Any:
        outer = self.scope
        self.scope = {kind: list(known) for kind, known in outer.items()}
        made = make()
        self.scope = outer
        return made

    # statements ----------------------------------------------------------------------

    def apply(self, kind: Kind, fn: str, *args: Operand) -> Apply:
        return Apply((self.var(kind),), fn, args, derived=self.draw(self.derived))

    def statement(self, control: bool) -> Statement:
        simple = [self.number, self.number, self.number, self.test, self.element]
        simple += [self.store, self.append, self.append, self.output, self.create]
        if not control:
            return self.pick(simple)()
        owners = [self.branch, self.counted, self.replay, self.until]
        return self.pick([*simple, *owners])()

    def number(self) -> Statement:
        kind = self.pick([FLOAT, FLOAT, INT])
        fn = self.pick(["add", "sub", "mul", "neg"])
        if fn == "neg":
            return self.apply(kind, fn, self.value(kind))
        if kind == INT and fn == "mul":  # squares of squares would not end
            other: Operand = Const(self.pick(_LITERALS[INT]))
        else:
            other = self.value(self.pick([FLOAT, INT]) if kind == FLOAT else INT)
        args = [self.value(kind), other]
        return self.apply(kind, fn, *(args if self.draw(st.booleans()) else args[::-1]))

    def test(self) -> Statement:
        return self.apply(BOOL, "lt", self.value(FLOAT), self.value(INT))

    def element(self) -> Statement:
        index = Const(self.pick([0, 1, 2]))
        return self.apply(FLOAT, "getitem", self.value(ARRAY), index)

    def store(self) -> Statement:
        base, index = self.value(ARRAY), Const(self.pick([0, 1, 2]))
        value, mode = self.value(FLOAT), self.pick(["set", "add"])
        derived = self.draw(self.derived)
        return Store(self.var(ARRAY), base, index, value, mode, derived=derived)

    def append(self) -> Statement:
        kind = self.pick([RECORDS, NESTED])
        base, fields = self.value(kind), map(self.value, kind.fields)
        return self.apply(kind, "list.append", base, *fields)

    def create(self) -> Statement:
        return self.apply(self.pick([RECORDS, NESTED]), "list.new")

    def output(self) -> Statement:
        none = self.namer.temporary()
        self.kinds[none] = Other("None")
        return Apply((none,), "print", (self.value(FLOAT),))

    def body(self) -> list[Statement]:
        control = self.pick([False, False, True])
        return [self.statement(control) for _ in range(self.draw(st.integers(0, 4)))]

    def branch(self) -> Statement:
        kinds = [self.pick(_VALUES) for _ in range(self.draw(st.integers(0, 3)))]
        test = self.value(BOOL)
        blocks = [self.inside(lambda: self.yielding(kinds)) for _ in range(2)]
        results = tuple(self.var(kind) for kind in kinds)
        return If(results, test, *blocks, derived=self.draw(self.derived))

    def yielding(self, kinds: list[Kind], leave: bool = False) -> Block:
        body = tuple(self.body())
        end: End
        if leave and self.draw(st.integers(0, 2)) == 0:
            test = self.value(BOOL)
            sides = [self.inside(lambda: self.yielding(kinds)) for _ in range(2)]
            values = tuple(map(self.value, kinds))
            sides[self.pick([0, 1])] = Block((), Break(values))
            end = Branch(test, *sides)
        else:
            end = Yield(tuple(map(self.value, kinds)))
        return Block(body, end)

    def state(self) -> tuple[list[Kind], tuple[Operand, ...], tuple[Var, ...]]:
        kinds = [self.pick(_VALUES) for _ in range(self.draw(st.integers(0, 4)))]
        initial = tuple(map(self.value, kinds))
        return kinds, initial, tuple(self.var(kind, seen=False) for kind in kinds)

    def counted(self) -> Statement:
        index = self.var(INT, seen=False)
        times = Const(self.pick([0, 1, 3]))
        over = Range(Const(0), times, Const(1))
        return self.loop(index, over, (index,))

    def replay(self) -> Statement:
        kind = self.pick([RECORDS, NESTED])
        fields = tuple(self.var(each, seen=False) for each in kind.fields)
        over: Iterable = Each(self.value(kind))
        target = Pack("tuple", fields)
        form = self.pick(["plain", "reversed", "numbered", "zipped"])
        if form == "reversed":
            over = Reversed(over)
        elif form == "numbered":
            number = self.var(INT, seen=False)
            over, target = Enumerate(over, Const(0)), Pack("tuple", (number, target))
        elif form == "zipped":
            number = self.var(INT, seen=False)
            count = Range(Const(0), Const(5), Const(1))
            over, target = Zip((count, over)), Pack("tuple", (number, target))
        return self.loop(target, over, fields)

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
        limit = Const(self.pick([0, 2]))
        check = Block((Apply((test,), "lt", (count, limit)),), Yield((test,)))
        following = self.var(INT, seen=False)
        step = Apply((following,), "add", (count, Const(1)))

        def make() -> Block:
            self.see(count, *carried)
            body = tuple(self.body())
            values = tuple(map(self.value, kinds))
            return Block((*body, step), Yield((*values, following)))

        body = self.inside(make)
        results = tuple(self.var(kind) for kind in [*kinds, INT])
        return While(results, check, (*carried, count), (*initial, Const(0)), body)


@st.composite
def programs(draw: Any, derived: st.SearchStrategy[bool]) -> Program:
    """A program of one function of two floats, an int, a bool and an array."""
    maker = _Maker(draw, derived)
    params = [maker.var(kind) for kind in (FLOAT, FLOAT, INT, BOOL, ARRAY)]
    lists = tuple(Apply((maker.var(k),), "list.new", ()) for k in (RECORDS, NESTED))
    body = (*lists, *(maker.statement(True) for _ in range(draw(st.integers(1, 8)))))
    kinds = [
        FLOAT,
        FLOAT,
        INT,
        ARRAY,
        *draw(st.sampled_from([(), (RECORDS,), (NESTED,)])),
    ]
    values = tuple(map(maker.value, kinds))
    function = Function(
        "f",
        tuple(Param(f"p{i}", var) for i, var in enumerate(params)),
        Block(body, Return(values)),
        Pack("tuple", tuple(map(Const, range(len(values))))),
        maker.kinds,
    )
    return Program({"f": function}, "f")
