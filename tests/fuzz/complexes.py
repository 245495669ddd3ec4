"""Complex numbers inside a program, whose arguments and results are real.

A name bound to a complex number is read by its parts, `z.real` and `z.imag`, which are
values of the scope; so are those of a complex array.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.expression import Expr, Expressions
from tests.fuzz.frame import Frame, Lines, Writer
from tests.fuzz.scope import NUMBER, Scope, Shape, Value


@dataclass(frozen=True)
class Complex:
    """A complex number, or an array of them."""

    shape: Shape


def known(scope: Scope, shape: Shape) -> list[str]:
    return [n for n, t in scope.things.items() if t == Complex(shape)]


def plane(g: Expressions, depth: int, shape: Shape) -> str:
    """A complex expression of a size of about one."""
    real, imaginary = (g.limited(shape, depth, 1.0).text for _ in range(2))
    names = known(g.scope, shape)
    forms = [f"({real} + 1j * {imaginary})", f"np.exp(1j * {real})"]
    if not shape:
        forms += [f"complex({real}, {imaginary})", f"cmath.exp(1j * {real})"]
        forms += [f"cmath.sqrt(complex({real}, 1.5))", f"cmath.rect(0.7, {real})"]
    forms += [f"np.sin({real} + 0.5j * {imaginary})", f"np.sqrt({real} + 2.0j)"]
    forms += [f"({real} / ({imaginary} + 1.5j))"]
    if names:
        name = g.draw.one_of(names)
        forms += [f"({name} * np.exp(1j * {real}))", f"np.conj({name})"] * 2
        forms += [f"({name}.conjugate() * {real})", f"({name} + {real}) * (0.3 - 0.4j)"]
    return g.draw.one_of(forms)


def _owned(frame: Frame, name: str, shape: Shape) -> None:
    frame.scope.things[name] = Complex(shape)
    for part in ("real", "imag"):
        frame.scope.bind(Value(f"{name}.{part}", shape))
        frame.scope.closed.add(f"{name}.{part}")


def bound(w: Writer, frame: Frame, size: int) -> Lines:
    """A name for a complex number, or for an array of them."""
    shape = w.draw.one_of((NUMBER, NUMBER, (3,)))
    names = known(frame.scope, shape)
    text = plane(w.expressions(frame), w.depth(), shape)
    name = w.names.fresh(("omega", "zeta", "wave", "phase"))
    if names and w.draw.chance(0.5):
        name = w.draw.one_of(names)
    _owned(frame, name, shape)
    return [f"{name} = {text}"]


def changed(w: Writer, frame: Frame, size: int) -> Lines | None:
    """An augmented assignment, or a store into an array made for it."""
    names = known(frame.scope, NUMBER)
    if not names:
        return None
    name = w.draw.one_of(names)
    text = plane(w.expressions(frame), w.depth(), NUMBER)
    _owned(frame, name, NUMBER)
    match w.draw.integer(0, 2):
        case 0:
            return [f"{name} += 0.3 * {text}"]
        case 1:
            return [f"{name} *= {text} / (1.0 + abs({name}))"]
        case _:
            return [f"{name} = 0.5 * {name} - {text}"]


def filled(w: Writer, frame: Frame, size: int) -> Lines | None:
    """A complex buffer and the loop that fills it."""
    if frame.trips * 3 > 40 or frame.scope.guarded:
        return None
    g, name = w.expressions(frame), w.names.fresh(("signal", "modes", "field"))
    index, text = w.names.fresh(w.names.INDICES), plane(g, w.depth(), NUMBER)
    factor = w.draw.number(-0.9, 0.9)
    _owned(frame, name, (3,))
    return [
        f"{name} = np.zeros(3, dtype=complex)",
        f"for {index} in range(3):",
        f"    {name}[{index}] = {text} + {factor} * {name}[{index} - 1]",
    ]


def measured(g: Expressions, depth: int) -> Expr:
    """A real number of a complex one."""
    z = plane(g, depth, NUMBER)
    forms = (
        (f"({z}).real", 3.0),
        (f"({z}).imag", 3.0),
        (f"abs({z} + (2.0 + 1.0j)) ** 2", 20.0),
        (f"np.abs({z} + 3.0)", 6.0),
        (f"np.angle({z} + 3.0)", 1.6),
        (f"cmath.phase({z} + 3.0)", 1.6),
        (f"(({z}) * ({z}).conjugate()).real", 9.0),
        (f"np.real({z})", 3.0),
    )
    text, bound = g.draw.one_of(forms)
    return Expr(text, bound)


def summed(g: Expressions, depth: int) -> Expr:
    z = plane(g, depth, (3,))
    forms = (
        f"np.sum(np.abs({z} + 2.0) ** 2)",
        f"np.sum({z}).real",
        f"np.vdot({z}, {plane(g, 0, (3,))}).imag",
        f"np.abs(np.fft.fft({z})[1] + 3.0)",
    )
    return Expr(g.draw.one_of(forms), 30.0)


def part(g: Expressions, depth: int, shape: Shape) -> Expr:
    z = plane(g, depth, shape)
    which = g.draw.one_of(
        ("np.real({})", "np.imag({})", "np.abs({} + 2.0)", "({}).imag")
    )
    return Expr(which.format(z), 5.0)


COMPLEX_NUMBERS = (
    (0.6, measured),
    (0.3, summed),
)
COMPLEX_VECTORS = ((0.4, part),)
COMPLEXES = (
    (3, bound),
    (2, changed),
    (1, filled),
)
