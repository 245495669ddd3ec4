# Derivative of surprise in samples/kalman.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/kalman.py:surprise --wrt parameters --value --like \
#         "parameters=float[4], signal=float[n]" -o samples/derivatives/kalman_grad.py
#
# source sha256: 35a0d4f59f712fefe496d0b6a17c6c8a8dcd7eb1dd314571d448a2ef377cf05f
# text sha256:   7ad3e4ac50c251dee19b7e8300459f6e53c710a5ec3712acd032452e95e55b97

import numpy as np


def update_forward(mean, cov, z, noise):
    """`update`, and what its reverse sweep needs."""
    error = z - mean[0]
    variance = cov[0, 0] + noise
    gain = cov[:, 0] / variance
    v1 = error * error / variance
    cost = 0.5 * (np.log(variance) + v1)
    return (mean + gain * error, cov - np.outer(gain, cov[0]), cost), v1


def update_reverse(mean, cov, z, noise, v4, out1_bar, out2_bar, cost_bar):
    """Adjoints of mean, cov, noise from the adjoint of `update`'s results."""
    out2_bar = out2_bar.copy(order="K")
    out1_bar = out1_bar.copy(order="K")
    error = z - mean[0]
    variance = cov[0, 0] + noise
    gain = cov[:, 0] / variance
    gain_bar = -out2_bar @ cov[0]  # cov - np.outer(gain, cov[0])
    out2_bar[0] -= gain @ out2_bar  # cov[0]
    cov_bar = out2_bar
    error_bar = np.sum(out1_bar * gain)
    # cost = 0.5 * (np.log(variance) + error * error / variance)
    v2_bar = 0.5 * cost_bar / variance
    variance_bar = v2_bar - v2_bar * v4
    v1_bar = (gain_bar + out1_bar * error) / variance  # gain * error
    variance_bar -= np.sum(v1_bar * gain)
    cov_bar[:, 0] += v1_bar
    cov_bar[0, 0] += variance_bar  # variance = cov[0, 0] + noise
    out1_bar[0] -= error_bar + 2 * error * v2_bar  # error = z - mean[0]
    mean_bar = out1_bar
    noise_bar = variance_bar
    return mean_bar, cov_bar, noise_bar


def surprise_value_and_grad(parameters, signal, out_bar=1.0):
    """`surprise` and its gradient with respect to parameters.

    `out_bar` is the adjoint of its result.
    """
    if (
        [*map(np.ndim, (parameters, signal))] != [1, 1]
        or 1 in np.shape(parameters) + np.shape(signal)
        or np.asarray(parameters).dtype.kind != "f"
        or np.iscomplexobj(signal)
    ):
        raise TypeError("made for parameters: float[:], signal: float[n]")

    # forward sweep
    log_level = parameters[0]
    log_slope = parameters[1]
    log_noise = parameters[2]
    fading = parameters[3]
    motion = np.array([[1.0, 1.0], [0.0, fading]])
    v2 = np.exp(np.array([log_level, log_slope]))
    drift = np.diag(v2)
    noise = np.exp(log_noise)
    mean = np.array([signal[0], 0.0])
    cov = np.eye(2)
    tape = []
    total = 0.0
    for z in signal:
        v3 = motion @ mean
        v4 = motion @ cov
        v6 = v4 @ motion.T + drift
        (mean_1, cov_1, cost), mean_saved = update_forward(v3, v6, z, noise)
        tape.append((z, mean, cov, v3, v4, v6, mean_saved))
        total += cost
        mean = mean_1
        cov = cov_1

    # reverse sweep
    mean_bar = np.zeros_like(mean)
    cov_bar = np.zeros_like(cov)
    drift_bar = np.zeros_like(drift)
    motion_bar = np.zeros_like(motion)
    noise_bar = 0.0
    for z, mean, cov, v3, v4, v6, mean_saved in reversed(tape):
        v5 = motion.T
        # mean, cov, cost = update(mean, cov, z, noise)
        v3_bar, v6_bar, noise_bar_1 = update_reverse(
            v3, v6, z, noise, mean_saved, mean_bar, cov_bar, out_bar
        )
        noise_bar += noise_bar_1
        drift_bar += v6_bar  # motion @ cov @ motion.T + drift
        v4_bar = v6_bar @ motion
        motion_bar += v6_bar.T @ v4  # motion.T
        cov_bar = v5 @ v4_bar
        motion_bar += v4_bar @ cov.T  # motion @ cov
        mean_bar = v5 @ v3_bar
        motion_bar += np.outer(v3_bar, mean)  # motion @ mean
    log_noise_bar = noise_bar * noise  # noise = np.exp(log_noise)
    # drift = np.diag(np.exp([log_level, log_slope]))
    v1_bar = np.diagonal(drift_bar) * v2
    log_level_bar = v1_bar[0]
    log_slope_bar = v1_bar[1]
    fading_bar = motion_bar[1, 1]
    # log_level, log_slope, log_noise, fading = parameters
    parameters_bar = np.zeros_like(parameters)
    parameters_bar[3] = fading_bar
    parameters_bar[2] = log_noise_bar
    parameters_bar[1] = log_slope_bar
    parameters_bar[0] = log_level_bar
    return total, parameters_bar
