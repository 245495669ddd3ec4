"""Emission: a Program becomes the text of Python functions, and functions that run.

trees       which statements are put into the expression of their only use
ownership   where memory may be changed in place, and the copies this needs
naming      one Python name for each value
statements  IR to Python AST
comments    AST with headings and notes to text
module      functions, imports and constants together
formatting, load
"""
