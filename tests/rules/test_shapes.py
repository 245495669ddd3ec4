"""Names of dimensions, against the lengths they stand for."""

from __future__ import annotations

import itertools

import pytest

from adgen.ir.kinds import has_name
from adgen.rules.shapes import renamed_dim, shortened, total

PARTS = ["n", "n-1?", "n-2?", "n[:1:]?", "n[:2:]?", "n[-1::]?", "n[:-1:]?", 0, 1, 2]


def length(dim, n):
    """How long a dimension is where n has a value."""
    if isinstance(dim, int):
        return dim
    if dim.startswith("(+1*n"):
        return n + int(dim[len("(+1*n") : -len(")?")])
    if "-" in dim and "[" not in dim:
        return max(n - int(dim.strip("n-?")), 0)
    if "[" in dim:
        words = dim[2:-2].split(":")
        bounds = slice(*(int(word) if word else None for word in words))
        return len(range(*bounds.indices(n)))
    return n


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_sum_of_lengths_has_the_name_of_its_length(count):
    named = 0
    for parts in itertools.product(PARTS, repeat=count):
        found = total(parts)
        if found != "?":
            named += 1
            for n in range(2, 9):
                assert length(found, n) == sum(length(p, n) for p in parts), parts
    assert named > count * 5


def test_what_has_no_name():
    assert total(["n", "n"]) == "?"
    assert total(["n", "m"]) == "?"
    assert total(["?", 1]) == "?"
    assert total(["n[::2]?", "n-1?"]) == "?"
    assert total(["n?[:1:]?", "n?-1?"]) == "n?"
    assert total(["n?-2?", 1, 1]) == "?"


@pytest.mark.parametrize("more", range(4))
@pytest.mark.parametrize("less", range(4))
def test_what_is_put_at_the_ends_is_taken_off_again(more, less):
    longer = total([more, "n"])
    shorter = shortened(longer, less)
    for n in range(2, 9):
        assert length(longer, n) == n + more
        assert length(shorter, n) == max(n + more - less, 0)
    assert renamed_dim(shorter, {"n": "m"}) == shorter.replace("n", "m")
    assert not has_name(renamed_dim(shorter, {}))
