"""IR as text in tests: dumps in, dumps out, with kinds given beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from adgen.ir.kinds import Kind
from adgen.ir.nodes import Const, Function, Pack, Program, Return, Var
from adgen.ir.parser import parse, parse_program
from adgen.ir.printer import dump
from adgen.ir.verify import verify
from adgen.ir.walk import all_definitions, leaves
from adgen.optimize import PASSES, optimize

Kinds = Mapping[str, Kind]
"""Kinds by name (`x`: every version of it) or by Var (`x.1`)."""


def function_of(text: str, kinds: Kinds | None = None) -> Function:
    """The function of a dump, with kinds."""
    return _with_kinds(parse(textwrap.dedent(text).strip() + "\n", NAMES), kinds or {})


def program_of(text: str, kinds: Kinds | None = None) -> Program:
    """The program of a dump: of one function, or one that starts with `program entry`."""
    text = textwrap.dedent(text).strip() + "\n"
    if not text.startswith("program"):
        function = function_of(text, kinds)
        program = Program({function.name: function}, function.name)
    else:
        program = parse_program(text, NAMES)
        functions = {
            name: _with_kinds(function, kinds or {})
            for name, function in program.functions.items()
        }
        program = replace(program, functions=functions)
    verify(program, "the test")
    return program


NAMES: dict[str, Any] = {"ValueError": ValueError}


def _with_kinds(function: Function, kinds: Kinds) -> Function:
    found: dict[Var, Kind] = {}
    for var in all_definitions(function):
        kind = kinds.get(repr(var), kinds.get(var.name))
        if kind is not None:
            found[var] = kind
    return replace(function, kinds=found, template=_template(function))


def _template(function: Function) -> Pack | None:
    """A tuple, where the dump has no template and returns several values."""
    ends = (leaf.end for leaf in leaves(function.body))
    count = max((len(end.values) for end in ends if isinstance(end, Return)), default=1)
    if function.template is not None or count == 1:
        return function.template
    return Pack("tuple", tuple(map(Const, range(count))))


def text_of(program: Program) -> str:
    """The dump of a program; of one function, only of that."""
    return dump(program if len(program.functions) > 1 else program.main)


def optimized(
    program: Program, only: Collection[str] | None = None, off: Collection[str] = ()
) -> Program:
    """The program after optimisation, verified; `only` names the passes to run."""
    if only is not None:
        off = [name for name in PASSES if name not in only]
    found = optimize(program, off)
    verify(found, "optimize")
    return found


def becomes(
    before: str,
    after: str,
    kinds: Kinds | None = None,
    only: Collection[str] | None = None,
) -> None:
    """The dump `before` is optimised to the dump `after`."""
    got = text_of(optimized(program_of(before, kinds), only))
    assert got.splitlines() == text_of(program_of(after)).splitlines()


def stays(
    text: str, kinds: Kinds | None = None, only: Collection[str] | None = None
) -> None:
    """The dump is optimised already."""
    becomes(text, text, kinds, only)
