"""Algebra and shapes: what one statement becomes, with the statements that make its operands."""

from __future__ import annotations

import pytest

from adgen.ir.kinds import BOOL, COMPLEX, FLOAT, INT, UNKNOWN, Array
from tests import dumps

KINDS = {
    "x": FLOAT,
    "y": FLOAT,
    "n": INT,
    "t": BOOL,
    "z": COMPLEX,
    "u": UNKNOWN,
    "v": Array("float", ("k",)),
    "m": Array("float", ("j", "k")),
    "w": Array("float", (1, "k")),
    "maybe": Array("float", ("k?",)),
}
PARAMS = ", ".join(f"{name}.0" for name in (*KINDS, "u_bar"))


def lines(*statements: str) -> str:
    """A function that returns the result of the last statement, or that operand."""
    last = statements[-1].split(" ")[0]
    body = [s for s in statements if ":=" in s or " = " in s]
    return "\n    ".join([f"def f({PARAMS}):", *body, f"return {last}"]) + "\n"


def check(before: str, after: str, kinds=KINDS) -> None:
    """The statements (with ; between) become those; `after` may be an operand."""
    start, wanted = (lines(*text.split("; ")) for text in (before, after))
    dumps.becomes(start, wanted, kinds, only=["simplify", "dce"])


NEUTRAL = [
    ("%1 := x.0 * 1", "x.0"),
    ("%1 := x.0 * 1.0", "x.0"),
    ("%1 := 1 * n.0", "n.0"),
    ("%1 := 1.0 * u_bar.0", "u_bar.0"),
    ("%1 := x.0 + 0", "x.0"),
    ("%1 := 0.0 + v.0", "v.0"),
    ("%1 := x.0 - 0.0", "x.0"),
    ("%1 := 0 - x.0", "%1 := -x.0"),
    ("%1 := -1 * x.0", "%1 := -x.0"),
    ("%1 := x.0 * -1.0", "%1 := -x.0"),
    ("%1 := x.0 / 1", "x.0"),
    ("%1 := x.0 ** 1", "x.0"),
    ("%1 := +x.0", "x.0"),
    ("%1 := u_bar.0 * u.0; %2 := 1.0 * %1", "%1 := u_bar.0 * u.0"),
]

KEPT = [
    "%1 := 1.0 * n.0",
    "%1 := n.0 / 1",
    "%1 := n.0 + 0.0",
    "%1 := 1.0 * t.0",
    "%1 := 1 * t.0",
    "%1 := 1.0 * u.0",
    "%1 := x.0 - x.0",
    "%1 := 0.0 * x.0",
    "%1 := x.0 / x.0",
    "%1 := x.0 ** 2",
    "%1 := 0.1 * x.0; %2 := 0.2 * %1",
    "%1 := 2 * n.0; %2 := 3 * %1",
    "%1 := 2 * x.0; %2 := 3.0 * y.0; %3 := %1 * %2",
    "%1 = x.0 * 1.0",
    "%1 = -x.0; %2 = y.0 + %1",
    "%1 = -x.0; %2 := y.0 + %1",
]

SIGNS = [
    ("%1 := -x.0; %2 := -%1", "x.0"),
    ("%1 := -x.0; %2 := y.0 + %1", "%2 := y.0 - x.0"),
    ("%1 := -x.0; %2 := %1 + y.0", "%2 := y.0 - x.0"),
    ("%1 := -x.0; %2 := y.0 - %1", "%2 := y.0 + x.0"),
    ("%1 := -x.0; %2 := -y.0; %3 := %1 * %2", "%3 := x.0 * y.0"),
    ("%1 := -x.0; %2 := -y.0; %3 := %1 / %2", "%3 := x.0 / y.0"),
    ("%1 := -x.0; %2 := %1 * 2.0", "%2 := -2.0 * x.0"),
    ("%1 := -x.0; %2 := 3.0 / %1", "%2 := -3.0 / x.0"),
    ("%1 := x.0 - y.0; %2 := -%1", "%2 := y.0 - x.0"),
    ("%1 := -2.0 * x.0; %2 := -%1", "%2 := 2.0 * x.0"),
]

ORDER = [
    ("%1 := x.0 * 2.0", "%1 := 2.0 * x.0"),
    ("%1 := 1.0 / y.0; %2 := %1 * x.0", "%2 := x.0 / y.0"),
    ("%1 := 1 / y.0; %2 := x.0 * %1", "%2 := x.0 / y.0"),
    ("%1 := 2.0 * x.0; %2 := 3.0 * %1", "%2 := 6.0 * x.0"),
    ("%1 := 2 * x.0; %2 := 0.5 * %1", "x.0"),
    ("%1 := 2 * x.0; %2 := 0.5 * y.0; %3 := %1 * %2", "%3 := x.0 * y.0"),
]

SHAPES = [
    ("%1 := unbroadcast(x.0, y.0)", "x.0"),
    ("%1 := unbroadcast(v.0, v.0)", "v.0"),
    ("%1 := unbroadcast(v.0, x.0)", "%1 := np.sum(v.0)"),
    ("%1 := unbroadcast(m.0, v.0)", "%1 := np.sum(m.0, axis=0)"),
    ("%1 := unbroadcast(m.0, w.0)", "%1 := np.sum(m.0, axis=0, keepdims=True)"),
    ("%1 := np.conj(x.0)", "x.0"),
    ("%1 := np.real(v.0)", "v.0"),
    (
        "%1 := np.real(u.0); %2 := 2 * %1; %3 := np.real(%2)",
        "%1 := np.real(u.0); %2 := 2 * %1",
    ),
    ("%1 := np.sum(x.0)", "x.0"),
    ("%1 := np.transpose(m.0); %2 := np.transpose(%1)", "m.0"),
    (
        "%1 := np.transpose(m.0); %2 := %1 @ m.0; %3 := np.transpose(%2)",
        "%4 := np.transpose(m.0); %3 := %4 @ m.0",
    ),
    (
        "%1 := np.transpose(m.0); %2 := w.0 @ %1; %3 := np.transpose(%2)",
        "%4 := np.transpose(w.0); %3 := m.0 @ %4",
    ),
    (
        "%1 := np.outer(v.0, maybe.0); %2 := np.transpose(%1)",
        "%2 := np.outer(maybe.0, v.0)",
    ),
    ("%1 := np.zeros_like(x.0)", "0.0"),
    ("%1 := np.ravel(v.0)", "v.0"),
    ("%1 := m.0[1]; %2 := %1[2]", "%2 := m.0[1, 2]"),
]

SHAPES_KEPT = [
    "%1 := unbroadcast(maybe.0, w.0)",
    "%1 := unbroadcast(u.0, x.0)",
    "%1 := unbroadcast(u.0, v.0)",
    "%1 := np.conj(z.0)",
    "%1 := np.real(u.0)",
    "%1 := np.real(u.0); %2 := %1 ** x.0; %3 := np.real(%2)",
    "%1 := np.sum(v.0)",
    "%1 := np.zeros_like(v.0)",
    "%1 := np.transpose(m.0); %2 := %1 @ v.0; %3 := np.transpose(%2)",
    "%1 := np.transpose(m.0); %2 := %1 @ u.0; %3 := np.transpose(%2)",
    "%1 := m.0 @ m.0; %2 := np.transpose(%1)",
    "%1 := np.ravel(m.0)",
    "%1 := np.ravel(u.0)",
    "%1 := u.0[1]; %2 := %1[2]",
    "%1 = np.conj(x.0)",
]


@pytest.mark.parametrize(("before", "after"), [*NEUTRAL, *SIGNS, *ORDER, *SHAPES])
def test_becomes(before, after):
    check(before, after)


@pytest.mark.parametrize("text", [*KEPT, *SHAPES_KEPT])
def test_stays(text):
    check(text, text)


NUMBERS = {**KINDS, **dict.fromkeys(("p", "%1", "%2", "%3", "%6"), FLOAT)}


def test_terms_that_are_multiples_of_each_other_are_one():
    """The adjoints of 0.5 * x * x and of x * x * x; `p` is the user's own product."""
    check(
        "p.0 = 0.5 * x.0; %1 := y.0 * p.0; %2 := 0.5 * y.0; %3 := %2 * x.0; %4 := %1 + %3",
        "%4 := x.0 * y.0",
        NUMBERS,
    )
    check(
        "p.0 = x.0 * x.0; %1 := y.0 * p.0; %2 := y.0 * x.0; %3 := 2 * x.0; "
        "%6 := %3 * %2; %4 := %1 + %6",
        "p.0 = x.0 * x.0; %7 := 3 * p.0; %4 := %7 * y.0",
        NUMBERS,
    )


@pytest.mark.parametrize(
    "text",
    [
        "%1 := x.0 * y.0; %2 := x.0 * x.0; %3 := %1 + %2",
        "%1 := x.0 * y.0; %2 := y.0 * x.0; %3 := %1 + %2; %4 := %3 * %1",
        "%1 := 2.0 * x.0; %2 := %1 * y.0; %3 := -2.0 * x.0; %6 := %3 * y.0; %4 := %2 + %6",
    ],
)
def test_other_terms_stay_apart(text):
    check(text, text, NUMBERS)


def test_what_may_be_whole_numbers_is_not_joined():
    text = "%1 := n.0 * n.0; %2 := n.0 * n.0; %3 := %1 + %2"
    check(text, text)


def test_a_quotient_that_is_used_twice_is_kept():
    text = "%1 := 1.0 / y.0; %2 := %1 * x.0; %3 := %1 * %2"
    check(text, text)


def test_functions_that_do_nothing_by_the_kind_of_their_result():
    kinds = KINDS | {"%1": KINDS["v"]}
    check("%1 := np.broadcast_to(v.0, (n.0,))", "v.0", kinds)
    check(
        "%1 := np.broadcast_to(x.0, (n.0,))",
        "%1 := np.broadcast_to(x.0, (n.0,))",
        kinds,
    )
    check("%1 := np.zeros_like(v.0); %2 := %1 + v.0", "v.0", kinds)


def test_an_unknown_dimension_does_not_equal_itself():
    kinds = KINDS | {"v": Array("float", ("?",))}
    check("%1 := unbroadcast(v.0, v.0)", "%1 := unbroadcast(v.0, v.0)", kinds)
