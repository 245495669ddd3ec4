"""Objects as arguments and results: a model's parameters, whose gradient is such a model."""

from __future__ import annotations

import copy
import functools
import math
from collections import namedtuple
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from tests.zoo.registry import draw, zoo

State = namedtuple("State", "position velocity")


class Fit(NamedTuple):
    slope: float
    offset: float = 1.0

    def at(self, x):
        return self.slope * x + self.offset


@dataclass
class Layer:
    weight: np.ndarray
    bias: np.ndarray
    activation: object = np.tanh

    def __call__(self, x):
        return self.activation(self.weight @ x + self.bias)


@dataclass(frozen=True)
class Spring:
    stiffness: float
    steps: int = 3
    unit: str = "N/m"
    rest: object = None
    masses: list = field(default_factory=list)

    def __post_init__(self):
        if self.stiffness < 0.0:
            raise ValueError("a spring with a negative stiffness")


@dataclass(slots=True)
class Rates:
    fast: float
    slow: float


class Network:
    """Layers, a scale, counts, names, functions."""

    decay = 0.01

    def __init__(self, sizes, kind="tanh"):
        self.layers = [
            Layer(draw(m, n, seed=m), draw(m, seed=n)) for n, m in zip(sizes, sizes[1:])
        ]
        self.scale = 1.5
        self.kind = kind
        self.repeats = 2
        self.order = np.array([1, 0])
        self.loss = np.square
        self.extra = {"offset": 0.3, "nothing": None}

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    @property
    def penalty(self):
        return self.decay * sum(np.sum(layer.weight**2) for layer in self.layers)

    def normalise(self):
        self.scale = self.scale / (1.0 + self.scale)
        return self


class Rod:
    def __init__(self, nodes, stiffness):
        self._nodes = nodes
        self.stiffness = stiffness

    def stretch(self, by):
        self._nodes *= by
        self._nodes[0] = self._nodes[1] * by

    def energy(self):
        return 0.5 * self.stiffness * np.sum(np.diff(self._nodes) ** 2)


class ThermalRod(Rod):
    def __init__(self, nodes, stiffness, heat):
        super().__init__(nodes, stiffness)
        self.heat = heat

    def energy(self):
        return super().energy() + self.heat * self.stiffness


# arguments ---------------------------------------------------------------------------


@zoo(State(1.3, 0.4))
def named_tuple_argument(state):
    return state.position * state.velocity**2


@zoo(State(draw(3), 0.4), draw(3, seed=4))
def named_tuple_of_an_array(state, x):
    position, velocity = state
    return np.sum(position * x) * velocity + state[1]


@zoo(Fit(1.3), 0.4)
def named_tuple_with_a_method(fit, x):
    return fit.at(x) * fit.at(fit.slope)


@zoo((State(1.3, 0.4), [Fit(0.3, 0.7)]))
def named_tuples_in_structures(pair):
    state, (fit,) = pair
    return fit.at(state.position) * state.velocity


@zoo(Layer(draw(2, 3), draw(2)), draw(3, seed=5))
def dataclass_argument(layer, x):
    return np.sum(layer(x) ** 2)


@zoo(Spring(1.3, masses=[0.4, 0.9]), 0.7)
def frozen_dataclass_argument(spring, x):
    if spring.rest is None and spring.unit == "N/m":
        for _ in range(spring.steps):
            x = x - 0.1 * spring.stiffness * x / spring.masses[0]
    return x * spring.masses[1]


@zoo(Rates(1.3, 0.4))
def dataclass_with_slots(rates):
    return rates.fast * math.exp(rates.slow)


@zoo(Spring(1.3, masses=[0.4]), 0.4)
def dataclass_replaced(spring, k):
    softer = replace(spring, stiffness=spring.stiffness * k)
    return softer.stiffness**2 * spring.stiffness * softer.masses[0]


@zoo(Network([3, 2, 2]), draw(3, seed=5))
def network(model, x):
    y = model(x)[model.order]
    if model.kind == "tanh":
        y = y * np.array([1.0, 2.0])
    for _ in range(model.repeats):
        y = np.sin(y)
    return np.sum(model.loss(y)) * model.scale + model.penalty + model.extra["offset"]


@zoo(Network([2, 1]), draw(2, seed=5), wrt=(1,))
def network_as_a_constant(model, x):
    return np.sum(model(x)) * model.scale


@zoo(Network([2, 1]), draw(2, seed=5))
def network_changed(model, x):
    model.normalise()
    model.layers[0].bias = model.layers[0].bias * model.scale
    return np.sum(model(x)) * model.scale


@zoo(Rod(draw(4), 1.3), 0.7)
def object_written(rod, by):
    rod.stretch(by)
    return rod.energy()


@zoo(ThermalRod(draw(3), 1.3, 0.2))
def object_of_a_derived_class(rod):
    return rod.energy() * rod.heat


@zoo(Rod(draw(3), 1.3), Rod(draw(3, seed=9), 0.4))
def two_objects(rod, other):
    return rod.energy() * other.energy() + rod.stiffness


@zoo({"left": Rod(draw(3), 1.3), "rates": Rates(0.3, 0.7)})
def objects_in_a_dict(params):
    return params["left"].energy() * params["rates"].fast + params["rates"].slow


@zoo(Rod(draw(3), 1.3))
def object_copied(rod):
    other = copy.deepcopy(rod)
    other.stretch(2.0)
    return other.energy() * rod.energy()


@zoo(Rates(1.3, 0.4), 5)
def object_in_a_loop(rates, n):
    total = 0.0
    for i in range(n):
        rates = Rates(rates.fast * 0.9, rates.slow + total * 0.1)
        total += rates.fast * rates.slow * i
    return total


@zoo(Rates(1.3, 0.4))
@zoo(Rates(0.3, 0.4))
def object_in_a_branch(rates):
    if rates.fast > 1.0:
        rates = replace(rates, slow=rates.slow * rates.fast)
    else:
        rates.fast = rates.slow**2
    return rates.fast * rates.slow


@zoo(State(1.3 + 0.2j, 0.4))
def complex_fields(state):
    return abs(state.position * state.velocity) ** 2


# results -----------------------------------------------------------------------------


@zoo(1.3, 0.4)
def named_tuple_returned(x, v):
    return State(x * v, velocity=v * v)


@zoo(State(1.3, 0.4), 0.1)
def state_to_state(state, h):
    velocity = state.velocity - h * np.sin(state.position)
    return State(state.position + h * velocity, velocity)


@zoo(Rates(1.3, 0.4), draw(2))
def dataclass_returned(rates, x):
    return {"rates": Rates(rates.fast * rates.slow, rates.slow), "x": x * rates.fast}


@zoo(Rod(draw(3), 1.3), 0.4)
def object_returned(rod, by):
    return Rod(rod._nodes * by, rod.stiffness**2)


# methods and partials ----------------------------------------------------------------

ROD = ThermalRod(draw(4), 1.3, 0.4)
NETWORK = Network([3, 2])


class Problem:
    def __init__(self, matrix, network):
        self.matrix = matrix
        self.network = network
        self.networks = [network, Network([2, 2])]

    def misfit(self, x):
        y = self.network(self.matrix @ x)
        for network in self.networks[1:]:
            y = network(y)
        return np.sum(y**2) + self.network.scale * x[0]


zoo(draw(2), name="bound_method")(Problem(draw(3, 2), NETWORK).misfit)
zoo(draw(3, seed=5), name="partial_of_an_object")(functools.partial(network, NETWORK))


@zoo(0.7)
def object_of_the_module(x):
    return ROD.energy() * x + ROD.heat * x**2


@zoo(draw(3))
def network_of_the_module(x):
    return np.sum(NETWORK(x)) + NETWORK.penalty * x[0]
