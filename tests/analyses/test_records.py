"""Lists of records: which are closed, what is appended and where it is read."""

from __future__ import annotations

from adgen.analyses.records import Order, RecordList, record_lists
from adgen.ir.nodes import Const, Var
from tests.dumps import function_of


def shown(records: RecordList) -> tuple[list[str], list[str], list[str]]:
    versions = sorted(map(repr, records.versions))
    return versions, list(map(repr, records.appended)), list(map(repr, records.targets))


def test_a_tape_with_the_tape_of_an_inner_loop():
    function = function_of("""
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.3 := for i.0 in range(0, n.0, 1) with tape.1 = tape.0:
                inner.0 := list.new()
                inner.3 := for j.0 in range(0, n.0, 1) with inner.1 = inner.0:
                    inner.2 := list.append(inner.1, j.0)
                    yield inner.2
                tape.2 := list.append(tape.1, i.0, inner.3)
                yield tape.2
            b.3 := for (k.0, (i.1, inner.4)) in enumerate(reversed(tape.3), 0) with b.1 = 1.0:
                inner.5, j.1 := list.pop(inner.4)
                m.0 := len(inner.5)
                yield m.0
            return b.3
        """)
    tape, inner = sorted(map(shown, record_lists(function)), reverse=True)
    assert tape == (
        ["tape.0", "tape.1", "tape.2", "tape.3"],
        ["(i.0, inner.3)"],
        ["(i.1, inner.4)"],
    )
    assert inner == (
        [f"inner.{version}" for version in range(6)],
        ["(j.0,)"],
        ["(j.1,)"],
    )


OPEN = """
    def f(xs.0, t.0):
        a.0 := list.new()
        a.1 := list.append(a.0, t.0)
        b.0 := list.new()
        b.1 := list.append(b.0, a.1)
        {}
    """


def open_after(*lines: str) -> list[str]:
    function = function_of(OPEN.format("\n        ".join(lines)))
    return [repr(each.versions[0])[0] for each in record_lists(function)]


def test_what_leaves_the_function_is_open_and_so_is_what_it_holds():
    assert open_after("return t.0") == ["a", "b"]
    assert open_after("return a.1") == ["b"]
    assert open_after("return b.1") == []
    assert open_after("c.0 = call g(b.1)", "return c.0") == []
    assert open_after("c.0 = b.1[0]", "return c.0") == []
    assert open_after("raise ValueError(a.1)") == ["b"]


def test_what_may_be_a_list_of_the_caller_is_open():
    choice = ("c.0 = if t.0:", "    yield a.1", "else:", "    yield xs.0", "return t.0")
    assert open_after(*choice) == ["b"]


def test_records_of_two_forms_are_open():
    assert open_after("a.2 := list.append(a.1, t.0, t.0)", "return t.0") == ["b"]


def test_values_known_before_a_list_is_made():
    function = function_of("""
        def f(x.0, n.0):
            y.0 = x.0 * 2.0
            tape.0 := list.new()
            z.0 = x.0 * 3.0
            tape.1 := list.append(tape.0, z.0)
            return z.0
        """)
    (tape,) = record_lists(function)
    order = Order(function)
    before = [Const(1), Var("x", 0), Var("y", 0)]
    assert all(order.is_before(value, tape) for value in before)
    assert not order.is_before(Var("z", 0), tape)
