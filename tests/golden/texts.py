"""The text of a case's derivative, as adgen writes it now."""

from __future__ import annotations

import inspect
import textwrap
from typing import cast

from adgen.api.convert import as_real
from adgen.driver import Mode, Task, derive
from adgen.emit.formatting import format_text
from adgen.emit.module import emit_program
from adgen.frontend.scope.describe import Sizes, describe
from tests.golden.cases import Case


def text_of(case: Case) -> str:
    """A module: the primal as a comment, then its derivative."""
    source = inspect.getsource(case.function)
    primal = textwrap.indent(source, "# ", lambda line: True)
    lines = [line.rstrip() for line in primal.splitlines()]
    text = _derivative(case)
    gap = ["", ""] if text.startswith("def ") else [""]
    return "\n".join([*lines, *gap, text])


def _derivative(case: Case) -> str:
    names = list(inspect.signature(case.function).parameters)
    wrt = case.wrt if isinstance(case.wrt, tuple) else (case.wrt,)
    values = [as_real(v) if i in wrt else v for i, v in enumerate(case.args)]
    sizes: Sizes = {}
    kinds = {n: describe(value, n, sizes) for n, value in zip(names, values)}
    task = Task(
        case.function,
        cast(Mode, case.mode),
        tuple((names[i],) for i in wrt),
        bare=not isinstance(case.wrt, tuple),
    )
    made = derive(task, kinds)
    return format_text(emit_program(made.program, spelling=made.spelling).text)
