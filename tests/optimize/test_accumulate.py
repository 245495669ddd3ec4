"""Signs in sums: dump in, dump out."""

from __future__ import annotations

from functools import partial

from tests import dumps

becomes = partial(dumps.becomes, only=["accumulate", "dce"])
stays = partial(dumps.stays, only=["accumulate", "dce"])


def test_a_sign_is_taken_out_of_a_product():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0, u.0):
            %1 := -v_bar.0
            %2 := %1 * c.0
            %3 := %2 / u.0
            x_bar.1 := x_bar.0 + %3
            %4 := c.0 * -2.0
            %5 := u.0 @ %4
            x_bar.2 := x_bar.1 - %5
            return x_bar.2
        """,
        """
        def f(x_bar.0, v_bar.0, c.0, u.0):
            %2 := v_bar.0 * c.0
            %3 := %2 / u.0
            x_bar.1 := x_bar.0 - %3
            %4 := c.0 * 2.0
            %5 := u.0 @ %4
            x_bar.2 := x_bar.1 + %5
            return x_bar.2
        """,
    )


def test_the_positive_term_comes_first():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            %2 := np.sum(%1, axis=0)
            x_bar.1 := %2 + c.0
            return x_bar.1
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %2 := np.sum(v_bar.0, axis=0)
            x_bar.1 := c.0 - %2
            return x_bar.1
        """,
    )


def test_an_accumulation_into_an_array_has_its_sign_outside():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            %2 := %1 * c.0
            x_bar.1 := x_bar.0 with [1:] += %2
            x_bar.2 := x_bar.1 with [1:] = %1
            %3 := -c.0
            x_bar.3 := x_bar.2 with [0] += %3
            return x_bar.3
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            %2 := v_bar.0 * c.0
            %4 := -%2
            x_bar.1 := x_bar.0 with [1:] += %4
            x_bar.2 := x_bar.1 with [1:] = %1
            %3 := -c.0
            x_bar.3 := x_bar.2 with [0] += %3
            return x_bar.3
        """,
    )
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            %2 := %1 * c.0
            x_bar.1 := x_bar.0 with [1:] += %2
            return x_bar.1
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %2 := v_bar.0 * c.0
            %3 := -%2
            x_bar.1 := x_bar.0 with [1:] += %3
            return x_bar.1
        """,
    )


def test_a_negative_that_is_used_twice_is_used_as_its_opposite():
    becomes(
        """
        def f(x_bar.0, y_bar.0, v_bar.0, c.0):
            %1_bar.0 := -v_bar.0
            %2 := %1_bar.0 * c.0
            x_bar.1 := x_bar.0 + %2
            %3 := %1_bar.0 / c.0
            y_bar.1 := y_bar.0 - %3
            return x_bar.1, y_bar.1
        """,
        """
        def f(x_bar.0, y_bar.0, v_bar.0, c.0):
            %2 := v_bar.0 * c.0
            x_bar.1 := x_bar.0 - %2
            %3 := v_bar.0 / c.0
            y_bar.1 := y_bar.0 + %3
            return x_bar.1, y_bar.1
        """,
    )


def test_the_opposite_is_not_used_after_a_change_of_what_may_be_the_same_array():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            v_bar.1 := v_bar.0 with [0] = 0.0
            %2 := %1 * c.0
            x_bar.1 := x_bar.0 + %2
            x_bar.2 := x_bar.1 * %1
            return x_bar.2, v_bar.1
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            v_bar.1 := v_bar.0 with [0] = 0.0
            %2 := %1 * c.0
            x_bar.1 := x_bar.0 + %2
            x_bar.2 := x_bar.1 * %1
            return x_bar.2, v_bar.1
        """,
    )


def test_two_signs_in_one_term_are_none():
    becomes(
        """
        def f(x_bar.0, c.0):
            %1 := -x_bar.0
            %2 := %1 * c.0
            %3 := np.roll(%2, 1)
            %4 := -%3
            y_bar.0 := %4 / c.0
            return y_bar.0
        """,
        """
        def f(x_bar.0, c.0):
            %2 := x_bar.0 * c.0
            %4 := np.roll(%2, 1)
            y_bar.0 := %4 / c.0
            return y_bar.0
        """,
    )


def test_what_holds_another_value_loses_the_name_of_its_adjoint():
    becomes(
        """
        def f(x_bar.0, y_bar.0, c.0):
            %5_bar.0 := x_bar.0 * c.0
            %6_bar.0 := 2.0 * %5_bar.0
            %7_bar.0 := -x_bar.0
            %8_bar.0 := %7_bar.0 * c.0
            y_bar.1 := y_bar.0 + %8_bar.0
            return %6_bar.0, y_bar.1
        """,
        """
        def f(x_bar.0, y_bar.0, c.0):
            %9 := 2.0 * x_bar.0
            %6_bar.0 := %9 * c.0
            %10 := x_bar.0 * c.0
            y_bar.1 := y_bar.0 - %10
            return %6_bar.0, y_bar.1
        """,
    )


def test_terms_of_the_user_or_used_twice_or_named_are_left():
    stays("""
        def f(x_bar.0, v_bar.0, c.0):
            %1 = -v_bar.0
            %2 := %1 * c.0
            x_bar.1 := x_bar.0 + %2
            %3 := -v_bar.0
            %4 := %3 * c.0
            x_bar.2 := x_bar.1 + %4
            x_bar.3 := x_bar.2 * %4
            %5 := -v_bar.0
            y_bar.0 := %5 * c.0
            x_bar.4 := x_bar.3 + y_bar.0
            return x_bar.4
        """)


def test_terms_of_another_block_are_left():
    stays("""
        def f(x_bar.0, v_bar.0, c.0):
            %1 := -v_bar.0
            %2 := %1 * c.0
            x_bar.2 := if c.0:
                x_bar.1 := x_bar.0 + %2
                yield x_bar.1
            else:
                yield x_bar.0
            return x_bar.2
        """)


def test_a_power_of_two_goes_to_the_front():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := v_bar.0 * c.0
            %2 := 2.0 * %1
            %3 := c.0 * v_bar.0
            %4 := 2.0 * %3
            %5 := v_bar.0 * c.0
            %6 := 3.0 * %5
            %7 := 2.0 * v_bar.0
            %8 := 2.0 * %7
            return %2, %4, %6, %8
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := 2.0 * v_bar.0
            %2 := %1 * c.0
            %3 := c.0 * v_bar.0
            %4 := 2.0 * %3
            %5 := v_bar.0 * c.0
            %6 := 3.0 * %5
            %8 := 4.0 * v_bar.0
            return %2, %4, %6, %8
        """,
    )


def test_factors_of_one_term_are_one_factor():
    becomes(
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := 20.0 * v_bar.0
            %2 := %1 * c.0
            %3 := %2 / c.0
            x_bar.1 := 0.1 * %3
            %5 := 3.1 * v_bar.0
            %6 := %5 * c.0
            %7 := 0.7 * %6
            %8 := 2.0 * v_bar.0
            y_bar.0 := %8 * c.0
            %9 := 5.0 * y_bar.0
            return x_bar.1, %7, %9
        """,
        """
        def f(x_bar.0, v_bar.0, c.0):
            %1 := 2.0 * v_bar.0
            %2 := %1 * c.0
            x_bar.1 := %2 / c.0
            %5 := 2.17 * v_bar.0
            %7 := %5 * c.0
            %8 := 2.0 * v_bar.0
            y_bar.0 := %8 * c.0
            %9 := 5.0 * y_bar.0
            return x_bar.1, %7, %9
        """,
    )


def test_a_term_that_is_used_by_its_opposite_too_keeps_its_factor():
    becomes(
        """
        def f(b.0, x.0, y.0):
            %1 := 0.1 * b.0
            %2 := %1 * x.0
            %3 := -%2
            %4 := %3 * y.0
            %5 := %3 * x.0
            %6 := -%5
            %7 := 0.3 * %6
            x_bar.0 := %4 + %7
            return x_bar.0
        """,
        """
        def f(b.0, x.0, y.0):
            %1 := 0.1 * b.0
            %2 := %1 * x.0
            %4 := %2 * y.0
            %6 := %2 * x.0
            %7 := 0.3 * %6
            x_bar.0 := %7 - %4
            return x_bar.0
        """,
    )


def test_what_is_moved_is_not_named_by_what_is_gone():
    becomes(
        """
        def f(x.0):
            v_bar.0 := x.0 + x.0
            w_bar.0 := -v_bar.0
            %1 := -w_bar.0
            return %1
        """,
        """
        def f(x.0):
            %1 := x.0 + x.0
            return %1
        """,
    )
