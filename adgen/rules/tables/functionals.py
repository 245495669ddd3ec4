"""What calls a function of the program: solvers of equations, integrals, minimisers.

The call itself has no derivative. Its result is handed to one of four primitives that have: the
`solution` of an equation (`solution_each`: of as many as it has elements), an `integral`, a
`flow`. See adgen.frontend.higher_order.functionals for which of them belongs to which call.
"""

from adgen.rules.declare import constant, structural, undefined
from adgen.rules.flows import flow_adjoints, flow_tangents
from adgen.rules.implicit import solution_adjoints, solution_tangents
from adgen.rules.integrals import integral_adjoints, integral_tangents

_EQUATION = "the derivative is that of the equation solved: implicit function theorem"
_MINIMUM = "the derivative is that of the equation gradient = 0 at the minimum"
_BRACKET = (
    "f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100,"
    " full_output=False, disp=True"
)

for _name in ("solution", "solution_each"):
    structural(
        f"{_name}(x, f, args)",
        kinds="same",
        view=True,
        tangents=solution_tangents,
        adjoints=solution_adjoints,
        ref="Griewank and Walther (2008), section 15.1",
    )
structural(
    "integral(value, f, a, b, args, settings)",
    kinds="same",
    view=True,
    tangents=integral_tangents,
    adjoints=integral_adjoints,
)
structural(
    "flow(rows, f, y0, start, times, args, settings, solver)",
    kinds="same",
    view=True,
    tangents=flow_tangents,
    adjoints=flow_adjoints,
    ref="Hairer, Norsett and Wanner (1993), section I.14",
)
for _name in ("brentq", "brenth", "ridder", "bisect"):
    constant(f"scipy.optimize.{_name}({_BRACKET})", kinds="real", reason=_EQUATION)
constant(
    "scipy.optimize.toms748(f, a, b, args=(), k=1, xtol=2e-12,"
    " rtol=8.881784197001252e-16, maxiter=100, full_output=False, disp=True)",
    kinds="real",
    reason=_EQUATION,
)
constant(
    "scipy.optimize.newton(func, x0, fprime=None, args=(), tol=1.48e-08, maxiter=50,"
    " fprime2=None, x1=None, rtol=0.0, full_output=False, disp=True)",
    "scipy.optimize.fsolve(func, x0, args=(), fprime=None, full_output=0, col_deriv=0,"
    " xtol=1.49012e-08, maxfev=0, band=None, epsfcn=None, factor=100, diag=None)",
    "scipy.optimize.fixed_point(func, x0, args=(), xtol=1e-08, maxiter=500,"
    " method='del2')",
    "scipy.optimize.root_scalar(f, args=(), method=None, bracket=None, fprime=None,"
    " fprime2=None, x0=None, x1=None, xtol=None, rtol=None, maxiter=None, options=None)",
    "scipy.optimize.root(fun, x0, args=(), method='hybr', jac=None, tol=None,"
    " callback=None, options=None)",
    reason=_EQUATION,
)
constant(
    "scipy.optimize.minimize(fun, x0, args=(), method=None, jac=None, hess=None,"
    " hessp=None, bounds=None, constraints=(), tol=None, callback=None, options=None)",
    "scipy.optimize.minimize_scalar(fun, bracket=None, bounds=None, args=(), method=None,"
    " tol=None, options=None)",
    "scipy.optimize.least_squares(fun, x0, jac='2-point', bounds=None, method='trf',"
    " ftol=1e-08, xtol=1e-08, gtol=1e-08, x_scale=None, loss='linear', f_scale=1.0,"
    " *, max_nfev=None, args=())",
    reason=_MINIMUM,
)
_FIT = (
    "p0=None, sigma=None, absolute_sigma=False, check_finite=None, bounds=None,"
    " method=None, jac=None, *, maxfev=None, max_nfev=None, ftol=None, xtol=None, gtol=None"
)
constant(
    f"popt, pcov = scipy.optimize.curve_fit(f, xdata, ydata, {_FIT})",
    f"popt, pcov = fitted_curve(f, xdata, ydata, args, {_FIT})",
    reason=_MINIMUM,
)
constant(
    "value, error = scipy.integrate.quad(func, a, b, args=(), full_output=0,"
    " epsabs=1.49e-08, epsrel=1.49e-08, limit=50, points=None)",
    "value, error = scipy.integrate.quad_vec(f, a, b, epsabs=1e-200, epsrel=1e-08,"
    " *, limit=10000, points=None, args=())",
    reason="the derivative is the integral of that of the integrand: Leibniz",
)
constant(
    "value, error = scipy.integrate.dblquad(func, a, b, gfun, hfun, args=(),"
    " epsabs=1.49e-08, epsrel=1.49e-08)",
    "value, rest = scipy.integrate.fixed_quad(func, a, b, args=(), n=5)",
    reason="put into words of other functions, which have derivatives",
)
constant("x, w = scipy.special.roots_legendre(n)", kinds="vector_of_floats")
constant(
    "scipy.integrate.odeint(func, y0, t, args=(), *, tfirst=False, rtol=None, atol=None,"
    " h0=0.0, hmax=0.0, hmin=0.0, mxstep=0, mxordn=12, mxords=5)",
    "scipy.integrate.solve_ivp(fun, t_span, y0, method='RK45', t_eval=None, *, args=None,"
    " rtol=0.001, atol=1e-06, first_step=None, max_step=None)",
    reason="the derivatives solve the equation differentiated: forward sensitivities",
)
undefined(
    "scipy.optimize.linear_sum_assignment(cost_matrix, maximize=False)",
    reason="which assignment is best jumps; take the sum of the costs chosen",
)
