"""One result of several used alone, one argument of several moving alone."""

import numpy as np
from scipy import special

from tests.zoo.registry import draw, positive, zoo


@zoo(draw(4, 3), draw(4, 3, seed=2))
def only_q(a, w):
    q, _ = np.linalg.qr(a)
    return np.sum(q * w)


@zoo(draw(3, 5), draw(3, 3, seed=2))
def only_q_of_a_wide_matrix(a, w):
    q, _ = np.linalg.qr(a)
    return np.sum(q * w)


@zoo(0.7)
def sum_from_a_start(start):
    return sum([1.5, 2.0], start) ** 2


@zoo(positive(1, 2))
def remainder_of_what_is_broadcast(x):
    _, remainder = np.divmod(x, np.array([[0.7], [0.4]]))
    return np.sum(remainder**2)


@zoo(0.7, 0.3)
def all_of_the_elliptic_functions(u, m):
    sn, cn, dn, ph = special.ellipj(u, m)
    return sn * cn + dn * ph


@zoo(0.7)
def array_of_no_axes(y):
    q = np.empty(())
    q[...] = y * 2
    q[()] += 1
    return q**2


@zoo(0.5, 0.7)
def array_of_no_axes_read_whole(x, y):
    """The tangent of such an array may be a number, which has no elements to be read."""
    a = np.zeros(())
    a += x
    a[...] *= y
    return np.sum(a[None] * y * np.ones(3)) * a[()]


@zoo(0.5, np.array(0.7))
@zoo(0.5, np.array([0.7, 0.2]))
@zoo(np.array([[0.5], [0.3]]), np.array([0.7, 0.2]))
def written_in_the_shape_of_both(x, y):
    a = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))
    a[...] = x
    a += y
    a *= x
    return np.mean(a**2) if a.size else 0.0
