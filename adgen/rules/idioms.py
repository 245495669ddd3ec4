"""Functions that formulas call where the best text depends on what is known of the operands."""
