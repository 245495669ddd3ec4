"""Which values are memory, and which results share memory with their operands.

    u.0[1:3]        shares memory with u.0: a view
    u.0 + 1         shares none
    f(u.0)          shares memory with u.0 and with the outside world: nothing is known of f

Functions of NumPy give new memory but for those named here; that of anything unknown is shared.
"""

from __future__ import annotations

import builtins

from adgen.emit.plan import Plan
from adgen.ir.kinds import Array, Kind, Listing, Number, Other, Unknown
from adgen.ir.nodes import Apply, Const, FunctionName, Operand, Pack, Var
from adgen.rules import registry
from adgen.rules.marks import IDENTITIES
from adgen.rules.runtime import HELPERS
from adgen.rules.sharing import is_view_of_einsum

_OPERATORS = frozenset(registry.OPERATORS) - {"getitem"} | {"in", "notin"}
_SAME = frozenset((*IDENTITIES, "unbroadcast", "attr"))
_EITHER = frozenset(("and", "or", "min", "max", "sum", "list", "copy", "listing"))
_VIEWS = frozenset(
    f"np.{name}"
    for name in """asarray asanyarray ascontiguousarray asfortranarray asarray_chkfinite require
    ravel reshape squeeze transpose permute_dims swapaxes moveaxis rollaxis matrix_transpose
    expand_dims atleast_1d atleast_2d atleast_3d broadcast_to broadcast_arrays
    real imag real_if_close diagonal diag flip fliplr flipud rot90 split array_split hsplit
    vsplit dsplit unstack trim_zeros linalg.matrix_transpose linalg.matrix_power
    linalg.diagonal lib.stride_tricks.sliding_window_view meshgrid ix_ delete diff
    float64 float32 complex128 complex64""".split()
)
_COPIES = frozenset(("np.array", "np.astype", "np.nan_to_num"))
"""They copy, unless they are told not to."""
_READ_ONLY = frozenset(
    (
        "unbroadcast",
        "np.broadcast_to",
        "np.broadcast_arrays",
        "np.diagonal",
        "np.diag",
        "np.linalg.diagonal",
        "np.lib.stride_tricks.sliding_window_view",
        "np.meshgrid",
    )
)
"""Their results may be memory that cannot be written: as if others could see it."""
_PUBLIC = ("np.", "math.", "cmath.", "scipy.", "statistics.", "operator.")


def holds_memory(kind: Kind) -> bool:
    """True if a value of this kind may be memory that can be changed."""
    match kind:
        case Number():
            return False
        case Other(what):
            return what == "object"
        case _:
            return True


def is_list(kind: Kind) -> bool:
    """True for the lists the IR appends to, whose elements are memory of their own."""
    return isinstance(kind, Listing)


def has_memory_inside(kind: Kind) -> bool:
    """True for a list whose elements may be memory that can be changed."""
    return isinstance(kind, Listing) and (
        not kind.fields or any(map(holds_memory, kind.fields))
    )


def is_shared_constant(const: Const) -> bool:
    """True if the constant is an object of the user's program and no literal."""
    return const.name is not None or not isinstance(
        const.value,
        (
            bool,
            int,
            float,
            complex,
            str,
            bytes,
            type(None),
            type,
            type(...),
            FunctionName,
        ),
    )


def sharing(apply: Apply, plan: Plan) -> tuple[tuple[Operand, ...], bool]:
    """The operands the results may share memory with, and whether they may share memory with
    objects outside the function."""
    fn, args = apply.fn, apply.args
    everything = (*args, *(value for _, value in apply.kwargs))
    if not any(holds_memory(plan.kind(result)) for result in apply.results):
        return (), False
    if fn == "getitem":
        return (() if _selects(args[1], plan) else args[:1]), False
    if fn in _SAME:
        return args[:1], fn in _READ_ONLY
    if fn in _EITHER:
        return everything, False
    if fn in _OPERATORS:
        plain = (Array, Unknown, Number)
        known = all(isinstance(plan.kind(r), plain) for r in apply.results)
        return (() if known else everything), False
    if fn in _COPIES and all(name != "copy" for name, _ in apply.kwargs):
        return (), False
    if fn == "np.einsum":
        return (args[1:] if is_view_of_einsum(args) else ()), False
    if fn == "np.diag" and isinstance(args[0], Var) and _is_vector(plan.kind(args[0])):
        return (), False
    return _sharing_by_rule(fn, everything)


def _is_vector(kind: Kind) -> bool:
    """True for an array of one axis: its np.diag is a new matrix, that of a matrix a view."""
    return isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1


_NEW_LISTS = ("list.zeros_like", "list.add", "list.order", "list.copied")
_NEW = (frozenset(HELPERS) | frozenset(dir(builtins)) | {"item"}) - {"list.nested"}
"""What they give is new, if there is a rule for them that does not say otherwise."""


def _sharing_by_rule(
    fn: str, everything: tuple[Operand, ...]
) -> tuple[tuple[Operand, ...], bool]:
    if fn in _VIEWS or fn in _COPIES:
        return everything, fn in _READ_ONLY
    if fn in _NEW_LISTS:
        return (), False
    rule = registry.find(fn)
    if rule is not None and rule.view:
        return everything, False
    if fn.startswith(_PUBLIC) or (rule is not None and fn in _NEW):
        return (), False
    return everything, True


def _selects(index: Operand, plan: Plan) -> bool:
    """True if the index surely selects elements one by one, which makes a copy."""
    match index:
        case Pack(form="list"):
            return True
        case Pack(form="tuple", items=items):
            return any(_selects(item, plan) for item in items)
        case Var():
            return isinstance(plan.kind(index), Array)
        case _:
            return False
