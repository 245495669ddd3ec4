"""How much of what users expect has a derivative: names by tier, a program for each, a count.

python -m tests.coverage             counts, and what is missing with the reason
python -m tests.coverage numpy.fft   one group, name by name
"""
