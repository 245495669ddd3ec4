"""Regions of memory: references, versions, views, and what they are where paths meet."""
