"""A network of three layers that learns the handwritten digits of scikit-learn.

The functions a user would write come first; then the adjoint a person would write by hand, to
compare with; then the job.
"""

from __future__ import annotations

import numpy as np

WEIGHTS = ("W1", "b1", "W2", "b2", "W3", "b3")


def sigmoid(z):
    """1 / (1 + exp(-z)), written so that it never overflows."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def softmax(z):
    """Positive numbers with the sum 1 in each row."""
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def loss(x, labels, W1, b1, W2, b2, W3, b3):
    """Cross-entropy of the network's answers; a row of `labels` is 1 at the right digit."""
    h1 = sigmoid(x @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    y = softmax(h2 @ W3 + b3)
    return -np.sum(labels * np.log(y)) / len(x)


def recognise(x, W1, b1, W2, b2, W3, b3):
    """The digits the network sees."""
    h1 = sigmoid(x @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    return np.argmax(h2 @ W3 + b3, axis=1)


def loss_value_and_grad_by_hand(x, labels, W1, b1, W2, b2, W3, b3):
    """`loss` and its gradient with respect to the weights, as one writes it by hand."""
    h1 = sigmoid(x @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    y = softmax(h2 @ W3 + b3)
    value = -np.sum(labels * np.log(y)) / len(x)

    y_bar = -labels / (y * len(x))
    z3_bar = y * (y_bar - np.sum(y_bar * y, axis=1, keepdims=True))
    W3_bar = h2.T @ z3_bar
    b3_bar = np.sum(z3_bar, axis=0)
    z2_bar = z3_bar @ W3.T * (1.0 - h2 * h2)
    W2_bar = h1.T @ z2_bar
    b2_bar = np.sum(z2_bar, axis=0)
    z1_bar = z2_bar @ W2.T * (h1 * (1.0 - h1))
    W1_bar = x.T @ z1_bar
    b1_bar = np.sum(z1_bar, axis=0)
    return value, (W1_bar, b1_bar, W2_bar, b2_bar, W3_bar, b3_bar)


def initial_weights(generator, sizes=(64, 64, 32, 10)):
    """Small random matrices, and zeros."""
    weights = []
    for n, m in zip(sizes, sizes[1:]):
        weights += [generator.standard_normal((n, m)) / np.sqrt(n), np.zeros(m)]
    return weights


def digits():
    """Images to learn from and to test with: pixels from 0 to 1, digits from 0 to 9."""
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    x, digit = load_digits(return_X_y=True)
    return train_test_split(x / 16.0, digit, test_size=0.2, random_state=0)


def compare_modes(x, labels, weights, generator):
    """One directional derivative in forward mode against all gradients in reverse mode."""
    import adgen

    point = (x, labels, *weights)
    wrt = (0, 2, 3, 4, 5, 6, 7)
    direction = [generator.standard_normal(np.shape(point[k])) for k in wrt]
    gradient = adgen.grad(loss, argnums=wrt)(*point)
    reverse = sum(np.sum(g * d) for g, d in zip(gradient, direction))

    tangents = [np.zeros_like(value) for value in point]
    for k, d in zip(wrt, direction):
        tangents[k] = d
    _, forward = adgen.jvp(loss, point, tuple(tangents))
    print("The derivative along a random direction of x and all weights:")
    print(f"  forward mode, one sweep:                {forward:.15f}")
    print(f"  gradients of reverse mode, in products: {reverse:.15f}")
    assert abs(forward - reverse) <= 1e-10 * (1.0 + abs(reverse))


def compare_times(gradient, x, labels, weights):
    """The generated function beside the one written by hand: results, then times."""
    from samples.reporting import seconds, table

    _, ours = gradient(x, labels, *weights)
    _, by_hand = loss_value_and_grad_by_hand(x, labels, *weights)
    apart = max(np.max(np.abs(a - b)) for a, b in zip(ours, by_hand))
    print(f"\nThe generated gradient and the hand-written one differ by {apart:.0e}.")
    rows = []
    for size in (64, 128, 256):
        part = (x[:size], labels[:size], *weights)
        times = seconds(
            (gradient, gradient.py_func, loss_value_and_grad_by_hand), *part
        )
        micros = [f"{1e6 * t:.0f}" for t in times]
        rows.append((size, *micros, f"{times[1] / times[2]:.2f}"))
    print(
        "Times of a step in microseconds; the ratio is that of the generated function:"
    )
    table(("images", "called by adgen", "generated", "by hand", "ratio"), rows)


def train(gradient, x, labels, weights, generator, epochs=60, batch=64, rate=0.5):
    """Gradient descent on small batches. Changes the weights; gives the loss of each step."""
    from tqdm import tqdm

    losses = []
    steps_per_epoch = len(x) // batch
    with tqdm(total=epochs * steps_per_epoch, desc="training", ncols=80) as bar:
        for _ in range(epochs):
            order = generator.permutation(len(x))
            for part in order[: steps_per_epoch * batch].reshape(-1, batch):
                value, bars = gradient(x[part], labels[part], *weights)
                for weight, bar_of_weight in zip(weights, bars):
                    weight -= rate * bar_of_weight
                losses.append(value)
                bar.update()
            bar.set_postfix(loss=f"{np.mean(losses[-steps_per_epoch:]):.4f}")
    return losses


def main() -> None:
    """Checks the gradient in both modes, trains, and shows how well and how fast."""
    import adgen
    from samples.reporting import picture

    generator = np.random.default_rng(0)
    x, x_test, digit, digit_test = digits()
    labels = np.eye(10)[digit]
    weights = initial_weights(generator)
    gradient = adgen.value_and_grad(loss, argnums=(2, 3, 4, 5, 6, 7))

    compare_modes(x[:100], labels[:100], weights, generator)
    compare_times(gradient, x, labels, weights)
    print()
    losses = train(gradient, x, labels, weights, generator)
    right = np.mean(recognise(x_test, *weights) == digit_test)
    print(f"{right:.1%} of {len(x_test)} images not seen before are recognised.")
    assert right >= 0.95
    with picture("digits_loss.png") as axes:
        axes.semilogy(losses, linewidth=0.7)
        axes.set(xlabel="step", ylabel="cross-entropy", title="Learning to read digits")


if __name__ == "__main__":
    main()
