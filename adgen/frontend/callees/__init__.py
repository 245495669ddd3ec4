"""Functions that the program calls: in line, or as functions of the IR of their own."""
