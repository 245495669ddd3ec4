"""Arrays that loops fill: what is read of them when the loop has ended, and what may not be."""

import numpy as np

from tests.zoo.registry import draw, zoo

START = np.array([0.7, 0.4, 0.9, 0.55, 0.8])


@zoo(START)
def filled_by_two_before(x):
    y = x.copy()
    for i in range(2, len(y)):
        y[i] = y[i - 1] * np.sin(y[i - 2]) + x[i]
    return np.sum(y**2)


@zoo(START)
def first_reads_the_last(x):
    y = x.copy()
    for i in range(len(y)):
        y[i] = y[i - 1] * np.sin(y[i])
    return np.sum(y**2)


@zoo(START)
def read_before_it_is_written(x):
    y = x.copy()
    for i in range(len(y) - 1):
        y[i] = y[i + 1] * np.sin(y[i])
    return np.sum(y**2)


@zoo(START)
def written_twice_in_an_iteration(x):
    y = x.copy()
    for i in range(1, len(y)):
        y[i] = y[i - 1] * y[i]
        a = y[i]
        y[i] = a * a + y[i - 1]
    return np.sum(y**2)


@zoo(START)
def written_ahead(x):
    y = x.copy()
    for i in range(len(y) - 2):
        y[i + 2] = y[i] * y[i + 1]
        y[i + 1] *= y[i] * y[i + 2]
    return np.sum(y**2)


@zoo(START)
def downwards(x):
    y = x.copy()
    for i in range(len(y) - 2, -1, -1):
        y[i] = y[i] - np.exp(y[i + 1])
    for i in reversed(range(3)):
        y[i + 1] = y[i] * y[i + 2]
    return np.sum(y**2)


@zoo(START)
def written_by_a_second_loop(x):
    y = np.zeros(len(x) + 1)
    y[0] = x[0]
    for t in range(len(x)):
        y[t + 1] = y[t] * x[t] + y[t] ** 2
    s = np.sum(y)
    for t in range(len(x)):
        y[t] = y[t] * y[t + 1]
    return s + np.sum(y)


@zoo(START)
def with_an_exit(x):
    y = x.copy()
    for i in range(1, len(y)):
        y[i] = y[i - 1] * np.sin(y[i])
        if y[i] > 0.25:
            y[i - 1] *= y[i]
            break
        y[i] *= y[i - 1]
    return np.sum(y**2)


@zoo(START)
def on_one_side_of_a_branch(x):
    y = x.copy()
    for i in range(1, len(y)):
        if y[i - 1] > 0.5:
            y[i] = y[i - 1] ** 2 * y[i]
        else:
            y[0] *= 0.5 * y[i]
    return np.sum(y**2)


@zoo(START)
def new_in_each_iteration(x):
    s = 0.0
    for k in range(3):
        y = np.zeros(4)
        y[0] = x[k]
        for t in range(3):
            y[t + 1] = y[t] * y[t] + x[k + 1]
        s += y[3]
    return s


@zoo(draw(3, 3), draw(3), draw(4))
def states_of_a_recurrence(weights, bias, x):
    h = np.zeros((len(x) + 1, len(bias)))
    for t in range(len(x)):
        h[t + 1] = np.tanh(weights @ h[t] + bias * x[t])
    return np.sum(h**2)


@zoo(START, draw(4))
def table_of_two_sequences(a, b):
    cost = np.zeros((len(a) + 1, len(b) + 1))
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            here = (a[i - 1] - b[j - 1]) ** 2
            left, up, both = cost[i, j - 1], cost[i - 1, j], cost[i - 1, j - 1]
            cost[i, j] = here - np.log(np.exp(-left) + np.exp(-up) + np.exp(-both))
    return cost[len(a), len(b)]


@zoo(np.eye(4) * 4 + np.outer(START[:4], START[:4]))
def factor_row_by_row(a):
    n = len(a)
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            if i == j:
                low[i, j] = np.sqrt(s)
            else:
                low[i, j] = s / low[j, j]
    return np.sum(low**3)


@zoo(np.eye(4) * 4 + np.outer(START[:4], START[:4]), draw(4))
def eliminated_in_place(a, b):
    a, b = a.copy(), b.copy()
    n = len(b)
    for k in range(n):
        for i in range(k + 1, n):
            factor = a[i, k] / a[k, k]
            for j in range(k, n):
                a[i, j] -= factor * a[k, j]
            b[i] -= factor * b[k]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            b[i] -= a[i, j] * b[j]
        b[i] /= a[i, i]
    return np.sum(b**2)


@zoo(np.eye(4) * 4 + np.outer(START[:4], START[:4]))
def factors_in_place(a):
    a = a.copy()
    n = len(a)
    for k in range(n):
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]
    return np.sum(a**2)


@zoo(np.eye(4) * 4 + np.outer(START[:4], START[:4]), draw(4))
def substituted_backwards(u, b):
    n = len(b)
    x = b.copy()
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= u[i, j] * x[j]
        x[i] /= u[i, i]
    return x @ x


@zoo(draw(6), 0.2)
def columns_of_a_history(u0, k):
    u = np.zeros((len(u0), 4))
    u[:, 0] = u0
    for t in range(3):
        inner = u[1:-1, t]
        u[1:-1, t + 1] = inner + k * (u[2:, t] - 2 * inner + u[:-2, t]) * inner
    return np.sum(u[:, 3] ** 2)


@zoo(START)
def given_back_and_changed(x):
    def fill(v):
        y = v.copy()
        for i in range(1, len(y)):
            y[i] = y[i - 1] * y[i]
        return y

    y = fill(x)
    y *= 2
    y[0] = 3.0
    return np.sum(y * fill(y))


@zoo(np.arange(16.0).reshape(4, 4) / 9 + np.eye(4) * 4)
def cholesky_row_by_row(a):
    n = len(a)
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            if i == j:
                low[i, j] = np.sqrt(s)
            else:
                low[i, j] = s / low[j, j]
    return np.sum(np.log(np.diag(low))) + low[2, 0] * low[3, 1]


@zoo(START[:2])
def lattice_of_prices(p):
    n = 5
    s = np.ones((n + 1, n + 1))
    for k in range(n + 1):
        if k > 0:
            s[k][k] = s[k - 1][k - 1] * np.exp(-p[1])
        if k < n:
            for j in range(k, n):
                s[k][j + 1] = s[k][j] * np.exp(p[0])
    return np.sum(np.maximum(2.0 - s, 0.0))


@zoo(START)
def the_first_has_none_before(x):
    y = x.copy()
    for i in range(len(y)):
        if i != 0:
            y[i] *= np.sin(y[i - 1])
        if i == 2:
            y[i - 1] = x[i] ** 2
    return np.sum(y**2)


@zoo(START, np.array([0, 0, 1, 0, 3]))
def read_on_a_side_of_what_is_changed(x, before):
    y = x.copy()
    for k in range(len(y)):
        if k > 0:
            y[k] = x[0] * y[before[k]]
        else:
            y[k + 1] *= y[before[k + 1]]
        for j in range(k, len(y)):
            y[j] *= x[1] * y[j]
    return np.sum(y)


@zoo(START)
def above_and_below_the_diagonal(x):
    m = np.outer(x, x)
    for i in range(len(x)):
        for j in range(len(x)):
            if j < i:
                m[i, j] = np.sin(m[j, i]) * m[j, j]
            elif j > i:
                m[i, j] = m[i, j] * m[i, i] + m[j, i]
    return np.sum(m**2)


@zoo(START)
def list_filled(x):
    xs = [0.0] * len(x)
    xs[0] = x[0]
    for i in range(1, len(x)):
        xs[i] = xs[i - 1] * x[i] + np.sin(xs[i - 1])
    return sum(xs)


@zoo(START)
def list_filled_and_shortened(x):
    xs = [v * v for v in x]
    for i in range(1, len(x)):
        xs[i] = xs[i - 1] * xs[i]
    last = xs.pop()
    xs[1] = last
    xs.append(x[0])
    return sum([v * v for v in xs])


@zoo(START)
def table_of_lists(x):
    n = len(x)
    m = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if i == 0 or j == 0:
                m[i][j] = x[i] * x[j]
            else:
                m[i][j] = m[i - 1][j - 1] * x[j] + np.sin(m[i - 1][j]) * m[i][j - 1]
    return m[-1][-1]


@zoo(np.array([[0.7, 0.3], [0.4, 0.6]]), np.array([[0.5, 0.1, 0.4], [0.2, 0.3, 0.5]]))
def forward_variables_in_lists(a, b):
    states = list(range(len(a)))
    seen = np.array([0, 2, 1, 1])
    alpha = [[0.0 for _ in range(len(seen))] for _ in states]
    for s in states:
        alpha[s][0] = b[s, seen[0]] / len(a)
    for t in range(1, len(seen)):
        for s in states:
            before = sum(alpha[k][t - 1] * a[k][s] for k in states)
            alpha[s][t] = before * b[s][seen[t]]
    return np.log(sum(alpha[s][-1] for s in states))
