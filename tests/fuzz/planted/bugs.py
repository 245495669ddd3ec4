"""The planted bugs: in which file, which text becomes which, and what mistake that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    """In `module`, the text `right`, which stands there once, becomes `wrong`."""

    name: str
    module: str
    right: str
    wrong: str


BUGS = (
    # rules
    Bug(
        "sign of the derivative of cos",
        "adgen.rules.tables.mathematics",
        '("cos", "cos"): "-{m}.sin(x)"',
        '("cos", "cos"): "{m}.sin(x)"',
    ),
    Bug(
        "factor in the derivative of sqrt",
        "adgen.rules.tables.mathematics",
        '("sqrt", "sqrt"): "0.5 / out"',
        '("sqrt", "sqrt"): "1 / out"',
    ),
    Bug(
        "square forgotten in the derivative of tanh",
        "adgen.rules.tables.mathematics",
        '("tanh", "tanh"): "1 - out * out"',
        '("tanh", "tanh"): "1 - out"',
    ),
    Bug(
        "sign of the adjoint of a denominator",
        "adgen.rules.tables.operators",
        'y_bar="-(x_bar * out)"',
        'y_bar="x_bar * out"',
    ),
    Bug(
        "operands of a product confused in forward mode",
        "adgen.rules.tables.operators",
        'out_dot="x_dot * y + x * y_dot"',
        'out_dot="x_dot * x + y * y_dot"',
    ),
    Bug(
        "partial of a subtraction",
        "adgen.rules.tables.operators",
        'elementwise(f"{sub}(x, y)", dx="1", dy="-1"',
        'elementwise(f"{sub}(x, y)", dx="1", dy="1"',
    ),
    Bug(
        "mean divided by nothing",
        "adgen.rules.tables.reductions",
        'expand(out_bar / counted(a, axis, where, keepdims), a, axis, keepdims),"',
        'expand(out_bar, a, axis, keepdims),"',
    ),
    Bug(
        "sides of where exchanged",
        "adgen.rules.tables.selection",
        'x_bar="np.where(condition, out_bar, 0.0)"',
        'x_bar="np.where(condition, 0.0, out_bar)"',
    ),
    Bug(
        "operands of matmul confused",
        "adgen.rules.tables.products",
        'b_bar="matmul_right(out_bar, a, b)",\n        kinds="matmul"',
        'b_bar="matmul_right(out_bar, b, a)",\n        kinds="matmul"',
    ),
    # broadcasting and accumulation
    Bug(
        "unbroadcast forgotten",
        "adgen.rules.elementwise",
        "return to_operand(value, operand, wide, builder)",
        "return to_real(value, builder.kind_of(operand), builder)",
    ),
    Bug(
        "sum over the last axes instead of the first",
        "adgen.rules.broadcasting",
        "return tuple(ones or range(extra)), bool(ones)",
        "return tuple(ones or range(len(dims), len(wide))), bool(ones)",
    ),
    Bug(
        "second contribution replaces the first",
        "adgen.transforms.adjoints",
        "self.current[var] = _sum(before, value, kind, made, name, self.builder)",
        "self.current[var] = _sum(ZERO, value, kind, made, name, self.builder)",
    ),
    Bug(
        "adjoint of a read element assigned, not added",
        "adgen.transforms.adjoints",
        '        mode: Literal["set", "add"] = "add"',
        '        mode: Literal["set", "add"] = "set"',
    ),
    # arrays written in place
    Bug(
        "adjoint of an overwritten element not set to zero",
        "adgen.transforms.sweep",
        '            if stmt.mode == "set":\n                name',
        '            if stmt.mode == "never":\n                name',
    ),
    Bug(
        "tangent of an overwritten element kept",
        "adgen.transforms.forward",
        "        dot = builder.store(base, stmt.index, value, stmt.mode, name=name, kind=kind)",
        '        dot = builder.store(base, stmt.index, value, "add", name=name, kind=kind)',
    ),
    Bug(
        "adjoint of what was stored not passed on",
        "adgen.transforms.sweep",
        "[(stmt.value, Dense(fitting))]",
        "[(stmt.value, Dense(ZERO))]",
    ),
    Bug(
        "recorded array not copied before it is overwritten",
        "adgen.emit.copies",
        "            if (id(original), position) in self._marks.fields:",
        "            if (id(original), -1) in self._marks.fields:",
    ),
    Bug(
        "overwritten array not copied where it is needed later",
        "adgen.emit.copies",
        "        if conflicts and base is not None:",
        "        if conflicts is None and base is not None:",
    ),
    Bug(
        "array that stays needed not copied before a loop writes it",
        "adgen.emit.copies",
        "            for position, nodes in self._found.initial.get(id(original), {}).items():",
        "            for position, nodes in dict[int, set[Node]]().items():",
    ),
    # loops
    Bug(
        "reverse loop in the order of the forward loop",
        "adgen.transforms.headers",
        "    return Header(target, Reversed(Each(tape)), [], empty)",
        "    return Header(target, Each(tape), [], empty)",
    ),
    Bug(
        "reverse loop without tape in the order of the forward loop",
        "adgen.transforms.iteration",
        "            return Reversed(iterable)\n        case Reversed(inner):",
        "            return iterable\n        case Reversed(inner):",
    ),
    Bug(
        "carried adjoint lost from one iteration to the next",
        "adgen.transforms.loops",
        "        if bar is not None:\n            return bar\n        like = self._same_shape",
        "        like = self._same_shape",
    ),
    Bug(
        "adjoint before a loop forgotten",
        "adgen.transforms.loops",
        "            values.append(self.outer.zero(var) if before is None else before)",
        "            values.append(self.outer.zero(var))",
    ),
    Bug(
        "initial value of a loop gets no adjoint",
        "adgen.transforms.loops",
        "            if self.sweep.is_active(start):",
        "            if self.sweep.is_active(start) and position:",
    ),
    Bug(
        "iteration that breaks is recorded after all",
        "adgen.transforms.tape",
        "        if pending and not self.idle(block) and self._belongs_here(block):",
        "        if pending:",
    ),
    Bug(
        "kept value not saved: another one is, in its place",
        "adgen.transforms.tape",
        "record = [Const(None) if v in missing else v for v in self.fields]",
        "record = [Const(None) if v in missing else self.fields[0] for v in self.fields]",
    ),
    # branches and calls
    Bug(
        "adjoint of the other branch",
        "adgen.transforms.conditional",
        "        sides = [a.builder.block(Yield(end)) for a, end in zip(inner, ends)]",
        "        sides = [a.builder.block(Yield(end)) for a, end in zip(inner, ends[::-1])]",
    ),
    Bug(
        "adjoint before a branch forgotten",
        "adgen.transforms.conditional",
        "        if value is None:\n            value = outer.known(var)",
        "        if value is None:\n            value = None",
    ),
    Bug(
        "adjoints of arguments exchanged",
        "adgen.transforms.calls",
        "    for position, value in zip(pair.inputs, found):",
        "    for position, value in zip(pair.inputs, found[::-1]):",
    ),
    Bug(
        "tangents of arguments exchanged",
        "adgen.transforms.forward",
        "        tangents = [self._dot_or_zero(args[i], builder) for i in inputs]",
        "        tangents = [self._dot_or_zero(args[i], builder) for i in inputs[::-1]]",
    ),
    # analyses and passes
    Bug(
        "all results but one taken for useless",
        "adgen.analyses.activity",
        "    both = varied & reach(flow.before, ends)",
        "    both = varied & reach(flow.before, list(ends)[:1])",
    ),
    Bug(
        "sign lost when it is moved into a sum",
        "adgen.optimize.accumulate",
        '            fn = "sub" if stmt.fn == "add" else "add"\n'
        "            return replace(stmt, fn=fn, args=(left, positive))",
        "            return replace(stmt, args=(left, positive))",
    ),
    Bug(
        "subtraction taken for commutative",
        "adgen.optimize.cse",
        '_COMMUTATIVE = frozenset(("add", "mul"))',
        '_COMMUTATIVE = frozenset(("add", "mul", "sub"))',
    ),
    Bug(
        "place that was added to taken for zero still",
        "adgen.optimize.stores",
        "    return len({*numbers}) == 2 and len({place < 0 for place in numbers}) == 1",
        "    return len(numbers) == 2",
    ),
    # functions that call themselves
    Bug(
        "memory handed over that somebody reads afterwards",
        "adgen.emit.plan",
        "if fn in RESIZED or fn == HANDED:",
        "if fn in RESIZED:",
    ),
    Bug(
        "name that a recursion has bound anew read as before",
        "adgen.frontend.callees.called",
        "        ctx.state.names[place] = value\n        ctx.note_bound(place, value)\n",
        "        ctx.note_bound(place, value)\n",
    ),
    Bug(
        "element that a later iteration writes taken for lasting",
        "adgen.analyses.lasting",
        "if min(apart) > 0 or (min(apart) == 0 and fact.version == versions.last):",
        "if min(apart) >= 0:",
    ),
)
