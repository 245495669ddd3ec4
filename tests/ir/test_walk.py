"""Walking, substituting, renaming, building and naming."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from adgen.errors import InternalError
from adgen.ir.build import Builder, Keywords, KindOf, kind_of_constant
from adgen.ir.interpreter import run
from adgen.ir.kinds import (
    BOOL,
    FLOAT,
    INT,
    NONE,
    OBJECT,
    TEXT,
    UNBOUND,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
)
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    UNDEFINED,
    Block,
    Const,
    For,
    Function,
    Operand,
    Pack,
    Return,
    Statement,
    Var,
    Yield,
)
from adgen.ir.parser import parse
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import (
    all_blocks,
    all_definitions,
    all_statements,
    bound_vars,
    defined_vars,
    free_vars,
    inner_blocks,
    leaves,
    map_operand,
    operands,
    param_vars,
    rename_all,
    rename_block,
    substitute,
    used_vars,
)
from adgen.names import (
    FreshNames,
    adjoint_name,
    is_temporary,
    tangent_name,
    temporary_number,
)
from tests.ir.random_ir import OBJECTS, functions

SAMPLE = """
def f(x.0, p: (a.0, b.0)):
    %1 = x.0 * a.0
    s.3 = for (i.0, y.0) in enumerate(%1, 0) with s.0 = b.0:
        %2 = y.0 > 0
        branch %2:
            s.1 = s.0 with [i.0] = y.0
            yield s.1
        else:
            break s.0
    %3 = s.3 < a.0
    branch %3:
        return %1
    else:
        %4 = if %3:
            %5 = -x.0
            yield %5
        else:
            raise ValueError(x.0)
        return %4
""".strip()


@pytest.fixture
def sample() -> Function:
    return parse(SAMPLE)


def loop_of(function: Function) -> For:
    loop = function.body.body[1]
    assert isinstance(loop, For)
    return loop


def shown(variables: object) -> str:
    return " ".join(map(repr, variables))  # type: ignore[call-overload]


def test_what_a_statement_uses_and_defines(sample: Function) -> None:
    loop = loop_of(sample)
    assert shown(operands(loop)) == "%1.0 0 b.0"
    assert shown(used_vars(loop)) == "%1.0 b.0"
    assert shown(defined_vars(loop)) == "s.3"
    assert shown(bound_vars(loop)) == "i.0 y.0 s.0"
    assert inner_blocks(loop) == (loop.body,)
    assert shown(param_vars(sample)) == "x.0 a.0 b.0"


def test_free_vars(sample: Function) -> None:
    assert shown(free_vars(sample.body)) == "x.0 a.0 b.0"
    assert shown(free_vars(loop_of(sample))) == "%1.0 b.0"
    assert shown(free_vars(loop_of(sample).body)) == "y.0 s.0 i.0"
    assert shown(free_vars(sample.body.end)) == "%3.0 %1.0 x.0"


def test_leaves_and_blocks(sample: Function) -> None:
    assert [type(leaf.end).__name__ for leaf in leaves(sample.body)] == ["Return"] * 2
    ends = [type(leaf.end).__name__ for leaf in leaves(loop_of(sample).body)]
    assert ends == ["Yield", "Break"]
    assert len(list(all_blocks(sample.body))) == 8
    assert len(list(all_statements(sample.body))) == 7


def test_map_operand() -> None:
    pack = Pack("list", (Const(1), Pack("tuple", (Const(2),))))
    doubled = map_operand(
        pack, lambda op: Const(2 * op.value) if isinstance(op, Const) else op
    )
    assert repr(doubled) == repr(Pack("list", (Const(2), Pack("tuple", (Const(4),)))))
    assert map_operand(pack, lambda op: op) is pack


def test_substitute_reaches_inner_blocks(sample: Function) -> None:
    body = substitute(sample.body, {Var("x", 0): Const(7), Var("y", 0): UNDEFINED})
    text = dump(Function("f", sample.params, body))
    assert text.count("x.0") == 1
    assert text.count("7") == 3
    assert "[i.0] = undefined" in text
    assert "for (i.0, y.0)" in text


def test_substitute_of_nothing_is_the_same(sample: Function) -> None:
    assert substitute(sample.body, {Var("q", 0): Const(1)}) is sample.body


@given(functions)
def test_substitute_there_and_back(function: Function) -> None:
    there = {v: Var("elsewhere", i) for i, v in enumerate(set(_used(function.body)))}
    back: dict[Var, Operand] = {new: old for old, new in there.items()}
    moved = substitute(function.body, there)
    assert set(free_vars(moved)) <= set(back)
    assert substitute(moved, back) == function.body


def _used(block: Block) -> list[Var]:
    nodes: list[Statement | object] = []
    for inner in all_blocks(block):
        nodes += [*inner.body, inner.end]
    return [v for node in nodes for v in used_vars(node)]  # type: ignore[arg-type]


def test_rename_all(sample: Function) -> None:
    sample = Function(
        sample.name,
        sample.params,
        sample.body,
        kinds={Var("y", 0): FLOAT, Var("gone", 0): INT},
        keep=frozenset({Var("s", 3)}),
    )
    renamed = rename_all(sample, Namer.of(sample).like)
    verify(renamed, "renaming")
    old, new = set(all_definitions(sample)), set(all_definitions(renamed))
    assert not old & new
    assert len(old) == len(new)
    assert renamed.kinds == {Var("y", 1): FLOAT}
    assert {v.name for v in renamed.keep} == {"s"}
    parse(dump(renamed), OBJECTS)


def test_rename_block_says_what_became_of_what(sample: Function) -> None:
    mapping: dict[Var, Operand] = {Var("x", 0): Const(2.0)}
    rename_block(sample.body, Namer.of(sample).like, mapping)
    assert mapping[Var("s", 3)] == Var("s", 6)
    assert mapping[Var("x", 0)] == Const(2.0)
    assert Var("a", 0) not in mapping


# building ----------------------------------------------------------------------------


def floats(
    fn: str, args: tuple[Operand, ...], kwargs: Keywords, kind_of: KindOf
) -> tuple[Kind, ...]:
    if fn == "list.append":
        return (Listing(tuple(kind_of(arg) for arg in args[1:])),)
    return (FLOAT, INT) if fn == "np.frexp" else (FLOAT,)


def test_building() -> None:
    builder = Builder(floats, Namer(), {}, derived=False)
    x = builder.fresh("x", Array("float", ("n",)))
    y = builder.emit("np.sin", x, name="y")
    tape = builder.emit("list.new", name="tape", kind=Listing(()))
    tape = builder.append(tape, y, Const(1))
    tape, z, k = builder.pop(tape, ["z", None])
    x = builder.store(x, Const(0), z, "add")
    m, e = builder.emit_many("np.frexp", ("m", "e"), x, derived=True)
    child = builder.child()
    t = child.emit("add", m, e)
    assert builder.block(Yield(())).body[-1] != child.statements[0]
    block = builder.block(Return((x,)))
    assert dump(Function("f", (), block)).splitlines()[1:] == [
        "    y.0 = np.sin(x.0)",
        "    tape.0 = list.new()",
        "    tape.1 = list.append(tape.0, y.0, 1)",
        "    tape.2, z.0, %1 = list.pop(tape.1)",
        "    x.1 = x.0 with [0] += z.0",
        "    m.0, e.0 := np.frexp(x.1)",
        "    return x.1",
    ]
    assert builder.kinds[k] == INT
    assert builder.kinds[x] == Array("float", ("n",))
    assert t == Var("%2", 0)
    with pytest.raises(InternalError, match="has 2 results, and 1 names"):
        builder.emit("np.frexp", x)


def test_a_built_program_runs() -> None:
    builder = Builder(floats, Namer(), {})
    x: Operand = Const(1.0)
    for _ in range(3):
        x = builder.emit("add", x, x, name="x")
    assert run(Function("f", (), builder.block(Return((x,)))), []) == 8.0


KINDS = [
    (True, BOOL),
    (1, INT),
    (1.0, FLOAT),
    (2j, Number("complex")),
    ("a", TEXT),
    (None, NONE),
    (np.float32(1), Number("float32")),
    (np.ones((1, 3), dtype=np.int8), Array("int", (1, 3))),
    (np.float64, Other("dtype")),
    (np.dtype("int"), Other("dtype")),
    (len, OBJECT),
    ((1.0, "a"), Structure("tuple", (FLOAT, TEXT))),
    ({"k": 1}, Structure("dict", (INT,), ("k",))),
    ([0.0] * 1000, OBJECT),
]


@pytest.mark.parametrize(("value", "kind"), KINDS, ids=lambda v: str(v)[:20])
def test_kinds_of_constants(value: object, kind: Kind) -> None:
    assert kind_of_constant(value) == kind


def test_kinds_of_operands() -> None:
    builder = Builder(floats, Namer(), {Var("x", 0): FLOAT})
    assert builder.kind_of(Var("y", 0)) == UNKNOWN
    assert builder.kind_of(UNDEFINED) == UNBOUND
    nothing = Const(None)
    assert builder.kind_of(Pack("slice", (nothing,) * 3)) == Other("slice")
    pack = Pack("dict", (Var("x", 0),), (Const("k"),))
    assert builder.kind_of(pack) == Structure("dict", (FLOAT,), ("k",))


# names -------------------------------------------------------------------------------


def test_versions_and_temporaries() -> None:
    namer = Namer()
    made = [namer.fresh("x"), namer.temporary(), namer.fresh("x"), namer.temporary()]
    assert made == [Var("x", 0), Var("%1", 0), Var("x", 1), Var("%2", 0)]
    assert namer.like(Var("%2", 0)) == Var("%3", 0)
    assert namer.like(Var("%2_bar", 0)) == Var("%2_bar", 0)


def test_a_namer_goes_on(sample: Function) -> None:
    namer = Namer.of(sample)
    assert namer.fresh("s") == Var("s", 4)
    assert namer.temporary() == Var("%6", 0)


def test_names() -> None:
    assert adjoint_name("%7") == "%7_bar"
    assert tangent_name("x") == "x_dot"
    assert is_temporary("%7_bar")
    assert not is_temporary("x")
    assert temporary_number("%7") == 7
    assert temporary_number("%7_bar") is None
    assert temporary_number("x") is None


def test_fresh_names() -> None:
    fresh = FreshNames({"x", "v2"})
    assert [fresh.choose("x") for _ in range(2)] == ["x_2", "x_3"]
    assert [fresh.number("v") for _ in range(3)] == ["v1", "v3", "v4"]
    assert fresh.choose("lambda") == "lambda_2"
    assert fresh.choose("sum") == "sum_2"
    assert fresh.choose("y") == "y"
    assert not fresh.is_free("y")
    fresh.reserve("z")
    assert fresh.choose("z") == "z_2"
