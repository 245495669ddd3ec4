"""Repeated expressions: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import FLOAT, Listing
from tests import dumps

becomes = partial(dumps.becomes, only=["cse"])
stays = partial(dumps.stays, only=["cse"])


def test_a_derived_statement_uses_what_the_user_computed():
    becomes(
        """
        def f(x.0, y_bar.0):
            y.0 = np.sin(x.0)
            z.0 = np.sin(x.0)
            %1 := np.sin(x.0)
            %2 := y_bar.0 * %1
            %3 := y.0 * y_bar.0
            %4 := %2 - %3
            return z.0, %4
        """,
        """
        def f(x.0, y_bar.0):
            y.0 = np.sin(x.0)
            z.0 = np.sin(x.0)
            %2 := y_bar.0 * y.0
            %4 := %2 - %2
            return z.0, %4
        """,
    )


def test_operands_in_another_order_are_another_difference():
    stays("""
        def f(x.0, y.0):
            %1 := x.0 - y.0
            %2 := y.0 - x.0
            %3 := x.0 / y.0
            %4 := y.0 / x.0
            %5 := np.sum(x.0, axis=0)
            %6 := np.sum(x.0, axis=1)
            return %1, %2, %3, %4, %5, %6
        """)


def test_buffers_and_effects_are_never_shared():
    stays("""
        def f(x.0):
            %1 := np.zeros_like(x.0)
            %2 := np.zeros_like(x.0)
            a.0 := list.new()
            b.0 := list.new()
            %3 := print(x.0)
            %4 := print(x.0)
            return %1, %2, a.0, b.0, %3, %4
        """)


def test_only_what_surely_ran_is_available():
    becomes(
        """
        def f(x.0, n.0):
            y.2 = if n.0:
                %1 := np.sin(x.0)
                yield %1
            else:
                %2 := np.cos(x.0)
                yield %2
            %3 := np.sin(x.0)
            z.2 = for i.0 in range(0, n.0, 1) with z.1 = 0.0:
                %4 := np.sin(x.0)
                %5 := np.cos(x.0)
                %6 := %4 * %5
                yield %6
            %7 := np.cos(x.0)
            return y.2, %3, z.2, %7
        """,
        """
        def f(x.0, n.0):
            y.2 = if n.0:
                %1 := np.sin(x.0)
                yield %1
            else:
                %2 := np.cos(x.0)
                yield %2
            %3 := np.sin(x.0)
            z.2 = for i.0 in range(0, n.0, 1) with z.1 = 0.0:
                %5 := np.cos(x.0)
                %6 := %3 * %5
                yield %6
            %7 := np.cos(x.0)
            return y.2, %3, z.2, %7
        """,
    )


def test_cheap_statements_of_named_adjoints_keep_their_line():
    becomes(
        """
        def f(a.0, b.0, c_bar.0):
            x_bar.0 := c_bar.0 * a.0
            y_bar.0 := c_bar.0 * a.0
            %1 := c_bar.0 * a.0
            z_bar.0 := np.exp(a.0)
            w_bar.0 := np.exp(a.0)
            return x_bar.0, y_bar.0, %1, z_bar.0, w_bar.0
        """,
        """
        def f(a.0, b.0, c_bar.0):
            x_bar.0 := c_bar.0 * a.0
            y_bar.0 := c_bar.0 * a.0
            z_bar.0 := np.exp(a.0)
            return x_bar.0, y_bar.0, x_bar.0, z_bar.0, z_bar.0
        """,
    )


def test_several_results_are_merged_together(monkeypatch):
    monkeypatch.setattr("adgen.optimize.cse.is_pure", lambda fn: True)
    becomes(
        """
        def f(a.0):
            w.0, v.0 = np.linalg.eigh(a.0)
            %1, %2 := np.linalg.eigh(a.0)
            %3 := %1 @ %2
            return w.0, v.0, %3
        """,
        """
        def f(a.0):
            w.0, v.0 = np.linalg.eigh(a.0)
            %3 := w.0 @ v.0
            return w.0, v.0, %3
        """,
    )


RECORDED = """
    def f(x.0, c.0, n.0):
        tape.0 := list.new()
        tape.3, x.3 = for i.0 in range(0, n.0, 1) with tape.1 = tape.0, x.1 = x.0:
            %1 = np.sin(x.1)
            %2 = %1 * c.0
            tape.2 := list.append(tape.1, x.1, %1, %2, i.0)
            yield tape.2, %2
        b.3 := for (x.5, %6, %7, i.1) in reversed(tape.3) with b.1 = 1.0:
            {statements}
            %13 := b.1 * %6
            {last}
            yield b.2
        return b.3
    """
TAPE = {"tape": Listing((FLOAT,) * 4)}


def test_a_tape_tells_what_its_fields_are():
    before = """%10 := np.sin(x.5)
            %11 := %10 * c.0
            %12 := np.sin(i.1)"""
    becomes(
        RECORDED.format(statements=before, last="b.2 := max(%13, %11, %12, %7)"),
        RECORDED.format(
            statements="%12 := np.sin(i.1)",
            last="b.2 := max(%13, %7, %12, %7)",
        ),
        kinds=TAPE,
    )


def test_a_field_that_nothing_uses_is_not_revived():
    stays(
        RECORDED.format(
            statements="%11 := %6 * c.0",
            last="b.2 := max(%13, %11, i.1)",
        ),
        kinds=TAPE,
    )


def test_a_list_filled_in_two_places_tells_nothing():
    text = RECORDED.format(statements="%10 := np.sin(x.5)", last="b.2 := max(%13, %10)")
    stays(
        text.replace(
            "        b.3 :=",
            "        tape.4 := list.append(tape.3, 1.0, 2.0, 3.0, 4)\n        b.3 :=",
        ).replace("reversed(tape.3)", "reversed(tape.4)"),
        kinds=TAPE,
    )
