"""What users of NumPy and Python expect to differentiate, by group and tier: 1 must, 2 should,
3 may. Names are separated by spaces.
"""

NUMPY: dict[str, dict[int, str]] = {
    "numpy": {
        1: """
abs absolute add subtract multiply divide true_divide power pow float_power
negative positive sqrt cbrt square reciprocal fabs exp exp2 expm1 log log2 log10
log1p sin cos tan arcsin arccos arctan arctan2 asin acos atan atan2 sinh cosh
tanh arcsinh arccosh arctanh asinh acosh atanh hypot deg2rad rad2deg degrees
radians sinc logaddexp logaddexp2 maximum minimum fmax fmin clip where mod
remainder fmod real imag conj conjugate angle nan_to_num sum prod mean var std
max min amax amin average cumsum cumprod diff trace dot vdot inner outer matmul
tensordot einsum kron cross reshape ravel transpose permute_dims swapaxes
moveaxis rollaxis squeeze expand_dims broadcast_to atleast_1d atleast_2d
atleast_3d concatenate concat stack vstack hstack dstack column_stack row_stack
split array_split hsplit vsplit dsplit tile repeat roll flip fliplr flipud rot90
pad take append diag diagonal diagflat tril triu array asarray asanyarray
ascontiguousarray copy astype full linspace sort meshgrid
""",
        2: """
ptp median quantile percentile nansum nanprod nanmean nanvar nanstd nanmax
nanmin nanmedian nanquantile nanpercentile nancumsum nancumprod cumulative_sum
cumulative_prod cov corrcoef convolve correlate interp trapezoid gradient
ediff1d block broadcast_arrays insert delete resize compress extract choose
select piecewise take_along_axis put_along_axis put place putmask copyto
fill_diagonal polyval polyadd polysub polymul polyder polyint vander logspace
geomspace modf divmod floor_divide copysign heaviside ldexp frexp i0 unwrap
real_if_close vecdot matvec vecmat matrix_transpose unstack apply_along_axis
apply_over_axes fromfunction partition sort_complex full_like asfortranarray
require trim_zeros bincount arange fromiter
""",
        3: """
polyfit polydiv poly roots histogram histogram2d histogramdd unique union1d
spacing nextafter kaiser asarray_chkfinite bmat asmatrix unique_values
""",
    },
    "numpy, derivative zero": {
        1: """
floor ceil rint round around trunc fix sign argmax argmin argsort greater less
greater_equal less_equal equal not_equal logical_and logical_or logical_not
logical_xor isfinite isnan isinf all any allclose isclose count_nonzero nonzero
searchsorted zeros_like ones_like empty_like zeros ones empty eye identity shape
ndim size
""",
        2: """
signbit argpartition nanargmax nanargmin flatnonzero argwhere digitize lexsort
isposinf isneginf isreal iscomplex iscomplexobj isrealobj isscalar array_equal
array_equiv result_type indices ix_ tri tril_indices triu_indices diag_indices
tril_indices_from triu_indices_from diag_indices_from unravel_index
ravel_multi_index mask_indices broadcast_shapes can_cast issubdtype
promote_types bitwise_and bitwise_or bitwise_xor invert left_shift right_shift
gcd lcm isin hamming hanning bartlett blackman
""",
    },
    "numpy.linalg": {
        1: """
det slogdet inv solve norm cholesky eigh eigvalsh svd qr pinv matrix_power
multi_dot lstsq
""",
        2: """
eig eigvals svdvals tensorsolve tensorinv cond vector_norm matrix_norm vecdot
matmul outer cross tensordot trace diagonal matrix_transpose
""",
        3: """
matrix_rank
""",
    },
    "numpy.fft": {
        1: """
fft ifft rfft irfft
""",
        2: """
fft2 ifft2 fftn ifftn rfft2 irfft2 rfftn irfftn hfft ihfft fftshift ifftshift
fftfreq rfftfreq
""",
    },
    "numpy.random": {
        2: """
normal uniform randn rand standard_normal default_rng RandomState
""",
        3: """
exponential gamma beta lognormal laplace logistic gumbel
""",
    },
    "math": {
        1: """
sqrt exp expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh
cosh tanh asinh acosh atanh hypot fabs fsum prod degrees radians erf erfc gamma
lgamma copysign fmod dist exp2 cbrt
""",
        2: """
floor ceil trunc modf frexp ldexp remainder isclose isnan isinf isfinite
""",
        3: """
nextafter ulp factorial comb perm gcd lcm isqrt
""",
    },
    "cmath": {
        2: """
exp log log10 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh
phase polar rect isclose isfinite isinf isnan
""",
    },
    "statistics": {
        2: """
mean fmean geometric_mean harmonic_mean median variance stdev pvariance pstdev
""",
        3: """
median_low median_high median_grouped covariance correlation linear_regression
quantiles NormalDist
""",
    },
    "operator": {
        1: """
add sub mul truediv pow neg pos abs matmul getitem
""",
        2: """
mod floordiv iadd isub imul itruediv ipow setitem itemgetter attrgetter lt le gt
ge eq ne index imatmul delitem contains
""",
    },
    "builtins": {
        1: """
abs sum min max pow round float complex int bool len range enumerate zip map
reversed sorted any all divmod list tuple dict isinstance print
""",
        2: """
filter iter next slice set frozenset type getattr setattr hasattr str repr id
callable functools.reduce functools.partial itertools.product itertools.chain
itertools.accumulate itertools.repeat copy.copy copy.deepcopy
""",
    },
    "methods of arrays": {
        1: """
sum prod mean var std max min cumsum cumprod dot reshape ravel flatten transpose
swapaxes squeeze copy astype take repeat trace diagonal clip conj conjugate
round sort item tolist fill
""",
        2: """
compress choose put partition argmax argmin argsort argpartition nonzero all any
searchsorted view resize
""",
        3: """
setflags byteswap tobytes
""",
    },
    "attributes of arrays": {
        1: """
T shape ndim size dtype real imag flat
""",
        2: """
mT nbytes itemsize strides base flags
""",
    },
    "operators and stores": {
        1: """
+ - * / ** @ % unary- unary+ abs == != < <= > >= += -= *= /= **= @= a[i] a[i:j]
a[mask] a[idx_array] a[...] a[None] a[i]=v a[i:j]=v a[mask]=v a[idx]=v a[i]+=v
a[i:j]+=v a[i]*=v a[i]/=v
""",
        2: """
// divmod %= //= & | ^ ~ << >> del_list_item list.append list.extend list.pop
list.insert dict_store dict.update dict.pop starred_unpack np.add.at
np.multiply.at np.add.reduce np.multiply.reduce np.maximum.reduce
np.add.accumulate np.multiply.outer np.add.outer np.add.reduceat out= where=
np.r_ np.c_ np.ix_ np.mgrid np.ogrid np.s_ np.nditer np.ndenumerate np.ndindex
np.vectorize
""",
    },
}
