"""Functions of libraries written as programs, which are lowered as the user's are."""
