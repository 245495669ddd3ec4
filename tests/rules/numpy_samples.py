"""Samples for the rules of NumPy, `math` and the operators."""

from __future__ import annotations

import numpy as np

from adgen.rules.registry import all_rules
from adgen.rules.signature import REQUIRED
from tests.rules.calls import Items
from tests.rules.samples import SAMPLES, sample

draw = np.random.default_rng(1)


def normal(*shape: int) -> np.ndarray:
    return draw.standard_normal(shape)


def positive(*shape: int) -> np.ndarray:
    return draw.uniform(0.3, 1.7, shape)


def inside(*shape: int) -> np.ndarray:
    return draw.uniform(-0.9, 0.9, shape)


def distinct(*shape: int) -> np.ndarray:
    return draw.permutation(int(np.prod(shape))).reshape(shape) / 7.0 + 0.1


# elementwise -------------------------------------------------------------------------


def away_from_zero(*shape: int) -> np.ndarray:
    """Normal numbers, none of them within reach of a difference from zero."""
    values = normal(*shape)
    return values + np.copysign(0.05, values)


_DOMAINS = {
    "": away_from_zero,
    "(-1, 1)": inside,
    "(0, inf)": positive,
    "(1, inf)": lambda *shape: 1.2 + positive(*shape),
    "(-1, inf)": positive,
    "x != 0": positive,
    "y != 0": positive,
    "(0, 1)": lambda *shape: draw.uniform(0.1, 0.9, shape),
}
_NOT_ANALYTIC = (
    "abs",
    "np.abs",
    "np.fabs",
    "math",
    "np.arctan2",
    "np.hypot",
    "np.logaddexp",
    "np.logaddexp2",
    "np.cbrt",
    "np.nan_to_num",
    "np.nextafter",
    "np.mod",
    "mod",
    "np.remainder",
    "np.fmod",
    "np.copysign",
    "np.heaviside",
    "np.i0",
    "np.sinc",
    "np.degrees",
    "np.radians",
    "np.rad2deg",
    "np.deg2rad",
    "np.maximum",
    "np.minimum",
    "np.fmax",
    "np.fmin",
    "np.clip",
    "np.where",
    "np.float_power",
    "np.random",
    "np.real",
    "np.imag",
    "np.conj",
    "np.angle",
)


def elementwise_samples() -> None:
    """Numbers, arrays, broadcast pairs, empty arrays for every elementwise rule."""
    for rule in all_rules():
        if rule.category != "elementwise" or rule.effect or rule.name in _OWN:
            continue
        if not rule.name.startswith(("np.", "math.")) and "." in rule.name:
            continue
        if rule.name.endswith(("_slope", "_bend", "_integral", "_mills")):
            continue
        points = _DOMAINS[rule.on]
        analytic = not rule.name.startswith(_NOT_ANALYTIC)
        number = sum(p.default is REQUIRED for p in rule.parameters)
        sample(rule.name, *(float(points()) for _ in range(number)), analytic=analytic)
        if rule.name.startswith("math."):
            continue
        shapes = _SHAPES[min(number, 2)]
        for shape in shapes:
            arrays = [points(*s) for s in shape]
            sample(rule.name, *arrays, analytic=analytic)


_SHAPES = {
    1: [((3,),), ((2, 3),), ((0,),), ((1, 2),)],
    2: [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (2, 1)),
        ((2, 1), (1, 3)),
        ((0,), (0,)),
        ((1,), (3,)),
    ],
}
_OWN = (
    "pow",
    "np.power",
    "np.float_power",
    "math.pow",
    "np.clip",
    "np.where",
    "np.ldexp",
    "math.ldexp",
    "math.log",
    "mod",
    "np.remainder",
    "np.fmod",
    "math.fmod",
    "math.remainder",
    "np.copysign",
    "np.heaviside",
)

elementwise_samples()
for _name in ("add", "sub", "mul", "div", "np.multiply", "np.arctan2", "np.maximum"):
    sample(_name, 1.5, normal(3), analytic=False)
    sample(_name, normal(2, 3) + 4, 2.5)
    sample(_name, np.array(1.5), normal(3) + 4)
    sample(_name, normal(3).astype(np.float32), positive(3).astype(np.float32))
    sample(_name, normal(3).astype(np.float32), 2.0, fixed=(1,))
for _name in ("np.sin", "np.exp", "np.tanh", "np.square", "neg"):
    sample(_name, normal(3).astype(np.float32))
    sample(_name, np.array(0.5))
    sample(_name, normal(3) + 1j * normal(3))
sample("mul", normal(3) + 1j * normal(3), normal(3))
sample("mul", 2j, normal(3), fixed=(0,))
sample("add", normal(2, 3), normal(3) + 1j * normal(3))
sample("div", normal(3), normal(3) + 2j)
for _name in ("abs", "np.abs"):
    sample(_name, normal(3) + 1j * normal(3))
    sample(_name, complex(0.3, -0.8))

for _name in ("np.real", "np.imag", "np.conj", "np.angle"):
    sample(_name, positive(3) + 1j * positive(3))
    sample(_name, complex(0.3, -0.8))

for _name in ("pow", "np.power", "np.float_power"):
    for _exponent in (2, 3, -1, 0, 1, 0.5, 2.5):
        sample(_name, positive(3), _exponent, fixed=(1,))
        sample(_name, 1.3, _exponent, fixed=(1,))
    sample(_name, positive(3), positive(3))
    sample(_name, positive(2, 3), 1.7)
    sample(_name, 1.3, positive(3))
    sample(_name, 2.0, positive(3), fixed=(0,))
    sample(_name, positive(2, 1), positive(3))
sample("math.pow", 1.3, 2.2)
sample("pow", 1.3, 2.2, analytic=True)
for _name in ("mod", "np.remainder", "np.fmod"):
    sample(_name, 7.3, 2.2)
    sample(_name, np.array([[5.1, 6.7], [8.2, 7.3]]), np.array([1.4, 2.1]))
    sample(_name, -7.3, 2.2)
sample("math.fmod", -7.3, 2.2)
sample("math.remainder", 7.3, 2.2)
sample("np.copysign", normal(3), normal(3), fixed=(1,))
sample("math.copysign", -1.5, 2.0)
sample("np.heaviside", normal(3), 0.5, fixed=(1,))
sample("np.ldexp", normal(3), 2, fixed=(1,))
sample("math.ldexp", 1.3, 3)
sample("math.log", 1.3)
sample("math.log", 1.3, 2.7)
sample("np.sinc", np.array([1e-5, -0.003, 0.3]))

# reductions --------------------------------------------------------------------------

_AXES = [
    {},
    {"axis": 0},
    {"axis": -1},
    {"axis": 1, "keepdims": True},
    {"axis": (0, 2)},
    {"keepdims": True},
    {"axis": (0, 1)},
]
for _name in (
    "sum",
    "mean",
    "prod",
    "max",
    "min",
    "var",
    "std",
    "ptp",
    "nansum",
    "nanmean",
):
    for _options in _AXES:
        sample(f"np.{_name}", distinct(2, 3, 4), with_=_options)
    sample(f"np.{_name}", distinct(5))
    sample(f"np.{_name}", distinct(5).astype(np.float32))
for _name in ("nanmax", "nanmin"):
    sample(f"np.{_name}", distinct(2, 3))
    sample(f"np.{_name}", distinct(2, 3), with_={"axis": 1})
for _name in ("sum", "mean", "var", "std"):
    sample(f"np.{_name}", normal(2, 3) + 1j * normal(2, 3), with_={"axis": 1})
sample("np.sum", 1.5)
sample("np.sum", normal(0))
sample("np.prod", np.array([2.0, 0.0, 3.0]))
sample("np.prod", np.array([[2.0, 0.0, 0.0], [1.0, 2.0, 3.0]]), with_={"axis": 1})
sample("np.var", normal(4), with_={"ddof": 1})
sample("np.std", normal(3, 4), with_={"ddof": 1, "axis": 0})
sample("np.average", normal(2, 3))
sample("np.average", normal(2, 3), with_={"axis": 0})
sample("np.average", normal(4), with_={"weights": positive(4)})
sample("np.average", normal(2, 3), with_={"weights": positive(2, 3)})
sample("np.average", normal(2, 3), with_={"axis": 0, "weights": positive(2)})
sample("np.average", normal(2, 3), with_={"axis": 1, "weights": positive(3)})
sample("sum", Items([1.0, 2.0, 3.5]))
sample("sum", Items([normal(2), normal(2)]))
sample("sum", normal(3))
sample("sum", normal(2, 3))
sample("sum", (1.0, 2.0, 3.0))
sample("sum", Items([1.0, 2.0]), 3.0)
sample("math.fsum", Items([1.0, 2.0, 3.5]))
sample("math.fsum", normal(3))

sample("math.hypot", 1.5, 2.0)
sample("math.hypot", 1.5, 2.0, -0.7)
sample("math.dist", (1.5, 2.0), (0.5, 1.0))
sample("math.dist", normal(3), normal(3))
sample("math.prod", (1.5, 2.0, 0.5))
sample("math.prod", Items([1.5, 2.0, 0.5]))

# products ----------------------------------------------------------------------------

_MATMULS = [
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((2, 3), (3, 4)),
    ((5, 2, 3), (5, 3, 4)),
    ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)),
    ((1, 2, 3), (5, 3, 4)),
    ((5, 2, 3), (3,)),
    ((3,), (5, 3, 4)),
    ((0, 3), (3, 2)),
]
for _name in ("matmul", "np.matmul"):
    for _left, _right in _MATMULS:
        sample(_name, normal(*_left), normal(*_right), analytic=True)
for _left, _right in [
    *_MATMULS[:4],
    ((), (3,)),
    ((2, 3), ()),
    ((2, 3), (5, 3, 4)),
    ((2, 4, 3), (3,)),
]:
    sample("np.dot", normal(*_left), normal(*_right))
sample("np.dot", 2.0, normal(3))
sample("np.dot", normal(3), 2.0)
sample("np.dot", 1.5, 2.0)
sample("matmul", normal(2, 3) + 1j * normal(2, 3), normal(3, 2))
sample("matmul", normal(2, 3).astype(np.float32), normal(3, 2).astype(np.float32))
sample("np.vdot", normal(3), normal(3))
sample("np.vdot", normal(2, 3), normal(2, 3))
sample("np.vdot", normal(3) + 1j * normal(3), normal(3) + 1j * normal(3))
for _left, _right in [
    ((3,), (3,)),
    ((2, 3), (4, 3)),
    ((2, 3), (3,)),
    ((2, 2, 3), (4, 3)),
    ((), (2,)),
]:
    sample("np.inner", normal(*_left), normal(*_right))
sample("np.outer", normal(3), normal(2))
sample("np.outer", normal(2, 2), normal(3))
sample("np.tensordot", normal(2, 3, 4), normal(3, 4, 5))
sample("np.tensordot", normal(2, 3, 4), normal(4, 5), 1)
sample(
    "np.tensordot", normal(2, 3, 4), normal(4, 5, 2), with_={"axes": ([0, 2], [2, 0])}
)
sample("np.tensordot", normal(2, 3), normal(4), 0)
sample("np.einsum", "ij,jk->ik", normal(2, 3), normal(3, 4))
sample("np.einsum", "ij,jk", normal(2, 3), normal(3, 4))
sample("np.einsum", "ij,ij->", normal(2, 3), normal(2, 3))
sample("np.einsum", "i,ij,j->", normal(2), normal(2, 3), normal(3))
sample("np.einsum", "ij->j", normal(2, 3))
sample("np.einsum", "ij,k->jk", normal(2, 3), normal(4))
# A letter that is summed over and is 1 in one of the operands.
for _text in ("ij,ij->", "ij,ij->i", "ij,ij"):
    for _way in (False, True):
        _factors = "np.einsum", _text, normal(2, 1), normal(2, 3)
        sample(*_factors, with_={"optimize": _way})
sample("np.einsum", "bij,bjk->bik", normal(2, 3, 4), normal(2, 4, 2))
sample("np.kron", normal(2, 3), normal(3, 2))
sample("np.kron", normal(2), normal(3))
sample("np.cross", normal(3), normal(3))
sample("np.cross", normal(4, 3), normal(3))
for _left, _right in _MATMULS:
    _out = np.matmul(normal(*_left), normal(*_right))
    for _name in ("matmul_left_adjoint", "matmul_right_adjoint"):
        if len(_left) < 3 and len(_right) < 3:
            _dot = _name.replace("matmul", "dot")
            _bar = float(_out) if _out.ndim == 0 else normal(*_out.shape)
            sample(_dot, _bar, normal(*_left), normal(*_right))
        _bar = float(_out) if _out.ndim == 0 else normal(*_out.shape)
        sample(_name, _bar, normal(*_left), normal(*_right))

# selection ---------------------------------------------------------------------------

sample("np.where", normal(3) > 0, normal(3), normal(3))
sample("np.where", normal(2, 3) > 0, normal(3), 2.0)
sample("np.where", True, 1.0, 2.0)
sample("np.where", normal(3) > 0, 1.0, normal(3), fixed=(1,))
for _name in ("max", "min"):
    sample(_name, 1.0, 2.0)
    sample(_name, 2.0, 1.0)
    sample(_name, 1.0, 2.0, 0.5)
    sample(_name, Items([1.0, 3.0, 2.0]))
    sample(_name, distinct(4))
    sample(_name, (1.0, 3.0, 2.0))
    sample(_name, 1.0, 0.5, fixed=(1,))
sample("np.clip", normal(5), -0.5, 0.5)
sample("np.clip", normal(2, 5), -positive(5), 0.5, fixed=(2,))
sample("np.clip", 0.3, -1.0, 1.0)
sample("np.clip", 2.0, -1.0, 1.0)
sample("np.clip", normal(3), 0.1, None)
# Where the bounds are in the wrong order NumPy gives the upper one.
sample("np.clip", normal(5), normal(5), np.array([0.1, 1.5, -0.3, 0.4, -2.5]))
sample("np.clip", 0.5, 1.0, 0.2)
sample("np.clip", 0.1, 1.0, 0.2)
sample("np.clip", normal(2, 3), 0.4, -0.5)
for _options in ({}, {"axis": 0}, {"axis": None}):
    sample("np.sort", distinct(3, 4), with_=_options)
sample("np.sort", distinct(5))
sample("np.partition", distinct(5), 2)
sample("np.take_along_axis", normal(5), np.array([0, 2, 2]), 0)
sample("np.take_along_axis", normal(2, 3), np.array([[0, 2], [1, 1]]), 1)
sample("np.take_along_axis", normal(2, 3), np.array([0, 5, 5, 1]), None)
sample("np.take_along_axis", normal(1, 3), np.array([[0, 2], [1, 1], [0, 0]]), 1)
sample("np.take_along_axis", normal(2, 3), np.array([[0, 2, -1, 0]]), 1)
sample("np.take", normal(5), np.array([0, 2, 2]))
sample("np.take", normal(4, 3), np.array([0, 2, 2]), with_={"axis": 0})
sample("np.take", normal(4, 3), np.array([[0, 2], [2, 1]]), with_={"axis": 1})
sample("np.take", normal(4, 3), np.array([0, 11]))
sample("np.take", normal(4, 3), 2, with_={"axis": 1})
sample("np.compress", np.array([True, False, True]), normal(3, 2), with_={"axis": 0})
sample("np.extract", np.array([True, False, True]), normal(3))

# accumulation ------------------------------------------------------------------------

for _name in ("cumsum", "cumprod"):
    sample(f"np.{_name}", normal(5), analytic=True)
    for _options in ({}, {"axis": 0}, {"axis": -1}):
        sample(f"np.{_name}", normal(3, 4), with_=_options)
sample("np.cumprod", np.array([2.0, 0.0, 3.0, 0.0, 1.0]))
for _name in ("cumprod_tangent", "cumprod_adjoint"):
    SAMPLES.setdefault(_name, [])
for _axis in (None, 1, (0, 2)):
    sample("slope_of_others", normal(2, 3, 2), _axis, normal(2, 3, 2), normal(2, 3, 2))
sample("slope_of_others", np.array([0.0, 2.0, 0.0, -1.5, 0.0]), None, normal(5))
sample("cumprod_slope", np.array([0.0, 2.0, 0.0]), 0, normal(3), normal(3))
sample("cumprod_slope", normal(3, 4), -1, normal(3, 4), normal(3, 4))
sample("cumprod_adjoint_slope", np.array([0.0, 2.0, 0.0]), normal(3), 0, normal(3))
sample("cumprod_adjoint_slope", normal(3, 4), normal(3, 4), 0, normal(3, 4))
sample("product_of_others", normal(4), None)
sample("product_of_others", normal(3, 4), 1)
sample("np.diff", normal(5))
sample("np.diff", normal(5), 2)
sample("np.diff", normal(4, 5), with_={"axis": 0})
sample("np.diff", normal(1))
sample("np.diff", normal(4), with_={"prepend": 0, "append": 0})
sample("np.ediff1d", normal(5))
sample("np.trapezoid", normal(5))
sample("np.trapezoid", normal(5), np.sort(normal(5)))
sample("np.trapezoid", normal(5), with_={"dx": 0.3})
sample("np.trapezoid", normal(3, 5), with_={"axis": 0, "dx": 0.3})

# shapes ------------------------------------------------------------------------------

sample("np.reshape", normal(2, 3), (3, 2))
sample("np.reshape", normal(2, 3), -1)
sample("np.reshape", normal(6), (2, -1))
sample("np.ravel", normal(2, 3))
sample("np.squeeze", normal(2, 1, 3))
sample("np.squeeze", normal(2, 1, 3), with_={"axis": 1})
sample("np.expand_dims", normal(2, 3), 1)
for _name in ("np.atleast_1d", "np.atleast_2d", "np.atleast_3d"):
    sample(_name, normal(3))
    sample(_name, normal(2, 3))
    sample(_name, 1.5)
sample("np.transpose", normal(2, 3))
sample("np.transpose", normal(2, 3, 4), (1, 2, 0))
sample("np.matrix_transpose", normal(2, 3, 4))
sample("np.swapaxes", normal(2, 3, 4), 0, 2)
sample("np.moveaxis", normal(2, 3, 4), 0, -1)
sample("np.rollaxis", normal(2, 3, 4), 2)
sample("np.rollaxis", normal(2, 3, 4), 0, 2)
sample("np.broadcast_to", normal(3), (2, 3))
sample("np.broadcast_to", normal(2, 1), (2, 3))
sample("np.broadcast_to", 1.5, (2, 3))
_name = "np.lib.stride_tricks.sliding_window_view"
_row, _rows = np.cos(np.arange(6.0)), np.cos(np.arange(20.0) ** 2).reshape(4, 5)
sample(_name, _row, 3)
sample(_name, _row, (2,))
sample(_name, _rows, (2, 3))
sample(_name, _rows, 2, 0)
sample(_name, _rows, 3, with_={"axis": -1})
sample(_name, _rows, (2, 3), (1, 0))
sample(_name, _row, (2, 3), (0, 0))
sample("windows_added", _rows[:, :3], _row, 3, None)
sample("windows_added", np.cos(np.arange(12.0)).reshape(2, 3, 2), _rows[:3, :3], 2, 0)
sample("np.flip", normal(3))
sample("np.flip", normal(2, 3), 1)
sample("np.fliplr", normal(2, 3))
sample("np.flipud", normal(2, 3))
sample("np.rot90", normal(2, 3))
sample("np.rot90", normal(2, 3), 2)
sample("np.roll", normal(5), 2)
sample("np.roll", normal(2, 3), (1, 1), with_={"axis": (0, 1)})
sample("np.repeat", normal(3), 2)
sample("np.repeat", normal(2, 3), 2)
sample("np.repeat", normal(2, 3), 2, with_={"axis": 1})
sample("np.repeat", normal(3), np.array([1, 0, 2]))
sample("np.tile", normal(3), 2)
sample("np.tile", normal(2, 3), (2, 1))
sample("np.tile", normal(3), (2, 2))
sample("np.tile", normal(2, 3), 2)
sample("np.pad", normal(3), 2)
sample("np.pad", normal(2, 3), ((1, 0), (0, 2)))
sample("np.pad", normal(3), (0, 1))
for _name in ("np.concatenate", "np.vstack", "np.hstack", "np.dstack"):
    sample(_name, (normal(2, 3), normal(2, 3)))
sample("np.concatenate", (normal(2), normal(3), normal(1)))
sample("np.concatenate", (normal(2, 3), normal(2, 1)), with_={"axis": 1})
sample("np.concatenate", (normal(2, 3), normal(2)), with_={"axis": None})
sample("np.concatenate", [normal(2), np.array([1, 2])])
sample("np.stack", (normal(3), normal(3)))
sample("np.stack", (normal(2, 3), normal(2, 3)), with_={"axis": -1})
sample("np.vstack", (normal(3), normal(3)))
sample("np.vstack", (normal(3), normal(2, 3)))
sample("np.hstack", (normal(3), normal(2)))
sample("np.column_stack", (normal(3), normal(3)))
sample("np.column_stack", (normal(3, 2), normal(3)))
sample("np.column_stack", (normal(3, 2, 2), normal(3, 1, 2)))
sample("np.dstack", (normal(3), normal(3)))
# The rows of one array.
for _name in ("concatenate", "stack", "vstack", "hstack", "column_stack", "dstack"):
    sample(f"np.{_name}", normal(3, 2))
    sample(f"np.{_name}", normal(2, 3, 4))
for _axis in (-1, 1, None):
    sample("np.concatenate", normal(2, 3, 4), with_={"axis": _axis})
sample("np.stack", normal(2, 3, 4), with_={"axis": -2})
sample("np.stack", normal(3))
sample("np.append", normal(3), normal(2))
sample("np.append", normal(2, 3), normal(1, 3), with_={"axis": 0})
sample("np.append", normal(3), 2.0)
for _k in (0, 1, -1):
    sample("np.diag", normal(3), _k)
    sample("np.diag", normal(3, 3), _k)
    sample("np.diag", normal(3, 4), _k)
    sample("np.diagonal", normal(3, 4), _k)
    sample("np.trace", normal(3, 4), _k)
    sample("np.tril", normal(3, 4), _k)
    sample("np.triu", normal(3, 4), _k)
    sample("np.diagflat", normal(3), _k)
sample("np.diagonal", normal(2, 3, 4), with_={"axis1": 1, "axis2": 2})
sample("np.diagonal", normal(2, 3, 4), with_={"axis1": 0, "axis2": 2})
sample("np.diagonal", normal(2, 3, 4))
sample("np.trace", normal(2, 3, 4), with_={"axis1": 1, "axis2": 2})

# creation and conversion -------------------------------------------------------------

sample("np.full", (2, 3), 1.5)
sample("np.full_like", normal(2, 3), 1.5)
sample("np.full", 3, normal(3))
sample("np.linspace", 0.5, 2.0, 5)
sample("np.linspace", 0.5, 2.0, 5, with_={"endpoint": False})
sample("np.linspace", normal(2), normal(2), 3)
sample("np.arange", 0.5, 2.0, 0.4, differences=False)
for _name in ("np.array", "np.asarray", "np.asanyarray"):
    sample(_name, (1.0, 2.5))
    sample(_name, [[1.0, 2.5], [0.5, 1.5]])
    sample(_name, normal(2, 3))
    sample(_name, 1.5)
    sample(_name, Items([1.0, 2.5]))
    sample(_name, Items([normal(2), normal(2)]))
    sample(_name, [normal(2), normal(2)])
for _name in ("np.ascontiguousarray", "np.asfortranarray", "np.copy", "copy"):
    sample(_name, normal(2, 3))
sample("np.astype", normal(3), np.float64)
sample("float", 1.5)
sample("float", np.array(1.5))
sample("complex", 1.5, 0.5)
_three = np.array([0.3, -1.2, 2.0])
for _name in ("np.float64", "np.complex128", "np.float32"):
    _rounds = {"differences": False, "loose": 1e5} if _name == "np.float32" else {}
    for _value in (1.5, np.array(1.5), _three, _three[None, :2], (1.0, 2.5)):
        sample(_name, _value, **_rounds)
    sample(_name, Items([1.0, 2.5]), **_rounds)
for _name in ("np.float32", "np.complex64"):
    sample(_name, np.array([_three, _three**2], np.float32))
sample("np.complex128", _three + 1j * _three**2)
sample("item", normal(1), differences=False)
sample("unbroadcast", normal(2, 3), normal(3))
sample("unbroadcast", normal(2, 3), normal(2, 1))
sample("unbroadcast", normal(3), 1.5)
sample("unbroadcast", 1.5, normal(3))
sample("list", normal(3))
sample("list", normal(2, 3))
sample("list.fill", 1.5, 3)
sample("list.add", Items([1.0, 2.0]), Items([0.5, 1.5]))
sample("np.bincount", np.array([0, 2, 2]), normal(3))

# elements ----------------------------------------------------------------------------

_MATRIX = normal(4, 5)
for _index in (
    1,
    -1,
    slice(1, None),
    slice(None, None, 2),
    (1, 2),
    (slice(None), 1),
    (slice(1, 3), slice(None, -1)),
    (Ellipsis, 0),
    (None, slice(None)),
    (slice(None), None),
    np.array([0, 2, 2]),
    (np.array([0, 2, 2]), np.array([1, 1, 1])),
    (slice(None), np.array([0, 0])),
    _MATRIX > 0,
    [0, 0],
):
    sample("getitem", _MATRIX, _index)
sample("getitem", normal(5), slice(None, None, -1))
sample("getitem", normal(5), slice(1, -1))
sample("getitem", Items([1.0, 2.0, 3.0]), 1)
sample("getitem", Items([normal(2), normal(2)]), -1)
sample("getitem", (1.0, 2.0), 1)
sample("list.append", Items([1.0, 2.0]), 3.0)
sample("list.append", Items([normal(2)]), normal(2))

# constants of the IR and questions: nothing to differentiate -------------------------

for _rule in all_rules():
    if _rule.category in ("constant", "undefined") or _rule.effect:
        SAMPLES.setdefault(_rule.name, [])
for _name in (
    "list.new",
    "list.append_in",
    "list.pop",
    "list.pop_in",
    "list.reversed",
    "list.nested",
    "record",
    "unpack",
    "entries",
):
    SAMPLES.setdefault(_name, [])
for _name in ("np.floor", "np.sign", "np.round", "np.isfinite", "np.logical_not"):
    sample(_name, normal(3))
for _name in ("np.less", "lt", "eq", "np.logical_and", "floordiv", "np.isclose"):
    sample(_name, normal(2, 3), normal(3))
for _name in ("np.argmax", "np.argsort", "np.any", "np.count_nonzero"):
    sample(_name, distinct(2, 3), with_={"axis": 1})
    sample(_name, distinct(2, 3))
for _name in ("np.shape", "np.size", "len", "np.zeros_like", "np.ones_like"):
    sample(_name, normal(2, 3))
    sample(_name, normal(3))
sample("np.zeros", (2, 3))
sample("np.zeros", 3)
sample("np.ones", (2,), float)
sample("np.eye", 3)
sample("np.eye", 3, 4)
sample("np.identity", 3)
sample("math.floor", 1.5)
sample("int", 1.5)
sample("round", 1.5)
sample("constant", normal(3))
for _index in (
    (slice(None), None),
    (None, slice(None), None),
    (Ellipsis, None),
    (None, Ellipsis, None, slice(None)),
    None,
):
    sample("getitem", normal(4), _index)
    sample("getitem", normal(3, 4), _index)
