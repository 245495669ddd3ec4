"""Solutions of ordinary differential equations: forward sensitivities.

    rows.0 = flow(%1, function('rhs'), y0.0, None, t.0, (k.0,), {}, 'odeint')

rows is %1, the solution y' = rhs(t, y, k) at the times t, one a row. Its derivatives solve
the linear equations S' = rhs_y S + rhs_k, together with the equation itself and by the same
solver with the same settings: they are as accurate as it is. Forward mode has one direction;
reverse mode has a column for each number in y0 and in the active arguments, whose right side takes
one pullback of rhs for each number in y. See Hairer, Norsett and Wanner, Solving Ordinary
Differential Equations I (1993), section I.14.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adgen.ir.build import Builder, Functions
from adgen.ir.kinds import FLOAT, Array, Number, Other
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Dense
from adgen.rules.flow_functions import rates_of, with_sensitivities, with_tangent
from adgen.rules.implicit import arguments
from adgen.rules.structure import Active, Bars, Found, tangent_kind
from adgen.rules.written import (
    MATRIX,
    VECTOR,
    WHOLE,
    functions_of,
    head,
    name_of,
    reference,
    tail,
)


@dataclass
class _Problem:
    """The operands of one flow. `start` is the first time, None where that is `times[0]`."""

    apply: Apply
    builder: Builder

    def __post_init__(self) -> None:
        _, f, self.y0, self.start, self.times, args, settings, solver = self.apply.args
        self.functions: Functions = functions_of(self.builder, self.apply)
        self.name = name_of(f)
        self.args = arguments(args)
        assert isinstance(settings, Pack) and isinstance(solver, Const)
        self.settings, self.solver = settings, str(solver.value)

    @property
    def rows(self) -> Var:
        """The solution."""
        return self.apply.results[0]

    def first_time(self) -> Operand:
        """When the flow starts."""
        if self.start != Const(None):
            return self.start
        return self.builder.emit("getitem", self.times, Const(0), kind=FLOAT)

    def solved(self, name: str, state: Operand, args: Sequence[Operand]) -> Var:
        """The rows of the solution of another equation at the same times."""
        packed = Pack("tuple", tuple(args))
        raw = _solve(self, name, state, packed)
        return self.builder.emit(
            "flow",
            raw,
            reference(name),
            state,
            self.start,
            self.times,
            packed,
            self.settings,
            Const(self.solver),
            kind=MATRIX,
        )

    def rate(self, time: Operand, state: Operand) -> Var:
        """The right side of the equation."""
        (found,) = self.builder.call(
            self.name, (time, state, *self.args), ["rate"], [VECTOR]
        )
        return found

    def rates(self) -> Var:
        """The right side at each of the times, one a row."""
        title = rates_of(self.functions, self.name)
        operands = (self.times, self.rows, *self.args)
        (found,) = self.builder.call(title, operands, ["rates"], [MATRIX])
        return found


def _solve(problem: _Problem, name: str, state: Operand, packed: Pack) -> Operand:
    builder, settings = problem.builder, problem.settings
    options = [(str(k.value), v) for k, v in zip(settings.keys, settings.items)]
    if problem.solver == "odeint":
        return builder.emit(
            "scipy.integrate.odeint",
            reference(name),
            state,
            problem.times,
            kwargs=[("args", packed), ("tfirst", Const(True)), *options],
            kind=MATRIX,
        )
    last = builder.emit("getitem", problem.times, Const(-1), kind=FLOAT)
    given = [("t_eval", problem.times), ("args", packed)]
    solved = builder.emit(
        "scipy.integrate.solve_ivp",
        reference(name),
        Pack("tuple", (problem.start, last)),
        state,
        kwargs=[*given, *options],
        kind=Other("object"),
    )
    columns = builder.emit("attr", solved, Const("y"), kind=MATRIX)
    return builder.emit("np.transpose", columns, kind=MATRIX)


# forward -----------------------------------------------------------------------------


def flow_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The equation and its linearisation along one direction, solved together."""
    problem = _Problem(apply, builder)
    moving = {
        i: dots[a]
        for i, a in enumerate(problem.args)
        if isinstance(a, Var) and a in dots
    }
    total: Operand | None = None
    begin = _initial_tangent(problem, dots)
    if moving or begin is not None:
        y0 = problem.y0
        y_dot = (
            builder.emit("np.zeros_like", y0, kind=VECTOR) if begin is None else begin
        )
        state = builder.emit("np.concatenate", Pack("tuple", (y0, y_dot)), kind=VECTOR)
        pair = with_tangent(problem.functions, problem.name, tuple(moving))
        both = problem.solved(pair, state, (*problem.args, *moving.values()))
        size = builder.emit("len", y0)
        second = Pack("slice", (size, Const(None), Const(None)))
        index = Pack("tuple", (WHOLE, second))
        total = builder.emit("getitem", both, index, kind=MATRIX)
    if isinstance(problem.times, Var) and problem.times in dots:
        column = Pack("tuple", (WHOLE, Const(None)))
        t_dot = builder.emit("getitem", dots[problem.times], column, kind=MATRIX)
        drift = builder.emit("mul", t_dot, problem.rates(), kind=MATRIX)
        total = drift if total is None else builder.emit("add", total, drift)
    return (total,)


def _initial_tangent(problem: _Problem, dots: Mapping[Var, Operand]) -> Operand | None:
    """A later start is a start further back on the way."""
    builder, y0 = problem.builder, problem.y0
    begin = dots.get(y0) if isinstance(y0, Var) else None
    source = problem.times if problem.start == Const(None) else problem.start
    moved = dots.get(source) if isinstance(source, Var) else None
    if moved is None:
        return begin
    if problem.start == Const(None):
        moved = builder.emit("getitem", moved, Const(0), kind=FLOAT)
    back = builder.emit(
        "mul", problem.rate(problem.first_time(), y0), moved, kind=VECTOR
    )
    if begin is None:
        return builder.emit("neg", back, kind=VECTOR)
    return builder.emit("sub", begin, back, kind=VECTOR)


# reverse -----------------------------------------------------------------------------


def flow_adjoints(apply: Apply, bars: Bars, active: Active, builder: Builder) -> Found:
    """The equation and its whole linearisation solved together, then one product."""
    problem = _Problem(apply, builder)
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    bar = fill(bar, problem.rows, builder)
    found: Found = []
    wanted = [
        (i, a) for i, a in enumerate(problem.args) if isinstance(a, Var) and active(a)
    ]
    y0, start, times = problem.y0, problem.start, problem.times
    starts = isinstance(y0, Var) and active(y0)
    source = times if start == Const(None) else start
    late = isinstance(source, Var) and active(source)
    y_bar: Operand | None = None
    if wanted or starts or late:
        pull = _sensitivities(problem, tuple(i for i, _ in wanted), bar)
        size = builder.emit("len", y0)
        y_bar = head(builder, pull, size)
        if isinstance(y0, Var) and starts:
            found.append((y0, Dense(y_bar, True)))
        found += _shares(problem, tail(builder, pull, size), [a for _, a in wanted])
    found += _of_times(problem, bar, y_bar if late else None, active)
    return found


def _sensitivities(problem: _Problem, wanted: tuple[int, ...], bar: Operand) -> Var:
    """The adjoints of y0 and of the wanted arguments, one after another in a vector."""
    builder, args = problem.builder, problem.args
    size = builder.emit("len", problem.y0, name="n")
    sizes: Operand = Const(0)
    for i in wanted:
        count = builder.emit("np.size", args[i])
        sizes = count if sizes == Const(0) else builder.emit("add", sizes, count)
    width = size if sizes == Const(0) else builder.emit("add", size, sizes)
    identity = builder.emit("np.eye", size, width, kind=MATRIX)
    flat = builder.emit("np.ravel", identity, kind=VECTOR)
    pair = Pack("tuple", (problem.y0, flat))
    state = builder.emit("np.concatenate", pair, kind=VECTOR)
    name = with_sensitivities(problem.functions, problem.name, wanted)
    both = problem.solved(name, state, (size, *args))
    index = Pack("tuple", (WHOLE, Pack("slice", (size, Const(None), Const(None)))))
    columns = builder.emit("getitem", both, index, kind=MATRIX)
    shape = Pack("tuple", (Const(-1), size, width))
    cube = Array("float", ("?", "?", "?"))
    slopes = builder.emit("np.reshape", columns, shape, name="slopes", kind=cube)
    return builder.emit("np.tensordot", bar, slopes, Const(2), kind=VECTOR)


def _shares(problem: _Problem, pull: Var, wanted: Sequence[Var]) -> Found:
    """The adjoint of each argument, out of a vector of all."""
    builder = problem.builder
    found: Found = []
    place: Operand = Const(0)
    for arg in wanted:
        kind = tangent_kind(builder.kind_of(arg))
        if isinstance(kind, Number):
            value = builder.emit("getitem", pull, place, kind=kind)
            step: Operand = Const(1)
        else:
            step = builder.emit("np.size", arg)
            last = _sum(builder, place, step)
            part = Pack("slice", (place, last, Const(None)))
            value = builder.emit("getitem", pull, part, kind=VECTOR)
            shape = builder.emit("np.shape", arg)
            value = builder.emit("np.reshape", value, shape, kind=kind)
        place = _sum(builder, place, step)
        found.append((arg, Dense(value, True)))
    return found


def _sum(builder: Builder, a: Operand, b: Operand) -> Operand:
    if isinstance(a, Const) and isinstance(b, Const):
        return Const(a.value + b.value)
    return b if a == Const(0) else builder.emit("add", a, b)


def _of_times(
    problem: _Problem, bar: Operand, y_bar: Operand | None, active: Active
) -> Found:
    """The adjoints of the times: rows move at the rate of the equation."""
    builder, times, start = problem.builder, problem.times, problem.start
    found: Found = []
    if isinstance(times, Var) and active(times):
        product = builder.emit("mul", bar, problem.rates(), kind=MATRIX)
        axis = [("axis", Const(1))]
        value = builder.emit("np.sum", product, kwargs=axis, kind=VECTOR)
        found.append((times, Dense(value, True)))
    if y_bar is None:
        return found
    rate = problem.rate(problem.first_time(), problem.y0)
    back = builder.emit("matmul", y_bar, rate, kind=FLOAT)
    value = builder.emit("neg", back, kind=FLOAT)
    if start != Const(None):
        assert isinstance(start, Var)
        found.append((start, Dense(value, True)))
        return found
    assert isinstance(times, Var)
    zeros = builder.emit("np.zeros_like", times, kind=VECTOR)
    found.append((times, Dense(builder.store(zeros, Const(0), value), True)))
    return found
