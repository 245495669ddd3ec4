"""Objects in a list that grows at run time, in the order of a key: sorted, max, min."""

from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import zoo

X = np.array([0.3, -0.7, 0.9, 0.1, -0.2])
V = np.array([0.5, 0.2, -0.4, 0.8, -0.9])


@dataclass
class Particle:
    x: float
    v: float

    def energy(self):
        return 0.5 * self.v**2 + self.x


def make(x, v):
    ps = []
    for a, b in zip(x, v):
        ps.append(Particle(a, b))
    return ps


@zoo(X, V)
def fastest(x, v):
    ps = make(x, v)
    p = max(ps, key=lambda p: p.v)
    q = min(ps, key=Particle.energy)
    p.x += q.v * 2
    return sum(r.x * r.v for r in ps) * q.x


@zoo(X, V)
def in_order(x, v):
    ps = make(x, v)
    s = 0.0
    for p in sorted(ps, key=lambda p: p.x):
        s = s * 0.5 + p.v
        p.x = p.x * 2 + s
    for i, p in enumerate(sorted(ps, key=lambda p: -p.v)):
        s += i * p.energy()
    return s + sum(p.x for p in ps)


@zoo(X, V)
def in_order_reverse(x, v):
    ps = make(x, v)
    best = sorted(ps, key=lambda p: p.energy(), reverse=True)
    return sum((k + 1) * p.x for k, p in enumerate(best))


@zoo(X, V)
def in_order_twice(x, v):
    ps = make(x, v)
    best = sorted(ps, key=lambda p: p.energy())
    return best[0].x + sum(p.v for p in best)


@zoo(X, V)
def best_three(x, v):
    ps = make(x, v)
    best = sorted(ps, key=lambda p: p.energy(), reverse=True)[:3]
    s = sum(p.x for p in best) * sum(p.v for p in best)
    ps[0].x = 3.0 * ps[1].v
    best[-1].v *= 2.0
    return s + sum(p.x * p.v for p in ps) + best[0].x


@zoo(X, V)
def rest_named(x, v):
    ps = make(x, v)
    rest = ps[1:]
    ps.append(Particle(x[0], x[1]))
    return sum(p.x for p in rest) * sum(p.v for p in rest) + sum(p.v for p in ps)
