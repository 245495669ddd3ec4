"""The nodes of the AST: expressions, statements, loops, patterns."""
