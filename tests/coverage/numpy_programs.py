"""A small program for each name of NumPy's list: what a user would write, in one line.

`x` is a vector of six positive numbers, `A` a positive definite matrix, `s` a number. A line
without a program means `np.NAME(x)`; in a program NAME stands for the name.
"""

from __future__ import annotations

FUNCTIONS = """
add subtract multiply divide true_divide arctan2 atan2 hypot logaddexp logaddexp2 maximum
minimum fmax fmin mod remainder fmod copysign: np.NAME(x[:3], s * A)
power pow float_power: np.NAME(x[:3], A)
arccosh acosh: np.NAME(1.0 + x)
heaviside: s * np.NAME(x - 0.5, 0.5)
floor_divide: x * np.NAME(x, 0.2)
divmod: np.NAME(x, s)[1]
clip: np.NAME(x, 0.3, s)
where: np.NAME(x > 0.5, x * s, s)
real imag conj conjugate angle: np.real(np.NAME(x * (1.0 + 2.0j) + s) * (2.0 - 1.0j))
real_if_close: np.NAME(x * s)
sum prod max min amax amin mean var std ptp nansum nanprod nanmean nanvar nanstd nanmax nanmin: \
np.NAME(A * s, axis=1, keepdims=True) + np.NAME(x)
average: np.NAME(A, axis=0, weights=x[:3]) + np.NAME(x)
median nanmedian: np.NAME(A, axis=0) + np.NAME(x)
quantile nanquantile: np.NAME(A, 0.3, axis=0) + np.NAME(x, 0.8)
percentile nanpercentile: np.NAME(A, 30.0, axis=0) + np.NAME(x, 80.0)
cumsum cumprod nancumsum nancumprod: np.NAME(A, axis=1) + np.NAME(x)[:3]
cumulative_sum cumulative_prod: np.NAME(A, axis=1) + np.NAME(x, include_initial=True)[1:4]
diff: np.NAME(A, axis=0) * np.NAME(x, 4)[0]
ediff1d: np.NAME(x)
trace: np.NAME(A)
dot matmul: np.NAME(A, x[:3])
inner: np.NAME(A, A)
vdot: np.NAME(x, s * x)
outer: np.NAME(x, x[:2])
tensordot: np.NAME(A, A, axes=1)
einsum: np.NAME('ij,j->i', A, x[:3])
kron: np.NAME(A, x[:2])
cross: np.NAME(A, x[:3])
vecdot: np.NAME(A, x[:3])
matvec: np.NAME(A, x[:3])
vecmat: np.NAME(x[:3], A)
reshape: np.NAME(x, (2, 3))
permute_dims: np.NAME(A, (1, 0))
matrix_transpose: np.NAME(A)
swapaxes: np.NAME(A, 0, 1)
moveaxis: np.NAME(A, 0, -1)
rollaxis: np.NAME(A, 1)
squeeze: np.NAME(x[None])
expand_dims: np.NAME(x, 0)
broadcast_to: np.NAME(x, (2, 6)) * s
concatenate concat stack: np.NAME((A, A * s), axis=1)
vstack hstack dstack: np.NAME((A, A * s))
column_stack: np.NAME((x, x * s))
row_stack: np.vstack((x, x * s))
split array_split: np.NAME(x, 3)[1] * s
hsplit vsplit: np.NAME(A, [1])[1] * s
dsplit: np.NAME(A[None], [1])[1] * s
tile repeat: np.NAME(x, 3)
roll: np.NAME(x, 2)
fliplr flipud flip rot90 diag diagonal diagflat tril triu: np.NAME(A * s)
pad: np.NAME(x, 2)
take: np.NAME(x, [0, 2, 2])
append: np.NAME(x, s)
astype: np.NAME(x, float)
full: np.NAME(3, s)
full_like: np.NAME(x, s)
linspace: np.NAME(s, x[0], 5)
logspace geomspace: np.NAME(s, 2.0 + s, 5)
meshgrid: a, b = np.meshgrid(x[:3], x); return a * b
broadcast_arrays: a, b = np.broadcast_arrays(x[:3], A); return a * b
cov corrcoef: np.NAME(np.outer(x, x[:3]) + A[0])
convolve correlate: np.NAME(x, A[0])
interp: np.NAME(s * x, np.array([0.0, 0.5, 1.0]), A[0])
trapezoid: np.NAME(x, dx=s)
gradient: np.NAME(x, s)
block: np.NAME([[A, A], [A, s * A]])
insert: np.NAME(x, 2, s)
delete: np.NAME(x, 2)
resize: np.NAME(x, (3, 4))
compress extract: np.NAME(x > 0.4, x)
choose: np.NAME(np.array([0, 1, 1]), (x[:3], A[0]))
select: np.NAME([x > 0.5, x > 0.3], [x, s * x], 0.0)
piecewise: np.NAME(x, [x < 0.5, x >= 0.5], [lambda v: v * v, lambda v: 2.0 * v])
take_along_axis: np.NAME(A, np.argsort(A, axis=0), axis=0)
put_along_axis: B = A.copy(); np.NAME(B, np.array([[1], [0], [2]]), s, axis=1); return B
put: y = x.copy(); np.NAME(y, [0, 2], s); return y
place putmask: y = x.copy(); np.NAME(y, y > 0.5, x * s); return y
copyto: y = np.zeros(6); np.NAME(y, x); return y * s
fill_diagonal: B = A.copy(); np.NAME(B, s); return B
polyval: np.NAME(x, s)
polyadd polysub polymul: np.NAME(x, A[0])
vander: np.NAME(x, 3)
modf frexp: np.NAME(3.3 * x)[0]
ldexp: np.NAME(x, 2)
unwrap: np.NAME(9.0 * x)
unstack: np.NAME(A)[1] * s
apply_along_axis: np.NAME(lambda r: np.sum(r * r), 1, A)
apply_over_axes: np.NAME(np.sum, A, [0, 1])
fromfunction: s * np.NAME(lambda i, j: i + j, (3, 3)) * A
partition: np.NAME(x, 2)
sort_complex: np.real(np.NAME(x * (1.0 + 0.5j)))
trim_zeros: np.NAME(x)
bincount: np.NAME(np.array([0, 1, 1, 2, 0, 2]), weights=x)
arange: s * np.NAME(3.0) * x[:3]
fromiter: np.NAME((v * v for v in x), float)
polyfit: np.NAME(x, x * s, 1)
polydiv: np.NAME(x, A[0])[0]
poly roots unique unique_values: np.NAME(x)
union1d: np.union1d(x, A[0])
spacing: x * np.NAME(x)
nextafter: x * np.NAME(x, 2.0)
kaiser: x * np.kaiser(6, s)
histogram: x[:5] * np.NAME(x, 5)[0]
histogram2d: A * np.NAME(x, x, 3)[0]
histogramdd: s * np.NAME(A, 2)[0]
bmat asmatrix: np.NAME(A)
"""

ZERO = """
floor ceil rint round around trunc fix sign signbit isfinite isnan isinf isposinf isneginf \
isreal iscomplex: x * np.NAME(3.3 * x)
argmax argmin nanargmax nanargmin: x[np.NAME(x)] * s
argsort: x[np.NAME(x)] * s
argpartition: x[np.NAME(x, 2)] * s
greater less greater_equal less_equal equal not_equal: x * np.NAME(x, s)
logical_and logical_or logical_xor: x * np.NAME(x > 0.3, x < 0.6)
logical_not: x * np.NAME(x > 0.3)
all any: x * np.NAME(x > 0.3)
allclose isclose array_equal array_equiv: x * np.NAME(x, s)
count_nonzero size ndim: x * np.NAME(x)
nonzero: x[np.NAME(x > 0.4)] * s
flatnonzero: x[np.NAME(x > 0.4)] * s
argwhere: x[np.NAME(x > 0.4)[:, 0]] * s
searchsorted: x * np.NAME(np.array([0.2, 0.5]), x)
digitize: x * np.NAME(x, np.array([0.2, 0.5]))
lexsort: x[np.NAME((x,))] * s
zeros_like ones_like: s + np.NAME(x)
empty_like: y = np.NAME(x); y[:] = x * s; return y
zeros ones: x + np.NAME(6)
empty: y = np.NAME(6); y[:] = x * s; return y
eye identity tri: A @ np.NAME(3)
shape: x * np.NAME(x)[0]
iscomplexobj isrealobj: x * float(np.NAME(x))
isscalar: x * float(np.NAME(s))
result_type: np.zeros(6, dtype=np.NAME(x, s)) + x
indices: A * np.NAME((3, 3))[0]
ix_: A[np.NAME([0, 1], [0, 2])]
tril_indices triu_indices diag_indices: A[np.NAME(3)]
tril_indices_from triu_indices_from diag_indices_from: A[np.NAME(A)]
unravel_index: A[np.NAME(5, (3, 3))] * s
ravel_multi_index: x[np.NAME((1, 1), (2, 3))] * s
mask_indices: A[np.NAME(3, np.triu)]
broadcast_shapes: np.broadcast_to(x, np.NAME((6,), (2, 1))) * s
can_cast: x * np.NAME(np.float32, np.float64)
issubdtype: x * np.NAME(x.dtype, np.floating)
promote_types: x + np.zeros(6, dtype=np.NAME(float, int))
bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm: x * np.NAME(6, np.arange(6))
invert: x * np.NAME(np.arange(6))
isin: x * np.NAME(np.arange(6), [1, 2])
hamming hanning bartlett blackman: x * np.NAME(6)
"""

LINALG = """
det inv pinv: np.linalg.NAME(A)
slogdet: np.linalg.slogdet(A)[1]
solve: np.linalg.solve(A, x[:3])
norm: np.linalg.norm(A) * np.linalg.norm(x, 3)
vector_norm: np.linalg.vector_norm(x, ord=3) + np.linalg.vector_norm(A, axis=1)
matrix_norm: np.linalg.matrix_norm(A) + np.linalg.matrix_norm(A, ord=2)
cholesky: np.linalg.cholesky(A @ A.T)
eigh: w, v = np.linalg.eigh(A + A.T); return v * w @ v.T + np.abs(v)
eigvalsh: np.linalg.eigvalsh(A + A.T)
svd: u, d, vh = np.linalg.svd(A, full_matrices=False); return np.abs(u) * d @ vh
svdvals: np.linalg.svdvals(A)
qr: q, r = np.linalg.qr(A); return np.abs(q) * np.abs(r)
matrix_power: np.linalg.matrix_power(A, 3)
multi_dot: np.linalg.multi_dot((A, A, x[:3]))
lstsq: np.linalg.lstsq(np.outer(x, x[:2]) + np.vander(x, 2), x * s, rcond=None)[0]
eig: w, v = np.linalg.eig(A); return np.abs(v) * np.abs(w)
eigvals: np.abs(np.linalg.eigvals(A))
tensorsolve: np.linalg.tensorsolve(A, x[:3])
tensorinv: np.linalg.tensorinv(A, ind=1)
cond: np.linalg.cond(A)
vecdot matmul: np.linalg.NAME(A, A)
outer: np.linalg.outer(x, x)
cross: np.linalg.cross(x[:3], A)
tensordot: np.linalg.tensordot(A, A, axes=1)
trace diagonal matrix_transpose: np.linalg.NAME(A * s)
matrix_rank: s * np.linalg.matrix_rank(A)
"""

FFT = """
fft ifft rfft hfft: np.abs(np.fft.NAME(x * s))
ihfft: np.abs(np.fft.ihfft(x * s))
irfft: np.fft.irfft(x * (s + 1.0j))
fft2 ifft2 fftn ifftn rfft2 rfftn: np.abs(np.fft.NAME(A * s))
irfft2 irfftn: np.fft.NAME(A * (s + 1.0j))
fftshift ifftshift: np.fft.NAME(x)
fftfreq: x * np.fft.fftfreq(6)
rfftfreq: x[:4] * np.fft.rfftfreq(6)
"""

RANDOM = """
normal: np.random.seed(0); return np.random.normal(s, x)
uniform: np.random.seed(0); return np.random.uniform(s, 1.0 + x)
randn rand: np.random.seed(0); return s * np.random.NAME(6) * x
standard_normal: np.random.seed(0); return s * np.random.NAME(6) * x
default_rng: rng = np.random.default_rng(1); return s * rng.standard_normal(6) * x
RandomState: rng = np.random.RandomState(1); return s * rng.standard_normal(6) * x
exponential: np.random.seed(0); return np.random.exponential(x)
gamma: np.random.seed(0); return np.random.gamma(2.0, x)
beta: np.random.seed(0); return s * np.random.beta(2.0, 3.0) * x
lognormal laplace logistic gumbel: np.random.seed(0); return np.random.NAME(s, x)
"""
