"""Lists in lists, and in dicts, that are filled while the program runs."""

from collections import defaultdict, deque

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(6))
def sums_of_buckets(x):
    groups = [[] for _ in range(3)]
    for i in range(len(x)):
        groups[i % 3].append(x[i] ** 2)
    return sum(sum(g) ** 2 for g in groups)


@zoo(draw(6))
def buckets_of_a_literal(x):
    bins = [[], [], []]
    for v in x:
        bins[min(int(2.0 * abs(v)), 2)].append(v)
    return sum(bins[0]) * x[0] + sum(bins[1]) ** 2 + len(bins[2]) * x[1]


@zoo(draw(6))
def buckets_by_name(x):
    groups = {"odd": [], "even": []}
    for i, v in enumerate(x):
        groups["odd" if i % 2 else "even"].append(v**2)
    return sum(groups["odd"]) * sum(groups["even"])


@zoo(draw(6))
def means_by_key(x):
    groups = defaultdict(list)
    for i, v in enumerate(x):
        groups[i % 3].append(v)
    means = {key: np.mean(values) for key, values in groups.items()}
    return means[0] * means[1] + max(means.values()) * len(groups)


@zoo(draw(6))
def means_by_label(x):
    groups = defaultdict(list)
    for label, v in zip(["a", "b", "a", "c", "b", "a"], x):
        groups[label].append(v)
    return sum(np.prod(values) for values in groups.values()) * sum(groups["a"])


@zoo(draw(6))
def lists_by_setdefault(x):
    groups = {}
    for i in range(len(x)):
        groups.setdefault((i % 2, i // 4), []).append(x[i] ** 2)
    return sum(groups[0, 0]) * sum(groups[1, 1])


@zoo(draw(6))
def lists_by_question(x):
    groups = {}
    for i in range(len(x)):
        if i % 2 not in groups:
            groups[i % 2] = []
        groups[i % 2].append(x[i] ** 2)
    return sum(groups[0]) * sum(groups[1])


@zoo(draw(5))
def weighted_edges(x):
    n = len(x)
    edges = [[] for _ in range(n)]
    for i in range(n - 1):
        edges[i].append((i + 1, x[i]))
        edges[i + 1].append((i, x[i]))
    s = 0.0
    for i in range(n):
        for j, weight in edges[i]:
            s += weight * x[j] ** 2
    return s


@zoo(draw(6))
def runs_that_rise(x):
    runs = [[x[0]]]
    for i in range(1, len(x)):
        if x[i] > x[i - 1]:
            runs[-1].append(x[i])
        else:
            runs.append([x[i]])
    return sum(np.prod(run) for run in runs)


@zoo(draw(4))
def divided_differences(x):
    table = [[x[0]]]
    for i in range(1, len(x)):
        table.append([x[i] ** 3])
        for j in range(1, i + 1):
            table[i].append((table[i][j - 1] - table[i - 1][j - 1]) * x[j])
    return table[-1][-1]


@zoo(draw(4))
def rows_put_in_first(x):
    rows = []
    for i in range(len(x)):
        row = []
        rows.append(row)
        for j in range(i):
            row.append(x[j] * x[i])
        if row:
            row[0] = row[0] * 2.0
    return sum(sum(row) ** 2 for row in rows)


@zoo(draw(3))
def list_written_behind_its_list(x):
    rows, seen = [], []
    for v in x:
        row = []
        row.append(v)
        rows.append(row)
        row.append(v * v)
        seen.append(v)
    return sum(row[0] * row[1] for row in rows) + seen[0]


@zoo(draw(6))
def shares_of_a_total(x):
    totals = defaultdict(float)
    for i in range(len(x)):
        totals[i % 3] += x[i] ** 2
    whole = sum(totals.values())
    for key in totals:
        totals[key] /= whole
    for key, share in totals.items():
        totals[key] = share**2 * (key + 1)
    return sum(totals.values())


@zoo(draw(6))
def groups_in_order(x):
    groups = defaultdict(list)
    for i in range(len(x)):
        groups[(i + 2) % 3].append(x[i])
    s = 1.0
    for key, values in sorted(groups.items()):
        s = s * sum(values) + key
    for key in sorted(groups):
        s += sum(groups[key]) ** 2 * key
    for key in groups:
        s += len(groups[key]) * groups[key][0]
    return s


@zoo(draw(6))
def entries_by_name(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        g = groups[i % 2]
        if x[i] > 0.0:
            g.append(x[i])
        g.append(x[0] * i)
    return sum(groups[0]) * sum(groups[1])


@zoo(draw(6))
def one_entry_by_two_names(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        groups[i % 2].append(x[i])
    a = groups[0]
    b = groups[0]
    a.append(x[0] * x[1])
    b.append(x[1])
    a[0] = x[2] ** 2
    groups[0].append(3.0)
    return sum(a) * sum(b) * sum(groups[0]) * b[0]


@zoo(draw(6))
def stacks_emptied(x):
    stacks = [[] for _ in range(2)]
    for i in range(len(x)):
        stacks[i % 2].append((x[i] ** 2, i))
    last, place = stacks[0].pop()
    s = 0.0
    while stacks[1]:
        value, i = stacks[1].pop()
        s += value * x[0] * i
    return last * s * place * len(stacks[0])


@zoo(draw(6))
def inner_lists_changed_in_every_way(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        groups[i % 2].append(x[i])
    groups[0].sort()
    groups[1].reverse()
    groups[1].insert(0, x[0] ** 2)
    groups[0][1] = x[1] * 2.0
    del groups[1][1]
    groups[1].extend(x)
    groups[1][1:2] = [x[0], x[1]]
    groups[1] += [x[2] * x[3]]
    return groups[0][1] * groups[1][2] * groups[1][-1] * len(groups[1])


@zoo(draw(6))
def cells_of_a_grid(x):
    cells = [[[] for _ in range(2)] for _ in range(2)]
    for i in range(len(x)):
        cells[i % 2][(i // 2) % 2].append(x[i])
    return sum(cells[0][0]) * sum(cells[1][1]) + sum(cells[0][1]) ** 2


@zoo(draw(4, 2))
def rows_by_label(x):
    groups = defaultdict(list)
    for i in range(len(x)):
        groups[i % 2].append(x[i])
    centres = [np.mean(np.array(rows), axis=0) for rows in groups.values()]
    return np.sum((centres[0] - centres[1]) ** 2 * centres[0])


def _put(group, value):
    group.append(value)
    group.append(value**2)


@zoo(draw(4))
def a_function_fills_a_bucket(x):
    groups = [[] for _ in range(2)]
    for i in range(len(x)):
        _put(groups[i % 2], x[i])
    for number, group in enumerate(groups):
        group.append(x[number])
    return sum(groups[0]) * sum(groups[1])


class Histogram:
    def __init__(self, n):
        self.cells = [[] for _ in range(n)]
        self.total = 0.0

    def add(self, place, value):
        self.cells[place].append(value)
        self.total += value

    def mean(self, place):
        return sum(self.cells[place]) / len(self.cells[place])


@zoo(draw(6))
def buckets_of_an_object(x):
    found = Histogram(3)
    for i in range(len(x)):
        found.add(i % 3, x[i] ** 2)
    return found.mean(0) * found.mean(1) + found.total


@zoo(draw(6))
def queues(x):
    queues = [deque() for _ in range(2)]
    for i in range(len(x)):
        queues[i % 2].append(x[i])
        queues[i % 2].appendleft(x[i] ** 2)
    return queues[0].popleft() * queues[1].pop() * sum(queues[0])


@zoo(draw(5))
def walk_through_a_tree(x):
    children = [[] for _ in range(len(x))]
    for i in range(1, len(x)):
        children[(i - 1) // 2].append(i)
    s = 0.0
    stack = [(0, 1.0)]
    while stack:
        i, weight = stack.pop()
        s += weight * x[i]
        for child in children[i]:
            stack.append((child, weight * x[i]))
    return s


@zoo(draw(6))
def defaultdict_list(x):
    g = defaultdict(list)
    for i, v in enumerate(x):
        g[i % 3].append(v * i)
    return sum(np.prod(np.array(v)) for v in g.values()) + g[1][0]
