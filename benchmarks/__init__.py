"""Measurements of adgen: `python -m benchmarks`. Ratios and counts; nothing here is a test."""
