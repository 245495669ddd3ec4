"""Sizes on tapes in place of arrays: dump in, dump out."""

from __future__ import annotations

from functools import partial

import pytest

from adgen.ir.kinds import FLOAT, INT, Array, Listing
from tests import dumps

VECTOR, MATRIX = Array("float", ("?",)), Array("float", ("?", "n"))
NAMED = Array("float", ("n",))


def kinds(array, other=FLOAT):
    return {
        "tape": Listing((array, other)),
        "r": array,
        "v": other,
        "x": FLOAT,
        "n": INT,
        "%1": array,
    }


becomes = partial(dumps.becomes, only=["sizes", "records"])
stays = partial(dumps.stays, only=["sizes", "records"])

RECORDED = """
    def f(x.0, n.0):
        tape.0 := list.new()
        tape.3 = for k.0 in range(0, n.0, 1) with tape.1 = tape.0:
            r.0 = {made}
            v.0 = {other}
            {before}tape.2 := list.append(tape.1, {kept}, v.0)
            yield tape.2
        b.3 := for ({field}, v.5) in reversed(tape.3) with b.1 = 1.0:
            {asked}
            %2 := v.5 * %1
            b.2 := np.sum(%2)
            yield b.2
        return b.3
    """


@pytest.mark.parametrize(
    ("array", "how"), [(VECTOR, "len"), (MATRIX, "np.shape")], ids=["vector", "matrix"]
)
def test_the_size_is_kept(array, how):
    made = {"made": "np.asarray(x.0)", "other": "x.0 * 2.0"}
    becomes(
        RECORDED.format(
            **made, before="", kept="r.0", field="r.5", asked="%1 := np.zeros_like(r.5)"
        ),
        RECORDED.format(
            **made,
            before=f"%4 := {how}(r.0)\n            ",
            kept="%4",
            field="%3",
            asked="%1 := np.zeros(%3)",
        ),
        kinds=kinds(array),
    )


@pytest.mark.parametrize(
    "asked",
    [
        "%1 := np.sin(r.5)",
        "%1 = np.zeros_like(r.5)",
        "%1 := np.zeros_like(r.5, dtype=float)",
    ],
)
def test_what_else_is_used_is_kept(asked):
    made = {"made": "np.asarray(x.0)", "other": "x.0 * 2.0", "before": ""}
    text = RECORDED.format(**made, kept="r.0", field="r.5", asked=asked)
    stays(text, kinds=kinds(VECTOR))


@pytest.mark.parametrize("array", [Array("float32", ("?",)), Array("complex", ("?",))])
def test_zeros_of_another_dtype_are_made_like_the_array(array):
    made = {"made": "np.asarray(x.0)", "other": "x.0 * 2.0", "before": ""}
    asked = "%1 := np.zeros_like(r.5)"
    stays(
        RECORDED.format(**made, kept="r.0", field="r.5", asked=asked),
        kinds=kinds(array),
    )


def test_another_field_of_that_size_is_asked():
    made = {"made": "np.asarray(x.0)", "other": "np.sin(r.0)", "before": ""}
    before = RECORDED.format(
        **made, kept="r.0", field="r.5", asked="%1 := np.zeros_like(r.5)"
    )
    after = before.replace("zeros_like(r.5)", "zeros_like(v.5)")
    after = after.replace("(r.5, v.5)", "v.5").replace("r.0, v.0)", "v.0)")
    becomes(before, after, kinds=kinds(NAMED, NAMED))


def test_what_may_be_missing_is_kept():
    stays(
        """
        def f(x.0, n.0):
            tape.0 := list.new()
            tape.3 = for k.0 in range(0, n.0, 1) with tape.1 = tape.0:
                r.1 = if k.0:
                    r.0 = np.asarray(x.0)
                    yield r.0
                else:
                    yield None
                v.0 = x.0 * 2.0
                tape.2 := list.append(tape.1, r.1, v.0)
                yield tape.2
            b.3 := for (r.5, v.5) in reversed(tape.3) with b.1 = 1.0:
                %1 := np.zeros_like(r.5)
                %2 := v.5 * %1
                b.2 := np.sum(%2)
                yield b.2
            return b.3
        """,
        kinds=kinds(VECTOR),
    )


def test_lengths_are_numbers():
    text = """
    def f(x.0, n.0):
        tape.0 := list.new()
        tape.3 = for k.0 in range(0, n.0, 1) with tape.1 = tape.0:
            r.0 = np.asarray(x.0)
            v.0 = np.asarray(x.0)
            {before}tape.2 := list.append(tape.1, {kept})
            yield tape.2
        b.3 := for ({fields}) in reversed(tape.3) with b.1 = 1.0:
            {asked}%2 := {first} + {second}
            b.2 := b.1 * %2
            yield b.2
        return b.3
    """
    becomes(
        text.format(
            before="",
            kept="r.0, v.0",
            fields="r.5, v.5",
            asked="%1 := len(r.5)\n            %3 := len(v.5)\n            ",
            first="%1",
            second="%3",
        ),
        text.format(
            before="%6 := len(r.0)\n            %7 := len(v.0)\n            ",
            kept="%6, %7",
            fields="%4, %5",
            asked="",
            first="%4",
            second="%5",
        ),
        kinds=kinds(VECTOR, VECTOR),
    )
