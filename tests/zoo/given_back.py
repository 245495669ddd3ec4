"""Functions that call themselves and write what they are given, to a depth of run time."""

import numpy as np

from tests.zoo.registry import draw, zoo

X5, Y5 = draw(5, low=0.5, high=1.5), draw(5, seed=2, low=0.5, high=1.5)
X8, Y8 = draw(8, low=0.5, high=1.5), draw(8, seed=2, low=0.5, high=1.5)


def _quicksort(a, low, high):
    if low >= high:
        return
    pivot = a[high]
    place = low
    for k in range(low, high):
        if a[k] < pivot:
            a[place], a[k] = a[k], a[place]
            place += 1
    a[place], a[high] = a[high], a[place]
    _quicksort(a, low, place - 1)
    _quicksort(a, place + 1, high)


@zoo(X8, Y8)
def sorted_in_place(x, w):
    a = x.copy()
    _quicksort(a, 0, len(a) - 1)
    return np.sum(a * w)


@zoo(X8)
def argument_sorted_in_place(x):
    _quicksort(x, 0, len(x) - 1)
    return x[0] * x[-1] + x[3] ** 2


def _merge_sort(a):
    if len(a) <= 1:
        return
    middle = len(a) // 2
    left, right = a[:middle].copy(), a[middle:].copy()
    _merge_sort(left)
    _merge_sort(right)
    i = j = 0
    for k in range(len(a)):
        if j >= len(right) or (i < len(left) and left[i] <= right[j]):
            a[k] = left[i]
            i += 1
        else:
            a[k] = right[j]
            j += 1


@zoo(X5, Y5)
def sorted_by_merging(x, w):
    a = x * 2.0
    _merge_sort(a)
    return np.dot(a, w)


def _fourier(re, im, n):
    if n == 1:
        return
    half = n // 2
    _fourier(re[::2], im[::2], half)
    _fourier(re[1::2], im[1::2], half)
    even_re, even_im = re[::2].copy(), im[::2].copy()
    odd_re, odd_im = re[1::2].copy(), im[1::2].copy()
    for k in range(half):
        c, s = np.cos(2.0 * np.pi * k / n), np.sin(-2.0 * np.pi * k / n)
        turned_re = c * odd_re[k] - s * odd_im[k]
        turned_im = c * odd_im[k] + s * odd_re[k]
        re[k] = even_re[k] + turned_re
        im[k] = even_im[k] + turned_im
        re[k + half] = even_re[k] - turned_re
        im[k + half] = even_im[k] - turned_im


@zoo(X8, Y8)
def fourier_transform_in_place(x, y):
    re, im = x.copy(), y.copy()
    _fourier(re, im, len(x))
    return np.sum(re**2 * np.arange(8.0)) + np.sum(im**3)


def _remembering(n, memo, x):
    if memo[n] != 0.0:
        return memo[n]
    before = _remembering(n - 1, memo, x)
    memo[n] = np.sin(before) + x * _remembering(n - 2, memo, x)
    return memo[n]


@zoo(0.7, 6)
def array_of_what_is_known(x, n):
    memo = np.zeros(n + 1)
    memo[0] = x
    memo[1] = x * x
    return _remembering(n, memo, x)


def _even(a, n):
    if n == 0:
        return
    a[n] = a[n - 1] * a[n]
    _odd(a, n - 1)


def _odd(a, n):
    if n == 0:
        return
    a[n] += np.sin(a[n - 1])
    _even(a, n - 1)


@zoo(X5)
def by_turns(x):
    a = x.copy()
    _even(a, len(a) - 1)
    return np.sum(a**2)


@zoo(X5, 4)
def calls_itself(a, n):
    if n == 0:
        return np.sum(a)
    a[n] = a[n] * a[n - 1]
    return calls_itself(a, n - 1) + a[n]


@zoo(X8)
def array_around_the_function(x):
    a = x.copy()

    def down(k):
        if k >= len(a):
            return
        a[k] *= a[k - 1]
        down(2 * k)
        down(2 * k + 1)

    down(1)
    return np.sum(a)


def _every_order(a, used, k, total):
    if k == len(a):
        return total
    for i in range(len(a)):
        if used[i] == 0:
            used[i] = 1
            total = total + _every_order(a, used, k + 1, a[i] ** (k + 1))
            used[i] = 0
    return total


@zoo(X5[:3])
def marks_set_and_taken_back(x):
    used = np.zeros(len(x), dtype=int)
    return _every_order(x, used, 0, 0.0)


def _towers(rods, n, i, j, k, x):
    if n == 0:
        return 0.0
    moved = _towers(rods, n - 1, i, k, j, x)
    rods[j] += x * rods[i] * n
    return moved + rods[j] + _towers(rods, n - 1, k, j, i, x)


@zoo(0.3, 3)
def places_that_change_their_roles(x, n):
    return _towers(np.ones(3), n, 0, 1, 2, x)


def _sift(a, n, i):
    largest = i
    child = 2 * i + 1
    if child < n and a[child] > a[largest]:
        largest = child
    if child + 1 < n and a[child + 1] > a[largest]:
        largest = child + 1
    if largest != i:
        a[i], a[largest] = a[largest], a[i]
        _sift(a, n, largest)


@zoo(X8, Y8)
def heap_in_an_array(x, w):
    a = x.copy()
    n = len(a)
    for i in range(n // 2 - 1, -1, -1):
        _sift(a, n, i)
    for i in range(n - 1, 0, -1):
        a[0], a[i] = a[i], a[0]
        _sift(a, i, 0)
    return np.sum(a * w)


def _cholesky(a):
    if a.shape[0] == 0:
        return a
    a[0, 0] = np.sqrt(a[0, 0])
    a[1:, 0] /= a[0, 0]
    a[1:, 1:] -= np.outer(a[1:, 0], a[1:, 0])
    _cholesky(a[1:, 1:])
    return a


@zoo(draw(3, 3))
def cholesky_factor_in_place(m):
    lower = _cholesky(m @ m.T + 3.0 * np.eye(3))
    return np.sum(np.log(np.diag(lower))) + lower[1, 0]


def _doubled(a, n):
    if n == 0:
        return a
    a[n] *= 2.0
    a = _doubled(a, n - 1)
    a[0] += a[n]
    return a


@zoo(X5)
def argument_returned(x):
    a = x.copy()
    b = _doubled(a, len(x) - 1)
    b[1] += 1.0
    return np.prod(b) + a[1]


def _taking_turns(a, b, n):
    if n == 0:
        return np.sum(b)
    a[n] += b[n] ** 2
    rest = _taking_turns(b, a, n - 1)
    b[n] *= a[n]
    return rest + np.sum(a)


@zoo(X5, Y5)
def two_arrays_that_change_places(x, y):
    return _taking_turns(x, y, len(x) - 1) + x[0] * y[1]


class Grid:
    def __init__(self, heights):
        self.heights = heights
        self.seen = np.zeros(heights.shape, dtype=bool)
        self.volume = 0.0

    def flood(self, i, j):
        n, m = self.heights.shape
        if i < 0 or j < 0 or i >= n or j >= m or self.seen[i, j]:
            return 0.0
        self.seen[i, j] = True
        if self.heights[i, j] > 0.5:
            return 0.0
        found = self.heights[i, j] ** 2
        self.heights[i, j] += 1.0
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            found += self.flood(i + di, j + dj)
        return found


@zoo(draw(3, 4))
def method_that_floods(x):
    grid = Grid(x.copy())
    return grid.flood(1, 1) * grid.heights[0, 0] + np.sum(grid.heights**2)


def _halves(parts, depth, rate):
    if depth == 0:
        parts[0][...] = parts[0] * rate
        return parts[1][0]
    found = _halves(parts, depth - 1, rate * parts[0][depth])
    parts[1][depth] += found
    return parts[1][depth] * rate


@zoo((X5, Y5), 0.7)
def arrays_in_a_tuple(parts, rate):
    found = _halves(parts, 3, rate)
    return found + np.sum(parts[0] * parts[1])


def _subdivide(out, x, low, high):
    middle = (low + high) // 2
    out[middle] = np.sin(x * middle) + out[low] * out[high]
    if high - low > 2:
        _subdivide(out, x, low, middle)
        _subdivide(out, x, middle, high)


@zoo(0.4, 3)
def called_in_a_loop(x, n):
    total = 0.0
    out = np.ones(9)
    for k in range(n):
        _subdivide(out, x * (k + 1), 0, 8)
        total += out[3] * out[k]
    return total


def _eliminated(a, b, k):
    n = len(b)
    if k < n:
        for i in range(k + 1, n):
            factor = a[i, k] / a[k, k]
            a[i, k:] -= factor * a[k, k:]
            b[i] -= factor * b[k]
        _eliminated(a, b, k + 1)
        b[k] = (b[k] - a[k, k + 1 :] @ b[k + 1 :]) / a[k, k]


@zoo(draw(4, 4) + 3.0 * np.eye(4), draw(4, seed=2))
def elimination_by_recursion(a, b):
    _eliminated(a, b, 0)
    return np.sum(b**2)
