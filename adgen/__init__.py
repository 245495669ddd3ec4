"""adgen: derivatives of Python functions, written as Python source."""
