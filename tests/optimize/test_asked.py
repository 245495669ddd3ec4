"""Questions that a branch has answered: dump in, dump out."""

from __future__ import annotations

from functools import partial

from tests import dumps

becomes = partial(dumps.becomes, only=["asked"])
stays = partial(dumps.stays, only=["asked"])

NESTED = """
    def f(x.0, k.0, xs.0):
        %1 = k.0 in xs.0
        y.3 = if %1:
            {asked}y.1 = if {known}:
                yield x.0
            else:
                y.0 = x.0 * 2.0
                yield y.0
            yield y.1
        else:
            {otherwise}y.2 = x.0 * 3.0
            yield y.2
        return y.3
    """
LINE = "\n            "


def test_the_opposite_is_known():
    becomes(
        NESTED.format(asked=f"%2 = notin(k.0, xs.0){LINE}", known="%2", otherwise=""),
        NESTED.format(asked="", known="False", otherwise=""),
    )


def test_the_same_question_is_known():
    becomes(
        NESTED.format(asked=f"%2 = k.0 in xs.0{LINE}", known="%2", otherwise=""),
        NESTED.format(asked="", known="True", otherwise=""),
    )


def test_another_list_is_asked():
    stays("""
        def f(x.0, k.0, xs.0):
            %1 = k.0 in xs.0
            y.1 = if %1:
                ys.0 := list.append(xs.0, x.0)
                %2 = k.0 in ys.0
                yield %2
            else:
                yield False
            return y.1
        """)


def test_behind_the_branch_nothing_is_known():
    stays("""
        def f(x.0, k.0, xs.0):
            %1 = k.0 in xs.0
            y.1 = if %1:
                yield 1.0
            else:
                yield x.0
            %2 = k.0 in xs.0
            return y.1, %2
        """)


def test_of_numbers_both_may_be_false():
    stays("""
        def f(x.0, y.0):
            %1 = x.0 < y.0
            y.1 = if %1:
                yield x.0
            else:
                %2 = x.0 >= y.0
                z.1 = if %2:
                    yield 1.0
                else:
                    yield 2.0
                yield z.1
            return y.1
        """)


RAISES = """
    def f(x.0, k.0, xs.0):
        %1 = notin(k.0, xs.0)
        if %1:
            raise KeyError(k.0)
        else:
            yield
        {asked}y.1 = if {known}:
            yield x.0
        else:
            y.0 = x.0 * 2.0
            yield y.0
        return y.1
    """


def test_where_the_other_side_raises_the_answer_holds_behind_it():
    becomes(
        RAISES.format(asked="%2 = k.0 in xs.0\n        ", known="%2"),
        RAISES.format(asked="", known="True"),
    )


def test_what_may_be_unbound_is_bound_where_it_is_asked_for_none():
    text = """
        def f(x.0, y.0):
            %1 = x.0 is None
            y.3 = if %1:
                yield y.0
            else:
                {asked}y.2 = if {known}:
                    yield 0.0
                else:
                    y.1 = x.0 * y.0
                    yield y.1
                yield y.2
            return y.3
        """
    becomes(
        text.format(
            asked="%2 = unbound(x.0)\n                ",
            known="%2",
        ),
        text.format(asked="", known="False"),
    )
