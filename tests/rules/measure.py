"""The worst error of each rule over its samples, for `adgen rules NAME`, by precision.

python -m tests.rules.measure            writes adgen/rules/measured.tsv anew
python -m tests.rules.measure np.fft     the lines of the rules whose name starts so

A tangent is held to the best there is: mpmath, else the complex step, else differences of five
points, whose own error is about 1e-10. Complex samples are those of the rule and its real ones
made complex, as in test_complex.py. In single precision a tangent is held to that of the same
numbers in double precision. An adjoint is held to the tangent.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import adgen.rules
from adgen.rules.registry import all_rules
from tests import oracle
from tests.rules import test_complex as with_complex
from tests.rules import test_registry as first_order
from tests.rules.calls import Call, is_active, leaves
from tests.rules.exact import differs, exact_slopes
from tests.rules.precision import doubled, single
from tests.rules.samples import SAMPLES, Sample

TABLE = Path(adgen.rules.__file__).parent / "measured.tsv"
ORACLES = ("mpmath", "the complex step", "differences", "double precision")
DTYPES = ("float64", "complex128", "float32", "complex64")
ALIKE = 1e-2
"""Values in single and in double precision that are the same; beyond, something else is."""
TAKES_NO_SUCH = (TypeError, ValueError, IndexError, np.linalg.LinAlgError)

Errors = tuple[dict[str, float], float]


def samples_of(name: str) -> Iterator[Sample]:
    """The samples of a rule, and those made complex that the rule does not refuse."""
    found = SAMPLES.get(name, [])
    yield from found
    if name in with_complex.NAMES:
        for sample in found[: with_complex.MOST]:
            if not sample.symmetric:  # differences leave the Hermitian matrices
                yield from with_complex.variants(sample)


def dtype_of(sample: Sample) -> str:
    """The precision of a sample: the narrowest of its arguments, complex if one of them is."""
    given = [np.asarray(x).dtype for x in leaves([*sample.args]) if is_active(x)]
    narrow = any(dtype.itemsize in (2, 4) or dtype == np.complex64 for dtype in given)
    if any(dtype.kind == "c" for dtype in given):
        return "complex64" if narrow else "complex128"
    return "float32" if narrow else "float64"


def errors(sample: Sample) -> Errors | None:
    """The errors of the tangents by oracle, and that of the adjoints; None if it is refused."""
    call, dots = first_order.made(sample, "symbolic")
    try:
        outs, outs_dot = call.primal(), call.forward(dots)
        bars = tuple(
            first_order.direction(out, 7) if is_active(out) else None for out in outs
        )
        reverse = first_order.mismatch(bars, outs_dot, call.reverse(bars), dots)
        if dtype_of(sample) in ("float32", "complex64"):
            found = _against_double(sample, outs, outs_dot)
        else:
            found = dict(_of_tangents(sample, call, dots, outs, outs_dot))
    except (adgen.AdgenError, *TAKES_NO_SUCH):
        return None
    return (found, reverse) if dots and np.isfinite(reverse) else None


def _against_double(sample: Sample, outs: Any, outs_dot: Any) -> dict[str, float]:
    """The error of a tangent against that of the same numbers in double precision.

    None is known where the values differ: eigenvectors of another sign, another rank.
    """
    call, dots = first_order.made(sample, "symbolic")
    wide = Call(
        sample.fn,
        doubled(sample.args),
        {key: doubled(value) for key, value in sample.kwargs.items()},
        "symbolic",
        sample.fixed,
    )
    values = first_order.flat(wide.primal())
    if not oracle.error(first_order.flat(outs), values) < ALIKE:
        return {}
    pairs = zip(wide.active, dots.values(), strict=True)
    wanted = wide.forward({var: doubled(dot) for var, dot in pairs})
    if any(d is None for d in (*outs_dot, *wanted)):
        return {}
    error = oracle.error(first_order.flat(outs_dot), first_order.flat(wanted))
    return {"double precision": error} if np.isfinite(error) else {}


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

    if sample.analytic and dtype_of(sample) == "float64":
        step = oracle.complex_step(moved, values, directions)
        yield "the complex step", oracle.error(got, step)
    else:
        differences = oracle.five_point(moved, values, directions)
        yield "differences", oracle.error(got, differences)


def rows(name: str) -> Iterator[str]:
    """The lines of a rule: name, precision, the worst error, against what, of the adjoint."""
    found: dict[str, list[Errors]] = {}
    for sample in samples_of(name):
        for one in (sample, narrowed(sample)):
            measured = errors(one)
            if measured is not None:
                found.setdefault(dtype_of(one), []).append(measured)
    for dtype in DTYPES:
        if dtype in found:
            yield f"{name}\t{dtype}\t{_worst(found[dtype])}"


def narrowed(sample: Sample) -> Sample:
    """The sample in single precision."""
    kwargs = {key: single(value) for key, value in sample.kwargs.items()}
    return replace(sample, args=single(sample.args), kwargs=kwargs)


def _worst(found: list[Errors]) -> str:
    forward: dict[str, float] = {}
    for by_oracle, _ in found:
        for against, error in by_oracle.items():
            forward[against] = max(error, forward.get(against, 0.0))
    best = next((key for key in ORACLES if key in forward), "")
    worst = f"{forward[best]:.1e}" if best else ""
    return f"{worst}\t{best}\t{max(reverse for _, reverse in found):.1e}"


def main(prefixes: tuple[str, ...]) -> None:
    """Writes the table; with prefixes only what begins so is measured again."""
    chosen = [rule.name for rule in all_rules() if rule.category not in _WITHOUT]
    known: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if prefixes else ():
        known.setdefault(line.partition("\t")[0], []).append(line)
    lines: list[str] = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for name in chosen:
            again = name.startswith(prefixes or ("",))
            lines += rows(name) if again else known.get(name, [])
    TABLE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


_WITHOUT = ("constant", "undefined")

if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
