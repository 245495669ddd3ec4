"""Operations in place: what `a[i] *= v` stores has the shape of what it was computed from.

    %1 = a.0[i:]                  %1 and %2 have one shape, whatever it is: NumPy lets no
    %2 = %1 * v.0                 operation in place change it
    a.1 = a.0 with [i:] = %2

So the adjoint of neither is summed, and neither is recorded for its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from adgen.ir.kinds import Array, Dim, Kind, has_name, may_be_one
from adgen.ir.nodes import Apply, Const, Function, Operand, Pack, Program, Store, Var
from adgen.ir.walk import all_statements, path_steps

Defined = Callable[[Operand], Apply | None]
_OPERATIONS = ("add", "sub", "mul", "div", "pow", "mod", "floordiv")


def with_shapes_in_place(program: Program) -> Program:
    """The program with the kinds of what is changed in place made equal."""
    functions = {name: _refined(f) for name, f in program.functions.items()}
    return replace(program, functions=functions)


def _refined(function: Function) -> Function:
    kinds: dict[Var, Kind] = {}
    defined: dict[Operand, Apply] = {}
    for stmt in all_statements(function.body):
        if isinstance(stmt, Apply):
            defined.update((result, stmt) for result in stmt.results)
    for stmt in all_statements(function.body):
        read = operand_in_place(stmt, defined.get) if isinstance(stmt, Store) else None
        if read is None or not isinstance(stmt, Store) or read == stmt.base:
            continue
        value = stmt.value
        assert isinstance(value, Var)
        old, new = function.kinds.get(read), function.kinds.get(value)
        if _alike(old, new):
            assert isinstance(old, Array) and isinstance(new, Array)
            dims = tuple(_named(d, read, i) for i, d in enumerate(old.dims or ()))
            kinds[read], kinds[value] = Array(old.dtype, dims), Array(new.dtype, dims)
    return replace(function, kinds={**function.kinds, **kinds}) if kinds else function


def _named(dim: Dim, read: Var, axis: int) -> Dim:
    """A dimension of which nothing is known gets a name: it is that of one read."""
    if has_name(dim):
        return dim
    return f"{read.name}.{read.version}.{axis}" + "?" * may_be_one(dim)


def _alike(old: Kind | None, new: Kind | None) -> bool:
    """True for arrays of one dtype and rank, of which a dimension may be 1."""
    if not isinstance(old, Array) or not isinstance(new, Array):
        return False
    if old.dims is None or new.dims is None or old.dtype != new.dtype:
        return False
    return len(old.dims) == len(new.dims) and any(map(may_be_one, old.dims))


def operand_in_place(stmt: Store, defined: Defined) -> Var | None:
    """What `a[i] = a[i] * v` reads of the place where it stores, if that is what it does."""
    operation = defined(stmt.value) if stmt.mode == "set" else None
    if operation is None or operation.fn not in _OPERATIONS:
        return None
    read = operation.args[0]
    steps = list(path_steps(stmt.index))
    if steps[-1] == Const(Ellipsis):
        steps.pop()
    return (
        read if isinstance(read, Var) and _is(read, stmt.base, steps, defined) else None
    )


def _is(
    read: Operand, base: Operand, steps: Sequence[Operand], defined: Defined
) -> bool:
    """True if `read` is `base` indexed by the steps."""
    if not steps:
        return read == base
    made = defined(read)
    if made is None or made.kwargs:
        return False
    *before, last = steps
    if isinstance(last, Pack) and last.form == "view":
        expected = (Const(made.fn), *made.args[1:])
        same = last.items == expected
    else:
        same = made.fn == "getitem" and made.args[1] == last
    return same and _is(made.args[0], base, before, defined)
