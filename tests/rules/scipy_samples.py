"""Samples for the rules of scipy and of linear algebra."""
