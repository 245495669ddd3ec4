# Derivative of surprise in samples/kalman.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/kalman.py:surprise --wrt parameters --value --like \
#         "parameters=float[2], flow=float[n], rows=float[n,2], step=float" -o \
#         samples/derivatives/kalman_grad.py
#
# source sha256: ffca20dfdc46cca8fc62f22c7904cbc7aff7e431049c2f67be31dbbcbcd61496
# text sha256:   d7867946d14caf807de05e7f3f2e6380bb0a3b0db1383173ff323e56988c5ed1

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


def surprise_value_and_grad(parameters, flow, rows, step, out_bar=1.0):
    """`surprise` and its gradient with respect to parameters.

    `out_bar` is the adjoint of its result.
    """
    if (
        [*map(np.ndim, (parameters, flow, rows, step))] != [1, 1, 2, 0]
        or any(1 in np.shape(a) for a in (parameters, flow, rows))
        or np.asarray(parameters).dtype.kind != "f"
        or any(map(np.iscomplexobj, (flow, rows, step)))
    ):
        raise TypeError(
            "made for parameters: float[:], flow: float[n], rows: float[n, :], "
            "step: float"
        )

    # forward sweep
    noise = np.exp(parameters[0])
    v1 = np.exp(parameters[1])
    drift = np.diag(np.array([v1, 0.0]))
    mean = np.array([flow[0], 0.0])
    cov = np.diag(np.array([noise, step]))
    tape = []
    total = 0.0
    for z, row in zip(flow[1:], rows[1:]):
        (mean, cov, cost), update_saved = update_forward(
            mean, cov + drift, z, row, noise
        )
        tape.append((row, update_saved))
        total += cost

    # reverse sweep
    mean_bar = np.zeros_like(mean)
    cov_bar = np.zeros_like(cov)
    drift_bar = np.zeros_like(drift)
    noise_bar = 0.0
    for row, update_saved in reversed(tape):
        # mean, cov, cost = update(mean, cov + drift, z, row, noise)
        mean_bar, cov_bar, noise_bar_1 = update_reverse(
            row, update_saved, mean_bar, cov_bar, out_bar
        )
        noise_bar += noise_bar_1
        drift_bar += cov_bar
    # drift = np.diag(np.array([np.exp(parameters[1]), 0.0]))
    parameters_bar = np.zeros_like(parameters)
    parameters_bar[1] = np.diagonal(drift_bar)[0] * v1
    # cov = np.diag(np.array([noise, step]))
    parameters_bar[0] = (noise_bar + np.diagonal(cov_bar)[0]) * noise
    return total, parameters_bar
