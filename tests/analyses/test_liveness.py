"""Effects, liveness and use counts."""

from __future__ import annotations

from adgen.analyses.effects import effectful_functions
from adgen.analyses.liveness import liveness
from adgen.analyses.uses import use_counts
from adgen.ir.nodes import Var
from tests.dumps import function_of, program_of


def live(text: str) -> set[str]:
    return {repr(var) for var in liveness(function_of(text), frozenset()).vars}


def test_effects_are_inherited_by_callers():
    program = program_of("""
    program f

    def f(x.0):
        y.0 = call g(x.0)
        return y.0

    def g(x.0):
        %1 = print(x.0)
        return x.0

    def h(x.0):
        () = if x.0:
            raise ValueError()
        else:
            yield
        return x.0

    def k(x.0):
        y.0 = x.0 * 2.0
        z.0 = call k(y.0)
        return z.0
    """)
    assert effectful_functions(program) == {"f", "g", "h"}


def test_a_dead_cycle_of_carried_values_is_dead():
    found = live("""
    def f(x.0, n.0):
        a.3, b.3, s.3 = for i.0 in range(0, n.0, 1) with a.1 = 1.0, b.1 = 2.0, s.1 = 0.0:
            a.2 = b.1 + x.0
            b.2 = a.1 + 1.0
            s.2 = s.1 + n.0
            yield a.2, b.2, s.2
        return s.3
    """)
    assert found == {"n.0", "s.1", "s.2", "s.3"}


def test_what_decides_about_an_exception_is_live():
    found = live("""
    def f(x.0, t.0):
        y.0 = x.0 * 2.0
        b.0 = t.0 < y.0
        () = if b.0:
            raise ValueError(x.0)
        else:
            yield
        return 1.0
    """)
    assert found == {"x.0", "y.0", "t.0", "b.0"}


def test_the_tests_of_breaks_are_live_in_a_live_loop():
    found = live("""
    def f(x.0, n.0):
        s.3 = for i.0 in range(0, n.0, 1) with s.1 = 0.0:
            s.2 = s.1 + 1.0
            b.0 = x.0 < i.0
            branch b.0:
                break s.2
            else:
                yield s.2
        return s.3
    """)
    assert found == {"x.0", "n.0", "i.0", "b.0", "s.1", "s.2", "s.3"}


def test_use_counts():
    found = use_counts(function_of("""
    def f(x.0, n.0):
        y.0 = x.0 * x.0
        s.3 = for i.0 in range(0, n.0, 1) with s.1 = y.0:
            yield s.1
        t.0 = if n.0:
            z.0 = np.zeros((n.0, x.0))
            yield z.0
        else:
            yield s.3
        return t.0
    """))
    counts = {"x": 3, "n": 3, "y": 1, "s": 1, "t": 1, "z": 1}
    assert found == {Var(n, 0): c for n, c in counts.items() if n != "s"} | {
        Var("s", 1): 1,
        Var("s", 3): 1,
    }
