"""The kind of `base[index]`."""

from __future__ import annotations

from adgen.ir.kinds import (
    ANY,
    OBJECT,
    UNKNOWN,
    Array,
    Dim,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules.infer import Question, inference, shaped
from adgen.rules.shapes import (
    Dims,
    broadcast,
    constant_of,
    dims_of,
    is_constant,
    sliced_dim,
)


@inference
def getitem(question: Question) -> Kind:
    """An element, a slice, a selection by mask or by index arrays; a field of a record."""
    base, index = question.kind("base"), question.bound["index"]
    match base:
        case Array(dtype, dims):
            found = None if dims is None else indexed_dims(dims, index, question)
            if found is None:
                return UNKNOWN
            return Number(dtype) if _is_element(found, index) else Array(dtype, found)
        case Listing() if isinstance(index, Pack) and index.form == "slice":
            return base
        case Listing((field,)):
            return field
        case Listing((_, *_) as fields):
            return Structure("tuple", tuple(fields))
        case Structure(form, items, keys) if is_constant(index):
            return _member(form, items, keys, constant_of(index))
        case Other("str"):
            return base
        case _:
            return UNKNOWN


def _is_element(dims: Dims, index: Operand) -> bool:
    """True if an element is taken: x[i, ...] is an array of rank 0, x[i] a number."""
    if dims:
        return False
    items = index.items if isinstance(index, Pack) else (index,)
    return not any(item == Const(Ellipsis) for item in items)


def _member(
    form: str, items: tuple[Kind, ...], keys: tuple[object, ...], index: object
) -> Kind:
    if form == "dict":
        return items[keys.index(index)] if index in keys else UNKNOWN
    if isinstance(index, int) and -len(items) <= index < len(items):
        return items[index]
    if isinstance(index, slice):
        return Structure(form, items[index])
    return OBJECT


def indexed_dims(dims: Dims, index: Operand, question: Question) -> Dims | None:
    """The dimensions of an array indexed; None if the index is not understood."""
    items = [index]
    if isinstance(index, Pack) and index.form == "tuple":
        items = list(index.items)
    whole = question.kind_of(index) if isinstance(index, Var) else None
    if isinstance(whole, Structure) and whole.form == "tuple":
        steps = [_choice(kind) for kind in whole.items]
    else:
        steps = [_step(item, question) for item in items]
    if any(step is None for step in steps):
        return None
    used = sum(step[1] for step in steps if step is not None)
    if used > len(dims):
        return None
    if Const(Ellipsis) not in items:
        steps.append(("ellipsis", 0, ()))
    return _walk(dims, [step for step in steps if step is not None], len(dims) - used)


@inference
def places_of(question: Question) -> Kind:
    """`np.searchsorted(a, v)`, `np.digitize(x, bins)`: one integer for each of v or x."""
    sought = "v" if question.rule.name == "np.searchsorted" else "x"
    dims = dims_of(question.kind(sought))
    return shaped("int", dims)


@inference
def index_tuple(question: Question) -> Kind:
    """`np.nonzero(x)`, `np.triu_indices(n)`, `np.ix_(i, j)`: an array of integers for each axis."""
    name = question.rule.name
    if name == "np.ix_":
        return _open_mesh(question)
    if name == "np.diag_indices":
        rank = question.bound["ndim"]
        count = rank.value if isinstance(rank, Const) else None
    elif name in ("np.nonzero", "np.diag_indices_from"):
        array_ = "a" if name == "np.nonzero" else "arr"
        dims = dims_of(question.kind(array_))
        count = None if dims is None else len(dims)
    else:
        count = 2
    if not isinstance(count, int):
        return UNKNOWN
    return Structure("tuple", (Array("int", (ANY,)),) * count)


def _open_mesh(question: Question) -> Kind:
    asked = question.bound["args"]
    if not isinstance(asked, Pack):
        return UNKNOWN
    found: list[Kind] = []
    for axis, operand in enumerate(asked.items):
        kind = question.kind_of(operand)
        dims = dims_of(kind)
        known = not isinstance(kind, Array) or kind.dtype == "int"
        size = dims[0] if dims is not None and len(dims) == 1 and known else ANY
        sizes = (size if i == axis else 1 for i in range(len(asked.items)))
        found.append(Array("int", tuple(sizes)))
    return Structure("tuple", tuple(found))


Step = tuple[str, int, object]
"""What one item of an index does, how many axes it uses, and its slice or dimensions."""


def _step(item: Operand, question: Question) -> Step | None:
    if isinstance(item, Pack) and item.form == "slice":
        return "slice", 1, item
    if item == Const(None):
        return "new", 0, ()
    if item == Const(Ellipsis):
        return "ellipsis", 0, ()
    return _choice(question.kind_of(item))


def _choice(kind: Kind) -> Step | None:
    """The step of an index that is computed."""
    dims = dims_of(kind)
    match kind:
        case Number("int"):
            return "index", 1, ()
        case Array("bool", _) if dims:
            return "mask", len(dims), (ANY,)
        case Array("int", _) if dims is not None:
            return "index", 1, dims
        case Structure("list", _, _) if dims is not None:
            return (
                ("mask", len(dims), (ANY,)) if _of_bools(kind) else ("index", 1, dims)
            )
        case _:
            return None


def _of_bools(kind: Kind) -> bool:
    """True for a list of truth values, or of such lists: it selects, as a mask does."""
    match kind:
        case Structure("list", items, _):
            return any(map(_of_bools, items))
        case _:
            return kind == Number("bool")


def _walk(dims: Dims, steps: list[Step], left_over: int) -> Dims | None:
    """The dimensions in order; index arrays together give one block of dimensions."""
    found: list[Dim] = []
    chosen: Dims | None = ()
    places: list[int] = []
    arrays = False
    axis = insert = 0
    for position, (what, uses, detail) in enumerate(steps):
        match what:
            case "slice":
                assert isinstance(detail, Pack)
                found.append(sliced_dim(dims[axis], detail))
            case "new":
                found.append(1)
            case "ellipsis":
                found += dims[axis : axis + left_over]
                axis += left_over
            case _:
                assert isinstance(detail, tuple)
                arrays = arrays or detail != ()
                places.append(position)
                chosen = broadcast(chosen, detail)
                if len(places) == 1:
                    insert = len(found)
        axis += uses
    if not places or not arrays:
        return tuple(found)
    if chosen is None:
        return None
    if places != list(range(places[0], places[0] + len(places))):
        insert = 0  # NumPy puts the block first when the index arrays are apart
    return (*found[:insert], *chosen, *found[insert:])
