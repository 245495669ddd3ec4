"""Splits of control and where they meet: from a tree of paths to If and Branch.

    if c:          the tree: Split(c, [x = 1, leaf], [leaf])       no path leaves:
        x = 1      becomes   x.2 = If(c, [... yield x.1], [yield x.0])

    if c:          Split(c, [leaf: break], [leaf])                 one path goes on:
        break      stays a Branch, and what follows is added to its other side

Where several paths go on and others leave, those that leave are marked by a flag, the tree
becomes an If, and a Branch on the flag follows it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from adgen.frontend.regions.merge import Merge, Slot
from adgen.frontend.scope.context import Context, Name, Unreachable
from adgen.frontend.scope.frame import Exit, Frame
from adgen.frontend.scope.state import Leaf, Open, Split, leaves
from adgen.frontend.scope.values import Value
from adgen.ir.nodes import (
    Block,
    Branch,
    Const,
    End,
    If,
    Operand,
    Raise,
    Var,
    Yield,
)


def join(ctx: Context, root: Open, node: ast.AST, *exits: Exit | None) -> None:
    """Control goes on where the paths from `root` that leave by one of `exits` meet."""
    split = root.end
    if isinstance(split, Leaf):
        ctx.block = root if split.exit in exits else None
        if ctx.block is not None:
            root.end = None
        return
    assert isinstance(split, (Split, Raise))
    ends = list(leaves(root))
    joined = [block for block in ends if _exit(block) in exits]
    others = [block for block in ends if _exit(block) not in exits]
    if not joined:
        ctx.block = None
    elif len(joined) == 1 and (others or joined[0] is root):
        joined[0].end = None
        ctx.block = joined[0]
    else:
        _convert(ctx, root, node, joined, others)


def _exit(block: Open) -> Exit | None:
    assert isinstance(block.end, Leaf)
    return block.end.exit


def _convert(
    ctx: Context,
    root: Open,
    node: ast.AST,
    joined: Sequence[Open],
    others: Sequence[Open],
) -> None:
    """The tree becomes an If; a Branch for each exit follows."""
    exits = list(dict.fromkeys(_exit(block) for block in others))
    blocks = [*joined, *others]
    merge = Merge(ctx, root.state, root.birth, blocks, node, leaving=len(others))
    assert isinstance(root.end, Split)
    # Names bound inside are compared with what the blocks of the split began with.
    merge.birth = root.end.then.birth
    if blocks == [root.end.then, root.end.orelse]:
        merge.test = root.end.test
    state = merge.state()
    flags = [_flag(ctx, merge, exit) for exit in exits]
    _as_if(ctx, root, merge.slots, blocks)
    root.end = None
    root.state = state
    ctx.block = root
    for flag, exit in zip(flags, exits):
        branch_off(ctx, flag, exit, node)


def branch_off(ctx: Context, flag: Operand, exit: Exit | None, node: ast.AST) -> None:
    """Control leaves by the exit where the flag is set, and goes on where it is not."""
    branch = ctx.split(flag, ctx.span(node))
    branch.then.end = Leaf(exit)
    ctx.block = branch.orelse
    if exit is not None and isinstance(exit.scope, Frame):
        # The value of a return that was not taken is no value.
        ctx.state.names.pop(ctx.lowering.result_key(ctx, exit.scope), None)


def _flag(ctx: Context, merge: Merge, exit: Exit | None) -> Var:
    assert exit is not None
    operands = tuple(Const(_exit(block) == exit) for block in merge.blocks)
    return merge.new_slot(operands, ctx.lowering.flag_name(ctx, exit))


def _as_if(
    ctx: Context, block: Open, slots: Sequence[Slot], ends: Sequence[Open]
) -> None:
    """Replaces the split at the end of a block by an If; its results go to the slots."""
    split = block.end
    assert isinstance(split, Split)
    position = {id(end): i for i, end in enumerate(ends)}

    def finished(inner: Open) -> Block:
        end: End
        if isinstance(inner.end, Raise):
            end = inner.end
        elif isinstance(inner.end, Leaf):
            number = position[id(inner)]
            end = Yield(tuple(slot.operands[number] for slot in slots))
        else:
            assert isinstance(inner.end, Split)
            results = tuple(
                ctx.root.builder.fresh(slot.label, ctx.kinds[slot.var])
                for slot in slots
            )
            nested(inner, results)
            end = Yield(results)
        return inner.builder.block(end)

    def nested(inner: Open, results: tuple[Var, ...]) -> None:
        assert isinstance(inner.end, Split)
        then, orelse = finished(inner.end.then), finished(inner.end.orelse)
        inner.builder.add(If(results, inner.end.test, then, orelse, inner.end.span))

    nested(block, tuple(slot.var for slot in slots))


def closed(block: Open, end_of: Callable[[Open], End]) -> Block:
    """A finished tree as a block of the IR: splits are Branches, `end_of` gives the leaves."""
    end: End
    match block.end:
        case Split(test, then, orelse, span):
            end = Branch(test, closed(then, end_of), closed(orelse, end_of), span)
        case Raise():
            end = block.end
        case _:
            end = end_of(block)
    return block.builder.block(end)


def choose(
    ctx: Context,
    test: Operand,
    then: Callable[[], Value],
    orelse: Callable[[], Value],
    node: ast.AST,
    name: Name = None,
) -> Value:
    """The value of one of two expressions: `a if c else b`, `a and b`."""
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    key = ctx.pseudo(f"value {id(node)}", name if isinstance(name, str) else None)
    for block, side in ((split.then, then), (split.orelse, orelse)):
        ctx.block = block
        try:
            value = side()
        except Unreachable:
            continue
        ctx.state.names[key] = value
        ctx.leave(None)
    join(ctx, root, node, None)
    if ctx.block is None:
        raise Unreachable
    return ctx.state.names.pop(key)


def boolean(ctx: Context, test: Operand) -> bool | None:
    """The truth of a test that is decided now, else None."""
    value: object
    if isinstance(test, Const):
        value = test.value
    elif isinstance(test, Var) and test in ctx.known:
        value = ctx.known[test]
    else:
        return None
    return (
        bool(value) if isinstance(value, (bool, int, float, str, type(None))) else None
    )
