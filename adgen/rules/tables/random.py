"""Random numbers: calls with a state, never repeated; derivatives by reparameterisation."""

from adgen.rules.declare import constant, elementwise, rule

constant(
    "np.random.rand(*shape)",
    "np.random.randn(*shape)",
    "np.random.random(size=None)",
    "np.random.random_sample(size=None)",
    "np.random.standard_normal(size=None)",
    kinds="random_numbers",
    effect=True,
)
constant(
    "np.random.randint(low, high=None, size=None, dtype='int')",
    "np.random.seed(seed=None)",
    "np.random.default_rng(seed=None)",
    "np.random.RandomState(seed=None)",
    kinds="unknown",
    effect=True,
)
# What is drawn of numbers that vary is not constant: refused, with a word for it in `absent`.
rule(
    "np.random.choice(a, size=None, replace=True, p=None)",
    kinds="unknown",
    effect=True,
    shape_only=("p",),
)
rule("np.random.permutation(x)", kinds="unknown", effect=True)
# Counts jump as their parameters move; the other laws have no slope in closed form.
for drawn in (
    "poisson(lam=1.0, size=None)",
    "binomial(n, p, size=None)",
    "negative_binomial(n, p, size=None)",
    "geometric(p, size=None)",
    "multinomial(n, pvals, size=None)",
    "dirichlet(alpha, size=None)",
    "chisquare(df, size=None)",
    "standard_t(df, size=None)",
):
    rule(f"np.random.{drawn}", kinds="unknown", effect=True)
# x = loc + scale * z with z of the standard distribution, and z = (x - loc) / scale.
for name in ("normal", "laplace", "logistic", "gumbel"):
    elementwise(
        f"np.random.{name}(loc=0.0, scale=1.0, size=None)",
        out_dot="loc_dot + scale_dot * (out - loc) / scale",
        loc_bar="out_bar",
        scale_bar="out_bar * (out - loc) / scale",
        kinds="random_numbers",
        effect=True,
    )
elementwise(
    "np.random.uniform(low=0.0, high=1.0, size=None)",
    out_dot="low_dot + (high_dot - low_dot) * (out - low) / (high - low)",
    low_bar="out_bar * (high - out) / (high - low)",
    high_bar="out_bar * (out - low) / (high - low)",
    kinds="random_numbers",
    effect=True,
)
elementwise(
    "np.random.exponential(scale=1.0, size=None)",
    out_dot="scale_dot * out / scale",
    scale_bar="out_bar * out / scale",
    kinds="random_numbers",
    effect=True,
)
# The logarithm of a lognormal number is normal.
elementwise(
    "np.random.lognormal(mean=0.0, sigma=1.0, size=None)",
    out_dot="out * (mean_dot + sigma_dot * (np.log(out) - mean) / sigma)",
    mean_bar="out_bar * out",
    sigma_bar="out_bar * out * (np.log(out) - mean) / sigma",
    kinds="random_numbers",
    effect=True,
)
# The scale only: the shape parameters have no reparameterisation in closed form.
elementwise(
    "np.random.gamma(shape, scale=1.0, size=None)",
    out_dot="scale_dot * out / scale",
    scale_bar="out_bar * out / scale",
    kinds="random_numbers",
    effect=True,
)
elementwise("np.random.beta(a, b, size=None)", kinds="random_numbers", effect=True)
