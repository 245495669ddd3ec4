"""Long lists of tuples of integers as arguments: edges of graphs, triangles of meshes."""

import numpy as np

from tests.zoo.registry import draw, zoo

EDGES = [(k % 7, (3 * k + 1) % 7) for k in range(20)]
TRIANGLES = [(k % 5, (k + 1) % 5, (2 * k + 3) % 5) for k in range(18)]


@zoo(draw(7), EDGES)
def springs(x, edges):
    total = 0.0
    for i, j in edges:
        total += (x[i] - x[j]) ** 2 * np.sin(x[i])
    return total


@zoo(draw(7), draw(20), EDGES)
def weighted_by_place(x, w, edges):
    total = 0.0
    for k, (i, j) in enumerate(edges):
        total += w[k] * x[i] * x[j] ** 2
    return total / len(edges)


@zoo(draw(7), EDGES)
def ends_by_index(x, edges):
    total = x[edges[3][0]] * x[edges[-1][1]]
    for edge in edges:
        if edge[0] < edge[1]:
            total += np.cos(x[edge[0]]) * x[edge[1]]
    return total + sum(x[i] * x[j] for i, j in edges[2:9])


@zoo(draw(7), EDGES)
def edges_as_an_array(x, edges):
    ends = np.array(edges)
    return np.sum((x[ends[:, 0]] - x[ends[:, 1]]) ** 3)


def laplacian(n, edges, w):
    m = np.zeros((n, n))
    for (i, j), v in zip(edges, w):
        m[i, i] += v
        m[j, j] += v
        m[i, j] -= v
        m[j, i] -= v
    return m


@zoo(draw(20), EDGES, draw(7))
def quadratic_form(w, edges, x):
    return x @ laplacian(len(x), edges, w) @ x


@zoo(draw(5, 2), TRIANGLES)
def area_of_a_mesh(nodes, triangles):
    total = 0.0
    for a, b, c in triangles:
        u, v = nodes[b] - nodes[a], nodes[c] - nodes[a]
        total += 0.5 * (u[0] * v[1] - u[1] * v[0]) ** 2
    return total
