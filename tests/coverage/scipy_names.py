"""What users of SciPy expect to differentiate, by group and tier. `gammainc:a` is one parameter."""

from adgen.rules.absent import ABSENT

SCIPY: dict[str, dict[int, str]] = {
    "scipy.special": {
        1: """
erf erfc erfinv erfcinv gamma gammaln loggamma digamma psi polygamma beta betaln
expit logit log_expit logsumexp softmax log_softmax xlogy xlog1py entr rel_entr
kl_div ndtr log_ndtr ndtri expm1 log1p exp2 exp10 cbrt sinc i0 i0e i1 i1e j0 j1
y0 y1 jv iv ive jn yn kv kn factorial comb binom multigammaln gammainc gammaincc
betainc
""",
        2: """
k0 k0e k1 k1e kve jve yv yve hankel1 hankel2 jvp yvp ivp kvp rgamma gammasgn
poch zeta zetac erfcx erfi dawsn wofz fresnel sici shichi exp1 expi expn exprel
cosm1 powm1 spence lambertw airy airye ellipk ellipkm1 ellipe ellipkinc
ellipeinc hyp0f1 hyp1f1 hyp2f1 hyperu boxcox boxcox1p inv_boxcox inv_boxcox1p
huber pseudo_huber voigt_profile wrightomega softplus eval_legendre eval_chebyt
eval_chebyu eval_hermite eval_hermitenorm eval_laguerre eval_genlaguerre
eval_jacobi eval_gegenbauer spherical_jn spherical_yn spherical_in spherical_kn
struve modstruve gammaincinv gammainccinv betaincinv betaincc ndtri_exp owens_t
stdtr stdtrit bdtr pdtr chdtr fdtr gdtr nbdtr agm sindg cosdg tandg cotdg radian
diric betainccinv bdtrc pdtrc chdtrc fdtrc gdtrc perm
""",
        3: """
ellipj elliprc elliprd elliprf elliprg elliprj hankel1e hankel2e h1vp h2vp lpmv
legendre_p assoc_legendre_p sph_harm_y sph_legendre_p ber bei ker kei berp beip
kerp keip kelvin it2i0k0 it2j0y0 iti0k0 itj0y0 itairy itstruve0 it2struve0
itmodstruve0 mathieu_a mathieu_b mathieu_cem mathieu_sem pbdv pbvv pbwa
wright_bessel log_wright_bessel tklmbda kolmogorov kolmogi smirnov smirnovi
chndtr ncfdtr nctdtr btdtria btdtrib chdtri fdtri pdtri bdtri gdtrix nrdtrimn
nrdtrisd eval_chebyc eval_chebys eval_sh_legendre eval_sh_chebyt eval_sh_chebyu
eval_sh_jacobi besselpoly modfresnelp modfresnelm ellip_harm bernoulli euler
round factorial2 chdtriv stdtridf
""",
    },
    "scipy.special, parameters": {
        3: """
gammainc:a gammaincc:a betainc:a betainc:b jv:v iv:v kv:v yv:v hyp1f1:a,b
hyp2f1:a,b,c expn:n polygamma:n zeta:q owens_t:a stdtr:df gammaincinv:a
betaincinv:a,b lambertw:complex
""",
    },
    "scipy.linalg": {
        1: """
det inv solve norm cholesky cho_factor cho_solve solve_triangular eigh eigvalsh
svd svdvals qr expm lu_factor lu_solve lstsq pinv block_diag
""",
        2: """
lu eig eigvals sqrtm logm solve_sylvester solve_banded solveh_banded
solve_toeplitz solve_circulant toeplitz circulant hankel companion pinvh polar
schur solve_continuous_lyapunov solve_discrete_lyapunov solve_continuous_are
solve_discrete_are cosm sinm tanm coshm sinhm tanhm expm_frechet
fractional_matrix_power khatri_rao convolution_matrix eigh_tridiagonal
eigvalsh_tridiagonal cholesky_banded cho_solve_banded rq hessenberg
orthogonal_procrustes
""",
        3: """
funm ldl orth null_space subspace_angles signm matmul_toeplitz eig_banded
eigvals_banded qr_multiply qz leslie fiedler cossin
""",
    },
    "scipy.stats": {
        1: """
norm.pdf norm.logpdf norm.cdf norm.logcdf norm.sf norm.logsf norm.ppf t.pdf
t.logpdf t.cdf t.logcdf gamma.pdf gamma.logpdf gamma.cdf beta.pdf beta.logpdf
beta.cdf chi2.pdf chi2.logpdf chi2.cdf expon.pdf expon.logpdf expon.cdf expon.sf
uniform.pdf uniform.logpdf uniform.cdf lognorm.pdf lognorm.logpdf lognorm.cdf
laplace.pdf laplace.logpdf laplace.cdf logistic.pdf logistic.logpdf logistic.cdf
cauchy.pdf cauchy.logpdf cauchy.cdf poisson.pmf poisson.logpmf binom.pmf
binom.logpmf bernoulli.pmf bernoulli.logpmf multivariate_normal.pdf
multivariate_normal.logpdf multivariate_normal.entropy dirichlet.pdf
dirichlet.logpdf
""",
        2: """
norm.isf norm.entropy t.sf t.logsf t.ppf gamma.logcdf gamma.sf gamma.ppf
beta.logcdf beta.sf beta.ppf chi2.sf chi2.ppf weibull_min.pdf weibull_min.logpdf
weibull_min.cdf weibull_min.sf invgamma.pdf invgamma.logpdf invgamma.cdf
halfnorm.pdf halfnorm.logpdf halfnorm.cdf truncnorm.pdf truncnorm.logpdf
pareto.pdf pareto.logpdf pareto.cdf gumbel_r.pdf gumbel_r.logpdf gumbel_r.cdf
geom.pmf geom.logpmf nbinom.pmf nbinom.logpmf skewnorm.pdf skewnorm.logpdf
vonmises.pdf vonmises.logpdf multinomial.pmf multinomial.logpmf wishart.logpdf
poisson.cdf
""",
        3: """
multivariate_t.logpdf multivariate_normal.cdf invwishart.logpdf
matrix_normal.logpdf genextreme.logpdf genpareto.logpdf zscore gmean hmean pmean skew
kurtosis moment pearsonr linregress gaussian_kde
""",
    },
    "scipy.signal, fft, ndimage": {
        2: """
signal.convolve signal.fftconvolve signal.correlate signal.convolve2d
signal.correlate2d signal.lfilter signal.detrend fft.fft fft.ifft fft.rfft
fft.irfft fft.fft2 fft.ifft2 fft.fftn fft.ifftn fft.dct fft.idct fft.dst
fft.idst ndimage.convolve ndimage.correlate ndimage.gaussian_filter
""",
        3: """
signal.sosfilt signal.filtfilt signal.sosfiltfilt signal.lfilter_zi
signal.savgol_filter signal.hilbert signal.stft
signal.oaconvolve ndimage.map_coordinates ndimage.shift ndimage.zoom
ndimage.laplace ndimage.uniform_filter ndimage.convolve1d
ndimage.gaussian_gradient_magnitude
""",
    },
    "scipy.integrate, interpolate, optimize, spatial": {
        2: """
integrate.odeint integrate.solve_ivp integrate.quad integrate.trapezoid
integrate.simpson integrate.cumulative_trapezoid interpolate.CubicSpline
interpolate.interp1d optimize.brentq optimize.root_scalar optimize.newton
optimize.fsolve optimize.root optimize.rosen spatial.distance.cdist
spatial.distance.pdist spatial.distance.euclidean
""",
        3: """
integrate.dblquad integrate.fixed_quad integrate.romb integrate.solve_bvp
interpolate.RegularGridInterpolator interpolate.PchipInterpolator
interpolate.Akima1DInterpolator interpolate.BSpline optimize.minimize
optimize.least_squares optimize.linear_sum_assignment optimize.curve_fit
optimize.bisect spatial.distance.cosine spatial.transform.Rotation
""",
    },
}

_ROOTS = ("scipy.stats.", "scipy.linalg.", "scipy.special.", "scipy.")


def _short(name: str) -> str:
    """The name as the lists above have it."""
    root = next((root for root in _ROOTS if name.startswith(root)), "")
    return name.removeprefix(root)


NO_RULE: dict[str, str] = {
    **{_short(name): why for name, why in ABSENT.items()},
    "expn:n": "SciPy takes integers only",
    "polygamma:n": "SciPy takes integers only",
}
"""Why there is no rule, and what has one instead."""
