"""The worst error of each rule over its samples, for `adgen rules NAME`.

python -m tests.rules.measure        writes adgen/rules/measured.tsv anew

A tangent is held to the best there is: mpmath, else the complex step, else differences of five
points, whose own error is about 1e-10. An adjoint is held to the tangent.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np

import adgen.rules
from adgen.rules.registry import all_rules
from tests import oracle
from tests.rules import test_registry as first_order
from tests.rules.calls import Call, is_active
from tests.rules.exact import differs, exact_slopes
from tests.rules.samples import SAMPLES, Sample

TABLE = Path(adgen.rules.__file__).parent / "measured.tsv"
ORACLES = ("mpmath", "the complex step", "differences")


def errors(sample: Sample) -> tuple[dict[str, float], float | None]:
    """The errors of the tangents by oracle, and that of the adjoints."""
    call, dots = first_order.made(sample, "symbolic")
    if not dots:
        return {}, None
    outs = call.primal()
    outs_dot = call.forward(dots)
    bars = tuple(
        first_order.direction(out, 7) if is_active(out) else None for out in outs
    )
    reverse = first_order.mismatch(bars, outs_dot, call.reverse(bars), dots)
    return dict(_of_tangents(sample, call, dots, outs, outs_dot)), reverse


def _of_tangents(
    sample: Sample, call: Call, dots: Any, outs: Any, outs_dot: Any
) -> Any:
    exact = exact_slopes(sample, call, dots)
    if exact:
        yield "mpmath", differs(outs_dot, exact)
    if not first_order.has_differences(sample):
        return
    values = [call.values[v] for v in call.active]
    directions = list(dots.values())
    seen = [0 * np.asarray(o) if d is None else d for o, d in zip(outs, outs_dot)]
    got = first_order.compared(sample, seen)

    def moved(*where: Any) -> Any:
        shifted = Call(sample.fn, sample.args, sample.kwargs, "symbolic", sample.fixed)
        shifted.values.update(zip(call.active, where))
        return first_order.compared(sample, shifted.primal())

    if sample.analytic:
        step = oracle.complex_step(moved, values, directions)
        yield "the complex step", oracle.error(got, step)
    else:
        differences = oracle.five_point(moved, values, directions)
        yield "differences", oracle.error(got, differences)


def row(name: str) -> str | None:
    """The line of a rule: its name, the worst error, against what, that of the adjoint."""
    forward: dict[str, float] = {}
    reverse: list[float] = []
    for sample in SAMPLES.get(name, ()):
        found, adjoint = errors(sample)
        for against, error in found.items():
            forward[against] = max(error, forward.get(against, 0.0))
        reverse += [] if adjoint is None else [adjoint]
    if not reverse:
        return None
    best = next((key for key in ORACLES if key in forward), "")
    worst = f"{forward[best]:.1e}" if best else ""
    return f"{name}\t{worst}\t{best}\t{max(reverse):.1e}"


def main() -> None:
    """Writes the table."""
    chosen = [rule.name for rule in all_rules() if rule.category not in _WITHOUT]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = [row(name) for name in chosen]
    TABLE.write_text("".join(f"{line}\n" for line in rows if line), encoding="utf-8")


_WITHOUT = ("constant", "undefined")

if __name__ == "__main__":
    main()
