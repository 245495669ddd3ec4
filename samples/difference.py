"""A formula, its three-address listing, and both modes of differentiation."""

from __future__ import annotations


def f(x1: float, x2: float, x3: float, x4: float) -> float:
    """The square of a difference."""
    a = x1 * x2
    b = x3 + x4
    c = a - b
    return c**2


def main() -> None:
    """The tables of both modes: the gradient needs c, x1 and x2, but neither a nor b."""
    import adgen
    from samples.reporting import command, source

    command("grad", f"{source(__file__)}:f")
    command(
        "explain", f"{source(__file__)}:f", "--at", "x1=2.0, x2=3.0, x3=1.0, x4=0.5"
    )

    point = (2.0, 3.0, 1.0, 0.5)
    gradient = adgen.grad(f, argnums=(0, 1, 2, 3))(*point)
    print("gradient in one reverse sweep:   ", *gradient)
    directions = [tuple(float(i == k) for i in range(4)) for k in range(4)]
    tangents = [adgen.jvp(f, point, direction)[1] for direction in directions]
    print("the same in four forward sweeps: ", *tangents)


if __name__ == "__main__":
    main()
