"""Lists of objects that grow at run time: `particles.append(Particle(x, v))` in a loop."""

from __future__ import annotations

import copy
import functools
import itertools
import math
from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import draw, zoo

X, V = draw(4), draw(4, seed=2)


class Particle:
    def __init__(self, x, v, mass=1.0):
        self.x = x
        self.v = v
        self.mass = mass
        self.force = 0.0

    def step(self, h):
        self.v += h * self.force / self.mass
        self.x += h * self.v

    @property
    def energy(self):
        return 0.5 * self.mass * self.v**2


@zoo(X, V, 0.1)
def stepped(x, v, h):
    particles = []
    for i in range(len(x)):
        particles.append(Particle(x[i], v[i]))
    for p in particles:
        p.step(h)
    return sum(p.x * p.v for p in particles)


@zoo(X, V, 0.1)
def springs_between_all(x, v, h):
    particles = [Particle(a, b, 2.0) for a, b in zip(x, v)]
    for _ in range(2):
        for p in particles:
            p.force = 0.0
            for q in particles:
                if q is not p:
                    p.force += (q.x - p.x) * q.mass
        for p in particles:
            p.step(h)
    return sum(p.energy for p in particles) + particles[0].x * particles[-1].x


@zoo(X, V)
def by_index(x, v):
    particles = []
    for a, b in zip(x, v):
        particles.append(Particle(a, b))
    for i in range(len(particles) - 1):
        particles[i].force = particles[i + 1].x - particles[i].x
        particles[i].step(0.1)
        particles[i - 1].v *= 0.5
    for i, p in enumerate(particles):
        p.mass = p.mass + i * p.x
    last = particles[-1]
    k = 0
    while k < len(particles):
        last.x += particles[k].energy
        k += 1
    return last.x * max(p.v for p in particles)


@zoo(X)
@zoo(-X)
def entry_that_is_carried(x):
    particles = [Particle(a, a * a) for a in x]
    best = particles[0]
    for p in particles:
        if p.x > best.x:
            best = p
    best.x = best.x * 3.0
    other = particles[1] if x[0] > 0 else particles[2]
    other.v = best.x
    return sum(p.x * p.v for p in particles)


@zoo(X)
def two_entries_swapped(x):
    particles = [Particle(a, a * a) for a in x]
    p, q = particles[0], particles[1]
    for _ in range(3):
        p.x += q.v
        p, q = q, p
        p.v *= 2.0
    return sum(p.x * p.v for p in particles) + p.x * q.v


@zoo(X)
def entries_held_while_the_list_grows(x):
    particles = []
    for a in x:
        particles.append(Particle(a, a))
        first, last = particles[0], particles[-1]
        particles.append(Particle(a * 2.0, first.x))
        last.x *= 3.0
        first.v += particles[-1].x
    return sum(p.x * p.v for p in particles)


@zoo(1.3)
def appended_until(x):
    particles = []
    while x < 9.0:
        x = x * 2.0
        particles.append(Particle(x, x * x))
    return particles[0].x * particles[-1].v


@zoo(X)
def list_replaced_in_each_round(x):
    particles = [Particle(a, a * a) for a in x]
    for t in range(3):
        moved = []
        for p in particles:
            moved.append(Particle(p.x + 0.1 * p.v, p.v - 0.1 * p.x * t))
        particles = moved
    return sum(p.x * p.v for p in particles)


@zoo(X)
def some_are_appended(x):
    particles = []
    for t in range(2):
        for a in x:
            if a > 0:
                p = Particle(a, a * a)
                p.step(0.1)
                particles.append(p)
        for i, p in enumerate(particles):
            p.x += i * p.v + t
    s = 0.0
    for p, q in zip(particles, particles[1:]):
        s += p.x * q.v
    for p in reversed(particles):
        s = s * 0.5 + p.x
    for p, q in itertools.combinations(particles, 2):
        s += p.v * q.x
    return s * len(particles)


@zoo(X)
def yielded_and_caught(x):
    particles = [Particle(a, a * a) for a in x]

    def right():
        for p in particles:
            if p.x > 0:
                yield p

    for p in right():
        p.v = p.x**3
    s = 0.0
    for i in range(6):
        try:
            particles[i].x += 1.0
            s += particles[i].x * particles[i].v
        except IndexError:
            s *= 1.5
    return s


def _made(x):
    particles = []
    for a in x:
        particles.append(Particle(a, a * a))
    return particles


def _shifted(particles, by):
    for p in particles:
        p.x += by


def _relaxed(p, h):
    y = p.x
    for _ in range(3):
        y = y * h + p.v
    if y > 0:
        p.x = y
    else:
        p.v = y
    return y


@zoo(X)
def through_functions(x):
    particles = _made(x)
    _shifted(particles, x[0])
    s = _relaxed(particles[0], 0.2)
    for p in particles:
        s += _relaxed(p, 0.3)
    held = {"all": particles, "second": particles[1]}
    held["second"].v = s
    return s + sum(p.x * p.v for p in held["all"])


@zoo(X)
def objects_copied(x):
    particles = _made(x)
    one = copy.copy(particles[1])
    one.x = 10.0 * one.x
    others = copy.deepcopy(particles)
    for p in others:
        p.x = 1.0
    return one.x + sum(p.x * p.v for p in particles) + sum(p.v for p in others)


class World:
    def __init__(self, x):
        self.particles = [Particle(a, a) for a in x]
        self.time = 0.0

    def step(self, h):
        for p in self.particles:
            p.step(h)
        self.time += h

    def __iter__(self):
        return iter(self.particles)


@zoo(X)
def list_in_an_object(x):
    world = World(x)
    for _ in range(2):
        world.step(0.1)
    return sum(p.x * p.v for p in world) * world.time


@dataclass
class Layer:
    weight: float
    bias: float

    def __call__(self, t):
        return math.tanh(self.weight * t + self.bias)


@dataclass(frozen=True)
class Fixed:
    a: float
    b: float = 1.0

    def moved(self, by):
        return Fixed(self.a + by, self.b * by)


@zoo(X, V)
def dataclasses_in_a_list(w, b):
    net = []
    for i in range(len(w)):
        net.append(Layer(w[i], b[i]))
    t = 0.5
    for layer in net:
        t = layer(t)
    for layer in net:
        layer.weight -= 0.1 * layer.weight * t
    fixed = [Fixed(layer.weight) for layer in net]
    moved = [f.moved(t) for f in fixed]
    return sum(f.a * g.b for f, g in zip(fixed, moved)) + net[0](t)


class Atom:
    def __init__(self, a):
        self.particle = Particle(a, a * a)
        self.count = 2
        self.name = "atom"
        self.bond = None
        self.pair = (a, 2.0 * a)


@zoo(X)
def objects_in_objects_of_a_list(x):
    atoms = [Atom(a) for a in x]
    s = 0.0
    for atom in atoms:
        atom.particle.x *= atom.count
        atom.particle.step(0.5)
        atom.count += 1
        if atom.name == "atom" and atom.bond is None:
            s += atom.pair[1] * atom.count + atom.particle.x
        atom.pair = (s, s)
    return s + atoms[0].particle.x * atoms[1].pair[0]


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, by):
        return Vector(self.x * by, self.y * by)

    def __iter__(self):
        return iter((self.x, self.y))

    def __eq__(self, other):
        return self.x == other.x


@zoo(X)
def operators_of_entries(x):
    vectors = [Vector(a, a * a) for a in x]
    total = Vector(0.0, 0.0)
    for v in vectors:
        total = total + v * 2.0
    s = 0.0
    for a, b in vectors:
        s += a * b
    return total.x * total.y + (s if vectors[0] == vectors[1] else 2.0 * s)


class Body:
    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity
        self.trail = 0.0

    def step(self, h):
        self.position = self.position + h * self.velocity
        self.velocity = self.velocity - h * self.position
        self.trail += np.sum(self.position**2)


@zoo(draw(4, 2), draw(4, 2, seed=3))
def attributes_that_are_arrays(x, v):
    bodies = []
    for i in range(len(x)):
        bodies.append(Body(x[i], v[i]))
    for _ in range(2):
        for b in bodies:
            b.step(0.1)
    return sum(b.trail + b.position[0] * b.velocity[1] for b in bodies)


@zoo(X)
def known_objects_told_apart(x):
    particles = [Particle(x[0], x[1]), Particle(x[2], x[3])]
    s = 0.0
    for p in particles:
        for q in particles:
            if p is not q:
                s += p.x * q.v
    return functools.reduce(lambda total, p: total + p.energy, particles, s)
