"""Heaps and sorted lists of the standard library: heapq, bisect."""

import bisect
import heapq
from heapq import heappop, heappush

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6)
EDGES = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (2, 4)]


def kth(values, k):
    h = list(values)
    heapq.heapify(h)
    for _ in range(k):
        v = heapq.heappop(h)
    return v


@zoo(X)
def inserted_where_it_belongs(x):
    h = []
    for i, v in enumerate(x):
        item = (v * v, i)
        h.insert(bisect.bisect_right(h, item), item)
    s = 0.0
    while h:
        d, i = h.pop(0)
        s = 0.5 * s + d * x[i]
    return s


@zoo(X)
def insorted(x):
    h = []
    for v in x:
        bisect.insort(h, v)
    bisect.insort_left(h, x[0] * x[1])
    return sum((i + 1) * v for i, v in enumerate(h))


@zoo(X)
def pushed_and_popped(x):
    h = []
    for v in x:
        heapq.heappush(h, v * v)
    s = 0.0
    while h:
        s = 0.5 * s + heapq.heappop(h)
    return s


@zoo(X)
def pairs_in_a_heap(x):
    h = []
    for i, v in enumerate(x):
        heappush(h, (v * v, i))
    s = 0.0
    while len(h) > 2 and h[0][0] < 100:
        a, i = heappop(h)
        s += a * x[i]
    return s


@zoo(X)
def cost_of_a_huffman_code(x):
    h = [v * v for v in x]
    heapq.heapify(h)
    cost = 0.0
    while len(h) > 1:
        a = heapq.heappop(h)
        b = heapq.heappop(h)
        cost += (a + b) ** 2
        heapq.heappush(h, a + b)
    return cost


@zoo(draw(7, low=0.5, high=2.0))
def shortest_paths(w):
    n = 5
    dist = np.full(n, np.inf)
    dist[0] = 0.0
    done = np.zeros(n, dtype=bool)
    heap = [(0.0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if done[u]:
            continue
        done[u] = True
        for k, (a, b) in enumerate(EDGES):
            if a == u and d + w[k] < dist[b]:
                dist[b] = d + w[k]
                heapq.heappush(heap, (dist[b], b))
    return np.sum(dist**2)


@zoo(X)
def the_largest_three(x):
    h = []
    for v in x:
        if len(h) < 3:
            heapq.heappush(h, v)
        elif v > h[0]:
            heapq.heapreplace(h, v)
    m = heapq.heappushpop(h, x[0] * x[1])
    return heapq.heappop(h) * heapq.heappop(h) + m


@zoo(X)
def heap_of_a_function(x):
    return kth(x, 2) * kth(x * x, 3)


@zoo(X)
def queue_of_events(x):
    queue = [(x[0] ** 2, "a")]
    t = 0.0
    n = 0
    while queue and n < 6:
        t, kind = heapq.heappop(queue)
        n += 1
        if kind == "a":
            heapq.heappush(queue, (t + x[1] ** 2, "b"))
            heapq.heappush(queue, (t + x[2] ** 2, "a"))
    return t


@zoo(X)
def places_in_sorted_lists(x):
    t = [0.0, 0.5, 1.0]
    i = bisect.bisect(t, x[0] ** 2) - 1
    xs = sorted(x)
    j = bisect.bisect_left(xs, 0.1)
    return x[i] * x[1] + xs[j] * 2
