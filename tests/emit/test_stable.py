"""The same program gives the same text in every run, and in time that grows with its length."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from adgen.emit.module import emit_program
from adgen.ir.kinds import FLOAT, UNKNOWN, Array, Kind
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    Function,
    Param,
    Program,
    Return,
    Store,
    Var,
)

_TEXTS = """
from adgen.emit.module import emit_program
from tests.emit.random_memory import random_program
print(*(emit_program(random_program(seed)).text for seed in range(30)))
"""


@pytest.mark.slow
def test_the_text_does_not_depend_on_hashes() -> None:
    texts = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "ignore", "-c", _TEXTS]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        texts.add(done.stdout)
    assert len(texts) == 1


def arithmetic(length: int, kind: Kind) -> Program:
    """x = x * a + x * a ... in a long row."""
    x, a = Var("x", 0), Var("a", 0)
    kinds, body, last = {x: kind, a: kind}, [], x
    for number in range(length // 2):
        product, following = Var(f"%{number + 1}", 0), Var("x", number + 1)
        body.append(Apply((product,), "mul", (last, a), derived=True))
        body.append(Apply((following,), "add", (last, product), derived=True))
        kinds |= {product: kind, following: kind}
        last = following
    params = (Param("x", x), Param("a", a))
    function = Function("f", params, Block(tuple(body), Return((last,))), kinds=kinds)
    return Program({"f": function}, "f")


def stores(length: int) -> Program:
    """u[i + 1] = u[i] in a long row."""
    last = Var("u", 0)
    kinds: dict[Var, Kind] = {last: Array("float", ("n",))}
    body: list[Apply | Store] = []
    for number in range(length // 2):
        read, following = Var(f"%{number + 1}", 0), Var("u", number + 1)
        body.append(Apply((read,), "getitem", (last, Const(number))))
        body.append(Store(following, last, Const(number + 1), read, "set"))
        kinds |= {read: FLOAT, following: kinds[last]}
        last = following
    block = Block(tuple(body), Return((last,)))
    function = Function("f", (Param("u", Var("u", 0)),), block, kinds=kinds)
    return Program({"f": function}, "f")


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [lambda n: arithmetic(n, FLOAT), lambda n: arithmetic(n, UNKNOWN), stores]
)
def test_time_grows_with_length(make: object) -> None:
    def seconds(length: int) -> float:
        program = make(length)  # type: ignore[operator]
        start = time.process_time()
        emit_program(program)
        return time.process_time() - start

    seconds(200)
    assert seconds(10_000) < 25 * min(seconds(1000) for _ in range(3))
