"""The trend behind the noise: a Kalman filter fitted to the trade in a share.

The logarithm of the number of shares traded in a day is taken for a level that drifts with a
slope that fades, seen through noise. How much each of them varies, and how fast the slope fades,
is what makes four hundred days of real data least surprising.
"""

from __future__ import annotations

import numpy as np


def predict(mean, cov, motion, drift):
    """The state one day later."""
    return motion @ mean, motion @ cov @ motion.T + drift


def update(mean, cov, z, noise):
    """The state when `z` was measured, and how surprising that was."""
    error = z - mean[0]
    variance = cov[0, 0] + noise
    gain = cov[:, 0] / variance
    cost = 0.5 * (np.log(variance) + error * error / variance)
    return mean + gain * error, cov - np.outer(gain, cov[0]), cost


def surprise(parameters, signal):
    """The negative logarithm of the likelihood of the signal."""
    log_level, log_slope, log_noise, fading = parameters
    motion = np.array([[1.0, 1.0], [0.0, fading]])
    drift = np.diag(np.exp([log_level, log_slope]))
    noise = np.exp(log_noise)
    mean = np.array([signal[0], 0.0])
    cov = np.eye(2)
    total = 0.0
    for z in signal:
        mean, cov = predict(mean, cov, motion, drift)
        mean, cov, cost = update(mean, cov, z, noise)
        total += cost
    return total


def levels(parameters, signal):
    """The level of each day, from the days up to it."""
    motion = np.array([[1.0, 1.0], [0.0, parameters[3]]])
    drift = np.diag(np.exp(parameters[:2]))
    mean, cov = np.array([signal[0], 0.0]), np.eye(2)
    found = []
    for z in signal:
        mean, cov = predict(mean, cov, motion, drift)
        mean, cov, _ = update(mean, cov, z, np.exp(parameters[2]))
        found.append(mean[0])
    return np.array(found)


def trade(days):
    """The logarithm of the shares traded, from the prices that matplotlib ships."""
    from matplotlib.cbook import get_sample_data

    file = get_sample_data("goog.npz", asfileobj=False)
    volume = np.load(file)["price_data"]["volume"][-days:]
    return np.log(volume / np.mean(volume))


def main() -> None:
    """Fits the four parameters with SciPy's minimiser and the generated gradient."""
    from scipy.optimize import minimize

    import adgen
    from samples.reporting import picture

    signal = trade(days=400)
    gradient = adgen.value_and_grad(surprise)
    start = np.array([-2.0, -2.0, -2.0, 0.5])
    result = minimize(
        gradient,
        start,
        args=(signal,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-15.0, 2.0), (-15.0, 2.0), (-15.0, 2.0), (-0.99, 0.99)],
        options={"maxiter": 40},
    )
    print(f"{len(signal)} days, {result.nfev} gradients; the fit: {result.message}")
    print(f"  surprise  {gradient(start, signal)[0]:8.2f} -> {result.fun:.2f}")
    for name, value in zip(("level", "slope", "noise"), np.exp(0.5 * result.x[:3])):
        print(f"  {name:9} {value:8.4f} a day")
    print(
        f"  fading    {result.x[3]:8.4f}: a slope lasts a day, so there is no trend to follow"
    )
    assert result.fun < gradient(start, signal)[0] - 10.0
    with picture("kalman.png") as axes:
        axes.plot(signal, ".", color="0.6", markersize=3, label="measured")
        axes.plot(levels(result.x, signal), label="level")
        axes.set(xlabel="day", ylabel="logarithm of shares traded")
        axes.legend()


if __name__ == "__main__":
    main()
