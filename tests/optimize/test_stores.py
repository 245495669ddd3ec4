"""Additions into one place of an array: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import BOOL, FLOAT, INT, UNKNOWN, Array
from tests import dumps

KINDS = {
    "%1": FLOAT,
    "%2": FLOAT,
    "b": Array("float", ("n",)),
    "v": Array("float", ("m",)),
    "w": Array("int", ("m",)),
    "x": FLOAT,
    "y": FLOAT,
    "z": FLOAT,
    "i": INT,
    "j": INT,
    "t": BOOL,
    "u": UNKNOWN,
}
becomes = partial(dumps.becomes, only=["stores"], kinds=KINDS)
stays = partial(dumps.stays, only=["stores"], kinds=KINDS)
PARAMS = ", ".join(f"{name}.0" for name in KINDS if name[0] != "%")


def stores(*lines: str, last: str) -> str:
    """A function of these lines that returns the last version of b."""
    return "\n    ".join([f"def f({PARAMS}):", *lines, f"return b.{last}"]) + "\n"


def test_numbers_are_added_up_first():
    becomes(
        stores(
            "b.1 := b.0 with [i.0] += x.0",
            "b.2 := b.1 with [j.0] += y.0",
            "b.3 := b.2 with [i.0] += z.0",
            "b.4 := b.3 with [i.0] += 1.0",
            last="4",
        ),
        stores(
            "b.1 := b.0 with [j.0] += y.0",
            "%1 := x.0 + z.0",
            "%2 := %1 + 1.0",
            "b.4 := b.1 with [i.0] += %2",
            last="4",
        ),
    )


def test_zero_is_replaced_and_other_additions_follow():
    becomes(
        stores(
            "b.1 := b.0 with [i.0] = 0.0",
            "b.2 := b.1 with [j.0] += y.0",
            "%1 := x.0 * 2.0",
            "b.3 := b.2 with [i.0] += %1",
            "%2 := x.0 * 3.0",
            "b.4 := b.3 with [i.0] += %2",
            last="4",
        ),
        stores(
            "%1 := x.0 * 2.0",
            "%2 := x.0 * 3.0",
            "%3 := %1 + %2",
            "b.1 := b.0 with [i.0] = %3",
            "b.4 := b.1 with [j.0] += y.0",
            last="4",
        ),
    )


def test_a_slice_that_is_zeroed_and_added_to_is_set():
    becomes(
        stores(
            "b.1 := b.0 with [1:, None] = 0.0",
            "b.2 := b.1 with [1:, None] += v.0",
            last="2",
        ),
        stores("b.2 := b.0 with [1:, None] = v.0", last="2"),
    )


def test_arrays_are_not_added_up():
    stays(
        stores(
            "b.1 := b.0 with [1:] += v.0",
            "b.2 := b.1 with [1:] += v.0",
            "b.3 := b.2 with [i.0] += u.0",
            "b.4 := b.3 with [i.0] += x.0",
            last="4",
        )
    )


def test_indices_that_may_name_an_entry_twice_are_left():
    for index in ("w.0", "u.0", "t.0", "w.0, 1", "[0, 0]", "1:, [0, i.0]", "(0, 0), 1"):
        stays(
            stores(
                f"b.1 := b.0 with [{index}] = 0.0",
                f"b.2 := b.1 with [{index}] += x.0",
                f"b.3 := b.2 with [{index}] += y.0",
                last="3",
            )
        )


def test_nothing_moves_over_an_assignment():
    stays(
        stores(
            "b.1 := b.0 with [i.0] += x.0",
            "b.2 := b.1 with [j.0] = y.0",
            "b.3 := b.2 with [i.0] += z.0",
            "b.4 := b.3 with [i.0] = 1.0",
            last="4",
        )
    )


def test_a_version_that_is_read_in_between_stays():
    stays(
        stores(
            "b.1 := b.0 with [i.0] += x.0",
            "%1 := b.1[j.0]",
            "b.2 := b.1 with [i.0] += %1",
            last="2",
        )
    )
    stays(
        stores(
            "b.1 = b.0 with [i.0] += x.0",
            "b.2 = b.1 with [i.0] += y.0",
            last="2",
        )
    )


def test_the_first_addition_to_zeros_sets():
    becomes(
        stores(
            "b.1 := np.zeros_like(b.0)",
            "b.2 := b.1 with [1:] += v.0",
            "b.3 := b.2 with [:-1] += v.0",
            last="3",
        ),
        stores(
            "b.1 := np.zeros_like(b.0)",
            "b.2 := b.1 with [1:] = v.0",
            "b.3 := b.2 with [:-1] += v.0",
            last="3",
        ),
    )
    stays(
        stores(
            "b.1 := np.zeros_like(b.0)",
            "b.2 := b.1 with [w.0] += v.0",
            last="2",
        )
    )


def test_other_places_of_zeros_are_still_zero():
    becomes(
        stores(
            "b.1 := np.zeros_like(v.0)",
            "b.2 := b.1 with [1] = x.0",
            "b.3 := b.2 with [0] += y.0",
            last="3",
        ),
        stores(
            "b.1 := np.zeros_like(v.0)",
            "b.2 := b.1 with [1] = x.0",
            "b.3 := b.2 with [0] = y.0",
            last="3",
        ),
    )


def test_places_that_may_be_the_same_are_added_to():
    for first, second in (("1", "-1"), ("1", "i.0"), ("0:2", "0"), ("i.0", "j.0")):
        stays(
            stores(
                "b.1 := np.zeros_like(v.0)",
                f"b.2 := b.1 with [{first}] = x.0",
                f"b.3 := b.2 with [{second}] += y.0",
                last="3",
            )
        )


def test_a_store_of_what_is_there_goes():
    becomes(
        stores(
            "%1 := b.0[i.0]",
            "b.1 := b.0 with [i.0] = %1",
            "b.2 := b.1 with [j.0] += x.0",
            last="2",
        ),
        stores(
            "%1 := b.0[i.0]",
            "b.2 := b.0 with [j.0] += x.0",
            last="2",
        ),
    )


def test_a_store_of_what_was_elsewhere_or_before_stays():
    for index, base in (("j.0", "0"), ("i.0", "1")):
        stays(
            stores(
                "%1 := b.0[i.0]",
                "b.1 := b.0 with [j.0] = x.0",
                f"b.2 := b.{base} with [{index}] = %1",
                last="2",
            )
        )
