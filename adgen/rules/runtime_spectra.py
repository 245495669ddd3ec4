"""Functions about spectra that generated code copies: gaps, ranks, and what has no derivative."""

from __future__ import annotations

import numpy as np


def _over_gaps(m, w):  # type: ignore[no-untyped-def]
    """Each m[i, j] over w[j] - w[i], zero on the diagonal; raises where that has no limit."""
    gap = w[..., None, :] - w[..., None]
    apart = np.where(np.eye(np.shape(w)[-1]), 0.0, m)
    rounding = 10 * np.shape(w)[-1] * np.finfo(gap.dtype).eps
    close = np.abs(gap) <= rounding * np.max(
        np.abs(gap) + np.abs(w[..., None]), initial=0
    )
    if np.any(close & (np.abs(apart) > rounding * np.max(np.abs(m), initial=0))):
        raise np.linalg.LinAlgError("vectors of repeated values have no derivative")
    return np.where(close, 0.0, apart / np.where(close, 1.0, gap))


def _only_square(x, a):  # type: ignore[no-untyped-def]
    """`x`, if `a` is square: the vectors that complete a basis have no derivative."""
    if np.shape(a)[-1] != np.shape(a)[-2]:
        raise np.linalg.LinAlgError("of this matrix use svd(a, full_matrices=False)")
    return x


def _independent(x):  # type: ignore[no-untyped-def]
    """`x`, the eigenvectors of a matrix that is not defective."""
    if np.any(np.linalg.cond(x) > 1e-3 / np.finfo(x.dtype).eps):
        raise np.linalg.LinAlgError(
            "the eigenvalues of a defective matrix have no slope"
        )
    return x


def _of_full_rank(s):  # type: ignore[no-untyped-def]
    """`s`, singular values none of which vanishes: of other matrices the polar factor jumps."""
    if np.any(s <= 10 * np.shape(s)[-1] * np.finfo(s.dtype).eps * np.max(s, initial=0)):
        raise np.linalg.LinAlgError(
            "the rotation of a matrix of deficient rank has no derivative"
        )
    return s


def _inverse_sines(angles, always):  # type: ignore[no-untyped-def]
    """1 / sin of rising angles between subspaces, of which the first `always` are always 0.

    Those have no slope, and get 0. Another angle has a kink where it is 0, as a norm has.
    """
    zero = np.arange(len(angles)) < always
    if np.any(~zero & (angles <= 10 * len(angles) * np.finfo(angles.dtype).eps)):
        raise np.linalg.LinAlgError("an angle that becomes 0 has no derivative there")
    return np.where(zero, 0.0, 1.0 / np.sin(np.where(zero, 1.0, angles)))


def _simple_roots(slope, p, roots):  # type: ignore[no-untyped-def]
    """`slope`, that of a polynomial at its roots, if none of those is repeated.

    A root is known to rounding over the slope; the slope is known if that is no matter to it.
    """
    p = np.asarray(p)
    room = np.finfo(np.asarray(slope).dtype).eps * np.polyval(np.abs(p), np.abs(roots))
    bend = np.abs(np.polyval(np.polyder(p, 2), roots))
    if np.any(room * bend >= 0.1 * np.abs(slope) ** 2):
        raise np.linalg.LinAlgError("a repeated root has no derivative")
    return slope


def _small_cut(x, rcond):  # type: ignore[no-untyped-def]
    """`x`, if the singular values that count as zero in it are nearly so."""
    if rcond > 1e-8:
        raise np.linalg.LinAlgError("rcond is above 1e-8: what it cuts off may vary")
    return x


def _singular_factors(x):  # type: ignore[no-untyped-def]
    """np.linalg.svd of a complex matrix, for what does not depend on the phases of its vectors."""
    return np.linalg.svd(x, full_matrices=False)


SPECTRA = (
    _over_gaps,
    _only_square,
    _independent,
    _of_full_rank,
    _inverse_sines,
    _simple_roots,
    _small_cut,
    _singular_factors,
)
"""The functions of this file, for the table of runtime functions."""
