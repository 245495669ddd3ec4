"""The module `random` of Python: calls with a state, as those of `np.random`, one number each."""

from adgen.rules.declare import constant, elementwise

constant("random.random()", kinds="real", effect=True)
constant(
    "random.randint(a, b)",
    "random.randrange(start, stop=None, step=1)",
    "random.getrandbits(k)",
    kinds="integer",
    effect=True,
)
constant("random.seed(a=None, version=2)", kinds="none", effect=True)
constant("random.Random(x=None)", kinds="unknown", effect=True)
# x = mu + sigma * z with z of the standard distribution, and z = (x - mu) / sigma.
for name in ("gauss", "normalvariate"):
    elementwise(
        f"random.{name}(mu=0.0, sigma=1.0)",
        out_dot="mu_dot + sigma_dot * (out - mu) / sigma",
        mu_bar="out_bar",
        sigma_bar="out_bar * (out - mu) / sigma",
        kinds="real",
        effect=True,
    )
elementwise(
    "random.lognormvariate(mu, sigma)",
    out_dot="out * (mu_dot + sigma_dot * (math.log(out) - mu) / sigma)",
    mu_bar="out_bar * out",
    sigma_bar="out_bar * out * (math.log(out) - mu) / sigma",
    kinds="real",
    effect=True,
)
elementwise(
    "random.uniform(a, b)",
    out_dot="a_dot + (b_dot - a_dot) * (out - a) / (b - a)",
    a_bar="out_bar * (b - out) / (b - a)",
    b_bar="out_bar * (out - a) / (b - a)",
    kinds="real",
    effect=True,
)
# Functions of a number u between 0 and 1: -log(u) / lambd, u**(-1 / alpha),
# alpha * (-log(u))**(1 / beta).
elementwise(
    "random.expovariate(lambd=1.0)",
    dlambd="-(out / lambd)",
    kinds="real",
    effect=True,
)
elementwise(
    "random.paretovariate(alpha)",
    dalpha="-(out * math.log(out) / alpha)",
    kinds="real",
    effect=True,
)
elementwise(
    "random.weibullvariate(alpha, beta)",
    dalpha="out / alpha",
    dbeta="-(out * math.log(out / alpha) / beta)",
    kinds="real",
    effect=True,
)
# The scale only: the shape parameters have no reparameterisation in closed form.
elementwise(
    "random.gammavariate(alpha, beta)", dbeta="out / beta", kinds="real", effect=True
)
for name in (
    "betavariate(alpha, beta)",
    "vonmisesvariate(mu, kappa)",
    "triangular(low=0.0, high=1.0, mode=None)",
):
    elementwise(f"random.{name}", kinds="real", effect=True)
