"""Where is the comet? Kepler's equation by damped Newton, and what an error of the orbit does."""

from __future__ import annotations

from math import cos, sin, sqrt


def anomaly(M: float, e: float, tol: float = 1e-12, max_steps: int = 100) -> float:
    """Solves Kepler's equation E - e sin(E) = M by Newton's method with limited steps."""
    E = M
    for _ in range(max_steps):
        r = E - e * sin(E) - M
        if abs(r) < tol:
            break
        step = r / (1.0 - e * cos(E))
        if step > 0.5:
            step = 0.5
        elif step < -0.5:
            step = -0.5
        E = E - step
    return E


def distance(M: float, e: float, axis: float) -> float:
    """The distance from the Sun; `axis` is half the long axis of the ellipse."""
    E = anomaly(M, e)
    return axis * (1.0 - e * cos(E))


def main() -> None:
    """The gradient against the implicit function theorem; then the error bar it is good for."""
    import adgen
    from samples.reporting import table

    M, e, axis = (
        0.05,
        0.96714,
        17.834,
    )  # Halley's comet, in radians and astronomical units
    E = anomaly(M, e)
    M_bar, e_bar = adgen.grad(anomaly, argnums=(0, 1))(M, e)
    slope = 1.0 - e * cos(E)
    print(
        "Derivatives of the anomaly E, through the loop and by the implicit function theorem:"
    )
    print(f"  dE/dM  {M_bar:.12f}  {1.0 / slope:.12f}")
    print(f"  dE/de  {e_bar:.12f}  {sin(E) / slope:.12f}")
    assert abs(M_bar * slope - 1.0) < 1e-9
    assert abs(e_bar * slope - sin(E)) < 1e-9

    print(
        "\nHalley's distance from the Sun, if M, e and the axis are known to 1 in 10 000:"
    )
    gradient = adgen.value_and_grad(distance, argnums=(0, 1, 2))
    rows = []
    for M in (0.005, 0.02, 0.05, 0.2, 1.0, 3.0):
        r, bars = gradient(M, e, axis)
        error = sqrt(sum((1e-4 * x * bar) ** 2 for x, bar in zip((M, e, axis), bars)))
        rows.append((M, f"{r:.4f}", f"{error:.4f}"))
    table(("M", "distance, au", "+-"), rows)


if __name__ == "__main__":
    main()
