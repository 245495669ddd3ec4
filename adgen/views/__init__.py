"""Views: a run of a program, and what can be seen in it.

trace      the run itself, statement by statement, in the structure of its loops and calls
local      the derivative of one statement of the run
sweeps     the forward and the reverse sweep over the whole run
storage    what the generated gradient keeps for its reverse sweep, and why
counting   operations
explanation, tables   all of that together, as text, Markdown and JSON
"""
