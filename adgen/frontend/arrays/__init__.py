"""Functions and methods of arrays that are more than one primitive."""
