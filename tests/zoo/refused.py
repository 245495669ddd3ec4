"""Programs outside the accepted language: each is refused, by the line that is at fault.

`@refused("nonlocal", at="nonlocal y")`: the message says the one and shows the line of the other.
"""

from __future__ import annotations

import bisect
import collections
import functools
import heapq
import itertools
import math
import operator
import statistics
import warnings
from collections import OrderedDict, namedtuple
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

import numpy as np
import scipy.optimize
import scipy.stats
from scipy.integrate import solve_ivp

import adgen
from adgen.errors import (
    AdgenError,
    ArgumentError,
    KindError,
    LanguageError,
    NoRuleError,
    UndefinedDerivativeError,
)
from tests.zoo.registry import draw


@dataclass(frozen=True, eq=False)
class Refusal:
    """A function, arguments, and what the error has to be, to say and to show."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    says: str
    at: str
    error: type[AdgenError]


REFUSALS: dict[str, Refusal] = {}


def refused(
    says: str, *args: Any, at: str = "", error: type[AdgenError] = LanguageError
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the function below it; `at` is text of the line that is at fault."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        given = args or (1.3,)
        REFUSALS[function.__name__] = Refusal(function, given, says, at, error)
        return function

    return register


COUNT = 0
SHARED = np.zeros(3)
OBJECTS = np.array([Fraction(1, 2), Fraction(1, 3)], dtype=object)
MASKED = np.ma.masked_array([1.0, 2.0], [False, True])
TRANSPOSED = np.ones((3, 3)).view(np.matrix)
DAYS = timedelta(3)
MANY = tuple(range(100))
Point = namedtuple("Point", ["x", "y"])


class Holder:
    """An object that could be written to."""

    value = 0.0


HOLDER = Holder()


# statements ---------------------------------------------------------------------------


@refused("a generator function is differentiated", at="yield x")
def generator(x):
    yield x


def squares(x):
    for i in range(len(x)):
        yield x[i] ** 2


def halves(x):
    while True:
        yield x
        x = x / 2


@refused("which never ends", at="return sum(halves(x))")
def endless_generator_summed(x):
    return sum(halves(x))


@refused("several generators", draw(3), at="zip(squares(x), halves(x[0]))")
def generators_zipped(x):
    return sum(v * w for v, w in zip(squares(x), halves(x[0])))


@refused("`send`", at="g.send(2.0)")
def generator_sent_to(x):
    g = halves(x)
    return g.send(2.0)


@refused("may be consumed here a second time", at="return next(g) * next(g)")
def generator_by_hand(x):
    g = halves(x)
    return next(g) * next(g)


@refused("async function `coroutine`")
async def coroutine(x):
    return x * x


@refused("the exception `e` is looked at", at="print(e)")
def exception_looked_at(x):
    try:
        y = math.log(x)
    except ValueError as e:
        print(e)
        y = 0.0
    return y


@refused("may not be called twice", draw(3), at="np.random.normal")
def random_numbers_in_a_try(x):
    try:
        y = np.random.normal(size=3) * x
    except ValueError:
        y = x
    return np.sum(y)


@refused("unpacked where a ValueError would be caught", draw(3), at="a, b = x")
def unpacked_in_a_try(x):
    try:
        a, b = x
    except ValueError:
        a, b = x[0], x[1]
    return a * b


@refused("ends with a finally or a with, has a name", draw(3), at="in kept:")
def generator_with_an_end_kept(x):
    t = 1.0

    def values():
        nonlocal t
        try:
            yield from x
        finally:
            t = t * 3.0

    kept = values()
    for v in kept:
        if v > 0:
            break
    return t * x[0]


@refused("may be consumed here a second time", draw(3), at="last = yield from kept")
def generator_that_returns_begun(x):
    def values():
        yield from x
        return x[0] * x[1]

    def handed_on():
        kept = values()
        yield next(kept)
        last = yield from kept
        yield last

    return sum(handed_on())


@refused("may have been consumed already", draw(3), at="held[0]) * 3.0")
def iterator_in_a_list_read_twice(x):
    held = [zip(x, x[1:])]
    first = sum(u * v for u, v in held[0])
    return first + sum(u * v for u, v in held[0]) * 3.0


@refused("may have been consumed already", draw(3))
def iterator_in_an_object_read_twice(x):
    source = Elements(x)
    return source.total() + source.total()


class Elements:
    def __init__(self, values):
        self.elements = map(abs, values)

    def total(self):
        return sum(self.elements)


@refused("may have been consumed already", draw(3), at='held["a"]')
def iterator_in_a_dict_read_in_a_loop(x):
    held = {"a": (v * v for v in x)}
    s = 0.0
    for v in x:
        s += sum(held["a"]) * v
    return s


@refused("may have been consumed already", draw(3), at="for each in held:  # again")
def iterators_gone_over_twice(x):
    held = [map(abs, x), reversed(x)]
    s = 0.0
    for each in held:
        s += sum(each)
    for each in held:  # again
        s += sum(each) ** 2
    return s


@refused("may be consumed here a second time", draw(3), at="pairs) * 3.0")
def known_pairs_read_twice(x):
    pairs = itertools.combinations((x[0], x[1], x[2]), 2)
    return sum(u * v for u, v in pairs) + sum(u * v for u, v in pairs) * 3.0


@refused("may be consumed here a second time", draw(3), at="part) * 3.0")
def part_of_a_vector_read_twice(x):
    part = itertools.islice(x, 2)
    return sum(part) + sum(part) * 3.0


@refused("the length of `xs` changes between", draw(3), at="sum(back)")
def reversed_of_a_known_list_that_grows(x):
    xs = [x[0], x[1]]
    back = reversed(xs)
    xs.append(x[2])
    return sum(back)


@refused("the length of `xs` changes between", draw(3), at="in back:")
def reversed_in_a_generator_of_a_list_that_grows(x):
    xs = list(x)
    back = (v * v for v in reversed(xs))
    xs.append(x[2])
    s = 0.0
    for v in back:
        s = s * 2.0 + v
    return s


@refused("is a list on one path and an array or a number", draw(3), at="if both:")
def truth_of_a_list_or_a_boolean(x):
    todo = [v for v in x if v > 0.5]
    both = x[0] > 0.1 and todo
    if both:
        return x[1]
    return x[2]


@refused("left from outside, in the middle of a with", draw(3), at="with forgiven(")
def generator_left_in_a_with(x):
    def values():
        with forgiven(x):
            yield from x

    for v in values():
        if v > 0:
            break
    return v * v


@contextmanager
def forgiven(x):
    yield x


@refused("cannot raise an exception again", at="raise  # again")
def raised_again(x):
    try:
        y = math.log(x)
    except ValueError:
        if x > -1.0:
            raise  # again
        y = 0.0
    return y


@refused("a finally clause leaves its function", at="try:")
def finally_that_returns(x):
    try:
        y = x * x
    finally:
        return x  # noqa: B012
    return y


@refused("an array is written where a ValueError", draw(3), at="y[:2] = x[None]")
def store_in_a_try(x):
    y = np.zeros(3)
    try:
        y[:2] = x[None]
    except ValueError:
        y = x
    return np.sum(y)


def factorial(n):
    if n == 0:
        return 1.0
    m = n - 1
    return n * factorial(m)


@refused("`factorial` calls itself", 1.3, 3)
def recursion_in_a_try(x, n):
    try:
        y = x * factorial(n)
    except RecursionError:
        y = x
    return y


@refused("share their progress", draw(3), at="itertools.tee(x)")
def iterators_shared(x):
    a, b = itertools.tee(x)
    return sum(a) * sum(b)


@refused(
    "r of itertools.combinations is only known", draw(3), 2, at="combinations(x, int"
)
def as_many_as_an_argument_says(x, n):
    return sum(a * b for a, b in itertools.combinations(x, int(n + x[0])))


@refused("never ends", draw(3), at="list(itertools.count(")
def count_made_a_list(x):
    return x[0] * len(list(itertools.count(3)))


@refused("a context manager that adgen does not know", at="open(")
def file_opened(x):
    with open("numbers.txt") as file:
        y = x * float(file.read())
    return y


class Forgiving:
    """Lets no exception through."""

    def __enter__(self):
        return 1.0

    def __exit__(self, kind, value, traceback):
        return True


@refused("whose __exit__ may suppress an exception", at="with Forgiving() as t:")
def manager_that_suppresses(x):
    with Forgiving() as t:
        x = math.log(x) * t
    return x


@refused("not known to be harmless", at="np.errstate")
def errors_raised(x):
    with np.errstate(divide="raise"):
        y = 1.0 / x
    return y


@refused("filters of warnings are changed for the whole program", at="simplefilter")
def filters_changed(x):
    warnings.simplefilter("ignore")
    return x * x


@refused("warnings are turned into something else", at="simplefilter")
def warnings_raised(x):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        y = x * x
    return y


@contextmanager
def twice():
    yield 1.0
    yield 2.0


@refused("may yield more than once", at="with twice() as t")
def manager_that_yields_twice(x):
    with twice() as t:
        x = x * t
    return x


@refused("`COUNT` of the module is assigned", at="COUNT = COUNT + 1")
def global_written(x):
    global COUNT
    COUNT = COUNT + 1
    return x * x


class Depth:
    reached = 0

    def down(self, x, n):
        self.reached += 1
        return x if n == 0 else x * self.down(x, n - 1) + self.reached


@refused("an object or a dict gets a new key in `down`", 0.7, 3)
def attribute_of_the_class_set_by_recursion(x, n):
    depth = Depth()
    return depth.down(x, n) * depth.reached


class Weight:
    def __init__(self, w):
        self.w = w


def double(a, b, n):
    if n > 0:
        a.w = a.w * 2.0
        double(b, a, n - 1)


@refused(
    "changes an object that may be given to it twice", 0.7, 3, at="double(o, o, n)"
)
def object_given_twice_to_recursion(x, n):
    o = Weight(x)
    double(o, o, n)
    return o.w


@refused("writes `y`, which may share memory with `out`", draw(3), 3, at="go(k - 1)")
def array_of_a_list_written_by_recursion(x, n):
    y = x * 1.0
    out = []

    def go(k):
        if k > 0:
            y[k % 3] *= x[0]
            out.append(y)
            go(k - 1)

    go(n)
    return np.sum(out[0] * out[-1])


@refused("assigns `y` of a function around it", at="grad(change)(x)")
def nonlocal_written_in_a_derivative(x):
    y = x

    def change(v):
        nonlocal y
        y = y * v
        return y * v

    return adgen.grad(change)(x) * y


@refused("alternatives of a pattern bind names", 1.5, 1, at="case (1, a) | (2, a)")
def alternatives_that_bind(x, n):
    match (n, x):
        case (1, a) | (2, a):
            return a * a
        case _:
            return x


@refused("cannot be imported", at="import no_such_module")
def missing_import(x):
    import no_such_module

    return no_such_module.f(x)


@refused("attribute", at="holder.value = x")
def attribute_stored(x):
    holder = HOLDER
    holder.value = x
    return holder.value * x


# objects ------------------------------------------------------------------------------


class Watched:
    def __init__(self, x):
        self.x = x

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


class Guessing:
    def __getattr__(self, name):
        return 2.0


class Numbers(list):
    """A list of a class of its own."""


class Descriptor:
    def __get__(self, instance, owner):
        return 2.0


class Described:
    rate = Descriptor()


class Vector:
    def __init__(self, x):
        self.x = x

    def __radd__(self, other):
        return Vector(self.x + other)


class Node:
    def __init__(self, x, parent=None):
        self.x = x
        self.parent = parent


@dataclass(frozen=True)
class Fixed:
    x: float


@dataclass
class Compared:
    x: float


@refused("defines `__setattr__`", at="Watched(x)")
def class_that_watches(x):
    return Watched(x).x


@refused("defines `__getattr__`", at="Guessing()")
def class_that_guesses(x):
    return Guessing().rate * x


@refused("is derived from `list`", at="Numbers()")
def class_derived_from_list(x):
    return Numbers().count(1) * x


@refused("has the descriptor `rate`", at="Described()")
def class_with_a_descriptor(x):
    return Described().rate * x


@refused("`x` of the frozen `Fixed` is set", at="fixed.x = x")
def frozen_written(x):
    fixed = Fixed(x * x)
    fixed.x = x
    return fixed.x


@refused("only set on some of the paths", at="return node.y")
def attribute_on_one_path(x):
    node = Node(x)
    if x > 0.0:
        node.y = x * x
    return node.y


@refused("an attribute is deleted", at="del node.y")
def attribute_deleted(x):
    node = Node(x)
    node.y = x * x
    del node.y
    return node.x


@refused("an attribute is deleted", at="delattr(node")
def attribute_deleted_by_its_name(x):
    node = Node(x)
    node.y = x * x
    delattr(node, "y")
    return node.x


@refused("is first set in the loop", at="return node.y")
def attribute_of_a_loop(x):
    node = Node(x)
    for i in range(3):
        node.y = x * i
    return node.y


@refused("has no attribute `z`", at="node.z")
def attribute_that_is_not_there(x):
    node = Node(x)
    return node.z


@refused("becomes part of itself", at="node.parent = node")
def object_in_itself(x):
    node = Node(x)
    node.parent = node
    return node.x


@refused("an object of one class on one path", at="return y.x")
def object_or_number(x):
    y = Node(x) if x > 0.0 else Fixed(x)
    return y.x


@refused("is used as a number", at="node * x")
def object_as_a_number(x):
    node = Node(x)
    return node * x


@refused("the name of an attribute is computed at run time", at="getattr(node")
def attribute_by_a_computed_name(x):
    node = Node(x)
    return getattr(node, str(x))


@refused("which has no `__iter__`", at="in Node(x)")
def loop_over_an_object(x):
    for y in Node(x):
        x = x + y
    return x


@refused("has no field `z`", at="_replace")
def named_tuple_without_that_field(x):
    return Point(x, x)._replace(z=x).x


@refused("may share memory", at="return first.x")
def object_of_before_the_loop(x):
    node = first = Node(x)
    for _ in range(3):
        node.x = node.x * 2.0
        node = Node(node.x + 1.0)
    return first.x * node.x


@refused("which dataclass has written", at="Compared(x) == Compared(2.0)")
def dataclass_compared(x):
    return x if Compared(x) == Compared(2.0) else 2.0 * x


@refused("an array stands left of an object", draw(2), at="x + ")
def array_before_an_object(x):
    return np.sum((x + Vector(x)).x)


def length_of(point):
    return point.x * point.x + point.y * point.y


@refused("an object is passed to a derivative", at="adgen.grad(length_of)")
def inner_derivative_of_an_object(x):
    return adgen.grad(length_of)(Point(x, 2.0)).x * x


def passed_on(d):
    d = d if d else {}
    return d


def node_twice(x):
    node = Node(x)
    return node, node


@refused("`d` may share memory with `e`", at='return d["a"]')
def dict_that_a_function_returns(x):
    d = {"a": x * 2.0}
    e = passed_on(d)
    e["a"] = x * x
    return d["a"]


@refused("`second` may share memory with `first`", at="return second.x")
def object_returned_twice(x):
    first, second = node_twice(x)
    first.x = x * x
    return second.x


@refused("may share memory", at='return d0["x"]')
def dict_of_before_the_loop(x):
    d = d0 = {"x": x * 1.0}
    for _ in range(3):
        d["x"] = d["x"] * x
        d = {"x": d["x"]}
    return d0["x"] * d["x"]


@refused("may share memory", at="b.x = b.x + a.x")
def objects_made_one_in_a_loop(x):
    a, b = Node(x), Node(x * 2.0)
    for _ in range(3):
        a.x = b.x * x
        b.x = b.x + a.x
        b = a
    return b.x * a.x


# expressions --------------------------------------------------------------------------


@refused("a set is used as a value", at="{1, 2, 3}")
def set_literal(x):
    for e in {1, 2, 3}:
        x = x * e
    return x


@refused("a number that may vary is put into a set", at="return sum({e * x for")
def set_comprehension(x):
    return sum({e * x for e in (1, 2)})


@refused("a number that may vary is put into a set", draw(3), at="seen.add(v)")
def set_of_numbers_that_vary(x):
    seen = set()
    for v in x:
        seen.add(v)
    return sum(sorted(seen))


@refused("in an order that Python does not promise", draw(3), at="for i in left")
def set_that_is_run_over(x):
    left, s = set(range(3)), 0.0
    left.discard(1)
    for i in left:
        s = s * 0.5 + x[i]
    return s


@refused("the method `pop` of a set", draw(3), at="left.pop()")
def element_of_a_set_taken_out(x):
    left = {0, 1, 2}
    left.discard(1)
    return x[left.pop()]


@refused("nowhere", at="return nowhere(x)")
def unknown_name(x):
    return nowhere(x)  # noqa: F821


@refused("only known at run time", at="return [x, y][n:][0]")
def list_sliced_at_run_time(x, y=2.0):
    n = int(x)
    return [x, y][n:][0]


@refused("`f` stands for different things", at="y = f(x)")
def function_chosen_in_an_iteration(x):
    f = math.sin
    for i in range(3):
        if i * x > 2.0:
            f = math.cos
    y = f(x)
    return y


@refused("Call each of the functions where it is chosen", draw(3), at="return f(x[0])")
def lambda_chosen_by_its_default(x):
    fs = [lambda t, i=i: t * x[i] for i in range(3)]
    f = fs[0]
    for k in range(2):
        if k == 1:
            f = fs[2]
    return f(x[0])


@refused("made of what one iteration", draw(3), at="return h(x[1])")
def partial_of_a_loop_called_behind_it(x):
    def scaled(v, t):
        return v * t

    for i in range(3):
        h = functools.partial(scaled, x[i])
    return h(x[1])


@refused("made of what one iteration", draw(3), at="for u, v in pairs:")
def pairs_of_a_loop_read_behind_it(x):
    for i in range(2):
        pairs = zip(x[i:], x)
    s = 0.0
    for u, v in pairs:
        s = s + u * v
    return s


@refused("made of what one iteration", draw(3), at="return total()")
def method_of_a_loop_called_behind_it(x):
    for i in range(3):
        total = (x * i).sum
    return total()


@refused("made of what one iteration", draw(2), at="return np.sum(path.y[:, -1])")
def path_of_a_loop_read_behind_it(x):
    y = x
    for _ in range(2):
        path = solve_ivp(lambda t, u: -u * x[0], (0.0, 1.0), y)
        y = path.y[:, -1]
    return np.sum(path.y[:, -1])


@refused("computed on one path only", draw(3), 3, at="for i, v in pairs:")
def pairs_of_a_branch_read_behind_it(x, n):
    if n > 2:
        pairs = enumerate(x * 3.0)
    s = 0.0
    if n > 2:
        for i, v in pairs:
            s = s + i * v
    return s


@refused("100", at="for c in MANY:")
def long_tuple_unrolled(x):
    for c in MANY:
        x = x * c if isinstance(c, float) else x
    return x


@refused("values of different structure", at="return x, y")
def results_of_different_structure(x):
    y = x * x
    if x > 0.0:
        return y
    return x, y


@refused("only known at run time", draw(3), at="return product(*values)")
def star_of_a_list_made_at_run_time(x):
    def product(a, b, c=2.0):
        return a * b * c

    values = [e * e for e in x if e < 2.0]
    return product(*values)


# calls --------------------------------------------------------------------------------


@refused("multimode", at="statistics.multimode", error=NoRuleError)
def unknown_library_function(x):
    return statistics.multimode([x, x * x])[0] * x


@refused("counts jump", at="median_grouped", error=UndefinedDerivativeError)
def library_function_without_derivative(x):
    return statistics.median_grouped([x, x * x]) * x


@refused("np.unique", draw(3), at="np.unique(x)", error=NoRuleError)
def numpy_function_without_rule(x):
    return np.sum(np.unique(x))


@refused("f = adgen.from_source", at='return eval("x * x")', error=NoRuleError)
def text_evaluated(x):
    return eval("x * x")


@refused("getfield", draw(3), at="return np.sum(x.getfield(float))")
def unknown_method(x):
    return np.sum(x.getfield(float))


@refused("byteswap", draw(3), at="x.byteswap()", error=UndefinedDerivativeError)
def method_of_bytes(x):
    return np.sum(x.byteswap())


# kinds --------------------------------------------------------------------------------


@refused("integer array", np.arange(3), error=KindError)
def integer_array_argument(x):
    return np.sum(x * x)


@refused("a bool", True, error=KindError)
def boolean_argument(x):
    return x * 2.0


@refused("a str", "text", error=KindError)
def text_argument(x):
    return x


@refused("no attribute of a Point is a float", Point(1, 2), error=KindError)
def named_tuple_of_integers(x):
    return x.x * x.y


@refused("is a Numbers", Numbers([1.0]), error=KindError)
def argument_of_a_class_derived_from_list(x):
    return x[0]


@refused("is a Watched", Watched(1.0), error=KindError)
def argument_of_a_class_that_watches(x):
    return x.x


@refused("returns a Point", error=ArgumentError)
def result_is_a_named_tuple(x):
    return Point(x, x)


@refused("returns an array", draw(3), error=ArgumentError)
def result_is_an_array(x):
    return x * x


@refused("returns a tuple", draw(3), error=ArgumentError)
def result_is_a_tuple(x):
    return x[0], x[1]


@refused("None", error=ArgumentError)
def result_is_none(x):
    print(x)


# memory -------------------------------------------------------------------------------


@refused("cuts its fraction off", draw(3), at="k[0] = x[0]")
def float_stored_in_integers(x):
    k = np.arange(3)
    k[0] = x[0]
    return np.sum(k * x)


@refused("SHARED", draw(3), at="SHARED[0] = x[0]")
def global_array_written(x):
    SHARED[0] = x[0]
    return np.sum(SHARED * x)


@refused("np.mgrid[...]", at="np.mgrid", error=NoRuleError)
def grid_with_active_ends(x):
    return np.sum(np.mgrid[0:x:3j])


@refused("given a string", at='np.r_["0,2"')
def joined_by_a_string(x):
    return np.sum(np.r_["0,2", x, x])


@refused("points of one axis", draw(3, 3), at="np.gradient(a, a[0])")
def gradient_along_all_axes(a):
    return np.gradient(a, a[0])[0][0, 0]


@refused("more than a matrix", draw(2, 2, 2), at="np.apply_along_axis")
def function_along_an_axis_of_a_cube(a):
    return np.sum(np.apply_along_axis(np.sum, 1, a))


@refused("an array of objects is computed with", draw(2), at="OBJECTS * x")
def array_of_objects(x):
    return np.sum(OBJECTS * x)


@refused("the class `MaskedArray` is computed with", draw(2), at="MASKED * x")
def masked_constant(x):
    return np.sum(MASKED * x)


@refused("the class `matrix` is computed with", draw(3), at="TRANSPOSED * x")
def matrix_constant(x):
    return np.sum(TRANSPOSED * x)


@refused("the class `matrix` is computed with", draw(3, 3), at="np.multiply")
def ufunc_of_a_matrix(x):
    return np.sum(np.multiply(x, TRANSPOSED))


@refused("the class `timedelta` is computed with", 1.3, [DAYS], at="p[0] * x")
def object_in_a_list(x, p):
    return p[0] * x


@refused("an object is computed with", at="half * x")
def result_of_an_operator_of_an_object(x):
    half = DAYS / 2
    return half * x


@refused("its default is one object that lives on", 2.0, at="seen.append(x)")
def mutated_default(x, seen=[]):  # noqa: B006
    seen.append(x)
    return x * len(seen)


@refused(
    "gives integers here", 0.5, at="np.pad(np.array([1, 2]), 1, constant_values=c)"
)
def integers_padded_by_a_real(c):
    return np.sum(np.pad(np.array([1, 2]), 1, constant_values=c))


WEIGHTS = {"a": 2.0, "b": 1.0}


def of_a_dict(p):
    return p["a"] ** 2 * p["b"]


@refused("a tangent is of another structure", at="adgen.jvp(of_a_dict")
def tangent_of_the_module_in_a_derivative(x):
    return adgen.jvp(of_a_dict, ({"a": x, "b": 1.0},), (WEIGHTS,))[1]


@refused("which end of a dict is meant", at="d.popitem(last=x > 1.0)")
def end_chosen_by_a_value(x):
    d = OrderedDict(a=x, b=x * x)
    return d.popitem(last=x > 1.0)[1]


class Disc:
    def __init__(self, r):
        self.r = r


class Ring(Disc):
    pass


@refused("something else is put into a list", draw(3), at="discs.append(Ring(r))")
def objects_of_two_classes(x):
    discs = []
    for r in x:
        if r > 0:
            discs.append(Disc(r))
        else:
            discs.append(Ring(r))
    return sum(d.r for d in discs)


@refused("may be in a list already", draw(3), at="discs.append(disc)")
def one_object_many_times(x):
    discs = []
    disc = Disc(x[0])
    for r in x:
        discs.append(disc)
        disc.r += r
    return sum(d.r for d in discs)


@refused("`discs_r` may share memory with `disc`", draw(3), at="discs.append(disc)")
def object_written_behind_its_list(x):
    discs = []
    for r in x:
        disc = Disc(r)
        discs.append(disc)
        disc.r *= 2.0
    return sum(d.r for d in discs)


@refused("changes in a loop over it", draw(3), at="for d in discs:")
def list_of_objects_that_grows_in_its_loop(x):
    discs = [Disc(r) for r in x]
    for d in discs:
        if len(discs) < 5:
            discs.append(Disc(d.r * 2.0))
    return sum(d.r for d in discs)


@refused("`extend` of a list of objects", draw(3), at="discs.extend(")
def objects_twice_in_one_list(x):
    discs = [Disc(r) for r in x]
    discs.extend([d for d in discs if d.r > 0.0])
    return discs[0].r


@refused("may share memory with `discs`", draw(3), at="more[0].r = 5.0")
def objects_of_a_list_that_was_joined(x):
    discs, more = [Disc(r) for r in x], [Disc(r) for r in x]
    discs.extend(more)
    more[0].r = 5.0 * x[1]
    return sum(d.r for d in discs)


@refused("or the list, is returned", draw(3), at="return [Disc(r) for r in x]")
def list_of_objects_returned(x):
    return [Disc(r) for r in x]


@refused("`area` of an object in a list", draw(3), at="d.area = d.r")
def attribute_that_entries_do_not_have(x):
    discs = [Disc(r) for r in x]
    for d in discs:
        d.area = d.r**2
    return discs[0].area


@refused("is put into another one, which has others", draw(3), at="both.append(e)")
def objects_of_two_lists_in_one(x):
    discs, others = [Disc(r) for r in x], [Disc(2 * r) for r in x]
    both = []
    for d, e in zip(discs, others):
        both.append(d)
        both.append(e)
    return sum(d.r for d in both)


@refused("is put into another one, which has others", draw(3), at="kept.append(Disc")
def objects_of_a_list_and_new_ones_in_one(x):
    kept = []
    for d in [Disc(r) for r in x]:
        kept.append(d)
        kept.append(Disc(d.r))
    return sum(d.r for d in kept)


@refused("taken from a list which grows at run time before", draw(3), at="in kept)")
def appended_objects_that_have_moved(x):
    discs = [Disc(r) for r in x]
    kept = []
    for d in discs:
        kept.append(d)
    discs.reverse()
    return sum(d.r for d in kept)


@refused("taken from a list which grows at run time before", draw(3), at="return old")
def object_that_has_changed_places(x):
    rows = [{"a": v} for v in x]
    old = rows[0]
    rows[0], rows[1] = rows[1], rows[0]
    return old["a"]


@refused("`pop` of a list of objects", draw(3), at="kept.pop()")
def object_taken_from_those_chosen(x):
    kept = []
    for d in [Disc(r) for r in x]:
        kept.append(d)
    return kept.pop().r


@refused("taken from a list which grows at run time before", draw(3), at="first.r")
def object_kept_while_others_move(x):
    discs = [Disc(r) for r in x]
    first = discs[0]
    discs.pop(0)
    return first.r * discs[0].r


@refused("taken from a list which grows at run time before", draw(3), at="pair[0]")
def object_kept_in_a_tuple_while_others_move(x):
    discs = [Disc(r) for r in x]
    pair = (discs[0], discs.pop(0))
    return pair[0].r * pair[1].r


@refused("taken from a list which grows at run time before", draw(3), at="d.r")
def object_kept_from_the_iteration_before(x):
    discs = [Disc(r) for r in x]
    s = 0.0
    for i in range(3):
        if i > 0:
            s += d.r  # noqa: F821
        d = discs[0]  # noqa: F841
        discs.reverse()
    return s


@refused("taken from a list which grows at run time before", draw(3), at="in large)")
def chosen_objects_that_have_moved(x):
    discs = [Disc(r) for r in x]
    large = [d for d in discs if d.r > 0]
    discs.reverse()
    return sum(d.r for d in large)


@refused("may share memory with `discs`", draw(3), at="sum(d.r for d in old)")
def list_that_was_given_up(x):
    discs = [Disc(r) for r in x]
    old = discs
    discs = [d for d in discs if d.r > 0]
    for d in discs:
        d.r *= 2.0
    return sum(d.r for d in old)


@refused("an object that may be in a list already", draw(3), at="rows.append(row)")
def one_dict_appended_several_times(x):
    row = {"r": x[0]}
    rows = []
    for _ in x:
        rows.append(row)
    rows[0]["r"] = 2.0 * x[1]
    return sum(r["r"] for r in rows)


@refused("`first` may share memory with", draw(3), at='first["r"] = 5.0 * x[1]')
def dict_written_once_it_is_in_a_list(x):
    first = {"r": x[0]}
    rows = [first]
    for v in x:
        rows.append({"r": v})
    first["r"] = 5.0 * x[1]
    return sum(r["r"] for r in rows)


@refused("have different keys", draw(3), at='rows.append({"s": v})')
def dicts_of_other_keys(x):
    rows = []
    for v in x:
        rows.append({"r": v})
        rows.append({"s": v})
    return rows[0]["r"]


@refused("is used as a whole", draw(3), at="np.sum(np.array(points)")
def array_of_tuples_in_tuples(x):
    points = [((v, v * v), (1.0, v)) for v in x]
    return np.sum(np.array(points)[:, 0])


@refused("is used as a whole", draw(3), at='len(f"{points}")')
def text_of_tuples_in_tuples(x):
    points = [((v, v), (1.0, v)) for v in x]
    return x[0] * len(f"{points}")


@refused("may share memory with `values`", draw(3), at="in pairs")
def list_in_tuples_that_is_appended_to(x):
    pairs, values = [], [x[0]]
    for i in range(3):
        pairs.append((i, values))
    values.append(x[1])
    return sum(sum(each) for _, each in pairs)


@refused("may share memory with `values`", draw(3), at="in pairs")
def list_in_tuples_in_tuples_that_is_appended_to(x):
    pairs, values = [], [x[0]]
    for i in range(3):
        pairs.append((i, (values, 1.0)))
    values.append(x[1])
    return sum(sum(each) * w for _, (each, w) in pairs)


@refused("may share memory with `values`", draw(3), at='row["values"]')
def list_in_dicts_that_is_appended_to(x):
    rows, values = [], [x[0]]
    for i in range(len(x)):
        rows.append({"i": i, "values": values})
    values.append(x[1])
    return sum(sum(row["values"]) for row in rows)


@refused("`q` may share memory with `p`", draw(3), at="return q.r")
def object_that_may_be_another_one_or_none(x):
    p, q = Disc(x[0]), None
    if x[0] > -2.0:
        q = p
    p.r = 10.0 * x[2]
    return q.r


@refused("`p` may share memory with `q`", draw(3), at="return p.r")
def object_written_through_what_may_be_none(x):
    p, q = Disc(x[0]), None
    if x[0] > -2.0:
        q = p
    q.r = 10.0 * x[2]
    return p.r


@refused("`keep` may share memory with `now`", draw(3), at="if keep is None")
def dict_kept_while_it_is_written(x):
    keep = None
    for v in x:
        now = {"v": v}
        if keep is None:
            keep = now
        last = now
        last["v"] = last["v"] * 2.0
    return keep["v"] * last["v"]


@refused("an object is looked for in a list", draw(3), at="rows.remove(rows[1])")
def dict_that_is_looked_for(x):
    rows = [{"a": v, "b": v * v} for v in x]
    rows.remove(rows[1])
    return rows[0]["b"]


@refused("lists hold None beside arrays here", draw(3), at="if v is None")
def arrays_or_none_in_a_list(x):
    values = []
    for i in range(len(x)):
        values.append(x * i if x[i] > 0 else None)
    s = x[0]
    for v in values:
        if v is None:
            s = s * 2.0
        else:
            s = s + v[0]
    return s


@refused("`a` may share memory with `discs_r`", draw(3), at="return a.r")
def object_of_the_text_under_its_own_name(x):
    a, b = Disc(x[0]), Disc(x[1])
    discs = [a, b]
    best = max(discs, key=lambda d: d.r)
    best.r = 3.0 * x[2]
    return a.r


@refused("what may be None is put into a dict or object", draw(3), at="q.r = None")
def none_where_it_tells_that_there_is_an_object(x):
    q = Disc(x[0]) if x[0] > -2.0 else None
    if q is not None:
        q.r = None
    return x[0] if q is None else x[2]


@refused(
    "taken from a list which grows at run time before", draw(3), at="return best.r"
)
def best_of_a_list_that_has_changed(x):
    discs = [Disc(r) for r in x]
    best = None
    for d in discs:
        if best is None or d.r < best.r:
            best = d
    discs.pop(0)
    return best.r


@refused("gets longer in a loop", draw(3), at="for v in x")
def chain_of_unknown_length(x):
    first = None
    for v in x:
        first = (v, first)
    return first[0]


@refused("the key 's' of a dict in a list", draw(3), at='row["s"] = row["r"]')
def key_that_is_new_in_a_list(x):
    rows = [{"r": v} for v in x]
    for row in rows:
        row["s"] = row["r"]
    return rows[0]["r"]


@refused("`kept` may share memory with `groups`", draw(3), at="sum(kept[0])")
def list_read_in_a_copy_of_its_list(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        groups[i % 2].append(x[i])
    kept = list(groups)
    groups[0].append(x[0])
    return sum(kept[0])


@refused("`g` may share memory with `groups`", draw(3), at="return sum(g)")
def list_written_that_was_replaced(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        groups[i % 2].append(x[i])
    g = groups[0]
    groups[0] = [x[1]]
    groups[0].append(x[0])
    return sum(g) + sum(groups[0])


@refused("may share memory with `longer`", draw(3, 2), at="return np.sum(xs[0])")
def one_of_two_lists_grown(x):
    xs, ys = [], []
    for i in range(len(x)):
        xs.append(x[i])
        ys.append(x[i])
    longer = xs if x[0, 0] > 0 else ys
    longer.append(x[0] * x[1])
    return np.sum(xs[0])


_SHARED = "entries of such a list may be one"


@refused(_SHARED, draw(3), at="m[0][0] = 5.0 * x[1]")
def one_row_many_times(x):
    row = [x[0], x[1]]
    m = []
    for _ in range(len(x)):
        m.append(row)
    m[0][0] = 5.0 * x[1]
    return m[1][0] * m[0][0]


@refused(_SHARED, draw(3), at="m[0][0] = 5.0 * x[1]")
def one_row_in_two_places(x):
    m = [[v, v * v] for v in x]
    m[1] = m[0]
    m[0][0] = 5.0 * x[1]
    return m[1][0] * m[0][0]


@refused(_SHARED, draw(3), at="n[1][0] = 5.0 * x[1]")
def rows_twice_in_a_sum_of_lists(x):
    m = [[v, v * v] for v in x]
    n = m + m
    n[1][0] = 5.0 * x[1]
    return n[1][0] * n[4][0]


@refused(_SHARED, draw(3), at="m[1][0] = 5.0 * x[1]")
def rows_twice_by_extending(x):
    m = [[v, v * v] for v in x]
    m.extend(m[:2])
    m[1][0] = 5.0 * x[1]
    return m[1][0] * m[4][0]


def _one_row(x, n):
    row = x[0] * 1.0
    return [row for _ in range(n)]


@refused(_SHARED, draw(3, 2), at="rows[0] += 1.0")
def one_array_many_times(x):
    rows = _one_row(x, len(x))
    rows[0] += 1.0
    return rows[1][0] * rows[0][0]


@refused(_SHARED, draw(3, 2), at="hs[0] += 1.0")
def one_array_twice_in_the_text(x):
    u = x[0] * 2.0
    hs = [u, u]
    for row in x:
        hs.append(row * 2.0)
    hs[0] += 1.0
    return hs[1][0] * hs[2][0]


@refused(_SHARED, draw(3, 2), at="hs[0][1] = 1.0")
def parts_of_one_array_in_the_text(x):
    u = x[0] * 2.0
    hs = [u, u[1:]]
    for row in x:
        hs.append(row * 2.0)
    hs[0][1] = 1.0
    return hs[1][0] * hs[2][0]


@refused(_SHARED, draw(3, 2), at="hs[0][0] += 1.0")
def one_array_in_two_inner_lists(x):
    u, v = x[0] * 2.0, x[1] * 2.0
    hs = [[u, v], [v, u]]
    for row in x:
        hs.append([row * 1.0, row * 2.0])
    hs[0][0] += 1.0
    return hs[1][1][0] * hs[2][0][1]


@refused("may share memory with `a`", draw(3), at="hs.append(a)")
def one_state_in_every_place(x):
    hs = []
    a = x * 2.0
    for v in x:
        a[0] += v
        hs.append(a)
    return np.sum(hs[-1] * hs[1])


@refused("`n` may share memory with", draw(3), at="n[0]")
def arrays_of_two_lists(x):
    m = [x * v for v in x]
    n = list(m)
    m[0][1] = 2.0
    return np.sum(n[0])


@refused(_SHARED, draw(3, 2), at="rows[0] += 1.0")
def list_filled_with_one_array(x):
    rows = [x[0] * 1.0] * (len(x) * 40)
    rows[0] += 1.0
    return rows[1][0] * rows[0][0]


@refused(_SHARED, draw(3, 2), at="held[0] += 1.0")
def one_array_under_two_keys(x):
    held = {}
    row = x[0] * 1.0
    for i in range(len(x)):
        held[i] = row
    held[0] += 1.0
    return held[1][0] * held[0][0]


@refused("`z` may share memory with `w`", draw(3), at="return np.sum(z * x)")
def array_that_need_not_be_copied(x):
    z = x * 2.0
    w = np.array(z, copy=False)
    w[0] = 3.0 * x[1]
    return np.sum(z * x)


@refused("`z` may share memory with `w`", draw(3), at="return np.sum(z * x)")
def converted_array_that_need_not_be_copied(x):
    z = x * 2.0
    w = z.astype(float, copy=False)
    w[0] = 3.0 * x[1]
    return np.sum(z * x)


def _pairs(x):
    pairs = []
    for i in range(len(x)):
        pairs.append((x[i, 0], x[i] * 1.0))
    return pairs


@refused("`pairs` may share memory with `b`", draw(3, 2), at="return pairs[1][1][0]")
def array_of_a_record_written(x):
    pairs = _pairs(x)
    a, b = pairs[1]
    b[0] = 5.0 * a
    return pairs[1][1][0] * x[0, 0]


@refused("`pairs` may share memory with `b`", draw(3, 2), at="return pair[1][0]")
def array_of_a_record_read_before(x):
    pairs = _pairs(x)
    pair = pairs[1]
    b = pairs[1][1]
    b[0] = 5.0
    return pair[1][0] * x[0, 0]


@refused("may share memory with `ordered`", draw(3, 2), at="for r in rows)")
def array_of_a_sorted_list_written(x):
    rows = [r * 1.0 for r in x]
    ordered = sorted(rows, key=np.sum)
    ordered[0][0] = 5.0
    return sum(r[0] for r in rows)


@refused("may share memory with `most`", draw(3, 2), at="for r in rows)")
def largest_array_of_a_list_written(x):
    rows = [r * 1.0 for r in x]
    most = max(rows, key=np.sum)
    most[0] = 5.0
    return sum(r[0] for r in rows)


@refused("is, or may be part of, a global", draw(3), at="rows[0][0] = x[0]")
def row_of_a_global_array_written(x):
    rows = []
    for _ in range(len(x)):
        rows.append(SHARED[:2])
    rows[0][0] = x[0]
    return rows[0][0] * x[1]


@refused("`the value` stands for different things", draw(3), at="lambda a, b: Disc(")
def objects_reduced_to_one(x):
    discs = [Disc(r) for r in x]
    return functools.reduce(lambda a, b: Disc(a.r + b.r), discs).r


@refused("a derivative of a function that calls it", at="adgen.grad(lambda t")
def derivatives_of_an_order_found_at_run_time(x):
    def slope(y, n):
        if n == 0:
            return y**3
        return adgen.grad(lambda t: slope(t, n - 1))(y)

    return slope(x, 2)


@refused("a tuple that may be None is used as a value", draw(3), at="kept.append(best)")
def pair_or_none_in_a_list(x):
    kept = []
    best = None
    for i in range(len(x)):
        if best is None or x[i] < best[0]:
            best = (x[i], i)
        kept.append(best)
    return sum(value for value, _ in kept)


@refused("gives a function, or what is no number", draw(3), at="return best")
def pair_or_none_returned(x):
    best = None
    for i in range(len(x)):
        if best is None or x[i] < best[0]:
            best = (x[i], i)
    return best


@refused("a deque with maxlen is put into a list", draw(4), at="deque(maxlen=2) for")
def windows_in_a_list(x):
    windows = [collections.deque(maxlen=2) for _ in range(2)]
    for i in range(len(x)):
        windows[i % 2].append(x[i])
    return sum(windows[0]) * sum(windows[1])


@refused("is a dict of some keys on one path", draw(3), at="chosen.values()")
def one_of_two_dicts(x):
    one, other = {"a": x[0]}, {"b": x[1]}
    chosen = one if x[0] > 0.0 else other
    return sum(chosen.values())


@refused("of `Point` that grows at run time is returned", draw(3), at="return places")
def named_tuples_returned(x):
    places = []
    for v in x:
        places.append(Point(v, v * v))
    return places


@refused("a `Point` is put into a list that has other", draw(3), at="Point(v, v))")
def named_tuples_and_others(x):
    places = []
    for v in x:
        if v > 0.0:
            places.append(Point(v, v))
        else:
            places.append((v, v))
    return sum(p[0] for p in places)


@refused("depends on where this iterator stops", draw(4), at="accumulate(noted(v)")
def calls_that_are_counted_in_accumulate(x):
    seen = []

    def noted(v):
        seen.append(v)
        return v

    s = 0.0
    for t in itertools.accumulate(noted(v) for v in x):
        s += t
        if len(seen) == 2:
            break
    return s * sum(seen)


@refused("depends on where this iterator stops", draw(4), at="zip(map(noted, x)")
def calls_that_are_counted_in_a_zip(x):
    seen = []

    def noted(v):
        seen.append(v)
        return v

    s = sum(v * w for v, w in zip(map(noted, x), x[:2]))
    return s * sum(seen)


@refused("changes the list or array on the left", draw(4), at="a[0] += f()")
def item_that_the_right_side_writes(x):
    a = x * 1.0

    def f():
        a[0] = 5.0 * x[1]
        return 2.0

    a[0] += f() * x[2]
    return np.sum(a * x)


@refused("changes the list or array on the left", draw(4), at="xs[-1] += xs.pop()")
def entry_that_the_right_side_takes_out(x):
    xs = list(x)
    xs[-1] += xs.pop()
    return sum(v * v for v in xs)


@refused("a list is a heap, and something else is done", draw(4), at="heappush(h, v)")
def heap_that_is_run_over(x):
    h = []
    for v in x:
        heapq.heappush(h, v)
    return sum((i + 1) * v for i, v in enumerate(h))


@refused("a list is a heap, and something else is done", draw(4), at="heapify(h)")
def heap_with_another_name(x):
    xs = list(x)
    h = xs
    heapq.heapify(h)
    return heapq.heappop(h) * xs[1]


@refused("insort is called with bounds or a key", draw(4), at="insort(xs")
def insorted_by_a_key(x):
    xs = []
    for v in x:
        bisect.insort(xs, v, key=abs)
    return sum((i + 1) * v for i, v in enumerate(xs))


@refused("an iterator is returned", draw(4), at="return it")
def iterator_returned(x):
    it = iter(x)
    next(it)
    return it


def after(n, x, k):
    return x if n == 0 else after(n - 1, x, k)


@refused("`a` may share memory with `c`", draw(2), 3.0, at="np.sum(a * a)")
def argument_behind_a_literal_is_returned_and_written(x, y):
    a = x * 2.0
    c = after(2, a, y)
    c[0] = 7.0 * y
    return np.sum(a * a)


class Task(namedtuple("Task", "name due")):
    """Compared by its second field."""

    def __lt__(self, other):
        return self.due < other.due


class Window(namedtuple("Window", "low high")):
    def __iter__(self):
        return iter((self.high, self.low))


@refused("which has a `__lt__` of its own", 1.3, 0.4, at="sorted([Task(x")
def named_tuples_with_an_order_of_their_own(x, y):
    first, last = sorted([Task(x, 2.0), Task(y, 1.0)])
    return first.name**2 * last.name


@refused("which has a `__lt__` of its own", at="heapq.heappush(heap")
def heap_of_named_tuples_with_an_order_of_their_own(x):
    heap = []
    for i in range(4):
        heapq.heappush(heap, Task(i * x, (7 * i) % 3))
    return heapq.heappop(heap).name ** 2


@refused("has a `__iter__` of its own", at="Window(x")
def named_tuple_with_an_iterator_of_its_own(x):
    high, low = Window(x, x**2)
    return high * low**2


@refused("lists are compared with each other", [1.3, 0.4], at="max([[v")
def largest_of_known_lists(xs):
    return max([[v, 1.0] for v in xs])[0] ** 2


@refused("are joined by sum", draw(3), at="sum([[v")
def lists_of_run_time_joined_by_sum(x):
    return sum([[v, v**2] for v in x], [])[1]


@refused("an operator has a Counter", draw(2), at="first + second")
def counters_added(x):
    first, second = collections.Counter(), collections.Counter()
    first["a"], second["a"] = x
    return (first + second)["a"]


@refused("an operator has a Counter", draw(2), at="counts |= ")
def counters_joined(x):
    counts = collections.Counter()
    counts["a"] = x[0]
    counts |= {"a": x[1]}
    return counts["a"]


@refused("an operator has a Counter", draw(2), at="counts == ")
def counters_compared(x):
    counts = collections.Counter()
    counts["a"] = x[0]
    return x[0] if counts == collections.Counter() else x[1]


@refused("the class of a distribution", at="isinstance(law")
def class_of_a_distribution(x):
    law = scipy.stats.norm(x, 2.0)
    return x if isinstance(law, type(scipy.stats.norm(0.0, 1.0))) else 2.0 * x


@refused("a distribution is put into a list", at="laws.append(")
def distributions_in_a_list_that_grows(x):
    laws = []
    for i in range(int(3.0 * x)):
        laws.append(scipy.stats.norm(x * i, 2.0))
    return sum(law.logpdf(x) for law in laws)


@refused("a distribution is chosen", at="law.logpdf(x)")
def distribution_chosen_by_a_branch(x):
    law = scipy.stats.norm(x) if x > 1.0 else scipy.stats.gamma(x)
    return law.logpdf(x)


@refused("may have been changed since", draw(2), at="law.logpdf(x)")
def mean_written_after_the_distribution(x):
    mean = x * x
    law = scipy.stats.multivariate_normal(mean, np.eye(2))
    mean[0] = 3.0
    return law.logpdf(x)


@refused("scipy.stats.norm.rvs", at="law.rvs()", error=NoRuleError)
def drawn_of_a_distribution(x):
    law = scipy.stats.norm(x, 2.0)
    return law.rvs()


@refused("scipy.stats.norm with 3 parameters", at="norm(x, 2.0, 3.0)")
def distribution_of_too_many_parameters(x):
    return scipy.stats.norm(x, 2.0, 3.0).pdf(x)


@refused("without its parameter `shape`", draw(2), at="multivariate_t(x)")
def distribution_without_its_shape(x):
    return scipy.stats.multivariate_t(x).logpdf(x)


@refused("with the argument `loc`", at="poisson(x, loc=1)")
def parameter_without_a_rule(x):
    return scipy.stats.poisson(x, loc=1).pmf(3)


@refused("gives a function, or what is no number", at="scipy.stats.norm(x)")
def distribution_returned(x):
    return scipy.stats.norm(x)


@dataclass
class Particle:
    x: float
    v: float


@refused("in a list which each iteration makes", draw(3), at="return found.x")
def object_of_a_list_made_in_a_loop(x):
    for scale in x:
        made = []
        for v in x:
            made.append(Particle(v * scale, v))
        for found in made:
            found.x = np.sin(found.x)
    return found.x


@refused("from a text of", draw(3), at="float(t", error=UndefinedDerivativeError)
def numbers_read_from_texts(x):
    texts = [f"{v}" for v in x]
    return sum(float(t) for t in texts) * x[0]


@refused("from a text of", draw(3), at="np.array(", error=UndefinedDerivativeError)
def array_read_from_texts(x):
    return np.array([str(v) for v in x], dtype=float)[0] * x[1]


@refused("from a text of", draw(3), at="float(text", error=UndefinedDerivativeError)
def number_read_from_the_last_text(x):
    text = f"{x[0]:.3f}"
    for v in x:
        if v > 0.0:
            text = str(v)
    return float(text) * x[1]


@refused("jumps", draw(3), at="hash(x[0])", error=UndefinedDerivativeError)
def hashed(x):
    return hash(x[0]) * x[1]


@refused("its ValueError would be caught", draw(3), at="strict=True")
def strict_zip_in_a_try(x):
    s = 0.0
    try:
        for a, b in zip(x, x[1:], strict=True):
            s += a * b
    except ValueError:
        s *= x[0]
    return s


@refused("numbers that may vary are counted", draw(3), at="Counter(x)")
def counter_of_numbers(x):
    return sum(number * v for v, number in collections.Counter(x).items())


def line(x, a, b):
    return a + b * x


@refused("the covariance that curve_fit estimates", draw(4), at="np.diag(pcov)")
def covariance_of_a_fit(y):
    popt, pcov = scipy.optimize.curve_fit(line, np.arange(4.0), y)
    return popt[0] / np.sqrt(np.diag(pcov))[0]


@refused("curve_fit with `bounds`", draw(4), at="curve_fit(line")
def fit_within_bounds(y):
    return scipy.optimize.curve_fit(line, np.arange(4.0), y, bounds=(0, 9))[0][0]


@refused("how many parameters curve_fit looks for", draw(4), at="curve_fit(")
def fit_of_so_many_parameters(y):
    return scipy.optimize.curve_fit(lambda x, *p: p[0] * x, np.arange(4.0), y)[0][0]


@refused("how many parameters curve_fit looks for", draw(4), draw(1), at="curve_fit(")
def fit_that_starts_somewhere(y, start):
    p0 = np.concatenate([start, y[y > 0.0]])
    return scipy.optimize.curve_fit(line, np.arange(4.0), y, p0)[0][0]


@refused("`sigma` of curve_fit is no vector", draw(4), at="curve_fit(line")
def fit_with_covariances(y):
    return scipy.optimize.curve_fit(line, np.arange(4.0), y, sigma=np.eye(4))[0][0]


@refused("weights of which shape and type", draw(2, 3, 4), draw(3, 4), at="np.average(")
def weights_of_two_axes(x, w):
    mean, total = np.average(x, axis=(1, 2), weights=w, returned=True)
    return np.sum(mean * total)


class Heavier:
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return self.x < other.x


@refused("used as a whole", draw(3), at="sum(points)")
def objects_summed(x):
    points = [Heavier(v) for v in x]
    return sum(points).x


@refused("used as a whole", draw(3), at="reverse=True")
def objects_sorted_backwards_by_themselves(x):
    return sorted([Heavier(v) for v in x], reverse=True)[0].x


@refused("may share memory with `row`", draw(6), at="return m[0][0] * m[1]")
def row_by_name_after_an_exchange(x):
    m = [[x[i] * x[j + 3] for j in range(len(x) // 2)] for i in range(len(x) // 2)]
    row, i, k = m[1], 0, 1
    m[i], m[k] = m[k], m[i]
    row[0] = 5.0 * x[0]
    return m[0][0] * m[1][0] + row[1]


@refused(
    "an array in a dict that is an argument",
    {"a": draw(3), "b": draw(3)},
    at="d[k][i] *= 2",
)
def array_of_the_callers_dict(d):
    for i in range(len(d["a"])):
        k = "a" if i % 2 else "b"
        d[k][i] *= 2
    return d["a"] @ d["b"]


@refused("an object is used that was taken", draw(3), at="for i, p in enumerate(old)")
def slice_of_objects_that_move(x):
    """The slice is another list, with the objects in the order they had."""
    ps = [Heavier(v) for v in x]
    old = ps[1:]
    ps.reverse()
    return sum(p.x * (i + 1) for i, p in enumerate(old))


@refused("is made and where it is consumed", draw(3), at="enumerate(backwards)")
def reversed_before_it_grows(x):
    xs = list(x)
    backwards = reversed(xs)
    xs.append(x[0] * 9)
    return sum(v * (i + 1) for i, v in enumerate(backwards))


@refused("is made and where it is consumed", draw(3), at="in numbered")
def objects_numbered_before_they_grow(x):
    ps = [Heavier(v) for v in x]
    numbered = enumerate(ps)
    ps.append(Heavier(x[0]))
    return sum(p.x * i for i, p in numbered)


@refused("while itertools.pairwise runs over it", draw(4), at="xs[2] *= 1.5")
def pairs_of_what_is_written(x):
    xs = list(x)
    s = 0.0
    for a, b in itertools.pairwise(xs):
        s += a * b
        xs[2] *= 1.5
    return s


@refused("while itertools.combinations runs over it", draw(4), at="a[1] *= 1.2")
def combinations_of_what_is_written(x):
    a = x.copy()
    s = 0.0
    for u, v in itertools.combinations(a, 2):
        s += u * v
        a[1] *= 1.2
    return s


@refused("before what itertools.combinations makes", draw(3), at="combinations(ps, 2)")
def combinations_of_objects_that_move(x):
    ps = [Heavier(v) for v in x]
    two = itertools.combinations(ps, 2)
    ps.reverse()
    return sum((p.x - 2 * q.x) ** 2 for p, q in two)


@refused("something else on another", draw(3), 0, at="pile.append")
def empty_list_of_two_names(x, n):
    """What is appended to the one would not be seen in the other."""
    kept = []
    if n > 0:
        pile = [Heavier(v) for v in x]
    else:
        pile = kept
    pile.append(Heavier(x[1]))
    return len(kept) * x[2] + sum(p.x for p in pile)


SEEN = [1.0]


@refused("`append` of SEEN is called", draw(2), at="SEEN.append")
def appended_to_the_module(x):
    SEEN.append(x[0])
    return x[0] * x[1]


@refused("the attribute `shape` of", draw(4), at="y.shape")
def shape_that_is_set(x):
    y = x.copy()
    y.shape = (2, 2)
    return y[0, 0] * y[1, 1]


@refused("another key in a loop over it that may end early", draw(4), at="for k, v in")
def key_that_is_new_and_ends_a_loop(x):
    d = {}
    for i in range(len(x)):
        d[i] = x[i] ** 2
    for k, v in d.items():
        if v > 0.1:
            d[k + 7] = v
            break
    return sum(d.values())


@refused("uses `n` of the function", draw(3), at="class Scaled")
def class_that_sees_a_number(x):
    n = 2.0 * x[1]

    class Scaled:
        def __init__(self, a):
            self.a = a * n

    return Scaled(x[0]).a


@refused("an attribute, or a default, that is computed", draw(3), at="k = np.sin")
def class_with_a_computed_attribute(x):
    class Scaled:
        k = np.sin(1.0)

    return Scaled.k * x[0]


@refused("made of what is only known at run time", draw(3), 2, at="namedtuple(")
def named_tuple_of_run_time(x, n):
    Pair = namedtuple("Pair", [f"v{i}" for i in range(n)])
    return Pair(x[0], x[1]).v0


@refused("a tuple is returned whose length is only known", draw(3), at="return tuple")
def long_tuple_returned(x):
    return tuple(v * v for v in x)


@refused("a tuple whose length is only known at run time", draw(3), at="t[0] = x[1]")
def long_tuple_written(x):
    t = tuple(v for v in x if v > -1.0)
    t[0] = x[1]
    return t[0]


@refused("a tuple whose length is only known at run time", draw(2, 2), 2, at="x[t]")
def long_tuple_as_an_index(x, n):
    t = tuple(i // 2 for i in range(n))
    return x[t] * 2.0


@refused("may share memory with `u`", draw(4), at="t[0][0] = ")
def array_of_two_long_tuples_written(x):
    t = tuple(x[i : i + 2] * 2.0 for i in range(len(x) - 1))
    u = t + (x[:2] * 3.0,)
    t[0][0] = x[3] ** 2
    return np.sum(u[0]) * np.sum(t[0])


@refused("`g` may share memory with `y`", draw(4), at="sum(g)")
def generator_that_would_see_a_write(x):
    y = x * 2.0
    g = (v * v for v in y)
    s = next(g)
    y[3] = x[0]
    return s + sum(g)


@refused("may be consumed here a second time", draw(4), at="sum(g)")
def generator_that_would_see_another_number(x):
    k = x[0]

    def scaled():
        for v in x:
            yield v * k

    g = scaled()
    s = next(g)
    k = x[1] * 3.0
    return s + sum(g)


@refused("depends on where this iterator stops", draw(4), at="zip(")
def second_of_a_zip_changes_something(x):
    log = []

    def noted():
        for v in x:
            log.append(v)
            yield v * 2

    s = 0.0
    for p, q in zip((v for v in x if v > 0.0), noted()):
        s += p * q
    return s * sum(log)


@refused("`g` may share memory with `y`", draw(4), at="sum(g)")
def generator_over_a_list_that_is_written(x):
    y = [v * 2.0 for v in x]
    g = (v * v for v in y)
    s = next(g)
    y[2] = x[0]
    return s + sum(g)


@refused("`g` may share memory with `d_values`", draw(4), at="sum(g)")
def generator_over_a_dict_that_is_written(x):
    d = {}
    for i in range(len(x)):
        d[i] = x[i]
    g = (v * v for v in d.values())
    s = next(g)
    d[3] = x[0] * 7.0
    return s + sum(g)


@refused("may be one array or one list", draw(6), at="rows[0][0] =")
def array_put_twice_by_a_slice(x):
    rows = [x[i : i + 2] * 2.0 for i in range(5)]
    rows[1:3] = [rows[0]]
    rows[0][0] = x[5] * 5
    return sum(np.sum(r) * (i + 1) for i, r in enumerate(rows))


class Speed(Enum):
    SLOW = 0.5
    FAST = 2.0


@refused("known at run time is read, of a member of an Enum", 1.3, 3, at="p.value")
def value_of_a_member_of_run_time(x, n):
    p = Speed.SLOW
    for _ in range(n):
        x = x * p.value
        p = Speed.FAST if x < 1 else Speed.SLOW
    return x


@refused("`rows`, which was written on line", draw(4), 4, at="rows[::2] = rows[1::2]")
def rows_that_stand_twice(x, n):
    rows = [[x[i], x[i] ** 2] for i in range(n)]
    rows[::2] = rows[1::2]
    return rows[0][0] * rows[1][1]


class Curve:
    """Of such an object adgen knows nothing: a class in C might make it."""

    def __new__(cls, slope):
        made = object.__new__(cls)
        made.slope = slope
        return made

    def __getitem__(self, x):
        return self.slope * x**2

    def __lt__(self, x):
        return self.slope * x


CURVES = {"flat": Curve(0.5), "steep": Curve(2.0)}


@refused("cannot differentiate curve[...]", draw(2), at="curve[x]", error=NoRuleError)
def item_of_a_curve_by_an_array(x):
    curve = CURVES["steep"]
    return np.sum(curve[x])


@refused(
    "cannot differentiate CURVES[kind][...]",
    0.7,
    "flat",
    at="[x, 1]",
    error=NoRuleError,
)
def item_of_a_curve_by_several_numbers(x, kind):
    return CURVES[kind][x, 1]


@refused(
    "cannot differentiate curve[...]", 0.7, at="operator.getitem", error=NoRuleError
)
def item_of_a_curve_by_a_function(x):
    curve = CURVES["steep"]
    return operator.getitem(curve, x)


@refused("an object is computed with", 0.7, at="curve < x")
def comparison_that_is_no_truth(x):
    curve = CURVES["steep"]
    return 2.0 * (curve < x)


class Remembered:
    def __init__(self, base):
        self.base, self.asked = base, 0

    @functools.cache  # noqa: B019
    def power(self, n):
        return self.base**n

    @functools.cache  # noqa: B019
    def powers(self, n):
        return [self.base, self.base**n]

    @functools.cache  # noqa: B019
    def counted(self, n):
        self.asked += 1
        return self.base * n

    def asked_for(self, n):
        total = 0.0
        for k in range(n):
            total = total + self.power(k)
        return total


@refused(
    "`power`, which was given or returned it, remembers", draw(3), at="m.base = x[1]"
)
def object_changed_behind_a_cache(x):
    m = Remembered(x[0])
    y = m.power(2)
    m.base = x[1]
    return y * m.power(2)


@refused("`power`, which was given or returned it, remembers", draw(3), at="m.base = v")
def object_changed_in_a_loop_behind_a_cache(x):
    m = Remembered(x[0])
    y = 0.0
    for v in x:
        m.base = v
        y = y + m.power(2)
    return y


@refused(
    "`power`, which was given or returned it, remembers", draw(3), at="m.base = x[1]"
)
def object_changed_behind_a_method_with_a_cache(x):
    m = Remembered(x[0])
    y = m.asked_for(3)
    m.base = x[1]
    return y * m.asked_for(3)


@refused(
    "`powers`, which was given or returned it, remembers",
    draw(3),
    at="append(x[1])",
)
def list_changed_that_is_remembered(x):
    m = Remembered(x[0])
    m.powers(3).append(x[1])
    return sum(m.powers(3))


@refused("`counted`, which was given or returned it, remembers", draw(3))
def cache_of_a_function_that_counts(x):
    m = Remembered(x[0])
    y = m.counted(2) + m.counted(2)
    return y * m.asked


@refused(
    "`scale`, which it sees, changes between its calls", draw(2), at="def times(n)"
)
def name_changed_behind_a_cache(x):
    scale = x[0]

    @functools.cache
    def times(n):
        return scale * n

    y = times(2)
    scale = x[1]
    return y * times(2)


RANDOM = np.random.default_rng(3)


@functools.cache
def noise(k):
    return RANDOM.normal()


@refused("printed or drawn in a function that remembers", 1.3)
def drawn_behind_a_cache(x):
    return noise(1) * x + noise(1)


class Tenfold(float):
    def __mul__(self, other):
        return 10 * float(self) * other


TENFOLD = Tenfold(3.0)


@refused(
    "class `Tenfold` is computed with: its operators are its own", at="x * TENFOLD"
)
def float_with_a_product_of_its_own(x):
    return x * TENFOLD + TENFOLD * x


@refused("entries of such a list may be one array", draw(6), at="part *= part[0]")
def lists_of_parts_in_a_list(x):
    y = x.copy()
    groups = []
    for k in range(len(y) // 3):
        parts = []
        for i in range(3):
            parts.append(y[i + k : i + k + 2])
        groups.append(parts)
    for parts in groups:
        for part in parts:
            part *= part[0]
    return np.sum(y**2)


@refused("adgen cannot use the dict of attributes of `Node` as a value", at="vars(p)")
def dict_of_attributes_is_read(x):
    p = Node(x)
    return vars(p)["value"] * x


@refused("does not know the attribute `items` of the dict of attributes", at="vars(p)")
def dict_of_attributes_is_walked(x):
    p = Node(x)
    total = 0.0
    for _, value in vars(p).items():
        total += value
    return total


@refused(
    "how many values are compared is only known at run time",
    draw(3),
    at="max(x[0], x[1], *x)",
)
def largest_of_two_and_others(x):
    return max(x[0], x[1], *x)
