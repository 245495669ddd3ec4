"""What may be None, and lists of arrays: read as what they are in the text."""

from __future__ import annotations

import numpy as np

import adgen
from tests.zoo import arrays_or_none, numbers_or_none
from tests.zoo.registry import draw

HELPERS = ("_unbroadcast", "_matmul", "_zeros_like_list")


def text_of(function, *args):
    derivative = adgen.grad(function)
    derivative(*args)
    return derivative.source


def test_a_product_with_what_was_none_needs_no_helper():
    source = text_of(arrays_or_none.products_of_neighbours, draw(4, 3))
    assert not any(helper in source for helper in HELPERS)
    assert "prev_bar = None if prev is None else np.zeros_like(prev)" in source
    assert source.count("np.zeros_like(prev)") == 1


def test_a_list_of_what_is_known_is_copied_nowhere():
    source = text_of(numbers_or_none.list_of_what_is_known, draw(3), 7)
    assert ".copy()" not in source
    assert source.count("is None") == 1
    assert source.count("def ") == 3


def rows_kept(w, xs):
    kept = []
    total = 0.0
    for x in xs:
        kept.append(w @ x)
        rows = np.vstack(kept)
        total = total + (rows @ x).sum()
    return total


def test_rows_under_each_other_are_a_matrix():
    source = text_of(rows_kept, draw(3, 3), draw(4, 3))
    assert "_matmul" not in source and "np.real" not in source
