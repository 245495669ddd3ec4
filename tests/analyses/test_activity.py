"""Activity: varied and useful, through loops, branches, lists and calls."""

from __future__ import annotations

from adgen.analyses.activity import Summary, active, activity, summaries, summary
from adgen.ir.kinds import BOOL, FLOAT, INT, Listing
from adgen.ir.nodes import Var
from tests.dumps import program_of

X, C = Var("x", 0), Var("c", 0)


def names(found: frozenset[Var]) -> set[str]:
    return {repr(var) for var in found}


def active_names(text, inputs=(X,), outputs=None, kinds=None) -> set[str]:
    program = program_of(text, kinds)
    return names(active(program, program.entry, inputs, outputs))


def test_varied_and_useful():
    text = """
    def f(x.0, c.0):
        n.0 = len(x.0)
        k.0 = c.0 * c.0
        t.0 = x.0 * k.0
        unused.0 = x.0 * x.0
        y.0 = t.0 + n.0
        return y.0, k.0
    """
    kinds = {"n": INT}
    assert active_names(text, kinds=kinds) == {"x.0", "t.0", "y.0"}
    assert active_names(text, [C], [1], kinds) == {"c.0", "k.0"}
    assert active_names(text, [X], [1], kinds) == set()


def test_a_discrete_kind_is_never_active():
    text = """
    def f(x.0):
        t.0 = int(x.0)
        y.0 = t.0 * 2.0
        return y.0
    """
    assert active_names(text, kinds={"t": INT}) == set()


def test_the_result_of_a_constant_rule_is_not_varied():
    text = """
    def f(x.0):
        t.0 = x.0 < 2.0
        y.0 = t.0 * x.0
        return t.0
    """
    assert active_names(text) == set()


def test_an_index_gives_no_derivative():
    text = """
    def f(x.0, c.0):
        y.0 = x.0[c.0]
        z.0 = x.0 with [c.0] = y.0
        return z.0
    """
    assert active_names(text, [C]) == set()
    assert active_names(text, [X]) == {"x.0", "y.0", "z.0"}


def test_a_store_is_active_if_base_or_value_is():
    text = """
    def f(x.0, c.0):
        a.0 = c.0 with [0] = x.0
        b.0 = x.0 with [0] = c.0
        return a.0, b.0
    """
    assert active_names(text) == {"x.0", "a.0", "b.0"}


def test_a_carried_value_becomes_active_in_a_later_iteration():
    text = """
    def f(x.0, n.0):
        a.3, b.3, c.3 = for i.0 in range(0, n.0, 1) with a.1 = 0.0, b.1 = 0.0, c.1 = 0.0:
            yield b.1, c.1, x.0
        return a.3
    """
    found = active_names(text, kinds={"n": INT, "i": INT})
    assert found == {"x.0", "a.1", "a.3", "b.1", "c.1"}


def test_a_break_gives_its_values_to_the_results():
    text = """
    def f(x.0, t.0):
        a.3 = while with a.1 = 0.0:
            yield True
        do:
            branch t.0:
                y.0 = x.0 * 2.0
                break y.0
            else:
                yield a.1
        return a.3
    """
    assert active_names(text, kinds={"t": BOOL}) == {"x.0", "y.0", "a.3"}


def test_an_if_is_active_where_one_side_is():
    text = """
    def f(x.0, t.0):
        a.2, b.2 = if t.0:
            y.0 = x.0 * 2.0
            yield y.0, 1.0
        else:
            yield 1.0, 1.0
        c.0 = a.2 + b.2
        return c.0
    """
    assert active_names(text) == {"x.0", "y.0", "a.2", "c.0"}


def test_a_tape_is_active_by_fields():
    text = """
    def f(x.0, n.0):
        tape.0 = list.new()
        tape.3 = for i.0 in range(0, n.0, 1) with tape.1 = tape.0:
            y.0 = x.0 * 2.0
            tape.2 = list.append(tape.1, 1.0, y.0)
            yield tape.2
        s.3 = for (a.0, b.0) in reversed(tape.3) with s.1 = 0.0:
            %1 = a.0 * b.0
            s.2 = s.1 + %1
            yield s.2
        return s.3
    """
    record = Listing((FLOAT, FLOAT))
    kinds = {"tape": record, "tape.0": Listing(()), "n": INT}
    program = program_of(text, kinds)
    found = activity(program, "f", [X])
    wanted = {"x.0", "y.0", "tape.1", "tape.2", "tape.3", "b.0", "%1.0"}
    assert names(found.vars) == wanted | {"s.1", "s.2", "s.3"}
    assert found.active_fields(Var("tape", 3)) == {1}
    assert found.active_fields(Var("tape", 0)) == frozenset()


def test_a_popped_record_is_active_by_fields():
    text = """
    def f(x.0, c.0):
        s.0 = list.new()
        s.1 = list.append(s.0, x.0, c.0)
        s.2, a.0, b.0 = list.pop(s.1)
        y.0 = a.0 * b.0
        return y.0
    """
    kinds = {"s": Listing((FLOAT, FLOAT)), "s.0": Listing(())}
    assert active_names(text, kinds=kinds) == {"x.0", "s.1", "a.0", "y.0"}


def test_the_targets_of_zip_and_enumerate():
    text = """
    def f(x.0, c.0):
        s.3 = for (i.0, (a.0, b.0)) in enumerate(zip(x.0, c.0), 0) with s.1 = 0.0:
            %1 = a.0 * b.0
            %2 = %1 * i.0
            s.2 = s.1 + %2
            yield s.2
        return s.3
    """
    found = active_names(text, kinds={"i": INT})
    assert found == {"x.0", "a.0", "%1.0", "%2.0", "s.1", "s.2", "s.3"}


def test_a_literal_list_is_unpacked():
    text = """
    def f(x.0, c.0):
        s.3 = for (a.0, b.0) in [(x.0, c.0), (1.0, c.0)] with s.1 = 0.0:
            %1 = a.0 * b.0
            s.2 = s.1 + %1
            yield s.2
        return s.3
    """
    assert active_names(text) == {"x.0", "a.0", "%1.0", "s.1", "s.2", "s.3"}


CALLS = """
program f

def f(x.0, c.0):
    a.0, b.0 = call g(c.0, (x.0, c.0))
    return a.0, b.0

def g(p.0, q: (r.0, s.0)) -> (0, 1):
    y.0 = p.0 * s.0
    branch y.0:
        return y.0, r.0
    else:
        return y.0, s.0
"""


def test_a_call_is_seen_through_its_summary():
    program = program_of(CALLS)
    assert summary(program, "g") == Summary((frozenset({0, 2}), frozenset({1, 2})))
    assert names(active(program, "f", [X])) == {"x.0", "b.0"}
    assert names(active(program, "f", [C], [0])) == {"c.0", "a.0"}
    known = summaries(program)
    assert list(known) == ["g", "f"]
    assert names(active(program, "f", [X], known=known)) == {"x.0", "b.0"}


def test_recursion_has_the_least_summary():
    program = program_of("""
    program f

    def f(n.0, x.0, c.0):
        branch n.0:
            %1 = n.0 - 1
            y.0 = call g(%1, c.0, x.0)
            return y.0
        else:
            return x.0

    def g(n.0, x.0, c.0):
        y.0 = call f(n.0, x.0, 1.0)
        return y.0
    """)
    # f gives x, or what g gives of (c, x), which is f of (c, 1): c, or what g gives of ...
    found = summaries(program)
    assert found["f"] == Summary((frozenset({1, 2}),))
    assert found["g"] == Summary((frozenset({1}),))


def test_a_function_that_never_returns_depends_on_nothing():
    program = program_of("""
    def f(x.0):
        raise ValueError(x.0)
    """)
    assert summary(program, "f") == Summary(())
