"""Temporaries beside their use: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import FLOAT, Array
from tests import dumps

KINDS = {"x": FLOAT, "y": FLOAT, "v": Array("float", ("n",)), "%1": FLOAT, "%2": FLOAT}
becomes = partial(dumps.becomes, only=["sink"], kinds=KINDS)
stays = partial(dumps.stays, only=["sink"], kinds=KINDS)

CHOICE = """
            y.1 := if t.0:
                yield y.0
            else:
                yield 0.0"""


def test_a_number_moves_over_a_choice():
    becomes(
        f"""
        def f(x.0, y.0, t.0):
            %1 := 2.0 * x.0
            %2 := %1 * x.0
            %3 := 3.0 * x.0{CHOICE}
            z.0 := y.1 / %2
            return z.0, %3
        """,
        f"""
        def f(x.0, y.0, t.0):{CHOICE}
            %1 := 2.0 * x.0
            %2 := %1 * x.0
            z.0 := y.1 / %2
            %3 := 3.0 * x.0
            return z.0, %3
        """,
    )


def test_what_need_not_move_stays():
    stays("""
        def f(x.0, y.0, t.0):
            %1 := 2.0 * x.0
            %4 := np.sin(y.0)
            z.0 := %4 / %1
            return z.0
        """)


def test_statements_of_the_user_names_arrays_and_shared_values_stay():
    stays(f"""
        def f(x.0, y.0, v.0, t.0):
            %1 = 2.0 * x.0
            a.0 := 2.0 * x.0
            %2 := v.0[0]
            %3 := 2.0 * x.0
            %5 := 2.0 * x.0
            %6 := random(x.0){CHOICE}
            z.0 := y.1 / %1
            z.1 := z.0 / a.0
            z.2 := z.1 / %2
            z.3 := z.2 / %3
            z.4 := z.3 / %3
            z.6 := z.4 / %6
            z.5 := if t.0:
                z.7 := z.6 * %5
                yield z.7
            else:
                yield z.6
            return z.5
        """)


def test_nothing_moves_over_a_heading():
    stays(f"""
        def f(x.0, y.0, t.0):
            %1 := 2.0 * x.0{CHOICE}
            remark 'reverse sweep'
            z.0 := y.1 / %1
            return z.0
        """)
