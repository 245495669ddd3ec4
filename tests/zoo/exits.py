"""Exits: break, continue, else on loops, early return anywhere."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3)
@zoo(-1.3)
def early_return(x):
    if x < 0.0:
        return x * x
    y = math.sin(x)
    return y * x


@zoo(1.3)
def statements_after_return(x):
    return x * x
    x = x + 1.0
    return x


@zoo(-2.0)
@zoo(0.5)
@zoo(2.0)
def return_in_every_branch(x):
    if x < 0.0:
        return -x
    elif x < 1.0:
        return x**2
    else:
        return math.exp(x)


@zoo(1.3)
def break_in_for(x):
    y = x
    for i in range(10):
        if y > 5.0:
            break
        y = y * x + 0.5
    return y


@zoo(1.3)
def break_after_work(x):
    y = x
    for i in range(10):
        y = y * x + 0.5
        if y > 5.0:
            y = y * 2.0
            break
    return y * x


@zoo(draw(6))
def continue_in_for(x):
    y = 0.0
    for e in x:
        if e < 0.0:
            continue
        y = y + e * e
    return y


@zoo(draw(6))
def continue_after_work(x):
    y = 1.0
    for e in x:
        y = y * 1.1
        if e < 0.0:
            y = y - e
            continue
        y = y + e * e
    return y


@zoo(0.4)
@zoo(1.4)
def for_else(x):
    y = x
    for i in range(4):
        y = y * (x + 0.5)
        if y > 3.0:
            break
    else:
        y = y * y
    return y


@zoo(0.4)
@zoo(1.4)
@zoo(3.4)
def return_from_a_loop(x):
    y = x
    for i in range(3):
        y = y * x
        if y > 5.0:
            return y * i
    return y + x


@zoo(0.4)
@zoo(1.4)
@zoo(2.4)
def return_from_nested_loops(x):
    y = x
    for i in range(3):
        for j in range(3):
            y = y + x * x * 0.3
            if y > 4.0:
                return y * y
        y = y * 0.9
    return y


@zoo(1.4)
def break_in_nested_loops(x):
    y = x
    for i in range(4):
        for j in range(4):
            if j > i:
                break
            y = y * 0.9 + x
        if y > 6.0:
            break
    return y * x


@zoo(draw(3, 3))
def continue_in_nested_loops(a):
    y = 0.0
    for i in range(3):
        for j in range(3):
            if i == j:
                continue
            y = y * 0.5 + a[i, j] ** 2
    return y


@zoo(1.1)
def break_and_continue(x):
    y = 0.0
    for i in range(10):
        if i == 2:
            continue
        if i == 5:
            break
        y = y + x**i
    return y


@zoo(1.4)
@zoo(0.3)
def return_from_while(x):
    n = 0
    while n < 5:
        x = x * 1.5
        if x > 4.0:
            return x * x
        n += 1
    return x


@zoo(0.3)
@zoo(2.3)
def return_before_the_loop(x):
    if x > 2.0:
        return x * 3.0
    for i in range(3):
        x = x * x + 0.3
    return x


@zoo(1.3)
def return_of_a_name_in_the_loop(x):
    for i in range(5):
        y = x * (i + 1)
        if y > 2.0:
            return y * x
    return x


@zoo(0.4)
@zoo(1.4)
def else_with_return(x):
    for i in range(3):
        if x > 1.0:
            break
        x = x * 1.2
    else:
        return x * x
    return math.sin(x)


@zoo(1.3)
def exit_tags_differ(x):
    y = x
    for i in range(6):
        y = y * 1.1
        if i == 1:
            y = y + x
            continue
        if y > 2.2:
            y = y * x
            break
        y = y + 0.1 * x * y
    return y


@zoo(draw(4), 0.2)
def search_in_an_array(x, level):
    for e in x:
        if e > level:
            return e * e
    return np.sum(x) * level


@zoo(1.3)
def else_of_nested_loops(x):
    y = x
    for i in range(3):
        for j in range(2):
            y = y * 1.1
            if y > 1.6:
                break
        else:
            y = y + x
            continue
        y = y - 0.5 * x * x
    else:
        y = y * x
    return y


@zoo(1.3)
def loop_that_returns_at_once(x):
    for i in range(3):
        return x * x + i
    return x


@zoo(0.7)
def returns_on_both_sides_in_a_loop(x):
    for i in range(8):
        if x > 1.0:
            if i > 2:
                return x * x
            else:
                x = x * 1.1
        else:
            x = x + 0.2
    return x


@zoo(1.3, 3)
@zoo(1.3, 0)
def break_out_of_two_loops_by_flag(x, n):
    y = x
    done = False
    for i in range(4):
        for j in range(4):
            if i * j > n:
                done = True
                break
            y = y * 0.95 + 0.1 * x
        if done:
            break
    return y * x


@zoo(1.5)
def damped_newton(a):
    x = 1.0
    for k in range(20):
        r = x * x - a
        if abs(r) < 1e-9:
            break
        step = r / (2.0 * x)
        if step > 1.0:
            step = 1.0
        x = x - step
    return x


@zoo(0.3, 0.7, np.array([0.7, 2.0]))
@zoo(0.3, 0.7, np.array([0.3]))
@zoo(0.3, 0.7, np.array([0.7, 0.8, 0.4]))
@zoo(0.3, 0.7, np.array([0.7, 0.9]))
def two_exits_that_change_and_an_end_that_does_not(x, y, values):
    # An iteration that changes nothing is not there in the reverse sweep.
    for v in values:
        if v > 1.0:
            x, y = 2.0 * y, x
            break
        if v < 0.5:
            x, y = y, 3.0 * x
            break
    return np.sin(y) + x


@zoo(0.3, np.array([0.7, 2.0, 0.1]))
def an_end_that_does_not_change_behind_two_that_do(x, values):
    total = x
    for v in values:
        if v > 1.0:
            total *= v * x
            continue
        if v < 0.5:
            total += np.sin(total)
            break
        if v > 0.8:
            total -= x
    return total
