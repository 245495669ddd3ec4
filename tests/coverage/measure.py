"""What is true of each name: it has a derivative, it has none and adgen says so, or it is missing.

Names with a program are run: both modes against differences. Names of SciPy are looked up in the
registry, whose rules have a test of their own.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import adgen
from adgen.errors import AdgenError, CheckError, UndefinedDerivativeError
from adgen.rules import registry
from adgen.rules.declare import Rule
from tests.coverage import programs
from tests.coverage.scipy_names import NO_RULE

COVERED = ("rule", "derivative zero", "language", "undefined")
"""The answers that count; `missing` and `wrong` do not."""

_ROOTS = {
    "numpy": "np.",
    "numpy, derivative zero": "np.",
    "numpy.linalg": "np.linalg.",
    "numpy.fft": "np.fft.",
    "numpy.random": "np.random.",
    "math": "math.",
    "cmath": "cmath.",
    "statistics": "statistics.",
    "operator": "operator.",
    "scipy.special": "scipy.special.",
    "scipy.special, parameters": "scipy.special.",
    "scipy.linalg": "scipy.linalg.",
    "scipy.stats": "scipy.stats.",
    "scipy.signal, fft, ndimage": "scipy.",
    "scipy.integrate, interpolate, optimize, spatial": "scipy.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for one name, and why."""

    group: str
    tier: int
    name: str
    answer: str
    why: str = ""

    @property
    def covered(self) -> bool:
        """True if a user may write it, or is told why not."""
        return self.answer in COVERED


def findings(group: str | None = None) -> Iterator[Finding]:
    """The answers for all names, or for those of one group."""
    for entry in programs.entries():
        if group in (None, entry[0]):
            yield find(*entry)


def find(group: str, tier: int, name: str) -> Finding:
    """The answer for one name."""
    text = programs.program(group, name)
    rule = _rule(group, name)
    if text is None:
        return Finding(group, tier, name, *_looked_up(rule, name))
    return Finding(group, tier, name, *run(text, name, rule))


def _rule(group: str, name: str) -> Rule | None:
    """The rule of a name, also under the first name of the same function."""
    full = _ROOTS.get(group, "") + name.partition(":")[0]
    try:
        found = registry.name_of(registry.callable_of(full))
    except (AdgenError, AttributeError, TypeError):
        found = None
    return registry.find(full) or (registry.find(found) if found else None)


def _looked_up(rule: Rule | None, name: str) -> tuple[str, str]:
    if rule is None:
        return "missing", NO_RULE.get(name, "there is no rule")
    if rule.category == "undefined":
        return "undefined", rule.reason
    parameters = name.partition(":")[2]
    without = [p for p in parameters.split(",") if p and p not in rule.differentiated]
    if without:
        if name in NO_RULE:
            return "missing", NO_RULE[name]
        return "missing", f"no derivative with respect to {', '.join(without)}"
    return ("derivative zero" if rule.category == "constant" else "rule"), ""


def run(text: str, name: str, rule: Rule | None) -> tuple[str, str]:
    """The answer of a program that is differentiated and compared with differences."""
    function, point = programs.function(text, name), programs.arguments()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            function(*point)
        except Exception as error:
            return "wrong", f"the program fails: {error}"
        try:
            adgen.check(function, *point)
        except CheckError as error:
            return "wrong", str(error)
        except UndefinedDerivativeError as error:
            return "undefined", _summary(error)
        except AdgenError as error:
            return "missing", _summary(error)
        except Exception as error:  # whatever it is, it is reported
            return "wrong", f"{type(error).__name__}: {error}"
    if rule is None or rule.category == "structural":
        return "language", ""
    return ("derivative zero" if rule.category == "constant" else "rule"), ""


def _summary(error: AdgenError) -> str:
    """The first line of what a user is told, without the place."""
    lines = str(getattr(error, "summary", "") or error).splitlines()
    return lines[0] if lines else type(error).__name__
