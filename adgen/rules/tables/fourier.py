"""Fourier transforms. The matrix of each is symmetric, so the transpose is the transform itself.

Where the input is real the adjoint is the real part; where the input was cut or padded to `n`
the adjoint is padded or cut (`fitted`).
"""

from adgen.rules.declare import linear

for m, a in (("np.fft", "a"), ("scipy.fft", "x")):
    for name in ("fft", "ifft"):
        linear(
            f"{m}.{name}({a}, n=None, axis=-1, norm=None)",
            kinds="spectrum",
            **{
                f"{a}_bar": f"fitted({m}.{name}(out_bar, axis=axis, norm=norm),"
                f" {a}, axis, n)"
            },
        )
    linear(
        f"{m}.rfft({a}, n=None, axis=-1, norm=None)",
        kinds="spectrum",
        **{
            f"{a}_bar": f"fitted(np.real({m}.fft(out_bar, n_of({a}, n, axis), axis, norm)),"
            f" {a}, axis, n)"
        },
    )
    linear(
        f"{m}.irfft({a}, n=None, axis=-1, norm=None)",
        kinds="real_signal",
        **{
            f"{a}_bar": f"fitted(half_weights(out, axis)"
            f" * {m}.ihfft(out_bar, axis=axis, norm=norm), {a}, axis, 0)"
        },
    )
    linear(
        f"{m}.ihfft({a}, n=None, axis=-1, norm=None)",
        kinds="spectrum",
        **{
            f"{a}_bar": f"fitted(np.real({m}.ifft(out_bar, n_of({a}, n, axis), axis, norm)),"
            f" {a}, axis, n)"
        },
    )
    linear(
        f"{m}.hfft({a}, n=None, axis=-1, norm=None)",
        kinds="real_signal",
        **{
            f"{a}_bar": f"fitted(half_weights(out, axis)"
            f" * {m}.rfft(out_bar, axis=axis, norm=norm), {a}, axis, 0)"
        },
    )
    for name, axes in (("fft2", "(-2, -1)"), ("fftn", "None")):
        for inverse in ("", "i"):
            linear(
                f"{m}.{inverse}{name}({a}, s=None, axes={axes}, norm=None)",
                kinds="spectra",
                **{
                    f"{a}_bar": f"fitted_all({m}.{inverse}fftn(out_bar,"
                    f" axes=transformed({a}, s, axes), norm=norm), {a}, s, axes)"
                },
            )
        linear(
            f"{m}.r{name}({a}, s=None, axes={axes}, norm=None)",
            kinds="half_spectra",
            **{
                f"{a}_bar": f"fitted_all(np.real({m}.fftn(out_bar,"
                f" sizes_of({a}, s, axes), transformed({a}, s, axes), norm)),"
                f" {a}, s, axes)"
            },
        )
        # First over the last axis, whose spectrum is half, then over the others.
        linear(
            f"{m}.ir{name}({a}, s=None, axes={axes}, norm=None)",
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
# lowest (cosine) or highest (sine) frequency has a weight of its own in the transpose.
for name, place in (("dct", "0"), ("dst", "-1")):
    linear(
        f"scipy.fft.{name}(x, type=2, n=None, axis=-1, norm=None)",
        x_bar=f"(scipy.fft.i{name}(out_bar, axis=axis, norm=norm) if norm == 'ortho'"
        f" else scipy.fft.{name}(out_bar * end_weights(out, axis, {place}, 2.0),"
        " type=3, axis=axis)) if type == 2 and n is None"
        " else refused('of another type, or with n')",
        kinds="same_float",
    )
    linear(
        f"scipy.fft.i{name}(x, type=2, n=None, axis=-1, norm=None)",
        x_bar=f"(scipy.fft.{name}(out_bar, axis=axis, norm=norm) if norm == 'ortho'"
        f" else scipy.fft.{name}(out_bar, axis=axis)"
        f" * end_weights(out, axis, {place}, 0.5) / (2 * np.shape(x)[axis]))"
        " if type == 2 and n is None else refused('of another type, or with n')",
        kinds="same_float",
    )
