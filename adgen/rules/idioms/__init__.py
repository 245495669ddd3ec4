"""Functions that formulas call where the best text depends on what is known of the operands.

Each is `f(scope, *operands)`, registered under its name by the decorator `idiom`.
"""

from adgen.rules.idioms import (
    axes,
    bands,
    bilinear,
    chosen,
    conditions,
    curve_columns,
    data,
    extremes,
    fourier,
    images,
    joining,
    matrices,
    parts,
    products,
    quantiles,
    repetition,
    scalars,
    shaping,
    smoothing,
    spectra,
    structures,
    variables,
)

__all__ = [
    "axes",
    "bands",
    "bilinear",
    "chosen",
    "conditions",
    "curve_columns",
    "data",
    "extremes",
    "fourier",
    "images",
    "joining",
    "matrices",
    "parts",
    "products",
    "quantiles",
    "repetition",
    "scalars",
    "shaping",
    "smoothing",
    "spectra",
    "structures",
    "variables",
]
