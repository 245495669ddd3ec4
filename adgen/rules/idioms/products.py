"""Adjoints of products by the ranks of their operands, in the form a person writes.

a @ b, matrices           out_bar @ b.T          a.T @ out_bar
a @ b, matrix and vector  np.outer(out_bar, b)   a.T @ out_bar
"""

from __future__ import annotations

from string import ascii_letters

from adgen.errors import KindError
from adgen.ir.kinds import ANY, may_be_one, same_dim
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import broadcast_like, to_operand
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.refusals import refusal
from adgen.rules.inference.products import contracted_axes, einsum_result
from adgen.rules.shapes import constant_of, dims_of, is_constant

NONE = Const(None)
WHOLE = Pack("slice", (NONE, NONE, NONE))
COLUMN = Pack("tuple", (Const(Ellipsis), NONE))
ROW = Pack("tuple", (Const(Ellipsis), NONE, WHOLE))


def _rank(scope: Scope, operand: Operand) -> int | None:
    dims = dims_of(scope.builder.kind_of(operand))
    return None if dims is None else len(dims)


@idiom
def matmul_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `a @ b`."""
    if bar is None:
        return None
    builder = scope.builder
    match _rank(scope, a), _rank(scope, b):
        case (None, _) | (_, None):
            return builder.emit("matmul_left_adjoint", bar, a, b)
        case 1, 1:
            return builder.emit("mul", bar, b)
        case 1, 2:
            return builder.emit("matmul", b, bar)
        case 2, 1:
            return builder.emit("np.outer", bar, b)
        case 1, _:
            column = builder.emit("getitem", bar, COLUMN)
            product = builder.emit("matmul", b, column)
            flat = builder.emit(
                "getitem", product, Pack("tuple", (Const(Ellipsis), Const(0)))
            )
            return _to_operand(scope, flat, a)
        case _, 1:
            column = builder.emit("getitem", bar, COLUMN)
            return _to_operand(scope, builder.emit("mul", column, b), a)
        case _:
            return _to_operand(
                scope, builder.emit("matmul", bar, transposed(scope, b)), a
            )


@idiom
def matmul_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `a @ b`."""
    if bar is None:
        return None
    builder = scope.builder
    match _rank(scope, a), _rank(scope, b):
        case (None, _) | (_, None):
            return builder.emit("matmul_right_adjoint", bar, a, b)
        case 1, 1:
            return builder.emit("mul", bar, a)
        case 1, 2:
            return builder.emit("np.outer", a, bar)
        case 1, _:
            column = builder.emit("getitem", a, Pack("tuple", (WHOLE, NONE)))
            row = builder.emit("getitem", bar, ROW)
            return _to_operand(scope, builder.emit("mul", column, row), b)
        case 2, 1:
            return builder.emit("matmul", builder.emit("np.transpose", a), bar)
        case _, 1:
            column = builder.emit("getitem", bar, COLUMN)
            return _to_operand(scope, builder.emit("mul", a, column), b)
        case _:
            return _to_operand(
                scope, builder.emit("matmul", transposed(scope, a), bar), b
            )


def transposed(scope: Scope, a: Operand) -> Operand:
    """The last two axes exchanged: `a.T` for a matrix."""
    if _rank(scope, a) == 2:
        return scope.builder.emit("np.transpose", a)
    return scope.builder.emit("np.swapaxes", a, Const(-1), Const(-2))


@idiom
def tr(scope: Scope, a: Value) -> Value:
    """The transpose of a matrix or of each matrix of a stack."""
    return None if a is None else transposed(scope, a)


def _to_operand(scope: Scope, value: Operand, operand: Operand) -> Operand:
    """Summed over the stack axes along which the operand was broadcast."""
    return to_operand(value, operand, scope.builder.kind_of(value), scope.builder)


@idiom
def like(scope: Scope, value: Value, operand: Operand) -> Value:
    """`value` summed to the shape of an operand that was broadcast."""
    return None if value is None else _to_operand(scope, value, operand)


@idiom
def dot_left(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `a` in `np.dot(a, b)`."""
    if bar is None:
        return None
    ranks = _rank(scope, a), _rank(scope, b)
    if ranks == (0, 0) or ranks[1] == 0:
        return scope.builder.emit("mul", bar, b)
    if ranks[0] == 0:
        return scope.builder.emit("np.sum", scope.builder.emit("mul", bar, b))
    if None in ranks:
        return scope.emit("dot_left_adjoint", bar, a, b)
    if max(ranks[0] or 0, ranks[1] or 0) <= 2:
        return matmul_left(scope, bar, a, b)
    return tensordot_left(scope, bar, a, b, _dot_axes(ranks))


@idiom
def dot_right(scope: Scope, bar: Value, a: Operand, b: Operand) -> Value:
    """The adjoint of `b` in `np.dot(a, b)`."""
    if bar is None:
        return None
    ranks = _rank(scope, a), _rank(scope, b)
    if ranks == (0, 0) or ranks[0] == 0:
        return scope.builder.emit("mul", bar, a)
    if ranks[1] == 0:
        return scope.builder.emit("np.sum", scope.builder.emit("mul", bar, a))
    if None in ranks:
        return scope.emit("dot_right_adjoint", bar, a, b)
    if max(ranks[0] or 0, ranks[1] or 0) <= 2:
        return matmul_right(scope, bar, a, b)
    return tensordot_right(scope, bar, a, b, _dot_axes(ranks))


def _dot_axes(ranks: tuple[int | None, int | None]) -> Pack:
    """The axes of tensordot that np.dot sums over."""
    rank_a, rank_b = ranks
    assert rank_a is not None and rank_b is not None
    last = Pack("list", (Const(rank_a - 1),))
    return Pack("tuple", (last, Pack("list", (Const(max(rank_b - 2, 0)),))))


@idiom
def tensordot_left(
    scope: Scope, bar: Value, a: Operand, b: Operand, axes: Operand
) -> Value:
    """The adjoint of `a` in `np.tensordot(a, b, axes)`."""
    if bar is None:
        return None
    rank_a, rank_b, left, right = _contraction(scope, a, b, axes)
    free_b = [i for i in range(rank_b) if i not in right]
    free_a = [i for i in range(rank_a) if i not in left]
    over_bar = list(range(len(free_a), len(free_a) + len(free_b)))
    product = _tensordot(scope, bar, b, over_bar, free_b)
    # The axes are now those free in a, then those of b that were summed, in b's order.
    summed = [left[right.index(i)] for i in range(rank_b) if i in right]
    return _permuted(scope, product, free_a + summed)


@idiom
def tensordot_right(
    scope: Scope, bar: Value, a: Operand, b: Operand, axes: Operand
) -> Value:
    """The adjoint of `b` in `np.tensordot(a, b, axes)`."""
    if bar is None:
        return None
    rank_a, rank_b, left, right = _contraction(scope, a, b, axes)
    free_a = [i for i in range(rank_a) if i not in left]
    free_b = [i for i in range(rank_b) if i not in right]
    product = _tensordot(scope, a, bar, free_a, list(range(len(free_a))))
    summed = [right[left.index(i)] for i in range(rank_a) if i in left]
    return _permuted(scope, product, summed + free_b)


def _contraction(
    scope: Scope, a: Operand, b: Operand, axes: Operand
) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    rank_a, rank_b = _rank(scope, a), _rank(scope, b)
    if rank_a is None or rank_b is None:
        raise KindError(
            f"the derivative of {scope.rule.name} depends on the ranks of its operands",
            scope.apply.span,
            "Annotate the arguments, or write the product with @.",
        )
    if not is_constant(axes):
        raise refusal(scope, "`axes`")
    left, right = contracted_axes(constant_of(axes), rank_a, rank_b)
    if not all(0 <= i < n for own, n in ((left, rank_a), (right, rank_b)) for i in own):
        raise KindError(
            f"{scope.rule.name} sums over axes that its operands do not have",
            scope.apply.span,
            "Decide by np.ndim outside of the function which way is taken.",
        )
    return rank_a, rank_b, left, right


def _tensordot(
    scope: Scope, a: Operand, b: Operand, over_a: list[int], over_b: list[int]
) -> Operand:
    axes = Pack("tuple", (_list(over_a), _list(over_b)))
    return scope.builder.emit("np.tensordot", a, b, kwargs=[("axes", axes)])


def _list(numbers: list[int]) -> Pack:
    return Pack("list", tuple(Const(n) for n in numbers))


def _permuted(scope: Scope, value: Operand, places: list[int]) -> Operand:
    """The axes of `value` put to their places."""
    order = tuple(places.index(i) for i in range(len(places)))
    if order == tuple(range(len(order))):
        return value
    axes = Pack("tuple", tuple(Const(i) for i in order))
    return scope.builder.emit("np.transpose", value, axes)


@idiom
def einsum_adjoint(
    scope: Scope, bar: Value, subscripts: Operand, operands: Operand
) -> Value:
    """The adjoints of all operands of `np.einsum("ij,jk->ik", a, b)`, as a structure."""
    if bar is None:
        return None
    assert isinstance(operands, Pack)
    if not isinstance(subscripts, Const) or not isinstance(subscripts.value, str):
        raise KindError(
            "the subscripts of np.einsum are not constant", scope.apply.span
        )
    text = subscripts.value.replace(" ", "")
    if "." in text:
        text = _without_ellipsis(scope, text, operands.items)
    terms, result = text.partition("->")[0].split(","), einsum_result(text)
    whole = "." not in subscripts.value
    parts = []
    for position, operand in enumerate(operands.items):
        value = _einsum_part(scope, bar, terms, result, operands.items, position)
        longer, shorter = _compared(scope, terms, result, operands.items, position)
        if longer or not whole:
            value = _to_operand(scope, value, operand)
        if shorter:
            value = broadcast_like(value, operand, scope.builder)
        parts.append(value)
    return Pack("tuple", tuple(parts))


def _compared(
    scope: Scope,
    terms: list[str],
    result: str,
    operands: tuple[Operand, ...],
    position: int,
) -> tuple[bool, bool]:
    """Whether an operand may be 1 along a letter that others have longer; and the other way
    round, along a letter that is summed over.
    """
    dims = [
        dims_of(scope.builder.kind_of(operand)) or (ANY,) * len(term)
        for term, operand in zip(terms, operands)
    ]
    longer = shorter = False
    for letter, own in zip(terms[position], dims[position]):
        others = [
            dim
            for i, term in enumerate(terms)
            for other, dim in zip(term, dims[i])
            if other == letter and i != position
        ]
        alike = [same_dim(own, dim) for dim in others]
        longer |= may_be_one(own) and not all(alike)
        shorter |= bool(others) and letter not in result and not any(alike)
    return longer, shorter


def _einsum_part(
    scope: Scope,
    bar: Operand,
    terms: list[str],
    result: str,
    operands: tuple[Operand, ...],
    position: int,
) -> Operand:
    """The einsum of the adjoint and the other operands that has the letters of this one."""
    builder = scope.builder
    others = [i for i in range(len(terms)) if i != position]
    inputs = [result] + [terms[i] for i in others]
    args: list[Operand] = [bar] + [operands[i] for i in others]
    seen = result + "".join(terms[i] for i in others)
    if any(letter not in seen for letter in terms[position]):
        # A letter summed over in this operand alone: ones of its shape bring it back.
        inputs.append(terms[position])
        args.append(builder.emit("np.ones_like", operands[position]))
    wanted = ""
    free = _letters("".join(terms) + result)
    for place, letter in enumerate(terms[position]):
        if letter in wanted:
            # A letter twice in one operand reads its diagonal.
            shape = builder.emit("np.shape", operands[position])
            size = builder.emit("getitem", shape, Const(place))
            args.append(builder.emit("np.eye", size))
            inputs.append(letter + free[0])
            letter, free = free[0], free[1:]
        wanted += letter
    return builder.emit("np.einsum", Const(",".join(inputs) + "->" + wanted), *args)


def _letters(used: str) -> str:
    """The letters that are not used."""
    return "".join(letter for letter in ascii_letters if letter not in used)


def _without_ellipsis(scope: Scope, text: str, operands: tuple[Operand, ...]) -> str:
    """The subscripts with letters for the axes that `...` stands for."""
    given, arrow, result = text.partition("->")
    terms, free = given.split(","), _letters(text)
    counts = [
        (_rank(scope, x) or 0) - len(term.replace("...", "")) if "." in term else 0
        for term, x in zip(terms, operands)
    ]
    if any(_rank(scope, x) is None for x in operands):
        raise KindError(
            "the derivative of np.einsum with an ellipsis depends on the ranks",
            scope.apply.span,
            "Annotate the arguments, or write the subscripts out.",
        )
    most = max(counts)
    axes = free[:most]
    written = [
        term.replace("...", axes[most - count :]) for term, count in zip(terms, counts)
    ]
    if arrow:
        result = result.replace("...", axes)
    else:
        plain = given.replace("...", "").replace(",", "")
        once = sorted(x for x in set(plain) if plain.count(x) == 1)
        result = axes + "".join(once)
    return ",".join(written) + "->" + result
