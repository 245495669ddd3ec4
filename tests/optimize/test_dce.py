"""Dead code: dump in, dump out."""

from __future__ import annotations

from functools import partial

from tests import dumps

becomes = partial(dumps.becomes, only=["dce"])
stays = partial(dumps.stays, only=["dce"])


def test_unused_statements_go_effects_stay():
    becomes(
        """
        def f(x.0):
            y.0 = x.0 * 2.0
            z.0 = y.0 + 1.0
            w.0 = x.0 with [0] = z.0
            %1 = print(y.0)
            remark 'reverse sweep'
            return x.0
        """,
        """
        def f(x.0):
            y.0 = x.0 * 2.0
            %1 = print(y.0)
            remark 'reverse sweep'
            return x.0
        """,
    )


def test_dead_carried_values_and_lists_go():
    becomes(
        """
        def f(x.0, n.0):
            xs.0 = list.new()
            k.3, xs.3, s.3 = for i.0 in range(0, n.0, 1) with k.1 = 0, xs.1 = xs.0, s.1 = 0.0:
                k.2 = k.1 + 1
                xs.2 = list.append(xs.1, k.2)
                s.2 = s.1 + x.0
                yield k.2, xs.2, s.2
            return s.3
        """,
        """
        def f(x.0, n.0):
            s.3 = for i.0 in range(0, n.0, 1) with s.1 = 0.0:
                s.2 = s.1 + x.0
                yield s.2
            return s.3
        """,
    )


def test_a_carried_value_whose_result_is_dead_stays():
    stays("""
        def f(x.0, n.0):
            k.3, s.3 = while with k.1 = 0, s.1 = 0.0:
                t.0 = k.1 < n.0
                yield t.0
            do:
                k.2 = k.1 + 1
                s.2 = s.1 + x.0
                yield k.2, s.2
            return s.3
        """)


def test_a_result_whose_carried_value_is_dead_stays():
    stays("""
        def f(x.0, n.0):
            k.3 = for i.0 in range(0, n.0, 1) with k.1 = 0:
                k.2 = i.0 * x.0
                yield k.2
            return k.3
        """)


def test_unused_results_of_an_if_go():
    becomes(
        """
        def f(x.0, t.0):
            a.2, b.2 = if t.0:
                a.0 = x.0 * 2.0
                b.0 = x.0 * 3.0
                yield a.0, b.0
            else:
                b.1 = x.0 * 4.0
                yield 1.0, b.1
            () = if t.0:
                c.0 = x.0 * 2.0
                yield
            else:
                yield
            return a.2
        """,
        """
        def f(x.0, t.0):
            a.2 = if t.0:
                a.0 = x.0 * 2.0
                yield a.0
            else:
                yield 1.0
            return a.2
        """,
    )


def test_loops_without_effect_go_others_stay():
    becomes(
        """
        def f(x.0, n.0):
            a.3 = while with a.1 = 1.0:
                t.0 = a.1 < n.0
                yield t.0
            do:
                a.2 = a.1 * 2.0
                yield a.2
            b.3, c.3 = for i.0 in range(0, n.0, 1) with b.1 = 1.0, c.1 = 1.0:
                b.2 = b.1 * 2.0
                c.2 = c.1 * 2.0
                %1 = print(b.2)
                yield b.2, c.2
            return x.0
        """,
        """
        def f(x.0, n.0):
            b.3 = for i.0 in range(0, n.0, 1) with b.1 = 1.0:
                b.2 = b.1 * 2.0
                %1 = print(b.2)
                yield b.2
            return x.0
        """,
    )


def test_exceptions_and_what_leads_to_them_stay():
    becomes(
        """
        def f(x.0, n.0):
            a.3, c.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, c.1 = 2.0:
                a.2 = a.1 * x.0
                c.2 = c.1 * x.0
                t.0 = a.2 > 100.0
                () = if t.0:
                    c.0 = a.2 + 1.0
                    raise ValueError(a.2)
                else:
                    yield
                yield a.2, c.2
            return x.0
        """,
        """
        def f(x.0, n.0):
            a.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0:
                a.2 = a.1 * x.0
                t.0 = a.2 > 100.0
                () = if t.0:
                    raise ValueError(a.2)
                else:
                    yield
                yield a.2
            return x.0
        """,
    )


def test_breaks_are_filtered_like_yields():
    becomes(
        """
        def f(x.0, n.0):
            a.3, b.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, b.1 = 2.0:
                a.2 = a.1 * x.0
                t.0 = a.2 > 100.0
                branch t.0:
                    d.0 = x.0 + 1.0
                    break a.2, d.0
                else:
                    yield a.2, b.1
            return a.3
        """,
        """
        def f(x.0, n.0):
            a.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0:
                a.2 = a.1 * x.0
                t.0 = a.2 > 100.0
                branch t.0:
                    break a.2
                else:
                    yield a.2
            return a.3
        """,
    )


def test_calls_stay_only_if_they_have_effects():
    becomes(
        """
        program f

        def f(x.0):
            y.0 = call g(x.0)
            z.0 = call h(x.0)
            return x.0

        def g(x.0):
            y.0 = x.0 * 2.0
            return y.0

        def h(x.0):
            branch x.0:
                raise ValueError(x.0)
            else:
                return x.0
        """,
        """
        program f

        def f(x.0):
            z.0 = call h(x.0)
            return x.0

        def g(x.0):
            y.0 = x.0 * 2.0
            return y.0

        def h(x.0):
            branch x.0:
                raise ValueError(x.0)
            else:
                return x.0
        """,
    )


def test_kinds_of_dead_values_go():
    from adgen.ir.kinds import FLOAT

    program = dumps.program_of(
        """
        def f(x.0):
            y.0 = x.0 * 2.0
            return x.0
        """,
        {"x": FLOAT, "y": FLOAT},
    )
    assert [repr(var) for var in dumps.optimized(program).main.kinds] == ["x.0"]


def test_a_break_gives_nothing_to_a_dead_result():
    becomes(
        """
        def f(x.0, n.0):
            a.3, b.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, b.1 = 2.0:
                a.2 = a.1 * b.1
                b.2 = b.1 * x.0
                t.0 = a.2 > 100.0
                branch t.0:
                    d.0 = x.0 + 1.0
                    break a.2, d.0
                else:
                    yield a.2, b.2
            return a.3
        """,
        """
        def f(x.0, n.0):
            a.3, b.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, b.1 = 2.0:
                a.2 = a.1 * b.1
                b.2 = b.1 * x.0
                t.0 = a.2 > 100.0
                branch t.0:
                    break a.2, undefined
                else:
                    yield a.2, b.2
            return a.3
        """,
    )
