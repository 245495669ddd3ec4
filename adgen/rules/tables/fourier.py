"""Fourier transforms. The matrix of each is symmetric, so the transpose is the transform itself.

Where the input is real the adjoint is the real part; where the input was cut or padded to `n`
the adjoint is padded or cut (`fitted`).
"""

from adgen.rules.declare import linear, rule

# How many threads SciPy takes changes no number.
for m, a, also in (("np.fft", "a", ""), ("scipy.fft", "x", ", *, workers=None")):
    for name in ("fft", "ifft"):
        linear(
            f"{m}.{name}({a}, n=None, axis=-1, norm=None{also})",
            kinds="spectrum",
            **{
                f"{a}_bar": f"fitted({m}.{name}(out_bar, axis=axis, norm=norm),"
                f" {a}, axis, n)"
            },
        )
    linear(
        f"{m}.rfft({a}, n=None, axis=-1, norm=None{also})",
        kinds="spectrum",
        **{
            f"{a}_bar": f"fitted(np.real({m}.fft(out_bar, n_of({a}, n, axis), axis, norm)),"
            f" {a}, axis, n)"
        },
    )
    linear(
        f"{m}.irfft({a}, n=None, axis=-1, norm=None{also})",
        kinds="real_signal",
        **{
            f"{a}_bar": f"fitted(half_weights(out, axis)"
            f" * {m}.ihfft(out_bar, axis=axis, norm=norm), {a}, axis, 0)"
        },
    )
    linear(
        f"{m}.ihfft({a}, n=None, axis=-1, norm=None{also})",
        kinds="spectrum",
        **{
            f"{a}_bar": f"fitted(np.real({m}.ifft(out_bar, n_of({a}, n, axis), axis, norm)),"
            f" {a}, axis, n)"
        },
    )
    linear(
        f"{m}.hfft({a}, n=None, axis=-1, norm=None{also})",
        kinds="real_signal",
        **{
            f"{a}_bar": f"fitted(half_weights(out, axis)"
            f" * {m}.rfft(out_bar, axis=axis, norm=norm), {a}, axis, 0)"
        },
    )
    for name, axes in (("fft2", "(-2, -1)"), ("fftn", "None")):
        for inverse in ("", "i"):
            linear(
                f"{m}.{inverse}{name}({a}, s=None, axes={axes}, norm=None{also})",
                kinds="spectra",
                **{
                    f"{a}_bar": f"fitted_all({m}.{inverse}fftn(out_bar,"
                    f" axes=transformed({a}, s, axes), norm=norm), {a}, s, axes)"
                },
            )
        linear(
            f"{m}.r{name}({a}, s=None, axes={axes}, norm=None{also})",
            kinds="half_spectra",
            **{
                f"{a}_bar": f"fitted_all(np.real({m}.fftn(out_bar,"
                f" sizes_of({a}, s, axes), transformed({a}, s, axes), norm)),"
                f" {a}, s, axes)"
            },
        )
        # First over the last axis, whose spectrum is half, then over the others.
        linear(
            f"{m}.ir{name}({a}, s=None, axes={axes}, norm=None{also})",
            kinds="real_signals",
            **{
                f"{a}_bar": f"fitted_all({m}.ifftn(half_weights(out, last) * {m}.ihfft("
                f"out_bar, axis=last, norm=norm), axes=all_but_last({a}, s, axes),"
                f" norm=norm), {a}, s, axes)",
                "where": f"last = last_of({a}, s, axes)",
            },
        )
    for name in ("fftshift", "ifftshift"):
        other = {"fftshift": "ifftshift", "ifftshift": "fftshift"}[name]
        linear(
            f"{m}.{name}(x, axes=None)",
            x_bar=f"{m}.{other}(out_bar, axes)",
            kinds="same_array",
        )

# With norm="ortho" the cosine and sine transforms are orthogonal; without it the entry of
# lowest (cosine) or highest (sine) frequency has a weight of its own in the transpose. For
# other types and lengths the matrix is made.
_TRIGONOMETRIC = (
    "x, type=2, n=None, axis=-1, norm=None, *, workers=None, orthogonalize=None"
)
_PLAIN = "type == 2 and n is None and orthogonalize is None"
# SciPy weighs the ends of complex arrays otherwise if `orthogonalize` differs from the norm.
_UNITS = (
    "(np.eye(np.shape(x)[axis]) if is_real(x)"
    " else np.eye(np.shape(x)[axis], dtype=np.result_type(x)))"
)
_SCALED = "norm is None or norm == 'backward'"
for name, place in (("dct", "0"), ("dst", "-1")):
    for inverse in ("", "i"):
        matrix = (
            f"scipy.fft.{inverse}{name}({_UNITS}, type, n, 0, norm,"
            " orthogonalize=orthogonalize)"
        )
        weighted = (
            f"scipy.fft.{name}(out_bar, axis=axis)"
            f" * end_weights(out, axis, {place}, 0.5) / (2 * np.shape(x)[axis])"
            if inverse
            else f"scipy.fft.{name}(out_bar * end_weights(out, axis, {place}, 2.0),"
            " type=3, axis=axis)"
        )
        other = name if inverse else f"i{name}"
        linear(
            f"scipy.fft.{inverse}{name}({_TRIGONOMETRIC})",
            x_bar=f"scipy.fft.{other}(out_bar, axis=axis, norm=norm)"
            f" if {_PLAIN} and norm == 'ortho' else {weighted} if {_PLAIN} and ({_SCALED})"
            " else np.moveaxis(np.tensordot(out_bar, matrix, (axis, 0)), -1, axis)",
            where=f"matrix = {matrix}",
            kinds="cosines",
        )

# The frequencies of samples d apart.
for m in ("np.fft", "scipy.fft"):
    for name in ("fftfreq", "rfftfreq"):
        rule(
            f"{m}.{name}(n, d=1.0)",
            out_dot="-(out / d * d_dot)",
            d_bar="-(np.sum(out_bar * out) / d)",
            kinds="vector_of_floats",
        )
