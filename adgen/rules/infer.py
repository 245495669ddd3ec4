"""The kinds of the results of a primitive, from those of its operands.

    result_kinds("add", (x.0, 1.0), (), kind_of)  gives  (Array("float", ("n",)),)

What is not known for every run is `UNKNOWN`. How the kind follows is named by the rule
(`kinds="reduction"`); the functions of those names are in `adgen.rules.inference`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adgen.errors import AdgenError, RuleError
from adgen.ir.kinds import FLOAT, INT, UNKNOWN, Array, Dim, Kind, Number, has_name
from adgen.ir.nodes import Const, Operand
from adgen.rules import dtypes, shapes
from adgen.rules.axes_of_numbers import without_axis_of_number
from adgen.rules.declare import Rule
from adgen.rules.doubles import in_double
from adgen.rules.registry import find
from adgen.rules.signature import Bound, Keywords, bind

KindOf = Callable[[Operand], Kind]


@dataclass(frozen=True, slots=True)
class Question:
    """A call whose results' kinds are asked for."""

    rule: Rule
    bound: Bound
    kind_of: KindOf

    def kind(self, name: str) -> Kind:
        """The kind of the operand of a parameter."""
        return self.kind_of(self.bound.get(name))

    def constant(self, name: str) -> object:
        """The constant value of a parameter; ValueError if it is none."""
        return shapes.constant_of(self.bound.get(name))


Inference = Callable[[Question], Kind | tuple[Kind, ...]]

INFERENCES: dict[str, Inference] = {}
"""How kinds follow, by the name a rule gives as `kinds=`."""


def inference(function: Inference) -> Inference:
    """Registers a function `question -> kind` under its own name."""
    INFERENCES[function.__name__] = function
    return function


def result_kinds(
    fn: str, args: tuple[Operand, ...], kwargs: Keywords, kind_of: KindOf
) -> tuple[Kind, ...]:
    """One kind a result; `UNKNOWN` where nothing is known, also of a primitive without rule."""
    rule = find(fn)
    if rule is None:
        return (UNKNOWN,)
    unknown = (UNKNOWN,) * len(rule.results)
    if not rule.kinds:
        return unknown
    try:
        bound = bind(fn, rule.parameters, args, kwargs)
    except AdgenError:
        # The call is refused where it is differentiated; of its kind nothing is known.
        return unknown
    bound = without_axis_of_number(rule, bound, kind_of)
    if rule.kinds not in INFERENCES:
        raise RuleError(f"the rule of {fn} has kinds={rule.kinds!r}, which is no word")
    answer = INFERENCES[rule.kinds](Question(rule, bound, kind_of))
    found = answer if isinstance(answer, tuple) else (answer,) * len(rule.results)
    if "dtype" in bound.places:
        return found
    first = next(iter(bound.values.values()), Const(None))
    return in_double(fn, found, kind_of(first), bound)


def cautious_kinds(
    fn: str, args: tuple[Operand, ...], kwargs: Keywords, kind_of: KindOf
) -> tuple[Kind, ...]:
    """`result_kinds` where there are complex numbers: what is only presumed real is `UNKNOWN`.

    The sum of a value of unknown dtype is presumed real; here it would be wrong if that value
    were complex, which is found by asking again as if it were.
    """
    kinds = result_kinds(fn, args, kwargs, kind_of)
    if FLOAT not in kinds:
        return kinds

    def if_complex(operand: Operand) -> Kind:
        kind = kind_of(operand)
        return Array("complex", None) if kind == UNKNOWN else kind

    again = result_kinds(fn, args, kwargs, if_complex)
    return tuple(
        UNKNOWN if kind == FLOAT and dtypes.is_complex(other) else kind
        for kind, other in zip(kinds, again)
    )


_MAKERS = ("complex", "np.linalg.eig", "np.linalg.eigvals", "np.roots")


def may_be_complex(fn: str, args: tuple[Operand, ...], kind_of: KindOf) -> bool:
    """True if a call computes with complex numbers, or may make them of real ones."""
    if fn in _MAKERS or ".fft." in fn:
        return True
    return any(dtypes.is_complex(kind_of(arg)) for arg in args)


class Kinds:
    """`result_kinds` of a program that is read; `cautious_kinds` from its first complex number."""

    def __init__(self) -> None:
        self.mixed = False

    def __call__(
        self, fn: str, args: tuple[Operand, ...], kwargs: Keywords, kind_of: KindOf
    ) -> tuple[Kind, ...]:
        self.mixed = self.mixed or may_be_complex(fn, args, kind_of)
        found = cautious_kinds if self.mixed else result_kinds
        return found(fn, args, kwargs, kind_of)


# elementwise -------------------------------------------------------------------------


@inference
def elementwise(question: Question) -> Kind:
    """Broadcasting, and the dtype the rule names (`float`: integers become float)."""
    return broadcast_kind(question)


def broadcast_kind(question: Question) -> Kind:
    """The kind of all operands broadcast together."""
    operands = [
        (operand, question.kind_of(operand))
        for operand in question.bound.values.values()
    ]
    dtype = DTYPES[question.rule.dtype or "same"](dtypes.promote(operands))
    kind = shaped(dtype, broadcast_all([kind for _, kind in operands]))
    if kind == INT and question.rule.name == "sub":
        return Number("int", _shorter(operands))
    return kind


def _shorter(operands: list[tuple[Operand, Kind]]) -> Dim | None:
    """The size `n - 2`, if n is one: an array made with it is as long as `x[2:]`."""
    (_, size), (by, _) = operands
    if not isinstance(size, Number) or size.size is None or not isinstance(by, Const):
        return None
    found = shapes.shortened(size.size, int(by.value))
    return found if has_name(found) else None


@inference
def broadcast_array(question: Question) -> Kind:
    """As elementwise, but of numbers an array of rank 0."""
    kind = broadcast_kind(question)
    return Array(kind.dtype, ()) if isinstance(kind, Number) else kind


def broadcast_all(kinds: list[Kind]) -> shapes.Dims | None:
    """The dimensions of values broadcast together."""
    dims: shapes.Dims | None = ()
    for kind in kinds:
        dims = shapes.broadcast(dims, shapes.dims_of(kind))
    return dims


def shaped(dtype: str | None, dims: shapes.Dims | None) -> Kind:
    """A Number for rank 0, as NumPy functions give; UNKNOWN where rank or dtype are unknown."""
    if dtype is None or dims is None:
        return UNKNOWN
    return Number(dtype) if dims == () else Array(dtype, dims)


def array(dtype: str | None, dims: shapes.Dims | None) -> Kind:
    """An array, of rank 0 too; UNKNOWN where the dtype is unknown."""
    return UNKNOWN if dtype is None else Array(dtype, dims)


DTYPES: dict[str, Callable[[str | None], str | None]] = {
    "float": dtypes.to_float,
    "same": lambda dtype: dtype,
    "number": lambda dtype: "int" if dtype == "bool" else dtype,
    "bool": lambda dtype: "bool",
    "int": lambda dtype: "int",
    "real": dtypes.real_part,
    "float of real": lambda dtype: dtypes.to_float(dtypes.real_part(dtype)),
    "complex": dtypes.to_complex,
}
"""What an elementwise function makes of the promoted dtype of its operands."""


# fixed kinds -------------------------------------------------------------------------


@inference
def same(question: Question) -> Kind:
    """The kind of the first operand."""
    first = next(iter(question.bound.values.values()))
    return question.kind_of(first)
