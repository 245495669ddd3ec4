"""Random nodes of the IR, for the round trip through text: any tree, well scoped or not."""

from __future__ import annotations

import string
from typing import Any

import numpy as np
from hypothesis import strategies as st

from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Block,
    Branch,
    Break,
    Call,
    Const,
    Each,
    Enumerate,
    For,
    Function,
    If,
    Pack,
    Param,
    Program,
    Raise,
    Range,
    Remark,
    Return,
    Reversed,
    Store,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.operand_text import INFIX, PREFIX

OBJECTS: dict[str, Any] = {
    "np.sin": np.sin,
    "table": [1, 2],
    "inf": float("inf"),
    "weights.<locals>.f": len,
    "while": 3.0,
    "ValueError": ValueError,
    "slice": 5,
}

words = st.text(string.ascii_letters + "_é", min_size=1, max_size=4)
names = st.one_of(words, words.map(lambda w: f"{w}_bar"), st.just("self.w"))
variables = st.one_of(
    st.builds(Var, names, st.integers(0, 30)),
    st.integers(1, 99).map(lambda n: Var(f"%{n}", 0)),
    st.builds(lambda n, v: Var(f"%{n}", v), st.integers(1, 9), st.integers(0, 3)),
    st.builds(lambda n, v: Var(f"%{n}_bar", v), st.integers(1, 9), st.integers(0, 3)),
)
numpy_literals = st.sampled_from(
    [
        np.float32(1.1),
        np.float64(np.inf),
        np.int8(-3),
        np.bool_(True),
        np.bool_(False),
        np.complex64(1 - 2j),
        np.dtype("float32"),
        np.dtype("int64"),
        np.float64,
        float,
        int,
        np.bool_,
        ...,
    ]
)
literals = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.binary(max_size=3),
    numpy_literals,
).map(Const)
named = st.sampled_from(sorted(OBJECTS)).map(lambda name: Const(OBJECTS[name], name))
constants = st.one_of(literals, named)


def packs(items: Any) -> Any:
    """Every form of Pack over these items."""
    three = st.tuples(items, items, items)
    axis = st.tuples(*[st.one_of(items, st.just(Const(None)))] * 3)
    pairs = st.lists(st.tuples(literals, items), max_size=3)
    return st.one_of(
        st.lists(items, max_size=3).map(lambda i: Pack("tuple", tuple(i))),
        st.lists(items, max_size=3).map(lambda i: Pack("list", tuple(i))),
        axis.map(lambda i: Pack("slice", i)),
        three.map(lambda i: Pack("field", i)),
        pairs.map(
            lambda p: Pack("dict", tuple(i for _, i in p), tuple(k for k, _ in p))
        ),
    )


operands = st.recursive(
    st.one_of(variables, constants, st.just(UNDEFINED)), packs, max_leaves=4
)
several = st.lists(operands, max_size=3).map(tuple)
targets = st.recursive(
    variables,
    lambda t: st.lists(t, min_size=1, max_size=2).map(
        lambda i: Pack("tuple", tuple(i))
    ),
    max_leaves=3,
)
iterables = st.recursive(
    st.one_of(
        st.builds(Range, operands, operands, operands), st.builds(Each, operands)
    ),
    lambda i: st.one_of(
        st.builds(Enumerate, i, operands),
        st.lists(i, max_size=2).map(lambda x: Zip(tuple(x))),
        st.builds(Reversed, i),
    ),
    max_leaves=3,
)
results = st.lists(variables, max_size=2).map(tuple)
functions_of_primitives = st.one_of(
    st.sampled_from([*INFIX, *PREFIX, "getitem", "attr", "call", "slice", "complex"]),
    st.sampled_from(["np.linalg.solve", "list.append", "type", "print", "my rule"]),
)
keywords = st.lists(
    st.tuples(st.sampled_from(["axis", "out", "dtype"]), operands), max_size=2
).map(tuple)
flags = st.booleans()
applies = st.one_of(
    st.builds(
        Apply, results, functions_of_primitives, several, keywords, derived=flags
    ),
    st.builds(
        lambda r, fn, a, b: Apply((r,), fn, (a, b)),
        variables,
        st.sampled_from([*INFIX, "getitem"]),
        operands,
        operands,
    ),
    st.builds(
        lambda r, x: Apply((r,), "attr", (x, Const("dtype"))), variables, variables
    ),
)
simple = st.one_of(
    applies,
    st.builds(Call, results, names, several, derived=flags),
    st.builds(Store, variables, operands, operands, operands, st.just("set")),
    st.builds(Store, variables, operands, operands, operands, st.just("add")),
    st.text(max_size=9).map(Remark),
)
simple_ends = st.one_of(
    several.map(Yield),
    several.map(Break),
    several.map(Return),
    st.builds(Raise, st.one_of(constants, variables), several),
)


def loops(blocks: Any) -> Any:
    """For and While over these blocks."""
    carried = st.lists(st.tuples(variables, variables, operands), max_size=2)

    def loop(
        kind: str, triples: Any, target: Any, over: Any, one: Any, two: Any
    ) -> Any:
        outs, ins, initial = (tuple(t[i] for t in triples) for i in range(3))
        if kind == "for":
            return For(outs, target, over, ins, initial, one)
        return While(outs, one, ins, initial, two)

    kinds = st.sampled_from(["for", "while"])
    return st.builds(loop, kinds, carried, targets, iterables, blocks, blocks)


def nested(blocks: Any) -> Any:
    """Blocks whose statements and ends own these blocks."""
    statements = st.one_of(
        simple,
        st.builds(If, results, operands, blocks, blocks, derived=flags),
        loops(blocks),
    )
    ends = st.one_of(simple_ends, st.builds(Branch, operands, blocks, blocks))
    return st.builds(Block, st.lists(statements, max_size=3).map(tuple), ends)


blocks = st.recursive(
    st.builds(Block, st.lists(simple, max_size=3).map(tuple), simple_ends),
    nested,
    max_leaves=4,
)
styles = st.sampled_from(["only", "plain", "star", "keyword", "stars"])
parameters = st.builds(Param, words, operands, styles, st.none() | constants)
plain_parameters = variables.map(lambda v: Param(v.name.replace(".", ""), v))
template_items = st.integers(0, 3).map(Const)
functions = st.builds(
    Function,
    names,
    st.lists(st.one_of(parameters, plain_parameters), max_size=3).map(tuple),
    blocks,
    st.none() | packs(template_items),
)
programs = st.lists(functions, min_size=1, max_size=2).map(
    lambda fs: Program({f.name: f for f in fs}, fs[0].name)
)
