"""Copies and constants through control flow: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import BOOL
from tests import dumps

becomes = partial(dumps.becomes, only=["propagate"])
stays = partial(dumps.stays, only=["propagate"])


def test_an_if_with_a_known_test_is_inlined():
    becomes(
        """
        def f(x.0):
            y.2, z.2 = if True:
                y.0 = x.0 * 2.0
                yield y.0, 1.0
            else:
                y.1 = x.0 * 3.0
                yield y.1, 2.0
            w.0 = y.2 + z.2
            return w.0
        """,
        """
        def f(x.0):
            y.0 = x.0 * 2.0
            w.0 = y.0 + 1.0
            return w.0
        """,
    )


def test_a_branch_with_a_known_test_goes_on():
    becomes(
        """
        def f(x.0):
            branch 0:
                return x.0
            else:
                y.0 = x.0 * 2.0
                branch True:
                    z.0 = y.0 + 1.0
                    return z.0
                else:
                    return y.0
        """,
        """
        def f(x.0):
            y.0 = x.0 * 2.0
            z.0 = y.0 + 1.0
            return z.0
        """,
    )


def test_an_exception_stays_in_its_if():
    stays("""
        def f(x.0):
            () = if True:
                raise ValueError(x.0)
            else:
                yield
            return x.0
        """)


def test_results_that_are_the_same_on_both_sides():
    becomes(
        """
        def f(x.0, t.0):
            a.2, b.2, c.2, d.2 = if t.0:
                y.0 = x.0 * 2.0
                yield x.0, 1.0, y.0, y.0
            else:
                yield x.0, 1.0, 0.0, 0.0
            return a.2, b.2, c.2, d.2
        """,
        """
        def f(x.0, t.0):
            a.2, b.2, c.2, d.2 = if t.0:
                y.0 = x.0 * 2.0
                yield x.0, 1.0, y.0, y.0
            else:
                yield x.0, 1.0, 0.0, 0.0
            return x.0, 1.0, c.2, c.2
        """,
    )


def test_different_numbers_are_not_the_same():
    stays("""
        def f(x.0, t.0):
            a.2, b.2 = if t.0:
                yield 0.0, 1
            else:
                yield -0.0, 1.0
            return a.2, b.2
        """)


def test_undefined_is_not_taken_for_the_other_side():
    stays("""
        def f(x.0, t.0):
            a.2 = if t.0:
                yield x.0
            else:
                yield undefined
            return a.2
        """)


def test_a_flag_is_its_test():
    text = """
        def f(t.0):
            a.2 = if t.0:
                yield True
            else:
                yield False
            return {}
        """
    becomes(text.format("a.2"), text.format("t.0"), kinds={"t": BOOL})
    stays(text.format("a.2"))


def test_a_carried_value_that_never_changes():
    becomes(
        """
        def f(x.0, n.0):
            a.3, b.3, s.3 = for i.0 in range(0, n.0, 1) with a.1 = x.0, b.1 = undefined, s.1 = 0.0:
                b.2 = a.1 * 2.0
                s.2 = s.1 + b.2
                branch s.2:
                    break a.1, b.2, s.2
                else:
                    yield a.1, b.1, s.2
            return a.3, b.3, s.3
        """,
        """
        def f(x.0, n.0):
            a.3, b.3, s.3 = for i.0 in range(0, n.0, 1) with a.1 = x.0, b.1 = undefined, s.1 = 0.0:
                b.2 = x.0 * 2.0
                s.2 = s.1 + b.2
                branch s.2:
                    break x.0, b.2, s.2
                else:
                    yield x.0, undefined, s.2
            return x.0, b.3, s.3
        """,
    )


def test_what_one_round_finds_serves_the_next():
    dumps.becomes(
        """
        def f(x.0, n.0):
            s.4, a.4 = while with s.1 = 0.0, a.1 = x.0:
                t.0 = s.1 < n.0
                yield t.0
            do:
                a.3 = if n.0:
                    yield a.1
                else:
                    yield a.1
                s.2 = s.1 + a.3
                yield s.2, a.3
            return s.4, a.4
        """,
        """
        def f(x.0, n.0):
            s.4 = while with s.1 = 0.0:
                t.0 = s.1 < n.0
                yield t.0
            do:
                s.2 = s.1 + x.0
                yield s.2
            return s.4, x.0
        """,
    )


def test_carried_values_that_are_always_the_same():
    becomes(
        """
        def f(x.0, n.0):
            a.3, b.3 = while with a.1 = x.0, b.1 = x.0:
                t.0 = a.1 < n.0
                yield t.0
            do:
                c.0 = a.1 * b.1
                branch c.0:
                    yield a.1, b.1
                else:
                    yield c.0, c.0
            return a.3, b.3
        """,
        """
        def f(x.0, n.0):
            a.3, b.3 = while with a.1 = x.0, b.1 = x.0:
                t.0 = a.1 < n.0
                yield t.0
            do:
                c.0 = a.1 * a.1
                branch c.0:
                    yield a.1, a.1
                else:
                    yield c.0, c.0
            return a.3, a.3
        """,
    )


def test_carried_values_that_break_apart_stay_two_results():
    becomes(
        """
        def f(x.0, n.0):
            a.3, b.3 = for i.0 in range(0, n.0, 1) with a.1 = 0.0, b.1 = 0.0:
                c.0 = b.1 + x.0
                branch c.0:
                    break a.1, c.0
                else:
                    yield c.0, c.0
            return a.3, b.3
        """,
        """
        def f(x.0, n.0):
            a.3, b.3 = for i.0 in range(0, n.0, 1) with a.1 = 0.0, b.1 = 0.0:
                c.0 = a.1 + x.0
                branch c.0:
                    break a.1, c.0
                else:
                    yield c.0, c.0
            return a.3, b.3
        """,
    )


def test_swapped_values_are_not_merged():
    stays("""
        def f(x.0, n.0):
            a.3, b.3, c.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, b.1 = 2.0, c.1 = 2.0:
                d.0 = b.1 - c.1
                yield b.1, a.1, d.0
            return a.3, b.3, c.3
        """)


def test_a_branch_whose_ways_are_the_same_is_none():
    becomes(
        """
        def f(x.0, n.0):
            s.3 = for i.0 in range(0, n.0, 1) with s.1 = 0.0:
                s.2 = s.1 + x.0
                t.0 = s.2 < 1.0
                branch t.0:
                    yield s.2
                else:
                    yield s.2
            return s.3
        """,
        """
        def f(x.0, n.0):
            s.3 = for i.0 in range(0, n.0, 1) with s.1 = 0.0:
                s.2 = s.1 + x.0
                t.0 = s.2 < 1.0
                yield s.2
            return s.3
        """,
    )
