"""How Amazon grew calm: a Kalman filter fitted to the prices that matplotlib ships.

In a month in which the market gains 1 %, a share gains beta % on average, give or take its own
news. Beta may wander from month to month: the filter follows it. How large the news are and how
far beta wanders is what makes the months least surprising; the gradient of that surprise finds it,
and its Hessian says how well it is known.

The filter is that of J. Durbin and S. J. Koopman, Time Series Analysis by State Space Methods (2nd
edition, 2012), chapter 4; a test fits it to the flow of the Nile and finds their figures.
"""

from __future__ import annotations

import numpy as np

SPREAD = np.array([1e4, 1e4])
"""Variances of beta and of the constant before the first month: nothing is known of them."""


def update(mean, cov, z, row, noise):
    """The state when `z` was measured of it, and how surprising that was."""
    error = z - row @ mean
    seen = cov @ row
    variance = row @ seen + noise
    gain = seen / variance
    cost = 0.5 * (np.log(2.0 * np.pi * variance) + error * error / variance)
    return mean + gain * error, cov - np.outer(gain, seen), cost


def surprise(parameters, measured, rows, spread):
    """The negative logarithm of the likelihood of all that was measured.

    The state is a number that wanders and one that stays; a row of `rows` says how they add up in
    a month. `parameters` are the logarithms of two variances: of the noise, and of a month's
    wandering.
    """
    noise = np.exp(parameters[0])
    mean, cov = np.zeros_like(spread), np.diag(spread)
    drift = np.zeros_like(cov)
    drift[0, 0] = np.exp(parameters[1])
    total = 0.0
    for z, row in zip(measured, rows):
        mean, cov, cost = update(mean, cov, z, row, noise)
        cov = cov + drift
        total += cost
    return total


def states(parameters, measured, rows, spread):
    """The mean of the state and its standard deviation in each month, from the months up to it."""
    noise, wander = np.exp(parameters)
    mean, cov, found = np.zeros(2), np.diag(spread), []
    for z, row in zip(measured, rows):
        mean, cov, _ = update(mean, cov, z, row, noise)
        found.append((mean, np.sqrt(np.diag(cov))))
        cov = cov + np.diag([wander, 0.0])
    return np.array(found)


def surprise_without_filter(parameters, measured, rows, spread):
    """The same number from one normal distribution of all months at once."""
    from scipy.stats import multivariate_normal

    noise, wander = np.exp(parameters)
    month = np.arange(len(measured))
    beta = spread[0] + wander * np.minimum.outer(month, month)
    cov = noise * np.eye(len(measured)) + beta * np.outer(rows[:, 0], rows[:, 0])
    cov += spread[1] * np.outer(rows[:, 1], rows[:, 1])
    return -multivariate_normal(np.zeros(len(measured)), cov).logpdf(measured)


def gains(share, market="GSPC"):
    """Months, and what a share and the market gained in each, in per cent."""
    from matplotlib.cbook import get_sample_data

    path = get_sample_data("Stocks.csv", asfileobj=False)
    table = np.genfromtxt(
        path, delimiter=",", skip_header=1, names=True, dtype=None, encoding="utf-8"
    )
    prices = np.stack([table[share], table[market]])
    monthly = np.char.endswith(table["Date"], "-01") & np.all(prices > 0.0, axis=0)
    months = table["Date"][monthly].astype("datetime64[M]")
    return months[1:], *(100.0 * np.diff(np.log(prices[:, monthly])))


def fit(gradient, start, *data):
    """The parameters that SciPy's minimiser finds with the generated gradient."""
    from scipy.optimize import minimize

    found = minimize(gradient, start, args=data, jac=True, method="BFGS")
    print(f"  log likelihood {-found.fun:.2f}, found with {found.nfev} gradients")
    return found


def show_fit(wandering, *data):
    """What was found, how well its curvature says it is known, and a check without a filter."""
    import adgen

    curvature = adgen.hessian(surprise)(wandering.x, *data)
    errors = np.sqrt(np.diag(np.linalg.inv(curvature)))
    least, likely, most = np.exp(0.5 * (wandering.x + np.outer([-1, 0, 1], errors)))
    print(
        f"  own news {likely[0]:.1f} % ({least[0]:.1f} to {most[0]:.1f}) a month;",
        end=" ",
    )
    print(f"beta wanders by {likely[1]:.2f} ({least[1]:.2f} to {most[1]:.2f}) a month")
    plain = surprise_without_filter(wandering.x, *data)
    print(f"  log likelihood by the filter             {-wandering.fun:.9f}")
    print(f"  log likelihood of all months at once     {-plain:.9f}")
    assert abs(wandering.fun - plain) < 1e-8 * abs(plain)


def main() -> None:
    """Fits a steady and a wandering beta, and checks both against other ways to compute them."""
    import adgen
    from samples.reporting import picture, table

    months, share, market = gains("AMZN")
    data = share, np.stack([market, np.ones(len(market))], axis=1), SPREAD
    gradient = adgen.value_and_grad(surprise)
    spread = np.log(np.var(share))

    print(f"Amazon beside the S&P 500, {len(months)} months. A beta that stays:")
    steady = fit(gradient, np.array([spread, -30.0]), *data)
    found = states(steady.x, *data)[-1, 0]
    wanted, *_ = np.linalg.lstsq(data[1], share, rcond=None)
    print(f"  beta {found[0]:.4f}; by least squares {wanted[0]:.4f}")
    assert np.allclose(found, wanted, rtol=1e-3)

    print("A beta that wanders:")
    wandering = fit(gradient, np.array([spread, -5.0]), *data)
    show_fit(wandering, *data)
    ratio = 2.0 * (steady.fun - wandering.fun)
    print(
        f"Likelihood ratio {ratio:.1f}: beyond 6.6, chance does that less than once in 100.\n"
    )

    beta, error = states(wandering.x, *data)[:, :, 0].T
    years = months.astype("datetime64[Y]").astype(int) + 1970
    ends = [np.flatnonzero(years == year)[-1] for year in range(1998, 2022, 3)]
    table(
        ("end of", "beta", "+-"),
        [(years[k], f"{beta[k]:.2f}", f"{error[k]:.2f}") for k in ends],
    )
    with picture("kalman.png") as axes:
        axes.fill_between(months, beta - error, beta + error, alpha=0.3)
        axes.plot(months, beta, label="wandering beta, and its error")
        axes.axhline(wanted[0], color="0.5", linestyle="--", label="least squares")
        axes.set(ylim=(0.0, 5.0), ylabel="beta of Amazon")
        axes.legend()


if __name__ == "__main__":
    main()
