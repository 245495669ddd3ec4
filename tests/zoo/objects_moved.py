"""Lists of objects that grow at run time: entries taken out, put in, replaced, put in order."""

import contextlib
import math

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v
        self.alive = True

    def step(self, h):
        self.x += h * self.v

    def slow(self):
        self.v = np.max(0.5 * self.v)


@zoo(X)
def popped_from_both_ends(x):
    particles = []
    for v in x:
        particles.append(Particle(v, v * v))
    last, first = particles.pop(), particles.pop(0)
    return last.v * first.x + sum(p.x * p.v for p in particles)


@zoo(X)
def put_in_front(x):
    particles = []
    for v in x:
        particles.insert(0, Particle(v, v * v))
    s = 0.0
    for i, p in enumerate(particles):
        s += i * p.v
    return s


@zoo(X)
def sorted_in_place(x):
    particles = [Particle(v, math.sin(v)) for v in x]
    particles.sort(key=lambda p: -p.x)
    s = 0.0
    for i, p in enumerate(particles):
        s += i * p.v
    particles.reverse()
    return s * particles[0].x


@zoo(X)
def replaced_by_index(x):
    particles = [Particle(v, v * v) for v in x]
    for i in range(len(particles)):
        particles[i] = Particle(particles[i].x * 2.0, particles[i].v + 1.0)
    for i, p in enumerate(particles):
        particles[i] = Particle(p.x * 2.0, p.v)
    return sum(p.x * p.v for p in particles)


@zoo(X)
def fewer_in_each_step(x):
    particles = [Particle(v, v * v) for v in x]
    for _ in range(4):
        for p in particles:
            p.step(0.1)
        particles = [p for p in particles if p.x < 2.0]
    return sum(p.x * p.v for p in particles) + len(particles)


class Simulation:
    def __init__(self, x):
        self.particles = [Particle(v, v * v) for v in x]

    def run(self, n):
        for _ in range(n):
            for p in self.particles:
                p.step(0.1)
            self.particles = [p for p in self.particles if p.x < 2.0]
        return sum(p.x * p.v for p in self.particles)


@zoo(X)
def fewer_in_an_attribute(x):
    return Simulation(x).run(3)


@zoo(X)
def some_that_are_written(x):
    particles = [Particle(v, v * v) for v in x]
    active = [p for p in particles if p.x > 0.8]
    particles.append(Particle(x[0], x[1]))
    for p in active:
        p.v *= 2.0
    s = sum(p.x * p.v for p in particles) * len(active)
    if active:
        s += active[0].x * active[-1].v
    return s


@zoo(X)
def stack_of_objects(x):
    stack = [Particle(x[0], x[1])]
    s = 0.0
    while stack:
        n = stack.pop()
        s += n.x * n.v
        if n.x < 3.0:
            stack.append(Particle(n.x * 1.5, n.v))
            if n.v > 0.5:
                stack.append(Particle(n.x * 2.0, n.v * 0.5))
    return s


@zoo(X)
def rotated(x):
    particles = [Particle(v, v * v) for v in x]
    for _ in range(3):
        particles.append(particles.pop(0))
    s = 0.0
    for i, p in enumerate(particles):
        s += i * p.x * p.v
    return s


@zoo(X)
def least_removed_until_none_is_left(x):
    particles = [Particle(v, v * v) for v in x]
    s = 0.0
    while particles:
        p = min(particles, key=lambda q: q.x)
        s += p.x * len(particles)
        particles.remove(p)
    return s


@zoo(X)
def moved_to_another_list(x):
    particles = [Particle(v, v * v) for v in x]
    taken = []
    for _ in range(3):
        taken.append(particles.pop())
    return sum(p.x * p.v for p in taken) + sum(p.x for p in particles)


@zoo(X)
def parts_in_order(x):
    particles = [Particle(v, math.sin(v)) for v in x]
    s = sorted(particles[1:], key=lambda p: p.x)[0].v
    s += max(particles[2:], key=lambda p: -p.x).v
    backwards = sorted(particles, key=lambda p: -p.x)
    for i, p in enumerate(sorted(backwards, key=lambda p: p.v)):
        s += i * p.v
    return s


@zoo(X)
def accumulated_by_name(x):
    sums = {}
    for i in range(len(x)):
        name = "even" if i % 2 == 0 else "odd"
        if name not in sums:
            sums[name] = Particle(0.0, 1.0)
        sums[name].x += x[i] ** 2
    return sums["even"].x * sums["odd"].x


@zoo(X)
def some_appended_to_another_list(x):
    particles = [Particle(v, 1.0) for v in x]
    kept, rest = [], []
    for p in particles:
        if p.x > 0.8:
            kept.append(p)
        else:
            rest.append(p)
    for k in kept:
        k.x *= 2.0
    kept[0].v = 3.0 * kept[-1].x
    particles.append(Particle(x[0], 2.0))
    s = sum(p.x * p.v for p in particles)
    for i, k in enumerate(kept):
        s += i * k.x
    best = max(kept, key=lambda p: p.x)
    order = sorted(kept, key=lambda p: -p.x)
    return s * len(kept) + best.x * order[-1].x * len(rest)


@zoo(X)
def neighbours_in_each_step(x):
    particles = [Particle(v, 1.0) for v in x]
    s = 0.0
    for t in range(3):
        near = []
        for p in particles:
            if p.x < 1.03 + 0.3 * t:
                near.append(p)
        for p in near:
            p.x += 0.2
        if near:
            s += near[0].x * len(near)
    return s + sum(p.x for p in particles)


@zoo(X)
def sorted_by_swapping(x):
    rows = [{"k": v, "w": i} for i, v in enumerate(x)]
    n = len(rows)
    for i in range(n):
        for j in range(n - 1 - i):
            if rows[j]["k"] > rows[j + 1]["k"]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return sum(r["k"] * i * r["w"] for i, r in enumerate(rows))


@zoo(X)
def joined_with_new_ones(x):
    particles = [Particle(v, 1.0) for v in x]
    for t in range(3):
        new = []
        for p in particles:
            p.x *= 1.1
            if p.x > 1.2:
                new.append(Particle(p.x * 0.5, p.v + t))
        particles.extend(new)
    particles.extend(Particle(2 * v, 3.0) for v in x)
    return sum(p.x * p.v for p in particles) + particles[0].x * particles[-1].x


@zoo(X)
def added_in_place(x):
    particles = [Particle(x[0], 1.0)]
    for i, v in enumerate(x):
        particles += [Particle(v * 0.5, i), Particle(v, 2.0)]
        if v > 1.0:
            particles += [Particle(p.x * p.x, p.v) for p in particles]
    return sum(p.x * p.v for p in particles)


def _moved(x, y):
    try:
        last = 1.0 / y
    except ZeroDivisionError:
        return y
    else:
        particles = []
        for v in x:
            particles.append(Particle(v * y, v))
        for particle in particles:
            particle.slow()
    return last + particles[0].x


@zoo(X, 0.7)
def names_of_a_callee_where_it_raises(x, y):
    """What the method's `self` stood for when it raised is nothing to the handler."""
    total = 0.0
    with contextlib.suppress(ValueError):
        try:
            top = max(x)
        except ValueError:
            pass
        else:
            total = np.sum(0.3 * np.array([_moved(x, y) for _ in x])) * top
    return total + np.sum(x**2)
