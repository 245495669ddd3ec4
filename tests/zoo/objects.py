"""Objects inside of functions: named tuples, dataclasses, classes of the user's own."""

from __future__ import annotations

import copy
import dataclasses
import functools
import math
import types
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tests.zoo.registry import draw, zoo

# named tuples ------------------------------------------------------------------------

State = namedtuple("State", "position velocity")
Fit = namedtuple("Fit", ("slope", "offset"), defaults=(1.0,))


class Interval(NamedTuple):
    low: float
    high: float = 2.0

    @property
    def width(self):
        return self.high - self.low

    def moved(self, by):
        return self._replace(low=self.low + by, high=self.high + by * by)

    def __contains__(self, x):
        return self.low < x

    def __call__(self, t):
        return self.low + t * self.width


@zoo(1.3, 0.4)
def named_tuple_fields(x, v):
    state = State(x * v, velocity=v)
    return state.position * state.velocity + state[0]


@zoo(1.3, 0.4)
def named_tuple_unpacked(x, v):
    position, velocity = State(x * v, v * v)
    return position * velocity + sum(State(x, v))


@zoo(1.3)
def named_tuple_defaults(x):
    fit = Fit(x * x)
    return fit.slope * fit.offset + len(fit) * x


@zoo(1.3)
def named_tuple_called(x):
    return Interval(x * x)(0.3) * Interval(x, 5.0).moved(x)(x)


@zoo(1.3)
def named_tuple_replaced(x):
    fit = Fit(x, 2.0)
    fit = fit._replace(offset=fit.slope * x)
    return fit.offset**2 + fit._asdict()["slope"]


@zoo(1.3, 0.4)
def named_tuple_made_of_a_list(x, y):
    fit = Fit._make([x * y, y])
    return fit.slope * fit.offset**2


@zoo(1.3)
def named_tuple_with_methods(x):
    interval = Interval(x).moved(x)
    y = interval.width * interval.high
    return y * 2.0 if x in interval else y


def advanced(state, h):
    velocity = state.velocity - h * np.sin(state.position)
    return State(state.position + h * velocity, velocity)


@zoo(1.3, 0.4)
def named_tuple_through_a_loop(x, v):
    state = State(x, v)
    for _ in range(5):
        state = advanced(state, 0.1)
    return state.position * state.velocity


@zoo(1.3)
@zoo(0.3)
def named_tuple_through_a_branch(x):
    if x > 1.0:
        state = State(x * x, 2.0)
    else:
        state = State(x, x * 3.0)
    return state.position * state.velocity


@zoo(draw(3), 0.4)
def named_tuple_of_arrays(w, b):
    layer = Fit(w * b, offset=w)
    rows = np.stack(layer)
    return np.sum(rows**2) + np.sum(layer.offset)


@zoo(1.3)
def named_tuples_in_a_list(x):
    states = [State(x, 1.0), State(x * x, x)]
    total = 0.0
    for position, velocity in states:
        total += position * velocity
    return total + states[1].position * max(s.velocity for s in states)


# dataclasses -------------------------------------------------------------------------


@dataclass
class Spring:
    stiffness: float
    length: float = 1.0
    forces: list = field(default_factory=list)

    def pull(self, x):
        force = -self.stiffness * (x - self.length)
        self.forces.append(force)
        return force

    @property
    def energy(self):
        return 0.5 * self.stiffness * self.length**2


@dataclass(frozen=True)
class Angle:
    radians: float
    degrees: float = field(init=False)
    SCALE = 180.0 / math.pi

    def __post_init__(self):
        object.__setattr__(self, "degrees", self.radians * self.SCALE)

    def __add__(self, other):
        return Angle(self.radians + other.radians)


@dataclass(kw_only=True, slots=True)
class Options:
    rate: float = 0.1
    steps: int = 3


@dataclass
class Scaled:
    value: float
    factor: dataclasses.InitVar[float] = 2.0

    def __post_init__(self, factor):
        self.value = self.value * factor


@zoo(1.3, 0.4)
def dataclass_fields(k, x):
    spring = Spring(k)
    spring.length = x * k
    spring.stiffness *= x
    return spring.energy + spring.length


@zoo(1.3, 0.4)
def dataclass_that_collects(k, x):
    spring = Spring(k)
    first = spring.pull(x)
    second = spring.pull(first)
    return second * spring.forces[0] + len(spring.forces) * k


@zoo(0.7)
def frozen_dataclass(x):
    angle = Angle(x) + Angle(radians=x * x)
    return angle.degrees * angle.radians


@zoo(1.3)
def dataclass_replaced(x):
    spring = dataclasses.replace(Spring(x), length=x * x)
    return spring.energy


@zoo(1.3)
def dataclass_with_slots(x):
    options = Options(rate=x * x)
    for _ in range(options.steps):
        x = x - options.rate * x
    return x


@zoo(1.3)
def dataclass_with_arguments_of_init_only(x):
    return Scaled(x).value * Scaled(x, factor=x).value


@zoo(1.3)
def dataclass_as_a_dict(x):
    items = dataclasses.asdict(Spring(x, length=x * x))
    return items["stiffness"] * items["length"]


@zoo(1.3)
def dataclass_fields_by_name(x):
    angle = Angle(x * x)
    return sum(getattr(angle, f.name) for f in dataclasses.fields(angle))


# classes -----------------------------------------------------------------------------


class Ball:
    """Falls."""

    g = 9.81

    def __init__(self, height, speed=0.0):
        self.height = height
        self.speed = speed
        self.path = [height]

    def step(self, h):
        self.speed -= h * self.g
        self.height += h * self.speed
        self.path.append(self.height)

    def bounce(self):
        if self.height < 0.0:
            self.height = -self.height
            self.speed = -0.9 * self.speed

    @property
    def energy(self):
        return 0.5 * self.speed**2 + self.g * self.height

    @energy.setter
    def energy(self, value):
        self.speed = np.sqrt(2.0 * (value - self.g * self.height))

    @staticmethod
    def doubled(x):
        return 2.0 * x

    @classmethod
    def at_rest(cls, height):
        return cls(height, 0.0)


class HeavyBall(Ball):
    def __init__(self, height, mass):
        super().__init__(height, speed=height * mass)
        self.mass = mass

    @property
    def energy(self):
        return self.mass * super().energy

    def step(self, h):
        for _ in range(2):
            super().step(h / 2.0)


@zoo(1.3, 0.4)
def object_with_attributes(x, v):
    ball = Ball(x, v)
    ball.step(0.1)
    return ball.height * ball.speed


@zoo(1.3, 0.4)
def object_through_a_loop(x, v):
    ball = Ball(x, v)
    for _ in range(4):
        ball.step(0.1 * x)
    return ball.energy * ball.height


@zoo(0.3, 0.4)
def object_with_a_branch_in_a_method(x, v):
    ball = Ball(x, v)
    for _ in range(6):
        ball.step(0.1)
        ball.bounce()
    return ball.height * ball.speed


@zoo(1.3, 0.4)
def object_until(x, v):
    ball = Ball(x, v)
    while ball.height > 0.5:
        ball.step(0.07)
    return ball.height * ball.speed


@zoo(1.3)
def object_under_two_names(x):
    ball = Ball(x, 1.0)
    same = ball
    same.height = x * x
    ball.speed = same.height * x
    return ball.height * same.speed


@zoo(1.3)
def object_made_by_a_class_method(x):
    ball = Ball.at_rest(x * x)
    return ball.energy * ball.doubled(x) + Ball.doubled(x)


@zoo(1.3)
def property_set(x):
    ball = Ball(x, 1.0)
    ball.energy = 20.0 * x
    return ball.speed * ball.height


@zoo(1.3, 0.4)
def object_of_a_derived_class(x, m):
    ball = HeavyBall(x, m)
    ball.step(0.2)
    return ball.energy if isinstance(ball, Ball) else 0.0


@zoo(1.3)
@zoo(0.3)
def object_on_one_path(x):
    ball = Ball(x, 2.0)
    if x > 1.0:
        ball.speed = x * x
    else:
        ball = Ball(x * x, x)
    return ball.speed * ball.height


def kinetic(ball, mass):
    square = ball.speed * ball.speed
    return 0.5 * mass * square + ball.height


def pushed(ball, by):
    ball.speed = ball.speed + by * ball.height
    return ball


@zoo(1.3, 0.4)
def object_passed_to_a_function(x, v):
    ball = Ball(x * v, v)
    return kinetic(ball, x) + kinetic(ball, 2.0)


@zoo(1.3, 0.4)
def object_changed_by_a_function(x, v):
    ball = Ball(x, v)
    other = pushed(pushed(ball, x), v)
    return ball.speed * other.speed


def thrown(x, up):
    y = x * x
    ball = Ball(y, up)
    ball.step(0.1)
    return ball, [ball.height]


@zoo(1.3, 0.4)
def object_returned_by_a_function(x, v):
    ball, heights = thrown(x, v)
    ball.step(0.1)
    return ball.height * heights[0]


@zoo(1.3)
def objects_in_containers(x):
    balls = [Ball(x, 1.0), Ball(2.0 * x, x)]
    named = {"first": balls[0], "last": balls[-1]}
    named["first"].step(0.1)
    for ball in balls:
        ball.step(0.2)
    return sum(ball.energy for ball in balls) * named["first"].height


@zoo(draw(3), 0.4)
def object_with_arrays(x, v):
    rod = Rod(x * v, np.zeros(3))
    for _ in range(3):
        rod.step(v)
    rod.height[0] = rod.speed[1] * v
    return np.sum(rod.height * rod.speed)


class Rod:
    def __init__(self, height, speed):
        self.height, self.speed = height, speed

    def step(self, h):
        self.speed -= h * self.height
        self.height += h * self.speed


@zoo(draw(3))
def array_under_a_name_and_in_an_object(x):
    heights = x * 2.0
    ball = Ball(heights)
    ball.height *= x
    heights[0] = x[1] * x[2]
    return np.sum(ball.height**2)


@zoo(1.3)
def object_copied(x):
    ball = Ball(x, 1.0)
    other = copy.copy(ball)
    third = copy.deepcopy(ball)
    other.height = x * x
    ball.path.append(x * 3.0)
    return ball.height * other.height + len(third.path) * sum(other.path)


# operators ---------------------------------------------------------------------------


class Vector:
    """A vector in the plane."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return Vector(self.x + other, self.y + other)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if isinstance(other, Vector):
            return self.x * other.x + self.y * other.y
        return Vector(self.x * other, self.y * other)

    __rmul__ = __mul__

    def __truediv__(self, number):
        return Vector(self.x / number, self.y / number)

    def __matmul__(self, other):
        return self.x * other.y - self.y * other.x

    def __pow__(self, n):
        return Vector(self.x**n, self.y**n)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return math.sqrt(self.x**2 + self.y**2)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __setitem__(self, i, value):
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __len__(self):
        return 2

    def __call__(self, t):
        return self.x + t * self.y

    def __lt__(self, other):
        return self.x < other.x

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __bool__(self):
        return self.x > 0.0

    def __contains__(self, value):
        return value == self.x or value == self.y


@zoo(1.3, 0.4)
def vectors_added(x, y):
    u, v = Vector(x, y), Vector(y, 2.0)
    w = u + v * x - 2.0 * u
    return w * w + (w @ v) / y


@zoo(1.3, 0.4)
def vectors_changed_in_place(x, y):
    u = Vector(x, y)
    v = u
    u += Vector(y, x * y)
    u[0] = v[1] * x
    return v.x * v.y


@zoo(1.3, 0.4)
def vectors_as_sequences(x, y):
    u = Vector(x * x, y)
    a, b = u
    return a * b + sum(c * c for c in u) + len(u) * u[1]


@zoo(1.3, 0.4)
def vectors_called_and_compared(x, y):
    u, v = Vector(x, y), Vector(y, x)
    z = u(x) if v < u else v(x)
    if u == v:
        z = z * 100.0
    if u != v and u and x in u:
        z = z + abs(u / 2.0)
    return z + (-(u**2)).x


@zoo(1.3)
def vectors_summed(x):
    vectors = [Vector(x, 1.0), Vector(x * x, x), Vector(2.0, x)]
    total = sum(vectors) + sum(vectors, Vector(x, 0.0))
    largest = x + vectors[0] if x > 9.0 else total
    return total * largest


@zoo(1.3)
def reflected_operator(x):
    return (x * x + Vector(x, 2.0)).y


# what else objects do ----------------------------------------------------------------


class Polynomial:
    def __init__(self, coefficients):
        self._coefficients = list(coefficients)
        self.__degree = len(self._coefficients) - 1

    @property
    def degree(self):
        return self.__degree

    @functools.cached_property
    def leading(self):
        return self._coefficients[-1] * 2.0

    def __iter__(self):
        return self._coefficients

    def __call__(self, x):
        value = 0.0
        for c in reversed(self._coefficients):
            value = value * x + c
        return value

    def derivative(self):
        parts = [i * c for i, c in enumerate(self._coefficients)]
        return type(self)(parts[1:])


class Unit:
    """Its attributes are functions, objects and constants of the module."""

    def __init__(self, f, inner):
        self.f = f
        self.inner = inner

    def __call__(self, x):
        return self.f(self.inner(x))


CUBIC = Polynomial([1.0, -0.5, 0.0, 0.25])
ORIGIN = State(0.3, -0.2)


@zoo(1.3, 0.4)
def polynomial_with_private_names(a, x):
    p = Polynomial([x, a, a * x])
    return p(x) * p.degree + p.derivative()(a) + p.leading + p.leading


@zoo(0.4)
def object_of_the_module(x):
    return CUBIC(x) * CUBIC.leading + ORIGIN.position * x


@zoo(0.4)
def objects_in_objects(x):
    unit = Unit(np.tanh, Unit(math.sin, CUBIC))
    unit.inner.f = math.cos
    return unit(x)


@zoo(1.3)
def attributes_by_name(x):
    ball = Ball(x)
    setattr(ball, "speed", x * x)  # noqa: B010
    missing = getattr(ball, "colour", x)
    return getattr(ball, "speed") * missing if hasattr(ball, "g") else x  # noqa: B009


@zoo(1.3)
def simple_namespace(x):
    space = types.SimpleNamespace(a=x, b=x * x)
    space.c = space.a * space.b
    return space.c + space.a


@zoo(1.3)
def attribute_new_in_each_iteration(x):
    ball = Ball(x)
    for i in range(3):
        ball.last = ball.height * x
        ball.height = ball.last + i
    return ball.height


@zoo(1.3)
def object_replaced_in_a_loop(x):
    ball = first = Ball(x, 1.0)
    for _ in range(3):
        ball = Ball(ball.height * 0.9, ball.speed * x)
    return ball.height * ball.speed + first.height


@zoo(1.3, 0.4)
def lambda_that_sees_an_object(x, y):
    ball = Ball(x, y)
    f = lambda t: t * ball.height  # noqa: E731
    ball.height = x * y
    return f(y)


@zoo(1.3)
def chain_of_calls(x):
    return Polynomial([x, x * x]).derivative().derivative()(x) + Ball(x).energy


@zoo(draw(4), 0.3)
def adam(x, rate):
    """An optimiser with state, in a loop."""

    optimiser = Optimiser(rate, np.zeros(4))
    for _ in range(3):
        x = optimiser.update(x, 2.0 * x)
    return np.sum(x**2)


class Optimiser:
    def __init__(self, rate, zeros):
        self.rate = rate
        self.mean = zeros
        self.square = zeros.copy()
        self.count = 0

    def update(self, x, slope):
        self.count += 1
        self.mean = 0.9 * self.mean + 0.1 * slope
        self.square = 0.99 * self.square + 0.01 * slope**2
        mean = self.mean / (1.0 - 0.9**self.count)
        square = self.square / (1.0 - 0.99**self.count)
        return x - self.rate * mean / (np.sqrt(square) + 1e-3)


@zoo(1.3)
def objects_made_in_loops(x):
    balls = [Ball(x * i, x) for i in range(3)]
    for i in range(2):
        balls.append(Ball(balls[i].height * x))
    for ball in balls:
        ball.step(0.1)
    return sum(ball.energy for ball in balls) * balls[-1].height


def squared(ball, n):
    if n == 0:
        return ball
    return squared(Ball(ball.height * ball.height, ball.speed), n - 1)


@zoo(1.3, 0.4)
def objects_through_recursion(x, v):
    ball = squared(Ball(x, v), 2)
    return ball.height * ball.speed


class Logged:
    def __init__(self, values):
        self.values, self.log = values, []

    def __getitem__(self, place):
        return self.values[place]

    def __setitem__(self, place, value):
        self.log.append(value)
        self.values[place] = value


@zoo(draw(3, 2))
def entry_of_an_object_changed_in_place(x):
    """What is logged is the part of the array, which is written again."""
    logged = Logged(x * 1.0)
    logged[0] += x[1]
    logged.values[0, 0] = 7.0
    return logged.log[0][0] * x[0, 0] + np.sum(logged.values**2)


class Seq:

    def __init__(self, v):
        self.v = v

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Seq(self.v[i] * 2)
        if isinstance(i, tuple):
            return self.v[i[0]] * i[1]
        return self.v[i]

    def __len__(self):
        return len(self.v)


@zoo(draw(5))
def seq_slices(x):
    s = Seq(x)
    return s[1:][0] * s[2] + s[1, 3] + s[::-1].v[0] + len(s[1:3]) * s[-1]
