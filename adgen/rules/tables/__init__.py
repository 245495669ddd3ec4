"""The tables of rules, one file a topic. Importing the package declares them all."""

from adgen.rules.tables import operators

__all__ = ["operators"]
