"""An array that is another one, or a copy of it, by the way the program takes: and is written."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


def normed(v, inplace=False):
    r = v if inplace else v.copy()
    r /= r.sum()
    return r


@zoo(X, True)
@zoo(X, False)
def asked_of_a_function(x, inplace):
    a = x * 2
    n = normed(a, inplace)
    m = normed(x)
    a[0] *= 3
    n[1] += a[0]
    return a @ n + m[0]


@zoo(X, True)
@zoo(X, False)
def written_under_both_names(x, same):
    a = x * 2
    b = a if same else np.zeros(6)
    a *= 2
    b += a[0]
    a[1] = b[2] ** 2
    return a @ b * b[1]


@zoo(X, True)
@zoo(X, False)
def made_on_both_paths(x, same):
    a = x * 2
    if same:
        b, d = a, a.copy()
    else:
        b = a.copy()
        d = b
    d += 1
    a *= 2
    d[1] = 4.0 * a[1]
    return a @ d


@zoo(X, True)
@zoo(X, False)
def chosen_of_chosen(x, same):
    a, u = x * 2, x**2
    b = a if same else a * 3
    c = b if not same else u
    e = b if same else u * 2
    c[0] *= 2
    e[1] *= 5
    b[2] = c[0] * e[1]
    return a @ u + b[2] + c[1] + e[0]


@zoo(X, True)
@zoo(X, False)
def written_in_a_loop(x, same):
    a = x * 2
    b = a if same else a.copy()
    for k in range(len(x) - 1):
        b[k + 1] += b[k] * x[0]
    return a @ a + b[1]


@zoo(X, True)
@zoo(X, False)
def the_other_is_written_in_a_loop(x, same):
    a = x * 2
    b = a if same else a.copy()
    for k in range(len(x) - 1):
        a[k + 1] += a[k] * x[0]
    return a @ b + b[1]


class Data:
    def __init__(self, values, copy=True):
        self.values = values.copy() if copy else values

    def center(self):
        self.values -= self.values.mean()
        return self


@zoo(X, True)
@zoo(X, False)
def objects_with_copies_or_not(x, copy):
    a = x * 2
    c = Data(a, copy=copy).center()
    d = Data(c.values, copy=not copy).center()
    d.values[1:] *= c.values[:-1]
    return a @ c.values + d.values[2]


@zoo(X, True)
@zoo(X, False)
def views_of_both(x, same):
    a = x * 2
    v = a[1:]
    b = a if same else a.copy()
    b[2] *= 7
    v[0] = b[2]
    w = b[3:]
    w += v[0]
    return a @ a + v.sum() * w[0]


@zoo(X, True)
@zoo(X, False)
def caught_between(x, same):
    a = x.copy()
    b = a if same else a + 1
    try:
        b[1] *= 2
        b[7 if same else 2] = 3.0
    except IndexError:
        b[0] = a[1] * 2
    return a @ b


@zoo(X, True)
@zoo(X, False)
def in_every_iteration(x, same):
    a = x.copy()
    found = []
    for k in range(len(x)):
        b = a if same else a.copy()
        b[k] *= 2
        found.append(b[0])
    return a @ a + sum(found)
