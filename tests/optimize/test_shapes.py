"""Shapes asked of parameters: dump in, dump out."""

from __future__ import annotations

from functools import partial

from adgen.ir.kinds import FLOAT, Array
from tests import dumps

VECTOR = Array("float", ("n",))
KINDS = {
    "x": VECTOR,
    "w": Array("int", ("n",)),
    "r": VECTOR,
    "q": Array("float", ("m",)),
    "s": FLOAT,
}
becomes = partial(dumps.becomes, only=["shapes", "dce"], kinds=KINDS)
stays = partial(dumps.stays, only=["shapes", "dce"], kinds=KINDS)


def test_what_is_needed_for_its_shape_alone_goes():
    becomes(
        """
        def f(w.0, x.0, s.0):
            r.0 = x.0 ** 2
            %1 := len(r.0)
            %2 := np.zeros_like(r.0)
            %3 := unbroadcast(s.0, r.0)
            %4 = w.0 * s.0
            %5 = x.0 * s.0
            return %1, %2, %3, %4, %5
        """,
        """
        def f(w.0, x.0, s.0):
            %1 := len(w.0)
            %2 := np.zeros_like(x.0)
            %3 := unbroadcast(s.0, w.0)
            %4 = w.0 * s.0
            %5 = x.0 * s.0
            return %1, %2, %3, %4, %5
        """,
    )


def test_what_is_used_anyway_is_asked_itself():
    stays("""
        def f(x.0, s.0):
            r.0 = x.0 ** 2
            %1 := len(r.0)
            %2 := r.0 / %1
            return %2
        """)


def test_other_shapes_written_parameters_and_the_user_ask_as_they_did():
    stays("""
        def f(x.0, q.0, s.0):
            x.1 = x.0 with [0] = s.0
            r.0 = x.1 ** 2
            %1 := len(r.0)
            r.1 = q.0 ** 2
            %2 = len(r.1)
            r.2 = q.0 ** 2
            %3 := np.shape(r.2)
            return %1, %2, %3
        """)


def test_a_parameter_that_may_be_missing_is_not_asked():
    stays("""
        def f(w.0, x.0, s.0):
            r.0 = np.arange(s.0)
            %1 := len(r.0)
            %2 := if s.0:
                %3 := x.0 * 2.0
                yield %3
            else:
                yield %1
            return %1, %2
        """)


COPIED = """
    def f(x.0, s.0):
        {name}.1 = np.copy(x.0)
        {name}.2 = {name}.1 with [0] = s.0
        %1 = {name}.2 ** 2
        %2 := np.zeros_like(%1)
        return %2, {name}.2
    """


def test_what_the_user_copies_is_an_array():
    before = COPIED.format(name="r")
    after = before.replace("(%1)", "(x.0)").replace("%1 = r.2 ** 2", "")
    kinds = KINDS | {"%1": VECTOR}
    dumps.becomes(before, after, only=["shapes", "dce"], kinds=kinds)


def test_a_name_that_is_given_to_the_copy_is_not_needed_for_its_shape():
    before = COPIED.format(name="x")
    dumps.stays(before, only=["shapes", "dce"], kinds=KINDS | {"%1": VECTOR})
