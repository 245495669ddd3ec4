"""Parameters that a reverse function only hands on to itself: it does without them.

    def f_reverse(x, n, saved, bar):              def f_reverse(n, saved, bar):
        if n == 0: return bar            ->           if n == 0: return bar
        return f_reverse(x, n - 1, ...)               return f_reverse(n - 1, ...)

Otherwise each call would keep the array that it has handed on for its reverse sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from adgen.ir.nodes import Block, Call, Statement, Var
from adgen.ir.rewrite import map_blocks

Reads = Callable[[Block], Collection[Var]]


def without_passed_on(
    body: Block, name: str, leaves: Sequence[Var], reads: Reads
) -> tuple[Block, tuple[int, ...]]:
    """The body of the function `name`, and the positions of the parameters that it reads.

    In its calls of itself the leaves of all parameters are the first arguments; `reads` gives
    the Vars that a body reads, by itself or to compute again what it reads.
    """
    kept: set[int] = set()
    while True:
        shorter = _with_arguments(body, name, kept, len(leaves))
        read = reads(shorter)
        found = {i for i, leaf in enumerate(leaves) if leaf in read}
        if found <= kept:
            return shorter, tuple(sorted(kept))
        kept |= found


def _with_arguments(
    block: Block, name: str, kept: Collection[int], count: int
) -> Block:
    """The block; its calls of the function hand on the `kept` ones of `count` arguments."""

    def changed(inner: Block) -> Block:
        body = tuple(map(statement, inner.body))
        return Block(body, map_blocks(inner.end, changed))

    def statement(stmt: Statement) -> Statement:
        if isinstance(stmt, Call) and stmt.function == name:
            first = tuple(stmt.args[i] for i in range(count) if i in kept)
            return replace(stmt, args=(*first, *stmt.args[count:]))
        return map_blocks(stmt, changed)

    return changed(block)
