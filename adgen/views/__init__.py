"""Views: a run of a program, and what can be seen in it.

record     what is kept of a run: values, steps, loops and calls
trace      the run itself, statement by statement
naming     what the tables call lines and variables
symbols    the derivative of one statement
local      the same with the values of one step
sweeps     the forward and the reverse sweep over the whole run
storage    what the generated gradient keeps for its reverse sweep, and why
counting   operations
explanation, tables   all of that together, as text, Markdown and JSON
"""
