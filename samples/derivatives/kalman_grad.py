# Derivative of surprise in samples/kalman.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/kalman.py:surprise --wrt parameters --value --like \
#         "parameters=float[2], measured=float[n], rows=float[n,k], spread=float[k]" \
#         -o samples/derivatives/kalman_grad.py
#
# source sha256: abcf398459bd729e097f5a0dd2a12126dd7509597e940bf0f8b88373983d34ec
# text sha256:   06d782698d82359346b79235613e825de1b509de3cb9cfd1e40c8af08cf99b49

import numpy as np


def update_forward(mean, cov, z, row, noise):
    """`update`, and what its reverse sweep needs."""
    error = z - row @ mean
    seen = cov @ row
    variance = row @ seen + noise
    gain = seen / variance
    v1 = 2.0 * np.pi * variance
    v2 = error * error / variance
    cost = 0.5 * (np.log(v1) + v2)
    saved = error, seen, variance, v1, v2
    return (mean + gain * error, cov - np.outer(gain, seen), cost), saved


def update_reverse(row, saved, out1_bar, out2_bar, cost_bar):
    """Adjoints of mean, cov, noise from the adjoint of `update`'s results."""
    error, seen, variance, v1, v2 = saved
    gain = seen / variance
    v5_bar = -out2_bar  # cov - np.outer(gain, seen)
    gain_bar = v5_bar @ seen
    seen_bar = gain @ v5_bar
    error_bar = np.sum(out1_bar * gain)
    # cost = 0.5 * (np.log(2.0 * np.pi * variance) + error * error / variance)
    v4_bar = 0.5 * cost_bar
    v3_bar = v4_bar / variance
    variance_bar = v4_bar / v1 * (2.0 * np.pi) - v3_bar * v2
    v6 = (gain_bar + out1_bar * error) / variance  # gain * error
    seen_bar += v6
    variance_bar -= np.sum(v6 * gain)
    # variance = row @ seen + noise
    cov_bar = out2_bar + np.outer(seen_bar + variance_bar * row, row)
    # error = z - row @ mean
    mean_bar = out1_bar - (error_bar + 2 * error * v3_bar) * row
    noise_bar = variance_bar
    return mean_bar, cov_bar, noise_bar


def surprise_value_and_grad(parameters, measured, rows, spread, out_bar=1.0):
    """`surprise` and its gradient with respect to parameters.

    `out_bar` is the adjoint of its result.
    """
    if (
        [*map(np.ndim, (parameters, measured, rows, spread))] != [1, 1, 2, 1]
        or any(1 in np.shape(a) for a in (parameters, measured, rows, spread))
        or np.asarray(parameters).dtype.kind != "f"
        or any(map(np.iscomplexobj, (measured, rows, spread)))
    ):
        raise TypeError(
            "made for parameters: float[:], measured: float[n], rows: float[n, k], "
            "spread: float[k]"
        )

    # forward sweep
    noise = np.exp(parameters[0])
    mean = np.zeros_like(spread)
    cov = np.diag(spread)
    drift = np.zeros_like(cov)
    v1 = np.exp(parameters[1])
    drift[0, 0] = v1
    tape = []
    total = 0.0
    for z, row in zip(measured, rows):
        (mean, cov, cost), update_saved = update_forward(mean, cov, z, row, noise)
        tape.append((row, update_saved))
        cov = cov + drift
        total += cost

    # reverse sweep
    mean_bar = np.zeros_like(mean)
    cov_bar = np.zeros_like(cov)
    drift_bar = np.zeros_like(drift)
    noise_bar = 0.0
    for row, update_saved in reversed(tape):
        drift_bar += cov_bar  # cov = cov + drift
        # mean, cov, cost = update(mean, cov, z, row, noise)
        mean_bar, cov_bar, noise_bar_1 = update_reverse(
            row, update_saved, mean_bar, cov_bar, out_bar
        )
        noise_bar += noise_bar_1
    parameters_bar = np.zeros_like(parameters)  # drift[0, 0] = np.exp(parameters[1])
    parameters_bar[1] = drift_bar[0, 0] * v1
    parameters_bar[0] = noise_bar * noise  # noise = np.exp(parameters[0])
    return total, parameters_bar
