"""Heat in a ring: from its temperature now to where the heat was before."""

from __future__ import annotations

import numpy as np


def heat_step(u, k):
    """One explicit step of the heat equation on a ring."""
    return u + k * (np.roll(u, 1) - 2.0 * u + np.roll(u, -1))


def misfit(u, k, steps, measured, weight):
    """How far `u` after `steps` is from what was measured, and how rough `u` is."""
    rough = u - np.roll(u, 1)
    penalty = weight * np.sum(rough * rough)
    for _ in range(steps):
        u = heat_step(u, k)
    apart = u - measured
    return 0.5 * np.sum(apart * apart) + penalty


def main() -> None:
    """Finds the earlier temperature with SciPy's minimiser and the generated gradient."""
    from scipy.optimize import minimize

    import adgen
    from samples.reporting import picture

    cells, steps, k = 200, 300, 0.4
    place = np.linspace(0.0, 1.0, cells, endpoint=False)
    before = np.where((place > 0.2) & (place < 0.35), 1.0, 0.0)
    before += 0.6 * np.exp(-(((place - 0.7) / 0.05) ** 2))
    after = before
    for _ in range(steps):
        after = heat_step(after, k)
    noise = np.random.default_rng(1).standard_normal(cells)
    measured = after + 0.005 * noise

    gradient = adgen.value_and_grad(misfit)
    result = minimize(
        gradient,
        measured,
        args=(k, steps, measured, 1e-5),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 60},
    )
    print(
        f"{cells} unknowns, {steps} steps, {result.nfev} gradients of one sweep each."
    )
    for name, u in (("measured", measured), ("found", result.x)):
        error = np.sqrt(np.mean((u - before) ** 2))
        print(f"  {name:9} is {error:.3f} from the true earlier temperature (RMS)")
    assert np.linalg.norm(result.x - before) < 0.6 * np.linalg.norm(measured - before)
    with picture("heat.png") as axes:
        axes.plot(place, before, "k--", label="before")
        axes.plot(place, measured, label="after, measured")
        axes.plot(place, result.x, label="before, found")
        axes.set(xlabel="place on the ring", ylabel="temperature")
        axes.legend()


if __name__ == "__main__":
    main()
