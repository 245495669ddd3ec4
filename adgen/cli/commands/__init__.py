"""The commands, one module each: `add(parsers)` declares the arguments, `run` does the work."""
