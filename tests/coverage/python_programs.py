"""A small program for each name of Python's own modules, of methods and of operators.

As in `numpy_programs`: `x` is a vector, `A` a matrix, `s` a number.
"""

from __future__ import annotations

MATH = """
sqrt exp expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh atanh fabs \
degrees radians erf erfc gamma lgamma exp2 cbrt: math.NAME(s)
acosh: math.acosh(1.0 + s)
pow atan2 hypot copysign fmod: math.NAME(s, x[0])
remainder: math.remainder(s, x[2])
fsum prod: math.NAME([s, x[0], s * s])
dist: math.dist((s, x[0]), (x[1], x[2]))
floor ceil trunc isnan isinf isfinite ulp: s * math.NAME(3.3 * s)
modf frexp: math.NAME(3.3 * s)[0]
ldexp: math.ldexp(s, 2)
isclose: s * math.isclose(s, 0.3)
nextafter: s * math.nextafter(s, 2.0)
factorial isqrt: s * math.NAME(5)
comb perm gcd lcm: s * math.NAME(6, 4)
"""

CMATH = """
exp log log10 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh: \
abs(cmath.NAME(s + 0.3j))
phase: cmath.phase(s + 0.3j)
polar: r, phi = cmath.polar(s + 0.3j); return r * phi
rect: abs(cmath.rect(s, x[0]) + 1.0)
isclose: s * cmath.isclose(s + 0.3j, 1.0)
isfinite isinf isnan: s * cmath.NAME(s + 0.3j)
"""

STATISTICS = """
mean fmean geometric_mean harmonic_mean median variance stdev pvariance pstdev median_low \
median_high median_grouped: statistics.NAME([s, x[0], x[1], s * x[2]])
covariance correlation: statistics.NAME([s, x[0], x[1]], [x[2], x[3], s])
linear_regression: statistics.linear_regression([s, x[0], x[1]], [x[2], x[3], s]).slope
quantiles: statistics.quantiles([s, x[0], x[1], x[2]])[0]
NormalDist: statistics.NormalDist(s, x[0]).cdf(0.5)
"""

OPERATOR = """
add sub mul truediv pow mod: operator.NAME(x[:3], A)
neg pos abs: operator.NAME(x)
matmul: operator.matmul(A, x[:3])
getitem: operator.getitem(x, 2)
floordiv: x * operator.floordiv(x, 0.3)
iadd isub imul itruediv ipow: y = x.copy(); y = operator.NAME(y, s); return y
imatmul: B = A.copy(); B = operator.imatmul(B, A); return B
setitem: y = x.copy(); operator.setitem(y, 2, s); return y
itemgetter: operator.itemgetter(2)(x)
attrgetter: operator.attrgetter('T')(A)
lt le gt ge eq ne: x * operator.NAME(x, s)
index: x[operator.index(2)]
delitem: y = [s, x[0], x[1]]; operator.delitem(y, 1); return y[1] * s
contains: s * operator.contains([1, 2], 1)
"""

BUILTINS = """
abs: abs(x - 0.5)
sum: sum(x) + sum([s, s * s])
min max: NAME(s, x[0]) + NAME(x)
pow: pow(x, s)
round: x * round(3.3 * s) + round(s, 1)
float: float(s) * x
complex: abs(complex(s, x[0]))
int: x * int(3.3 * s)
bool: x * bool(s > 0.5)
len: x * len(x)
range: t = 0.0;; for i in range(3): t = t + x[i] * s;; return t
enumerate: t = 0.0;; for i, v in enumerate(x): t = t + i * v;; return t
zip: t = 0.0;; for v, w in zip(x, A[0]): t = t + v * w;; return t
map: sum(map(lambda v: v * v, x))
filter: sum(filter(lambda v: v > 0.5, x))
reversed: t = 0.0;; for v in reversed(x): t = t * s + v;; return t
sorted: sorted(x)[1] * s
any all: x * NAME(v > 0.5 for v in x)
divmod: divmod(s, x[0])[1]
list: list(x)[1] * s
tuple: tuple([s, x[0]])[1] * s
dict: dict(a=s, b=x)['b'] * s
isinstance: x * isinstance(x, np.ndarray)
print: print(end=''); return x * s
iter: it = iter([s, x[0]]); return next(it) * x
next: it = iter([s, x[0]]); return next(it) * next(it)
slice: x[slice(1, 4)] * s
set: x * len(set([1, 2, 2]))
frozenset: x * len(frozenset([1, 2, 2]))
type: x * (type(s) is float)
getattr: getattr(A, 'T') @ A
setattr: p = types.SimpleNamespace(a=s); setattr(p, 'b', x); return p.a * p.b
hasattr: x * hasattr(x, 'shape')
str repr: x * len(NAME(12))
id: x * (id(x) == id(x))
callable: x * callable(np.sin)
functools.reduce: functools.reduce(lambda a, b: a * s + b, [s, x[0], x[1]])
functools.partial: functools.partial(np.power, x)(s)
itertools.product: t = 0.0;; for i, j in itertools.product(range(3), range(3)): \
t = t + A[i, j] * x[i];; return t
itertools.chain: t = 0.0;; for v in itertools.chain(x, A[0]): t = t * s + v;; return t
itertools.accumulate: t = 0.0;; for v in itertools.accumulate(x): t = t * s + v;; return t
itertools.repeat: t = 0.0;; for v in itertools.repeat(s, 3): t = t * s + v;; return t
copy.copy copy.deepcopy: y = NAME(x); y[0] = s; return y * x
"""

METHODS = """
sum prod mean var std max min: A.NAME(axis=0) + x.NAME()
cumsum cumprod: A.NAME(axis=0) + x.NAME()[:3]
dot: A.dot(x[:3])
reshape: x.reshape(2, -1) * s
ravel flatten transpose diagonal conj conjugate copy: A.NAME() * s
squeeze: x[None].squeeze() * s
trace: A.trace()
swapaxes: A.swapaxes(0, 1)
astype: x.astype(float)
take: x.take([0, 2, 2])
repeat: x.repeat(2)
clip: x.clip(0.3, 0.7)
round: x * (3.3 * x).round()
sort: y = x.copy(); y.sort(); return y * s
item: x[0].item() * x.item(2)
tolist: x.tolist()[1] * s
fill: y = np.empty(3); y.fill(s); return y
compress: x.compress(x > 0.4)
choose: np.array([0, 1, 1]).choose((x[:3], A[0]))
put: y = x.copy(); y.put([0, 2], s); return y
partition: y = x.copy(); y.partition(2); return np.sum(y[:2]) * s
argmax argmin argsort: x[x.NAME()] * s
argpartition: np.sum(x[x.argpartition(2)][:2]) * s
nonzero: x[(x > 0.4).nonzero()]
all any: x * (x > 0.4).NAME()
searchsorted: x * np.array([0.2, 0.5]).searchsorted(x)
view: x.view() * s
resize: y = np.ones(3); y.resize(3); return y * s
setflags: y = x.copy(); y.setflags(write=False); return y * s
byteswap tobytes: x * len(x.NAME())
"""

ATTRIBUTES = """
T mT: A.NAME * s
shape: x * x.shape[0]
ndim size nbytes itemsize: x * x.NAME
dtype: np.zeros(6, dtype=x.dtype) + x
real imag: (x * (1.0 + 2.0j)).NAME * s
flat: t = 0.0;; for v in A.flat: t = t * s + v;; return t
strides: x * x.strides[0]
base: x * (x[1:].base is not None)
flags: x * x.flags.writeable
"""

OPERATORS = """
+ - * / ** %: x[:3] NAME A
@: A @ x[:3]
unary-: -x
unary+: +x
abs: abs(x - 0.5)
== != < <= > >=: x * (x NAME s)
+= -= *= /= **= %=: y = x.copy(); y NAME s; return y
@=: B = A.copy(); B @= A; return B
a[i]: x[2]
a[i:j]: x[1:4]
a[mask]: x[x > 0.4]
a[idx_array]: x[np.array([0, 2, 2])]
a[...]: x[...] * s
a[None]: x[None] * s
a[i]=v: y = x.copy(); y[2] = s; return y
a[i:j]=v: y = x.copy(); y[2:5] = A[0]; return y
a[mask]=v: y = x.copy(); y[y > 0.5] = s; return y
a[idx]=v: y = x.copy(); y[np.array([0, 2])] = s; return y
a[i]+=v: y = x.copy(); y[2] += s; return y
a[i:j]+=v: y = x.copy(); y[2:5] += A[0]; return y
a[i]*=v: y = x.copy(); y[2] *= s; return y
a[i]/=v: y = x.copy(); y[2] /= s; return y
//: x * (x // 0.3)
//=: y = x.copy(); y //= 0.3; return y * x
divmod: divmod(x, 0.3)[1]
& | ^: x * ((x > 0.3) NAME (x < 0.6))
~: x * ~(x > 0.3)
<< >>: x * (np.arange(6) NAME 1)
del_list_item: y = [s, x[0], x[1]]; del y[1]; return y[1] * s
list.append: y = [s]; y.append(x[0]); return y[1] * y[0]
list.extend: y = [s]; y.extend([x[0], x[1]]); return y[1] * y[2]
list.pop: y = [s, x[0]]; v = y.pop(); return v * y[0]
list.insert: y = [s]; y.insert(0, x[0]); return y[0] * s
dict_store: d = {}; d['a'] = s; return d['a'] * x
dict.update: d = {'a': s}; d.update({'b': x}); return d['a'] * d['b']
dict.pop: d = {'a': s}; v = d.pop('a'); return v * x
starred_unpack: a, *b = [s, x[0], x[1]]; return a * b[1]
np.add.at: y = np.zeros(3); np.add.at(y, np.array([0, 1, 1, 2, 0, 0]), x); return y * s
np.multiply.at: y = np.ones(3); np.multiply.at(y, np.array([0, 1, 1, 2, 0, 0]), x); return y * s
np.add.reduce np.multiply.reduce np.maximum.reduce: NAME(A, axis=1) * NAME(x)
np.add.accumulate: np.add.accumulate(A, axis=1)
np.multiply.outer np.add.outer: NAME(x, A[0])
np.add.reduceat: np.add.reduceat(x, [0, 2, 5])
out=: y = np.empty(6); np.multiply(x, s, out=y); return y
where=: np.sum(x, where=x > 0.4)
np.r_: np.r_[x, s]
np.c_: np.c_[x, x * s]
np.ix_: A[np.ix_([0, 2], [0, 1])]
np.mgrid: A * np.mgrid[0:3, 0:3][0]
np.ogrid: A * np.ogrid[0:3, 0:3][0]
np.s_: A[np.s_[1:, ::2]]
np.nditer: t = 0.0;; for v in np.nditer(A): t = t * s + v;; return t
np.ndenumerate: t = 0.0;; for i, v in np.ndenumerate(A): t = t * s + v;; return t
np.ndindex: t = 0.0;; for i in np.ndindex(3, 3): t = t * s + A[i];; return t
np.vectorize: np.vectorize(lambda v: v * v)(x)
"""
