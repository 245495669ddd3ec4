"""Functions of scipy.special."""
