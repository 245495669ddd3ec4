"""Uses the committed derivatives where there is neither adgen nor SciPy; exits with 1 if wrong.

Run by test_derivatives.py in a process of its own: each gradient against five-point differences
of the sample's function, each directional derivative against the gradient.
"""

from __future__ import annotations

import sys

for absent in ("adgen", "scipy", "sklearn", "matplotlib"):
    sys.modules[absent] = None

import numpy as np  # noqa: E402

from samples import (  # noqa: E402
    costs,
    difference,
    digits,
    heat,
    kalman,
    kepler,
    logarithm,
)
from samples.derivatives import (  # noqa: E402
    costs_grad,
    difference_grad,
    difference_jvp,
    digits_grad,
    digits_jvp,
    heat_grad,
    heat_hvp,
    kalman_grad,
    kepler_grad,
    logarithm_grad,
    logarithm_jvp,
)

draw = np.random.default_rng(3).standard_normal
WEIGHTS = digits.initial_weights(np.random.default_rng(4), (6, 5, 4, 3))
NETWORK = (draw((7, 6)), np.eye(3)[[0, 2, 1, 1, 0, 2, 2]], *WEIGHTS)
RING = (draw(9), 0.4, 5, draw(9), 0.1)
SCALARS = (2.0, 3.0, 1.0, 0.5)


def slope(function, args, directions):
    """The derivative of a function along directions, {position: direction}, by differences."""

    def at(step):
        point = list(args)
        for position, direction in directions.items():
            point[position] = point[position] + 1e-3 * step * direction
        return function(*point)

    return (-at(2) + 8 * at(1) - 8 * at(-1) + at(-2)) / 12e-3


def directions_for(args, wrt):
    """A random direction for each of these arguments."""
    return {k: draw(np.shape(args[k])) for k in wrt}


def along(gradient, directions):
    """The product of gradients and directions."""
    bars = gradient if isinstance(gradient, tuple) else (gradient,)
    return sum(
        np.sum(bar * d) for bar, d in zip(bars, directions.values(), strict=True)
    )


def require_near(name, got, wanted):
    if abs(got - wanted) > 1e-7 * (1.0 + abs(wanted)):
        sys.exit(f"{name}: {got!r} where differences give {wanted!r}")
    print(name)


def check_gradient(function, gradient, args, wrt):
    directions = directions_for(args, wrt)
    bars = gradient(*args)
    if gradient.__name__.endswith("value_and_grad"):
        value, bars = bars
        require_near(f"value of {function.__name__}", value, function(*args))
    wanted = slope(function, args, directions)
    require_near(gradient.__name__, along(bars, directions), wanted)


def check_tangent(function, tangent, args, wrt):
    directions = directions_for(args, wrt)
    value, dot = tangent(*args, *directions.values())
    require_near(f"value of {function.__name__}", value, function(*args))
    require_near(tangent.__name__, dot, slope(function, args, directions))


def check_hessian():
    args, wrt = RING, [0]
    (there,), other = directions_for(args, wrt).values(), directions_for(args, wrt)

    def along_there(u, *rest):
        return np.sum(heat_grad.misfit_value_and_grad(u, *rest)[1] * there)

    product = heat_hvp.misfit_hvp(*args, other[0])
    require_near("misfit_hvp", np.sum(product * there), slope(along_there, args, other))


check_gradient(difference.f, difference_grad.f_grad, SCALARS, range(4))
check_tangent(difference.f, difference_jvp.f_jvp, SCALARS, range(4))
check_gradient(logarithm.g, logarithm_grad.g_grad, SCALARS[:3], range(3))
check_tangent(logarithm.g, logarithm_jvp.g_jvp, SCALARS[:3], range(3))
check_gradient(logarithm.chain, logarithm_grad.chain_grad, (0.8,), [0])
check_tangent(logarithm.chain, logarithm_jvp.chain_jvp, (0.8,), [0])
wrt_network = (0, 2, 3, 4, 5, 6, 7)
check_gradient(digits.loss, digits_grad.loss_value_and_grad, NETWORK, wrt_network)
check_tangent(digits.loss, digits_jvp.loss_jvp, NETWORK, wrt_network)
check_gradient(kepler.anomaly, kepler_grad.anomaly_grad, (2.0, 0.6), [0, 1])
check_gradient(kepler.distance, kepler_grad.distance_grad, (2.0, 0.6, 1.5), [0, 1])
check_gradient(heat.misfit, heat_grad.misfit_value_and_grad, RING, [0])
check_hessian()
rows = np.stack([np.ones(12), np.arange(12) >= 5.0], axis=1)
STATES = (np.array([-1.0, -2.0]), draw(12), rows, np.array([2.0, 0.5]))
check_gradient(kalman.surprise, kalman_grad.surprise_value_and_grad, STATES, [0])
check_gradient(costs.ackley, costs_grad.ackley_grad, (draw(5),), [0])
