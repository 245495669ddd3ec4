"""Calls: what is called decides how."""
