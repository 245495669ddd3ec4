"""Names that are not bound, or deleted, on the path taken: a handler waits for that."""

import contextlib

import numpy as np

from tests.zoo.registry import zoo

POINT = np.array([0.7, 0.9, 1.3])
OTHER = np.array([0.3, 0.9, 0.1])
THIRD = np.array([1.2, 0.1, 0.6])


@zoo(POINT)
@zoo(OTHER)
def bound_in_a_branch(x):
    if x[0] > 0.5:
        s = x[1]
    try:
        t = s * 2.0
    except NameError:
        t = x[2] ** 2
    return t * x[0]


@zoo(POINT)
@zoo(OTHER)
def deleted_twice(x):
    y = 3.0
    if x[0] > 0.5:
        del y
    try:
        del y
        t = x[1] ** 2
    except NameError:
        t = x[2] ** 3
    return t * x[0]


@zoo(POINT)
@zoo(THIRD)
def a_function_deleted_in_a_loop(x):
    def h(v):
        return v * v

    s = 0.0
    for i in range(3):
        try:
            s = s + h(x[i])
            del h
        except NameError:
            s = s + 10 * x[i] ** 3
    return s


@zoo(POINT)
@zoo(OTHER)
@zoo(THIRD)
def bound_and_deleted_by_iterations(x):
    t = 0.0
    for v in x:
        try:
            t += last
        except NameError:
            pass
        if v > 0.8:
            last = v * v
        elif v < 0.2:
            try:
                del last
            except NameError:
                t = t + 7 * v
    return t


@zoo(POINT)
@zoo(OTHER)
def deleted_before_a_continue(x):
    t = 1.0
    for v in x:
        if v > 0.8:
            last = v * v
            continue
        if v < 0.2:
            last = v
            del last
            continue
        t = t + v
    try:
        t = t * last
    except UnboundLocalError:
        t = t * t
    return t


@zoo(POINT)
@zoo(OTHER)
def a_parameter_deleted(x):
    y = x * 2
    for i in range(2):
        if i == 1:
            try:
                del x
            except NameError:
                y = y * 3
        if i == 0 and y[0] > 1.0:
            del x
    return np.sum(y * y)


@zoo(POINT)
@zoo(OTHER)
def a_part_of_an_array_deleted(x):
    row = x[1:]
    t = 0.0
    for i in range(3):
        try:
            t += row[0] * x[i]
        except UnboundLocalError:
            t = t * 2
        if x[i] < 0.5:
            try:
                del row
            except NameError:
                row = x[i:]
        else:
            row = x[:2]
    return t


@zoo(POINT)
@zoo(OTHER)
def not_bound_in_a_function(x):
    def squared(v):
        if v > 0.5:
            w = v * v
        return w * 2

    t = 0.0
    for v in x:
        try:
            t += squared(v)
        except UnboundLocalError:
            t += v**3
    return t


@zoo(POINT)
@zoo(OTHER)
def not_bound_around_a_function(x):
    def scaled():
        return k * x[0]

    if x[0] > 0.5:
        k = x[1]
    try:
        try:
            t = scaled()
        except UnboundLocalError:  # which is for names of the function itself
            t = x[2] ** 2
    except NameError:
        t = x[2] ** 3
    return t


@zoo(POINT)
def written_before_the_name_is_missed(x):
    y = x.copy()

    def change(v):
        y[0] = 3 * x[1]
        y[1] = w * v

    try:
        change(x[0])
    except NameError:
        y[2] = y[0] * y[1]
    w = 3.0
    return np.sum(y * y)


@zoo(POINT)
@zoo(OTHER)
def deleted_by_a_function(x):
    k = x[0]

    def drop():
        nonlocal k
        del k

    if x[1] + x[0] > 1.5:
        drop()
    try:
        return k * x[1]
    except NameError:
        return x[2] ** 2


@zoo(POINT)
@zoo(OTHER)
def missed_behind_finally(x):
    if x[0] > 0.5:
        r = x[1]
    try:
        try:
            z = r * x[2]
        finally:
            u = x[1] * 3
    except Exception:
        z = u**2
    return z + u


@zoo(POINT)
def suppressed(x):
    a, b = x[0], x[1]
    del (a, b)
    t = x[1]
    with contextlib.suppress(NameError):
        t = x[0] ** 2
        t = t * a  # noqa: F821
        a = 3.0  # noqa: F841
    return t * x[1]


@zoo(POINT)
def of_no_module(x):
    try:
        return fast_square(x)
    except NameError:
        return np.sum(x * x)


@zoo(POINT)
@zoo(OTHER)
@zoo(THIRD)
def seen_by_a_function_from_an_iteration_before(x):
    def scaled(v):
        try:
            return k * v
        except NameError:
            return v * v

    t = 0.0
    for v in x:
        t += scaled(v) + scaled(v * 2)
        if v > 0.8:
            k = v
    return t + scaled(t)


@zoo(POINT)
@zoo(OTHER)
def seen_by_a_function_that_calls_itself(x):
    def power(v, n):
        if n == 0:
            try:
                return k * v
            except NameError:
                return v * v
        return power(v * x[1], n - 1) + v

    t = 0.0
    for i in range(3):
        t += power(x[i], i)
        if x[i] > 0.8:
            k = x[i]
    return t


@zoo(POINT)
@zoo(OTHER)
def bound_by_a_function_in_an_iteration_before(x):
    def put(v):
        nonlocal m
        m = v

    t = 0.0
    for v in x:
        try:
            t += m * v
        except NameError:
            t += v**2
        if v > 0.8:
            put(v)
    m = 3.0
    return t * m


@zoo(POINT)
def read_where_a_function_has_bound_it(x):
    def put(v):
        nonlocal m
        m = v

    t = 1.0
    for i in range(3):
        if i > 0:
            t += m * x[i]  # noqa: F821
        put(x[i] * t)
    m = 3.0
    return t * m


@zoo(POINT)
@zoo(OTHER)
def seen_by_a_function_from_some_iterations(x):
    def doubled(v):
        w = m * v
        return w * 2

    t = 1.0
    for i in range(3):
        if i == 0 or x[i] > 0.8:
            m = x[i] * t
        t += doubled(x[i]) + doubled(t)
    return t
