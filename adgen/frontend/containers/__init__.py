"""Containers: items of arrays, lists, dicts and tuples, read and written, and their methods."""
