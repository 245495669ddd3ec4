"""What changed the Nile: a Kalman filter fitted to a hundred years of its flow.

The yearly flow at Aswan, 1871 to 1970, is taken for a level that wanders from year to year, seen
through noise; beside it the filter may estimate a step in 1899, when the first dam was begun. How
much is noise and how much the level wanders is what makes the flows least surprising.

The data are those that statsmodels and R ship as `nile` and `Nile`, from G. W. Cobb, The problem
of the Nile, Biometrika 65 (1978). Without the step, the fit is that of J. Durbin and S. J. Koopman,
Time Series Analysis by State Space Methods (2nd edition, 2012), section 2.10.2.
"""

from __future__ import annotations

import numpy as np

FLOW = """
1120 1160  963 1210 1160 1160  813 1230 1370 1140  995  935 1110  994 1020  960 1180  799  958 1140
1100 1210 1150 1250 1260 1220 1030 1100  774  840  874  694  940  833  701  916  692 1020 1050  969
 831  726  456  824  702 1120 1100  832  764  821  768  845  864  862  698  845  744  796 1040  759
 781  865  845  944  984  897  822 1010  771  676  649  846  812  742  801 1040  860  874  848  890
 744  749  838 1050  918  986  797  923  975  815 1020  906  901 1170  912  746  919  718  714  740
"""
"""The flow of each year, 1871 to 1970, in 10^8 cubic metres."""
FIRST, DAM = 1871, 1899


def update(mean, cov, z, row, noise):
    """The state when `z` was measured of it, and how surprising that was."""
    error = z - row @ mean
    seen = cov @ row
    variance = row @ seen + noise
    gain = seen / variance
    cost = 0.5 * (np.log(2.0 * np.pi * variance) + error * error / variance)
    return mean + gain * error, cov - np.outer(gain, seen), cost


def surprise(parameters, flow, rows, step):
    """The negative logarithm of the likelihood of all flows but the first.

    The state is the level, which begins at the first flow, and the height of the step; a row of
    `rows` says how they add up in a year; `step` is the variance of what the step may be.
    """
    noise = np.exp(parameters[0])
    drift = np.diag(np.array([np.exp(parameters[1]), 0.0]))
    mean = np.array([flow[0], 0.0])
    cov = np.diag(np.array([noise, step]))
    total = 0.0
    for z, row in zip(flow[1:], rows[1:]):
        mean, cov, cost = update(mean, cov + drift, z, row, noise)
        total += cost
    return total


def states(parameters, flow, rows, step):
    """Level and step after each year, from the years up to it."""
    noise, wander = np.exp(parameters)
    mean, cov = np.array([flow[0], 0.0]), np.diag([noise, step])
    found = [mean]
    for z, row in zip(flow[1:], rows[1:]):
        mean, cov, _ = update(mean, cov + np.diag([wander, 0.0]), z, row, noise)
        found.append(mean)
    return np.array(found)


def fit(gradient, *data):
    """The parameters that SciPy's minimiser finds with the generated gradient."""
    from scipy.optimize import minimize

    spread = np.log(np.var(data[0]))
    start = np.array([spread, spread])
    found = minimize(gradient, start, args=data, jac=True, method="BFGS")
    before = gradient(start, *data)[0]
    noise, wander = np.exp(found.x)
    print(f"  log likelihood {-before:.2f} -> {-found.fun:.2f}, {found.nfev} gradients")
    print(
        f"  variance of the noise {noise:.0f}, of the level from year to year {wander:.1f}"
    )
    return found


def main() -> None:
    """Fits both models, and compares them with what is published and with plain means."""
    import adgen
    from samples.reporting import picture

    flow = np.array(FLOW.split(), dtype=float)
    years = FIRST + np.arange(len(flow))
    rows = np.stack([np.ones(len(flow)), 1.0 * (years >= DAM)], axis=1)
    gradient = adgen.value_and_grad(surprise)

    print("A level that wanders (Durbin and Koopman: 15099, 1469.1):")
    wandering = fit(gradient, flow, rows, 0.0)
    assert np.allclose(np.exp(wandering.x), [15099.0, 1469.1], rtol=1e-3)
    print("The same with a step in 1899:")
    stepping = fit(gradient, flow, rows, 1e6)
    found = states(stepping.x, flow, rows, 1e6)
    step, means = found[-1, 1], [
        np.mean(flow[years < DAM]),
        np.mean(flow[years >= DAM]),
    ]
    print(
        f"  the step {step:.1f}; the means before and after differ by {means[1] - means[0]:.1f}"
    )
    assert abs(step - (means[1] - means[0])) < 1.0
    with picture("kalman.png") as axes:
        axes.plot(years, flow, ".", color="0.6", label="measured")
        axes.plot(
            years, states(wandering.x, flow, rows, 0.0)[:, 0], label="wandering level"
        )
        axes.plot(years, np.sum(found * rows, axis=1), label="with a step in 1899")
        axes.set(xlabel="year", ylabel="flow at Aswan, $10^8$ m$^3$")
        axes.legend()


if __name__ == "__main__":
    main()
