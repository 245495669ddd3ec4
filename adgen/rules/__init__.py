"""The derivative rules: their declaration, the tables, and their application at a call.

Importing this package loads no table and no scipy; the tables are read when the first rule
is asked for, a formula is parsed when it is first used.
"""
