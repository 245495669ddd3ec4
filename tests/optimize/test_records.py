"""Slimmer tapes: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import FLOAT, Listing
from tests import dumps

TAPE = {"tape": Listing((FLOAT,) * 2), "inner": Listing((FLOAT,) * 2)}
becomes = partial(dumps.becomes, only=["records"], kinds=TAPE)
stays = partial(dumps.stays, only=["records"], kinds=TAPE)


def test_fields_that_are_unused_constant_or_repeated():
    becomes(
        """
        def f(c.0, n.0):
            d.0 = c.0 * 2.0
            tape.0 := list.new()
            x.3, tape.3 = for k.1 in range(0, n.0, 1) with x.1 = 1.0, tape.1 = tape.0:
                tape.2 := list.append(tape.1, k.1, x.1, c.0, x.1, d.0, 2.0)
                x.2 = x.1 * d.0
                yield x.2, tape.2
            b.3 := for (k.5, x.5, c.1, y.0, d.1, e.0) in reversed(tape.3) with b.1 = 1.0:
                %1 := x.5 * c.1
                %2 := %1 * y.0
                %3 := %2 * d.1
                b.2 := %3 * e.0
                yield b.2
            return b.3
        """,
        """
        def f(c.0, n.0):
            d.0 = c.0 * 2.0
            tape.0 := list.new()
            x.3, tape.3 = for k.1 in range(0, n.0, 1) with x.1 = 1.0, tape.1 = tape.0:
                tape.2 := list.append(tape.1, x.1)
                x.2 = x.1 * d.0
                yield x.2, tape.2
            b.3 := for x.5 in reversed(tape.3) with b.1 = 1.0:
                %1 := x.5 * c.0
                %2 := %1 * x.5
                %3 := %2 * d.0
                b.2 := %3 * 2.0
                yield b.2
            return b.3
        """,
    )


def test_one_field_stays_for_the_length():
    becomes(
        """
        def f(c.0, t.0):
            tape.0 := list.new()
            tape.2 = if t.0:
                tape.1 := list.append(tape.0, c.0, 1.0)
                yield tape.1
            else:
                yield tape.0
            b.3 := for (c.1, i.0) in tape.2 with b.1 = 1.0:
                b.2 := b.1 * 2.0
                yield b.2
            return b.3
        """,
        """
        def f(c.0, t.0):
            tape.0 := list.new()
            tape.2 = if t.0:
                tape.1 := list.append(tape.0, c.0)
                yield tape.1
            else:
                yield tape.0
            b.3 := for c.1 in tape.2 with b.1 = 1.0:
                b.2 := b.1 * 2.0
                yield b.2
            return b.3
        """,
    )


def test_the_tape_of_an_inner_loop():
    text = """
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.3 := for i.0 in range(0, n.0, 1) with tape.1 = tape.0:
                y.0 := x.0 * i.0
                inner.0 := list.new()
                inner.3 := for j.0 in range(0, n.0, 1) with inner.1 = inner.0:
                    z.0 := x.0 * j.0
                    inner.2 := list.append(inner.1, {appended})
                    yield inner.2
                tape.2 := list.append(tape.1, y.0, inner.3)
                yield tape.2
            b.3 := for (y.1, inner.4) in reversed(tape.3) with b.1 = 1.0:
                b.5 := for {target} in reversed(inner.4) with b.4 = b.1:
                    b.6 := b.4 * z.1
                    yield b.6
                b.2 := b.5 * y.1
                yield b.2
            return b.3
        """
    becomes(
        text.format(appended="z.0, 1.0", target="(z.1, w.0)"),
        text.format(appended="z.0", target="z.1"),
    )


def test_pops_lose_results():
    becomes(
        """
        def f(x.0, n.0):
            tape.0 := list.new()
            y.0 := x.0 * 2.0
            tape.1 := list.append(tape.0, x.0, y.0)
            tape.2, a.0, b.0 := list.pop(tape.1)
            z.0 := a.0 * b.0
            m.0 := len(tape.2)
            return z.0, m.0
        """,
        """
        def f(x.0, n.0):
            tape.0 := list.new()
            y.0 := x.0 * 2.0
            tape.1 := list.append(tape.0, y.0)
            tape.2, b.0 := list.pop(tape.1)
            z.0 := x.0 * b.0
            m.0 := len(tape.2)
            return z.0, m.0
        """,
    )


def test_a_value_that_changes_place_is_read_from_the_record():
    stays("""
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.3, x.2 := for i.0 in range(0, n.0, 1) with tape.1 = tape.0, x.1 = x.0:
                y.0 := x.1 * 2.0
                tape.2 := list.append(tape.1, x.1, y.0)
                yield tape.2, y.0
            d.0 = x.0 * 3.0
            tape.4 := list.append(tape.3, x.0, d.0)
            b.3 := for (y.1, x.3) in reversed(tape.4) with b.1 = 1.0:
                b.2 := x.3 * y.1
                yield b.2
            return b.3
        """)


def test_a_list_that_leaves_the_function_keeps_its_records():
    text = """
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.1 := list.append(tape.0, x.0, 1.0)
            {}
            b.3 := for (y.1, x.3) in tape.1 with b.1 = 1.0:
                yield b.1
            return b.3, {}
        """
    stays(text.format("remark ''", "tape.1"))
    stays(text.format("y.0 := tape.1[0]", "y.0"))
    stays(text.format("%1 = print((1, tape.1))", "n.0"))
    stays(text.format("y.0 = list.append(n.0, tape.1)", "n.0"))


def test_a_record_read_as_a_whole_keeps_its_fields():
    stays("""
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.1 := list.append(tape.0, x.0, 1.0)
            b.3 := for y.1 in tape.1 with b.1 = 1.0:
                yield b.1
            c.3 := for (i.0, y.2) in enumerate(tape.1, 0) with c.1 = 1.0:
                yield c.1
            return b.3, c.3
        """)
