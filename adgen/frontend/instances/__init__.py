"""Instances of classes: how they are made, their attributes, and their operators."""
