"""Programs that random testing has found: each was wrong or crashed once, and is made small."""

import cmath
import itertools
import math

import numpy as np

from tests.zoo.registry import draw, zoo

WEIGHTS = np.array([0.55, 0.31, 0.37])


@zoo(4.0, 1.0)
@zoo(0.05, 0.5)
@zoo(0.5, 0.5)
@zoo(0.5, 0.9)
@zoo(-0.5, 2.0)
@zoo(-0.5, 0.8)
def rebound_beside_early_returns(x, y):
    """A name is bound anew on one path only, and others leave the function."""
    b = np.sin(x)
    if x > 3:
        return y * x
    elif not y > 0.766:
        if b < 0.1:
            return x * y
    elif x < 0.914:
        b = np.arctan(x * b)
        if not x >= b:
            if b < 0.8:
                if y > 5:
                    pass
                elif y > 1.077:
                    return x + y * b
    return np.tanh(b + y - x) - 0.92 * b


def _curve(kern, g, w):
    if g > 0.5:
        return 1.0, np.sin(kern[0] - kern[1]) ** 2 - 0.8 * g - 0.42 * w
    return 1.0, w * np.arange(1.0, 4)


@zoo(draw(3, 3), 0.3)
@zoo(draw(3, 3), 0.9)
def saved_on_one_path_of_a_callee(x, y):
    """What the callee saves is None on the other path, and an array is written meanwhile."""
    for k in range(3):
        _, state = _curve(x, y * y, x[0, k] * 2)
        x[k % 2, k] /= 2.0 + state[k] ** 2
    return np.sum(x)


def _row_or_column(kern, g):
    if g > 0.5:
        row = kern[0]
        return np.sum(row * row * g)
    column = kern[:, 1]
    return np.sum(np.sin(column)) * g


@zoo(0.3 * draw(3, 3), 0.1)
@zoo(0.3 * draw(3, 3), 0.9)
def view_saved_on_one_path_of_a_callee(x, y):
    t = y
    for k in range(3):
        t = 0.5 * t + 0.1 * _row_or_column(x, t)
        x[k % 2] *= t
    return np.sum(x)


@zoo(draw(3), 0.5)
@zoo(draw(3), -0.9)
def constant_array_on_one_side(x, d):
    """The tangent of the side that is constant has the shape of an array."""
    part = np.cos(x) * d
    chosen = WEIGHTS if d > -0.775 else part
    part = part * chosen[-1]
    return np.sum(part * chosen)


@zoo(0.4 * draw(2, 2), 0.3)
@zoo(0.4 * draw(2, 2), -0.3)
def written_beside_a_return_from_a_loop(x, z):
    """An array that is recorded, and not bound on all paths to the record."""
    mean = np.sin(x[:, 1])
    k = 0
    while k < 2:
        if x[k, k] > 0.0:
            mean[k] = np.arctan(z * z)
        elif z > 0.0:
            mean[1:] = 0.1 * np.cos(x[k, k])
            largest = x * mean
            return np.sum(largest) + np.sum(mean**2)
        else:
            for i in range(2):
                if z > -0.1:
                    mean *= 0.7
                    break
                mean += z * z
        k += 1
    return np.sum(mean**2) * z


@zoo(np.array([1.48, 0.7, -1.14]))
def masked_sum_in_a_product(x):
    """The adjoint of q has three versions in one iteration; one was read before it was made."""
    q = 1.0
    for i in range(3):
        q *= np.sum(np.array([q, x[i], q])[x > -0.03])
        q *= x[i]
    return q


def _cut(d, j):
    if j <= 0:
        return 0.7 * abs(d if j > 3 else d)
    return _cut(0.7 * d, j - 1)


def _bent(d, j):
    if j <= 0:
        return d * np.sin(d if j > 3 else d)
    return _bent(0.7 * d, j - 1)


@zoo(draw(3))
def record_of_a_recursion_that_is_not_of_use(y):
    """What the recursion records is kept, moves, but the second derivative needs no tangent."""
    i = 0
    while True:
        i = i + 1
        if i > 3:
            break
        if i > 2:
            y = np.arctan(np.array([_cut(y[i % 3], 2), y[1]]))
    return np.sum(y)


@zoo(draw(3))
def record_of_a_recursion_made_on_one_path(y):
    i = 0
    while True:
        i = i + 1
        if i > 3:
            break
        if i > 2:
            y = np.arctan(np.array([_bent(y[i % 3], 2), y[1]]))
    return np.sum(y)


@zoo(0.3)
@zoo(-0.3)
def number_that_becomes_of_unknown_kind(x):
    """The adjoint of the number is an array of no axes, and must not be changed in place."""
    seen = []
    g, b = 0.0, None
    for k in range(2):
        if k > 0:
            g = 0.5 * g + np.sin(b)
        b = np.cos(np.maximum(x - x, x)) * g
    for k in range(3):
        if sum(g for t in np.arctan(x * np.arange(1.0, 3))) > -0.2:
            return g + x
        x += 0.09 * sum(seen)
    return x


@zoo(draw(3))
def complex_array_made_of_a_real_one_and_written(y):
    """The tangent of `y + 1j` is that of y: a real array would cut off what is stored."""
    z = y + 1j
    z[0:2] = z[0:2] * 1j * y[1]
    return np.sum(np.abs(z) ** 2 + z.imag**3)


@zoo(draw(3))
def complex_array_written_in_a_loop(y):
    z = y + 1j
    for i in range(2):
        z[i] = z[i] * 1j * y[1]
    return np.sum(np.abs(z) ** 2 + z.imag**3)


@zoo(0.3, draw(3))
@zoo(-0.3, draw(3))
def complex_array_of_two_branches(x, y):
    """Only on one path is the tangent made of a real array."""
    z = y + 0.5j
    if x > 0.0:
        z = z * (x + 1j)
    z += x * 1j
    z *= z
    return np.sum(z.real * z.imag**2)


@zoo(0.3, draw(3))
def parts_of_a_complex_array_used_apart(x, y):
    """The adjoint of the real part is real, that of the imaginary part is not."""
    modes = np.zeros(3, dtype=complex)
    for i in range(3):
        modes[i] = (x + 1.5j) ** 2 * y[i] + 0.8 * modes[i - 1]
    total = 0.0
    for k, a in enumerate(np.sin(modes.real * y)):
        if modes.imag[k] < 5.0:
            total = total * modes.imag[k] + a * np.sum(modes.real**2)
    return total


@zoo(0.37)
@zoo(0.83)
def conditionals_within_conditionals(x):
    """Each level once more an expression or a statement: the work doubled with each of them."""
    for limit in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        if x > limit:
            if x > limit + 0.1:
                if x > limit + 0.2:
                    x = x * 0.9 if x > 0.7 else x + 0.1
                else:
                    x = np.sin(x)
            else:
                x = x * x if x > 0.5 else x / 2.0
    return x


@zoo(draw(3))
def polynomials_multiplied(x):
    wide = np.array([0.0, 0.6, -0.7, 0.2]) * (1.0 + np.sin(x[0]))
    return np.sum(np.polymul(wide, x) ** 2)


@zoo(draw(5))
def integers_beside_reals(x):
    smooth = np.convolve(np.array([1, 2, 1]), x)
    longer = np.diff(np.arange(3), append=x)
    return np.sum(smooth**2) + np.sum(longer**3) + np.polyadd(np.array([1, 2]), x)[1]


@zoo(0.7, draw(3))
def view_written_on_one_path_in_a_try(x, y):
    z = y * x
    try:
        match x > 0.5:
            case True:
                inner = z.ravel()
                inner[2] = x * x
            case _:
                pass
    except KeyError:
        pass
    return np.sum(z * y)


@zoo(0.9)
@zoo(-0.4)
def factors_of_a_term_used_twice(x):
    """Constant: the partial of the second argument must not take its factor for both."""
    return 0.1 * np.cos(math.atan2(x, 0.3 * x))


@zoo(0.9, 0.4)
def factors_of_terms_used_twice(x, y):
    turned = 0.1 * np.cos(math.atan2(0.7 * y, 0.3 * x)) - 2.0 * math.hypot(x, 0.5 * y)
    return turned - 0.4 * np.cos(0.3 * x / (0.6 * x - 0.2 * y))


@zoo(draw(3, 3))
def return_not_taken_beside_complex_numbers(x):
    trace = []
    if x[2, 1] > -10.0:
        if x[0, 0] > 10.0:
            turned = sum([cmath.rect(0.7, a) for a in x[0]])
            return x[0, 1] * np.real(turned) + sum(trace)
        for v in x[0]:
            trace.append(v * v)
    return np.sum(x**2) * abs(cmath.exp(1j * x[0, 0]) + x[1, 1]) + sum(trace)


@zoo(np.array([0.3, -0.7, 0.2]), np.array([[0.5, 0.2, 0.1], [0.4, 0.3, 0.9]]))
def copy_stored_behind_what_it_reads(x, y):
    """Its tangent reads the old array, and is stored behind the array's own store."""
    buf = x * 1.0
    for row in range(2):
        buf[[0, 1, 2]] = (0.1 * np.where(x[0] > 0.0, x, buf @ y[row])).copy()
    return np.dot(buf, buf)


def _drawn_in_turn(t):
    turns = itertools.cycle(np.array([-0.41, t]))
    return math.tanh(np.sin(sum(g for _, g in zip(np.array([-0.71, t, t]), turns))))


def _drawn_again(a, step):
    if step <= 0:
        return np.sin(a)
    return np.sin(_drawn_again(0.7 * _drawn_in_turn(a), step - 1))


@zoo(0.5, 0.7)
def lists_of_lists_in_a_record_made_on_one_path(x, y):
    """Its tangent, which does not move, has their form."""
    return _drawn_again(x * y, 3)


@zoo(draw(2, 3), 1.3)
def number_on_one_path_that_is_an_array_on_the_other(x, z):
    """Its adjoint may be an array without axes, which cannot be written."""
    if not np.max(x):
        z *= x
    else:
        for i in range(4):
            z *= x[i % 2, 0]
    return 1.0 * z


@zoo(draw(4), draw(5), draw(2, 3))
def parameters_that_become_arrays_of_another_shape(x, y, z):
    """Their adjoints are zeros in their own shapes, not in those they have later."""
    for k in range(2):
        x = z[-1]
        y = x * np.cos(k * z)
    return np.sum(y) + np.sum(x**2)
