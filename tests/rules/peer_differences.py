"""Where JAX or autograd differ from adgen, one by one: who is right, and why they differ.

`right` is what differences of the function say; where it has none, at kinks and ties, it is a
convention. A line is a pattern for samples as their tests name them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ADGEN, BOTH, CONVENTION, VALUE = "adgen", "both", "a convention", "another value"
BY_HAND = "adgen, by hand"


@dataclass(frozen=True, slots=True)
class Difference:
    """Samples where a peer differs. `right`: ADGEN by differences, BOTH but for the form,
    BY_HAND where single precision allows none, CONVENTION where there is no derivative, VALUE if
    the function itself is another one there.
    """

    pattern: str
    right: str
    why: str

    def covers(self, sample: object) -> bool:
        """True if the sample is one of those."""
        return re.search(self.pattern, str(sample)) is not None


N, L, S = r"^np\.", r"^np\.linalg\.", r"^scipy\.special\."

JAX = (
    Difference(
        rf"{N}(amax|max|nanmax)\(2x4, .*initial=",
        CONVENTION,
        "the initial value ties: JAX gives it a half and the elements the other half, adgen"
        " equal shares to all",
    ),
    Difference(
        rf"{N}arange\(",
        CONVENTION,
        "the length jumps with the ends; adgen follows start and step, JAX gives zero",
    ),
    Difference(
        rf"{L}norm\(3\)", CONVENTION, "at the zero vector: 0 in adgen, NaN in JAX"
    ),
    Difference(
        rf"{N}interp\(.*, right=0.4",
        VALUE,
        "after a call with left= JAX takes `right` for that; as the first call it has this value",
    ),
    Difference(rf"{N}partition\(", VALUE, "the order on either side is another one"),
    Difference(rf"{N}polymul\(", VALUE, "JAX keeps zeros in front"),
    Difference(rf"{N}roots\(", VALUE, "the roots come in another order"),
    Difference(
        r"^scipy\.linalg\.cho_factor\(",
        VALUE,
        "the other triangle holds what LAPACK leaves there, or zeros",
    ),
    Difference(
        r"^(np|scipy)\.linalg\.(eigh|eigh_tridiagonal)\(",
        VALUE,
        "eigenvectors have another sign",
    ),
    Difference(
        r"^scipy\.linalg\.solve\(.*assume_a='(sym|her)'",
        VALUE,
        "JAX reads the whole array, SciPy one triangle of it",
    ),
    Difference(
        r"^scipy\.linalg\.solve\(.*assume_a='pos'",
        ADGEN,
        "of the array one triangle is read, and JAX gives slopes to both",
    ),
    Difference(rf"{N}complex128\(\(", BOTH, "the adjoint of a real number is complex"),
    Difference(
        rf"{S}boxcox(1p)?\(",
        ADGEN,
        "at lmbda = 0 JAX takes the branch log(x), which does not hold lmbda: its slope there"
        " is zero",
    ),
    Difference(
        rf"{L}lstsq\(3x4", VALUE, "of a wide matrix JAX has residuals, NumPy none"
    ),
    Difference(rf"{N}pad\(2x3, {{0:", VALUE, "a dict of axes is taken for pairs"),
    Difference(
        r"^scipy\.stats\.(gamma\.(log)?sf|pareto\.(log)?cdf)\(4, ",
        CONVENTION,
        "of points on both sides of an end of the support, where adgen has 0 and JAX NaN",
    ),
    Difference(
        r"^scipy\.stats\.(gamma\.(log)?sf|pareto\.(log)?cdf)\([23], ",
        ADGEN,
        "beyond the support JAX gives NaN",
    ),
    Difference(rf"{S}hyp[12]f1\(", VALUE, "the series of JAX does not converge there"),
    Difference(
        rf"{S}spence\(", ADGEN, "JAX selects between branches of which one is NaN or 0"
    ),
    Difference(
        r"^scipy\.stats\.multivariate_normal\.\w+\(1x3",
        VALUE,
        "of one row JAX gives an array, SciPy a number",
    ),
    Difference(
        r"^scipy\.stats\.multinomial\.\w+\(2x3",
        VALUE,
        "JAX compares the sum over all rows with n",
    ),
    Difference(
        r"^scipy\.stats\.multinomial\.",
        ADGEN,
        "SciPy makes the last probability the rest of the others, JAX does not",
    ),
    Difference(
        r"^scipy\.ndimage\.map_coordinates\(.*mode='(constant|wrap)'",
        VALUE,
        "these modes of JAX are grid-constant and grid-wrap of SciPy",
    ),
)

AUTOGRAD = (
    Difference(rf"{N}pad\(2x3, {{0:", VALUE, "a dict of axes is taken for pairs"),
    Difference(rf"{S}rgamma\(5\)", ADGEN, "NaN at the poles of gamma, where it is 0"),
    Difference(
        rf"{N}(as(any)?array|choose|dstack|linalg\.multi_dot)\(",
        ADGEN,
        "autograd does not see through an array made of several values: zero, without a word",
    ),
    Difference(
        rf"{N}(cross|where)\(",
        BOTH,
        "the adjoint of what was broadcast is not summed to its shape",
    ),
    Difference(
        rf"{N}fft\.i?rfft[2n]\(.*norm='forward'",
        ADGEN,
        "this scaling is not taken into account",
    ),
    Difference(
        rf"{N}(full|mean|prod|std|sum|var)\([^j]*, dtype=<class 'numpy.comple"
        r"|^scipy\.signal\.convolve\(5, 3j",
        BOTH,
        "the adjoint of a real number or array is complex",
    ),
    Difference(
        rf"{N}full_like\(.*dtype=",
        BY_HAND,
        "zero, without a word, where the adjoint of the fill value is the sum of all",
    ),
    Difference(
        rf"{N}full(_like)?\(", ADGEN, "the fill value is not summed, or dropped"
    ),
    Difference(
        rf"{N}kron\(2x1x3", ADGEN, "the adjoint in three dimensions is permuted"
    ),
    Difference(
        rf"{L}eig\(",
        ADGEN,
        "the eigenvectors have length 1, which is not differentiated",
    ),
    Difference(
        rf"{L}norm\(3\)|{L}norm\(2x4, inf, axis=1",
        CONVENTION,
        "at the zero vector, and at ties of the largest, autograd gives NaN",
    ),
    Difference(rf"{L}norm\(3j\)", ADGEN, "the tangent is not cut to its real part"),
    Difference(
        rf"{L}norm\(4j, 3\)", ADGEN, "of this order it is wrong for complex vectors"
    ),
    Difference(
        rf"{L}norm\(3x4, axis=0, keepdims", BOTH, "the adjoint has an axis too many"
    ),
    Difference(rf"{L}norm\(.*keepdims", ADGEN, "keepdims is not taken into account"),
    Difference(rf"{L}norm\(.*inf", ADGEN, "the power of infinity divides by zero"),
    Difference(rf"{L}(pinv\(4x2j|slogdet\(3x3j)", ADGEN, "wrong for complex matrices"),
    Difference(
        rf"{N}(std|var)\(2x3j, dtype=",
        ADGEN,
        "the imaginary part of the adjoint of a real result is not dropped",
    ),
    Difference(
        rf"{N}tri[lu]\(3, 1\)",
        BOTH,
        "the adjoint of a vector that is repeated is not summed",
    ),
    Difference(
        rf"{N}(mean|prod|std|sum|var)\(.*where=",
        ADGEN,
        "the mask is not taken into account",
    ),
    Difference(rf"{N}prod\(", ADGEN, "it divides by factors, which may be zero"),
    Difference(rf"{N}sinc\(3\)", ADGEN, "NaN at 0"),
    Difference(rf"{N}(std|var)\(.*correction=", ADGEN, "it knows ddof= only"),
    Difference(
        rf"{N}tile\(2x3, 2\)", ADGEN, "it sums along the first axis, not along the last"
    ),
    Difference(
        r"^scipy\.linalg\.solve_triangular\(.*unit_diagonal",
        ADGEN,
        "the diagonal, which is not read, gets an adjoint",
    ),
    Difference(rf"{S}ive?\(", ADGEN, "zero, without a word, for the order"),
)

DIFFERENCES = {"JAX": JAX, "autograd": AUTOGRAD}


def explained(peer: str, sample: object) -> Difference | None:
    """The first line that covers a sample."""
    lines = (line for line in DIFFERENCES[peer] if line.covers(sample))
    return next(lines, None)
