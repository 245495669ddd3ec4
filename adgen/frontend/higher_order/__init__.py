"""What takes a function: derivatives inside a function, and the solvers and integrals of SciPy."""
