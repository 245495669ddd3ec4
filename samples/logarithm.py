"""A sum of two functions in both modes, and a chain, whose derivatives can be multiplied from
either end."""

from __future__ import annotations

from math import cos, exp, log, sin


def g(x: float, y: float, z: float) -> float:
    """A logarithm and a sine."""
    return log(x * y) + sin(z)


def inner(x: float) -> float:
    """The function that is applied first."""
    return x * x


def middle(x: float) -> float:
    """The function in between."""
    return sin(x)


def outer(x: float) -> float:
    """The function that is applied last."""
    return exp(x)


def chain(x: float) -> float:
    """Three functions, one of the other."""
    v = inner(x)
    w = middle(v)
    return outer(w)


def main() -> None:
    """The tables of both modes for `g`, then both orders of multiplication for `chain`."""
    import adgen
    from samples.reporting import command, source

    file = source(__file__)
    command("explain", f"{file}:g", "--at", "x=2.0, y=3.0, z=0.5")
    command("explain", f"{file}:chain", "--at", "x=0.8")

    x = 0.8
    v = inner(x)
    w = middle(v)
    d_inner, d_middle, d_outer = 2.0 * x, cos(v), exp(w)
    print("f = outer(middle(inner(x))), so df/dx = outer'(w) * middle'(v) * inner'(x).")
    print("Forward mode begins at x:  outer' * (middle' * (inner' * x_dot))")
    print(f"    {d_outer * (d_middle * (d_inner * 1.0))!r} by hand")
    print(f"    {adgen.jvp(chain, (x,), (1.0,))[1]!r} by adgen.jvp")
    print("Reverse mode begins at f:  ((f_bar * outer') * middle') * inner'")
    print(f"    {((1.0 * d_outer) * d_middle) * d_inner!r} by hand")
    print(f"    {adgen.grad(chain)(x)!r} by adgen.grad")


if __name__ == "__main__":
    main()
