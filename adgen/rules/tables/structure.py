"""The primitives of the IR itself: elements, lists, numbers of Python, questions, output."""

from adgen.rules import inner_lists, lists, marks, records, structure, vectors
from adgen.rules.declare import constant, linear, structural, undefined

structural(
    "getitem(base, index)",
    kinds="getitem",
    view=True,
    cheap=True,
    tangents=structure.getitem_tangents,
    adjoints=structure.getitem_adjoints,
)
structural(
    "entries(vector)",
    cheap=True,
    tangents=vectors.entries_tangents,
    adjoints=vectors.entries_adjoints,
)
structural("list.new()", kinds="list_new", cheap=True)
structural(
    "list.append(listing, *fields, at=None)",
    kinds="list_append",
    tangents=structure.append_tangents,
    adjoints=structure.append_adjoints,
)
structural(
    "list.pop(listing, at=None)",
    tangents=structure.pop_tangents,
    adjoints=structure.pop_adjoints,
)
structural(
    "list.append_in(lists, place, *fields)",
    kinds="append_in",
    tangents=inner_lists.append_in_tangents,
    adjoints=inner_lists.append_in_adjoints,
)
structural(
    "list.pop_in(lists, place)",
    tangents=inner_lists.pop_in_tangents,
    adjoints=inner_lists.pop_in_adjoints,
)
linear(
    "list.fill(value, n)",
    value_bar="sum(out_bar)",
    kinds="list_fill",
)
linear(
    "list.add(a, b)",
    a_bar="out_bar",
    b_bar="out_bar",
    kinds="same",
    tangents=lists.add_tangents,
)
constant("list.zeros_like(listing, kept=None)", kinds="same")
linear("list.nested(array, depth)", array_bar="np.array(out_bar)", kinds="nested")
linear(
    "list.reversed(listing)",
    listing_bar="list.reversed(out_bar)",
    kinds="same",
    view=True,
)
structural(
    "list.concat(a, b)",
    kinds="concat",
    tangents=lists.concat_tangents,
    adjoints=lists.concat_adjoints,
)
linear(
    "list.taken(listing, order)",
    listing_bar="list.taken(out_bar, list.order(order))",
    kinds="listed_like",
)
linear(
    "list.pieces(whole, entries, axis=0)",
    whole_bar="np.concatenate(out_bar, axis)",
    kinds="like_entries",
    shape_only=("entries",),
)
constant("list.order(keys, reverse=False)", kinds="places")
constant("list.index(listing, value)", "list.count(listing, value)", kinds="integer")
constant("list.place(i, n)", kinds="integer", cheap=True)
linear("list.copied(listing)", listing_bar="out_bar", kinds="listed_like")
structural(
    "record(*fields)",
    kinds="unknown",
    view=True,
    tangents=records.record_tangents,
    adjoints=records.record_adjoints,
)
structural(
    "unpack(saved)",
    view=True,
    tangents=records.unpack_tangents,
    adjoints=records.unpack_adjoints,
)
linear("list(iterable)", iterable_bar="unlisted(out_bar, iterable)", kinds="listing_of")

linear("float(x)", x_bar="as_shaped(out_bar, x)", kinds="real", cheap=True)
linear(
    "complex(real, imag=0.0)",
    real_bar="np.real(out_bar)",
    imag_bar="-np.imag(out_bar)",
    kinds="complex_number",
)
for name in ("float64", "float32", "complex128", "complex64"):
    linear(f"np.{name}(x)", x_bar="unpacked(out_bar, x)", kinds="number_or_array")
linear("item(a)", a_bar="as_shaped(out_bar, a)", kinds="scalar_item")
linear(
    "unbroadcast(bar, like)",
    bar_bar="unbroadcast(out_bar, bar)",
    kinds="unbroadcast",
    shape_only=("like",),
)

constant("constant(x)", kinds="same", function=marks.constant)
constant("int(x)", kinds="integer", cheap=True)
constant("bool(x)", kinds="boolean", cheap=True)
constant("len(x)", "np.ndim(a)", kinds="length", cheap=True)
constant("np.size(a, axis=None)", kinds="length", cheap=True)
constant("np.shape(a)", kinds="shape", cheap=True)
constant("attr(x, name)", kinds="attribute", cheap=True)
constant("and(*values)", "or(*values)", kinds="branches", cheap=True)
constant("any(iterable)", "all(iterable)", "isinstance(x, types)", kinds="boolean")
constant("callable(x)", "hasattr(x, name)", "unbound(x)", kinds="boolean")
constant("raises(exceptions, function, keywords, *operands)", kinds="boolean")
constant("id(x)", "ord(c)", kinds="integer")
undefined("hash(x)", reason="it jumps with every bit of a number")
constant("str(x='')", "repr(x)", "fstring(*parts)", "chr(i)", kinds="text")
constant("type(x)", "slice(*bounds)", kinds="thing")
constant(
    "print(*values, sep=' ', end='\\n', file=None, flush=False)",
    kinds="none",
    effect=True,
)
