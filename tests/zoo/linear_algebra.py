"""Products, solves, factorisations."""

import numpy as np
import scipy.linalg

from tests.zoo.registry import draw, positive, zoo


@zoo(draw(3, 4), draw(4, 2, seed=2))
def matrix_times_matrix(a, b):
    return np.sum((a @ b) ** 2)


@zoo(draw(3, 4), draw(4, seed=2))
def matrix_times_vector(a, x):
    return np.sum((a @ x) ** 2)


@zoo(draw(4), draw(4, 3, seed=2))
def vector_times_matrix(x, a):
    return np.sum((x @ a) ** 3)


@zoo(draw(4), draw(4, seed=2))
def inner_products(x, y):
    return x @ y * np.dot(x, x) + np.inner(x, y) ** 2 + np.vdot(x, y)


@zoo(draw(2, 3, 4), draw(2, 4, 3, seed=2))
def stacks_of_matrices(a, b):
    return np.sum((a @ b) ** 2)


@zoo(draw(3, 4), draw(2, 4, 2, seed=2))
def matrix_times_stack(a, b):
    return np.sum(np.matmul(a, b) ** 2)


@zoo(draw(3), draw(4, seed=2))
def outer_product(x, y):
    m = np.outer(x, y)
    return np.sum(m * m) + m[1, 2]


@zoo(draw(3, 3), draw(3))
def quadratic_form(a, x):
    return x @ a @ x


@zoo(positive(3), draw(3))
def solved(a, b):
    return np.sum(np.linalg.solve(a, b) ** 2)


@zoo(positive(3), draw(3, 2))
def solved_for_several(a, b):
    return np.sum(np.linalg.solve(a, b) * b)


@zoo(positive(3))
def inverse(a):
    return np.sum(np.linalg.inv(a) ** 2)


@zoo(positive(3))
def determinant(a):
    return np.linalg.det(a)


@zoo(positive(3))
def log_determinant(a):
    sign, logdet = np.linalg.slogdet(a)
    return sign * logdet


@zoo(positive(3), draw(3))
def cholesky_factor(a, b):
    l = np.linalg.cholesky((a + a.T) / 2.0)
    return np.sum(np.linalg.solve(l, b) ** 2) + np.sum(np.log(np.diag(l)))


@zoo(draw(4), draw(3, 4))
def norms(x, a):
    return np.linalg.norm(x) * np.linalg.norm(a)


@zoo(draw(3, 3))
def traces(a):
    return np.trace(a @ a.T) + np.trace(a) ** 2


@zoo(draw(2, 3), draw(3, 4, seed=2))
def einstein_sum(a, b):
    return np.sum(np.einsum("ij,jk->ik", a, b) ** 2)


@zoo(draw(2, 3), draw(3, 2, seed=2))
def tensor_products(a, b):
    return np.sum(np.tensordot(a, b, axes=1) ** 2) + np.sum(np.kron(a, b))


@zoo(positive(3), second_order=False)
def eigenvalues_of_a_symmetric_matrix(a):
    w, v = np.linalg.eigh((a + a.T) / 2.0)
    return np.sum(w * w * w) + np.sum(v[:, 0] ** 4)


@zoo(draw(3, 3))
def matrix_powers(a):
    b = a @ a @ a
    return np.trace(b) + np.sum(np.linalg.matrix_power(a, 2))


@zoo(draw(3, 3), draw(3), draw(3, seed=2))
def products_in_a_chain(a, x, b):
    return np.sum(np.tanh(a @ x + b) * (a.T @ b))


@zoo(draw(3), draw(3, seed=2))
def cross_product(x, y):
    return np.sum(np.cross(x, y) ** 2)


@zoo(draw(3, 3))
def triangles(a):
    return np.sum(np.tril(a) @ np.triu(a, 1))


@zoo(positive(3), draw(3))
def solved_by_factors(a, b):
    factor, lower = scipy.linalg.cho_factor(0.5 * (a + a.T) + 3.0 * np.eye(3))
    return np.sum(scipy.linalg.cho_solve((factor, lower), b) ** 2)


@zoo(positive(3), draw(3))
def solved_by_a_pair(a, b):
    factors, rows = scipy.linalg.lu_factor(a + 3.0 * np.eye(3))
    return np.sum(scipy.linalg.lu_solve((factors, rows), b, trans=1) ** 2)


@zoo(draw(3, 3) + 3.0 * np.eye(3))
@zoo(draw(3))
def diagonals_that_are_written(x):
    # Of a vector a new matrix, in the adjoint as well; of a matrix a view.
    d = np.diag(x).copy()
    d[0] = 2.0 * d[-1]
    e = np.diag(d) * 3.0
    e[0] = np.sum(d**2)
    return np.sum(e * x) + np.sum(np.diag(np.diag(e)) ** 2)
